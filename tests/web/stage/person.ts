/** Somebody with a browser: what they do in a few words, and what they see. */
import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { type Watch, watch } from "./watch";

export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  readonly watch: Watch;
  readonly origin: string;
  page: Page;

  private constructor(parts: {
    name: string;
    context: BrowserContext;
    page: Page;
    origin: string;
    watch: Watch;
  }) {
    this.name = parts.name;
    this.context = parts.context;
    this.page = parts.page;
    this.origin = parts.origin;
    this.watch = parts.watch;
  }

  static async with(context: BrowserContext, origin: string, name: string): Promise<Person> {
    const watched = await watch(context, origin, name);
    const page = await context.newPage();
    return new Person({ name, context, page, origin, watch: watched });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole("heading", { name, exact: typeof name === "string" });
  }

  /** Words on the screen, and not those given to a screen reader alone. */
  text(words: string | RegExp): Locator {
    return this.page
      .getByText(words, { exact: typeof words === "string" })
      .and(this.page.locator(":not([aria-live] *)"));
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  /** Chooses from a menu behind a button. */
  async choose(menu: string | RegExp, item: string | RegExp): Promise<void> {
    await this.press(menu);
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Radio buttons and boxes lie under the label, which is what people press. */
  async ticks(role: "radio" | "checkbox" | "switch", name: string | RegExp): Promise<void> {
    const one = this.page.getByRole(role, { name });
    await this.page.locator("label").filter({ has: one }).click();
    await expect(one).toBeChecked();
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name }).or(this.page.getByRole("alertdialog", { name }));
  }

  /** Answers what a dialog asks, and waits until it is gone. */
  async answer(dialog: string | RegExp, button: string | RegExp): Promise<void> {
    const asked = this.dialog(dialog);
    await asked.getByRole("button", { name: button, exact: typeof button === "string" }).click();
    await expect(asked).toBeHidden();
  }

  /** A member opens their invitation and comes to the door. */
  async comesToTheDoor(link: string, shownAs?: string): Promise<void> {
    await this.page.goto(link);
    await this.acceptsTheRules(shownAs);
    await expect(this.heading("Your therapist will let you in")).toBeVisible();
  }

  async acceptsTheRules(shownAs?: string): Promise<void> {
    await this.page.getByText("I have read this and agree to it.").click();
    if (shownAs !== undefined) {
      await this.page.getByRole("textbox", { name: "Name shown in the room" }).fill(shownAs);
    }
    await this.press("Come to the door");
  }

  async letsIn(name: string): Promise<void> {
    await this.press(`Let in ${name}`);
    await expect(this.button(`Let in ${name}`)).toBeHidden();
  }

  /** Somebody's place in the circle, as it is spoken. */
  seat(name: string): Locator {
    return this.page
      .getByRole("list", { name: "People in the circle" })
      .getByRole("listitem")
      .filter({ hasText: name });
  }

  lines(): Locator {
    return this.page.getByRole("region", { name: "Lines", exact: true });
  }

  line(words: string): Locator {
    return this.lines().getByText(words, { exact: true });
  }

  writing(): Locator {
    return this.page.getByRole("textbox", { name: /^Write a line/ });
  }

  /** Whom the next line goes to. */
  async writesTo(whom: "Everyone" | "Therapist" | "Therapists" | "One person"): Promise<void> {
    await this.page.getByRole("radiogroup", { name: "Who will see it" }).getByText(whom).click();
  }

  async writes(words: string): Promise<void> {
    await this.writing().fill(words);
    await this.writing().press("Enter");
    await expect(this.line(words)).toBeVisible();
  }

  /** Waits until a screen reader has been given these words. */
  async hears(words: string | RegExp): Promise<void> {
    const says = (one: string) => (typeof words === "string" ? one === words : words.test(one));
    await expect
      .poll(() => this.watch.heard().some(says), { message: `${this.name} is told: ${words}` })
      .toBe(true);
  }
}
