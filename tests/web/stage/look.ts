/**
 * Pictures of each stage of a journey, for people to look at: only with `RONDO_LOOK=1`, into
 * `artifacts/look/`. Nothing is compared with them.
 */
import type { Page } from "@playwright/test";

const sizes = [
  { width: 1360, height: 850 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
];

export async function look(page: Page, name: string, at = sizes): Promise<void> {
  if (process.env.RONDO_LOOK !== "1") return;
  const before = page.viewportSize();
  for (const size of at) {
    await page.setViewportSize(size);
    await page.screenshot({
      path: `artifacts/look/${name}-${size.width}.png`,
      animations: "disabled",
    });
  }
  if (before !== null) await page.setViewportSize(before);
}
