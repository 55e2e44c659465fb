/** Somebody joins and speaks in Firefox, with a therapist in Chromium. */
import { isThere, firefox as path } from "../browser";
import { launchFirefox } from "../firefox";
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

  const browser = await launchFirefox();
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warn") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(stage.origin)) complaints.push(`asked for ${request.url()}`);
    });
    const press = (name: string) =>
      page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
    const reads = (name: string) =>
      page.locator(`::-p-aria([name="${name}"][role="heading"])`).wait();

    await test.step("Maren comes to the door with Firefox", async () => {
      await page.setViewport({ width: 1280, height: 800 });
      await page.goto(practice.link("Maren"));
      await page.locator("::-p-text(I have read this and agree to it.)").click();
      await press("Come to the door");
      await reads("Your therapist will let you in");
    });
    await test.step("she is let in, and the session starts", async () => {
      await hale.letsIn("Maren");
      await reads("The session has not begun yet");
      await hale.press("Start session");
      await reads("Nobody has the floor");
    });
    await test.step("she raises her hand, speaks and ends", async () => {
      await hale.choose("Floor", /^Take hands/);
      await hale.answer("Take hands", "Take hands");
      await press("Raise hand");
      await expect(theo.seat("Maren")).toContainText("1st in line");
      await hale.press("Next: Maren");
      await reads("You have the floor");
      await expect(theo.heading("Maren has the floor")).toBeVisible();
      await press("End my turn");
      await expect(theo.heading("Nobody has the floor")).toBeVisible();
    });
    await test.step("she writes, and reads what others write", async () => {
      await page.locator("textarea").fill("Greetings from another browser.");
      await press("Send to everyone");
      await expect(theo.line("Greetings from another browser.")).toBeVisible();
      await theo.writes("Welcome here.");
      await page.locator("::-p-text(Welcome here.)").wait();
    });
    await test.step("she leaves", async () => {
      await press("Leave…");
      await press("Leave");
      await reads("You have left the session");
      await expect(theo.seat("Maren")).toHaveCount(0);
      await expect(theo.seat("empty chair")).toBeVisible();
    });
    expect(complaints, "what Firefox complains about").toEqual([]);
  } finally {
    await browser.close();
  }
});
