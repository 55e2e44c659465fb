/** Somebody joins and speaks in Firefox, with a therapist in Chromium. */
import { isThere, firefox as path } from "../browser";
import { Fox } from "../stage/fox";
import { expect, test } from "../stage/test";

test("a member with Firefox joins, is let in, speaks, writes a line and leaves", async ({
  stage,
  people,
}) => {
  test.skip(!isThere(path), `There is no Firefox at ${path}: install firefox-esr.`);
  test.setTimeout(120_000);
  const practice = await stage.practice({ members: ["Maren", "Theo"] });
  const session = await practice.openSession();
  const [hale, theo] = [await people.come("Dr. Hale"), await people.come("Theo")];
  await practice.enters(hale, session);
  await theo.comesToTheDoor(practice.link("Theo"));
  await hale.letsIn("Theo");

  const maren = await Fox.starts(stage.origin);
  try {
    await test.step("Maren comes to the door with Firefox", async () => {
      await maren.comesToTheDoor(practice.link("Maren"));
    });
    await test.step("she is let in, and the session starts", async () => {
      await hale.letsIn("Maren");
      await maren.reads("The session has not begun yet");
      await hale.press("Start session");
      await maren.reads("Nobody has the floor");
    });
    await test.step("she raises her hand, speaks and ends", async () => {
      await hale.choose("Floor", /^Take hands/);
      await hale.answer("Take hands", "Take hands");
      await maren.press("Raise hand");
      await expect(theo.seat("Maren")).toContainText("1st in line");
      await hale.press("Next: Maren");
      await maren.reads("You have the floor");
      await expect(theo.heading("Maren has the floor")).toBeVisible();
      await maren.press("End my turn");
      await expect(theo.heading("Nobody has the floor")).toBeVisible();
    });
    await test.step("she writes, and reads what others write", async () => {
      await maren.page.locator("textarea").fill("Greetings from another browser.");
      await maren.press("Send to everyone");
      await expect(theo.line("Greetings from another browser.")).toBeVisible();
      await theo.writes("Welcome here.");
      await maren.sees("Welcome here.");
    });
    await test.step("she leaves", async () => {
      await maren.press("Leave…");
      await maren.press("Leave");
      await maren.reads("You have left the session");
      await expect(theo.seat("Maren")).toHaveCount(0);
      await expect(theo.seat("empty chair")).toBeVisible();
    });
    expect(maren.complaints, "what Firefox complains about").toEqual([]);
  } finally {
    await maren.ends();
  }
});
