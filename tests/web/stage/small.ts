/** Small screens: nothing sideways, and everything in reach of a finger. */
import { expect, type Locator } from "@playwright/test";
import type { Person } from "./person";

export const screens = [
  { what: "a phone, 360 px", width: 360, height: 740 },
  { what: "the narrowest phone, 320 px", width: 320, height: 568 },
  // 1280 × 1024 at 400 % is 320 × 256.
  { what: "400 % zoom", width: 320, height: 256 },
];

/** Nothing makes the page wider than the screen, and no text or button sticks out of it. */
export async function fits(person: Person, when: string): Promise<void> {
  await expect
    .soft(async () => {
      expect(await person.page.evaluate(sidewards), `${person.name}, ${when}`).toEqual([]);
    })
    .toPass({ timeout: 3_000 });
}

/** What sticks out. Runs in the page. */
function sidewards(): string[] {
  const page = document.documentElement;
  const out = [...document.querySelectorAll("button, a, h1, h2, h3, p, li, input, textarea")]
    .filter((one) => {
      const box = one.getBoundingClientRect();
      const shown = box.width > 1 && box.height > 1 && one.checkVisibility();
      return shown && (box.right > innerWidth + 1 || box.left < -1);
    })
    .map((one) => `${one.tagName} “${(one.textContent ?? "").slice(0, 40)}”`);
  return page.scrollWidth > page.clientWidth ? ["the page", ...out] : out;
}

/** It can be brought into sight, nothing lies over it, and it is large enough for a finger. */
export async function reach(person: Person, target: Locator): Promise<void> {
  await target.click({ trial: true });
  const box = await target.boundingBox();
  expect
    .soft(Math.round(box?.height ?? 0), `${person.name}: height of ${target}`)
    .toBeGreaterThanOrEqual(24);
}
