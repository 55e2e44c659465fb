/** Going through a page by keyboard alone: each stop is seen, and the focus is never lost. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./person";

/** The most stops there may be on a page before something is reached. */
const stops_max = 80;

/** One person's keyboard. */
export class Keys {
  private readonly person: Person;
  private readonly page: Page;

  constructor(person: Person) {
    this.person = person;
    this.page = person.page;
  }

  /** Goes there with Tab, and checks at each stop that one can see where one is. */
  async to(target: Locator): Promise<void> {
    await this.walk(target, "Tab");
  }

  async back(target: Locator): Promise<void> {
    await this.walk(target, "Shift+Tab");
  }

  async press(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const exact = typeof name === "string";
    await this.to(within.getByRole("button", { name, exact }));
    await this.page.keyboard.press("Enter");
  }

  /** The focus is somewhere: never on nothing, as after the thing that had it went away. */
  async stands(when: string): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => document.activeElement !== document.body), {
        message: `${this.person.name} has the focus somewhere ${when}`,
      })
      .toBe(true);
  }

  private async walk(target: Locator, key: string): Promise<void> {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < stops_max; stop += 1) {
      if (await target.evaluate((one) => one === document.activeElement)) return;
      await this.page.keyboard.press(key);
      const trouble = await this.page.evaluate(trouble_here);
      expect(trouble, `${this.person.name} sees where the focus is`).toBeNull();
    }
    throw new Error(`${this.person.name} cannot reach ${target} with the keyboard`);
  }
}

/** What is wrong with where the focus is; `null` for nothing. Runs in the page. */
function trouble_here(): string | null {
  const here = document.activeElement;
  // Past the last stop a browser goes to its own controls.
  if (here === null || here === document.body || here === document.documentElement) return null;
  const label = here.closest("label");
  const drawn = [here, label, here.parentElement, here.closest("[data-focus-visible]")].filter(
    (one) => one !== null,
  );
  const ring = drawn.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
  });
  const name = here.getAttribute("aria-label") ?? here.textContent ?? here.tagName;
  if (!ring) return `no ring around ${here.tagName} “${name.slice(0, 60)}”`;
  const box = (label ?? here).getBoundingClientRect();
  const seen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return seen ? null : `out of sight: ${here.tagName} “${name.slice(0, 60)}”`;
}
