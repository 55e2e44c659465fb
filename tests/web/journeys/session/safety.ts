/** When it gets hard: a call for help, a lost line, another tab, a lost therapist, the end. */
import { look } from "../../stage/look";
import { crisis_text } from "../../stage/practice";
import { expect, test } from "../../stage/test";
import type { Cast } from "./cast";

/** The part of the crisis text that no other words on the screen hold. */
const number = "030 555 0100";

export async function help({ hale, maren, ayo }: Cast): Promise<void> {
  await test.step("a member calls, and only therapists know", async () => {
    await ayo.press("I need help now");
    await ayo.answer("Call your therapist?", "Yes, call my therapist");
    await expect(ayo.text("Your therapist has been told.")).toBeVisible();
    await expect(hale.button("I am on it: Ayo")).toBeVisible();
    await hale.hears("Ayo asked for help");
    await expect(maren.text("asked for help")).toHaveCount(0);
    await look(hale.page, "session-18-alert");
  });
  await test.step("unanswered for 30 seconds, the member sees the crisis text", async () => {
    await expect(ayo.text("Nobody has answered yet")).toBeVisible({ timeout: 40_000 });
    await expect(ayo.text(number)).toBeVisible();
    await look(ayo.page, "session-19-unanswered");
  });
  await test.step("the therapist answers, and the member is all right", async () => {
    await hale.press("I am on it: Ayo");
    await expect(ayo.text("Dr. Hale is with you on this.")).toBeVisible();
    await expect(hale.text("1 alert taken care of")).toBeVisible();
    await ayo.press("I am all right now");
    await expect(ayo.text("Dr. Hale is with you on this.")).toBeHidden();
    await expect(hale.text("1 alert taken care of")).toBeHidden();
  });
}

export async function dropAndReturn({ hale, maren, theo, theosLine }: Cast): Promise<void> {
  await test.step("a member who loses the line keeps hand and place, and comes back alone", async () => {
    for (const member of [maren, theo]) await member.press("Raise hand");
    await expect(hale.seat("Theo")).toContainText("2nd in line");
    theosLine.cut();
    await expect(hale.seat("Theo")).toContainText("reconnecting");
    await expect(hale.seat("Theo")).toContainText("2nd in line");
    await expect(theo.text("Connection lost.")).toBeVisible();
    await look(theo.page, "session-20-cut");
    theosLine.mend();
    await expect(theo.text("Connection lost.")).toBeHidden({ timeout: 15_000 });
    await expect(hale.seat("Theo")).not.toContainText("reconnecting");
    await expect(theo.seat("Theo")).toContainText("2nd in line");
  });
  await test.step("a second tab takes the place over, and the first says so", async () => {
    const first = theo.page;
    const second = await theo.context.newPage();
    await second.goto(first.url());
    theo.page = second;
    await expect(theo.heading("Nobody has the floor")).toBeVisible();
    await expect(
      first.getByRole("heading", { name: "You are in the group on another device" }),
    ).toBeVisible();
    await look(first, "session-21-moved");
    await expect(theo.seat("Theo")).toContainText("2nd in line");
    await first.close();
  });
}

export async function therapistLost(cast: Cast): Promise<void> {
  const { hale, maren, theo, ayo } = cast;
  await test.step("without a therapist for 20 seconds, everything rests", async () => {
    await hale.press("Next: Maren");
    await expect(maren.heading("You have the floor")).toBeVisible();
    const address = hale.page.url();
    await hale.page.close();
    for (const member of [maren, theo, ayo]) {
      await expect(member.text("Your therapist lost the connection")).toBeVisible({
        timeout: 40_000,
      });
      await expect(
        member.text(/^Otherwise the session ends by itself in \d+:\d\d\.$/),
      ).toBeVisible();
      await expect(member.text(number)).toBeVisible();
    }
    await theo.hears(/^Your therapist lost the connection\. The session is paused/);
    await look(theo.page, "session-22-safe-mode");
    hale.page = await hale.context.newPage();
    await hale.page.goto(address);
  });
  await test.step("the therapist comes back, and it is as it was", async () => {
    for (const member of [maren, theo, ayo]) {
      await expect(member.text("Your therapist lost the connection")).toBeHidden();
    }
    await theo.hears("Your therapist is back. The session goes on as it was.");
    await expect(maren.heading("You have the floor")).toBeVisible();
    await expect(hale.heading("Maren has the floor")).toBeVisible();
    await expect(hale.seat("Theo")).toContainText("1st in line");
    await maren.press("End my turn");
  });
}

export async function ending({ hale, maren, theo, ayo }: Cast): Promise<void> {
  await test.step("the session closes for members, and therapists stay", async () => {
    await hale.press("Close for members…");
    await hale.answer("Close the session for members?", "Close for members");
    for (const member of [maren, theo, ayo]) {
      await expect(member.heading("The session is over")).toBeVisible();
    }
    await expect(maren.page.getByText(crisis_text)).toBeVisible();
    await look(maren.page, "session-23-over");
    await theo.page.reload();
    await expect(theo.heading("The session is over")).toBeVisible();
    await expect(theo.page.getByText(crisis_text)).toBeVisible();
    await hale.writes("A good evening, I think.");
    await look(hale.page, "session-24-closing");
  });
  await test.step("the session ends for everybody", async () => {
    await hale.press("End session…");
    await hale.answer("End the session for everybody?", "End and erase");
    await expect(hale.heading("The session is over")).toBeVisible();
    await look(hale.page, "session-25-ended");
  });
}
