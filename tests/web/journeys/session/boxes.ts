/** A check-in with names, and a box without. */
import {
  closesTheBox,
  decides,
  isCounted,
  isReady,
  opensABox,
  putsTheBoxAway,
  settles,
  slip,
  usual_prompt,
} from "../../stage/box";
import { look } from "../../stage/look";
import { expect, test } from "../../stage/test";
import type { Cast } from "./cast";

export async function checkin({ hale, maren, theo, ayo }: Cast): Promise<void> {
  await test.step("the therapist asks from 0 to 10", async () => {
    await hale.press("Start a check-in");
    await hale.press(/^Ask: How are you right now, from 0 to 10/);
    await expect(hale.text("0 of 5 answered").or(hale.text("2 of 5 answered"))).toBeVisible();
    await look(maren.page, "session-11-checkin-member");
  });
  await test.step("one answers, one changes the answer, one would rather not say", async () => {
    await maren.ticks("radio", /^6/);
    await maren.press("Give this answer");
    await expect(maren.text("You answered: 6")).toBeVisible();
    await ayo.ticks("radio", /^2/);
    await ayo.press("Give this answer");
    await ayo.press("Change my answer");
    await ayo.ticks("radio", /^4/);
    await ayo.press("Change my answer");
    await expect(ayo.text("You answered: 4")).toBeVisible();
    await theo.press("Rather not say");
    await expect(theo.text("Your answer is in: rather not say.")).toBeVisible();
  });
  await test.step("the therapist sees who has answered, never what, and shows all together", async () => {
    await expect(hale.text("5 of 5 answered")).toBeVisible();
    await look(hale.page, "session-12-checkin-therapist");
    await hale.press("Show the answers");
    await hale.answer(/^Show the answers of/, "Show the answers");
    for (const person of [hale, maren, theo, ayo]) {
      await expect(person.text("Rather not say: Theo")).toBeVisible();
      await expect(person.page.getByRole("definition").filter({ hasText: "Maren" })).toBeVisible();
    }
    await look(maren.page, "session-13-answers");
    await hale.press("Put away");
    await expect(maren.text("Rather not say: Theo")).toBeHidden();
  });
}

const kept = "I am afraid of the silence.";
const released = "I would like more time for each of us.";

export async function feedback({ hale, maren, theo, ayo }: Cast): Promise<void> {
  await test.step("the therapist opens a box, and it says what it protects", async () => {
    await opensABox(hale);
    for (const person of [maren, theo, ayo]) {
      await expect(person.heading(usual_prompt)).toBeVisible();
      await isReady(person);
    }
    await expect(maren.heading("What protects you")).toBeVisible();
  });
  await test.step("two write, one does not", async () => {
    await slip(maren).fill(released);
    await slip(theo).fill(kept);
    await look(maren.page, "session-14-box-member");
    await look(hale.page, "session-15-box-therapist");
    await closesTheBox(hale);
  });
  await test.step("the slips come together, and the therapist shows one of them", async () => {
    for (const person of [maren, theo, ayo]) await isCounted(person);
    await expect(hale.text("2 slips, shuffled, from 5 envelopes")).toBeVisible();
    await look(hale.page, "session-16-slips");
    await expect(maren.text(released)).toHaveCount(0);
    await decides(hale, released, "Release");
    await settles(hale);
    for (const person of [maren, theo, ayo]) {
      await expect(person.text(released)).toBeVisible();
      await expect(person.text(kept)).toHaveCount(0);
    }
    await look(ayo.page, "session-17-released");
    await putsTheBoxAway(hale);
    await expect(maren.text(released)).toHaveCount(0);
  });
}
