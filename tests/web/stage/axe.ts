/** Looks a page over with axe, as it stands, in every appearance that Rondo promises. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export type Appearance = "light" | "dark" | "forced";

const media = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
} as const satisfies Record<Appearance, object>;

/**
 * No violation, of any impact, in any of these appearances. Motion is reduced meanwhile, so that
 * colours are measured where they come to rest.
 */
export async function expectAccessible(
  page: Page,
  what: string,
  appearances: Appearance[] = ["light", "dark", "forced"],
): Promise<void> {
  for (const appearance of appearances) {
    await page.emulateMedia({ ...media[appearance], reducedMotion: "reduce" });
    // Colours follow in the next frame.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const found = await new AxeBuilder({ page })
      // Chromium draws forced colours after the page has chosen its own; axe cannot see them.
      .disableRules(appearance === "forced" ? ["color-contrast"] : [])
      .analyze();
    const violations = found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`),
    }));
    expect.soft(violations, `${what}, ${appearance}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}
