/** axe in every state of a box, on both sides of it: light, dark and in forced colours. */
import { type Appearance, expectAccessible } from "../../stage/axe";
import {
  closesTheBox,
  decides,
  isCounted,
  isReady,
  opensABox,
  putsTheBoxAway,
  responds,
  slip,
} from "../../stage/box";
import { seat } from "../../stage/circle";
import { playFalse } from "../../stage/false";
import type { Person } from "../../stage/person";
import { expect, test } from "../../stage/test";

test.describe.configure({ timeout: 360_000 });

const look = (person: Person, what: string, appearances?: Appearance[]) =>
  expectAccessible(person.page, what, appearances);

test("axe finds nothing in a box of words", async ({ stage, people }) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, {
    members: [maren],
    fill: ["Theo", "Ayo", "Lena", "Noor"],
    habits: { slip: "The room is too bright for me." },
  });
  await hale.press("What anonymous means here");
  await look(hale, "therapist: what anonymous means");
  await hale.page.keyboard.press("Escape");
  await hale.press("Open a box…");
  await look(hale, "therapist: before the first box");
  await hale.press("I have read and understood this");
  await hale.press("Open the box");
  await expect(hale.text("Please fill this in.")).toBeVisible();
  await look(hale, "therapist: opening a box, with an error");
  for (const kind of [/^Anonymous check-in/, /^Me too/]) {
    await hale.ticks("radio", kind);
    await look(hale, `therapist: opening a box, ${kind}`, ["light"]);
  }
  await hale.answer("Open an anonymous box", "Cancel");
  await opensABox(hale);
  await isReady(maren);
  await look(maren, "member: an empty slip");
  await slip(maren).fill("x".repeat(1_500));
  await expect(maren.text("The slip is full.")).toBeVisible();
  await look(maren, "member: a full slip", ["light", "dark"]);
  await slip(maren).fill("A little more time.");
  await look(hale, "therapist: the box is open");
  await hale.press("Close now");
  await look(hale, "therapist: sure to close");
  await hale.answer("Close the box now?", "Close now");
  await look(maren, "member: the envelopes come in", ["light"]);
  await isCounted(maren);
  await look(maren, "member: counted");
  await hale.text("If a slip says that somebody is in danger").click();
  await decides(hale, "A little more time.", "In my words");
  await hale.press("Decide…");
  await expect(hale.text("Please write it in your words, or choose something else.")).toBeVisible();
  await look(hale, "therapist: slips, and one without words");
  await decides(hale, "A little more time.", "In my words", "More time.");
  await hale.press("Decide…");
  await look(hale, "therapist: sure of the choice");
  await hale.answer("Is this your choice?", "Yes, this is my choice");
  await expect(maren.text("More time.")).toBeVisible();
  await hale.text("Shown in other words: 1").click();
  await hale.text("Answer the whole group").click();
  await look(hale, "therapist: settled, about to answer");
  await hale.text("Answer the whole group").click();
  await responds(hale, "We will take it.");
  await look(hale, "therapist: answered");
  await look(maren, "member: slips and an answer");
  await hale.press("Put the box away");
  await look(hale, "therapist: sure to put it away", ["light"]);
});

test("axe finds nothing in answers and taps without names", async ({ stage, people }) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, {
    members: [maren],
    fill: ["Theo", "Ayo", "Lena", "Noor"],
    habits: { unnamed: { kind: "scale", value: 4 }, shares: true },
  });
  await hale.press("Start a check-in");
  await look(hale, "therapist: check-ins, one of them without names");
  await hale.page.keyboard.press("Escape");
  await opensABox(hale, { kind: "answer", prompt: "How safe is it here?" });
  await look(maren, "member: nothing answered");
  await maren.ticks("radio", /^7/);
  await look(maren, "member: an answer without a name");
  await look(hale, "therapist: answers come in");
  await closesTheBox(hale);
  await isCounted(maren);
  await look(maren, "member: figures");
  await look(hale, "therapist: figures");
  await putsTheBoxAway(hale);
  await opensABox(hale, { kind: "me_too", prompt: "I nearly did not come today." });
  await look(maren, "member: not tapped");
  await maren.press("Me too");
  await look(maren, "member: tapped");
  await closesTheBox(hale);
  await isCounted(maren);
  await look(maren, "member: most of us");
  await look(hale, "therapist: most of us, and the number");
});

test("axe finds nothing where a page has no part in a box, or nobody opens it", async ({
  stage,
  people,
}) => {
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const server = await playFalse(maren.page, "token");
  const { hale } = await seat(stage, people, {
    members: [maren, theo],
    fill: ["Ayo", "Lena", "Noor"],
  });
  await opensABox(hale);
  await slip(maren).fill("Not for everybody's eyes.");
  await look(maren, "member: the envelope is not ready yet", ["light"]);
  server.answer();
  await expect(maren.text("The box is closed on this page")).toBeVisible();
  await look(maren, "member: a key that does not fit");
  await isReady(theo);
  await theo.page.reload();
  await expect(theo.text("This page has no part in this box")).toBeVisible();
  await look(theo, "member: reloaded while it is open");
  // Two pages have no part in it, so that too few envelopes come.
  await closesTheBox(hale);
  await expect(maren.text(/^Too few envelopes came/)).toBeVisible({ timeout: 20_000 });
  await look(maren, "member: too few envelopes");
  await look(hale, "therapist: too few envelopes");
  await opensABox(hale);
  await expect(maren.text("You wrote this last time. It was not read.")).toBeVisible();
  await look(maren, "member: words that were not read");
  await theo.press("Leave…");
  await theo.answer("Leave the session?", "Leave");
  await expect(maren.text(/^The box was thrown away unread/)).toBeVisible();
  await look(maren, "member: thrown away unread");
  await look(hale, "therapist: thrown away unread, and too few for another");
});
