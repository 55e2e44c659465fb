/** A tablet is turned, or a window made narrower: what somebody is in the middle of stays before them. */
import { seat } from "../stage/circle";
import { look } from "../stage/look";
import { expect, test } from "../stage/test";

const wide = { width: 1360, height: 850 };
const held = { width: 1024, height: 768 };
const turned = { width: 768, height: 1024 };
const phone = { width: 360, height: 740 };

test("whoever is writing while a window gets narrower goes on writing", async ({
  stage,
  people,
}) => {
  const maren = await people.come("Maren", { viewport: held });
  const theo = await people.come("Theo");
  const { hale } = await seat(stage, people, { members: [maren, theo] });

  await test.step("a member with a tablet turns it in the middle of a line", async () => {
    await maren.writing().click();
    await maren.page.keyboard.type("It was hard to");
    await maren.page.setViewportSize(turned);
    await maren.page.keyboard.type(" come today.");
    await expect(maren.writing()).toBeFocused();
    await expect(maren.writing()).toBeInViewport();
    await expect(maren.button(/^Conversation/)).toHaveAttribute("aria-pressed", "true");
    await look(maren.page, "turned", [turned, phone]);
    await maren.page.keyboard.press("Enter");
    await expect(theo.line("It was hard to come today.")).toBeVisible();
  });

  await test.step("where the circle is chosen, it stays, however the tablet is held", async () => {
    await maren.press("Circle");
    for (const size of [held, turned]) {
      await maren.page.setViewportSize(size);
      await expect(maren.seat("Theo")).toBeInViewport();
    }
    await expect(maren.button("Circle")).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("a therapist loses neither the group's panel nor the circle", async () => {
    const start = hale.button("Start a check-in");
    await hale.page.setViewportSize(wide);
    await start.focus();
    for (const size of [held, turned, phone]) {
      await hale.page.setViewportSize(size);
      await expect(start).toBeFocused();
      await expect(start).toBeVisible();
    }
    await hale.page.setViewportSize(held);
    await hale.button("Actions for Maren").focus();
    await expect(start).toBeVisible();
    await hale.page.setViewportSize(turned);
    await expect(hale.button("Actions for Maren")).toBeFocused();
    await expect(start).toBeHidden();
  });
});
