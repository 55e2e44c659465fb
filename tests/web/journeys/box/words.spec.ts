/** A box of words as people live through it, from what anonymous means to the answer to all. */
import {
  closesTheBox,
  decides,
  fourWords,
  isCounted,
  isReady,
  opensABox,
  putsTheBoxAway,
  responds,
  settles,
  slip,
  usual_prompt,
} from "../../stage/box";
import { seat } from "../../stage/circle";
import { look } from "../../stage/look";
import type { Person } from "../../stage/person";
import { crisis_text } from "../../stage/practice";
import { expect, test } from "../../stage/test";

const released = "I would like more time for each of us.";
const reworded = "Last week Theo's joke was about me and nobody noticed.";
const own = "Somebody was hurt by a joke last week.";
const kept = "I am afraid of the silence.";
const answer = "Thank you. I will begin with the joke next time.";

test("a therapist reads what anonymous means, opens a box, and three members write, are counted, and see what was chosen", async ({
  stage,
  people,
}) => {
  test.setTimeout(240_000);
  const [maren, theo, ayo] = [
    await people.come("Maren"),
    await people.come("Theo"),
    await people.come("Ayo"),
  ];
  const members = [maren, theo, ayo];
  const { hale } = await seat(stage, people, { members, fill: ["Lena", "Noor"] });

  await test.step("before the first box stands what it never gives, and it is confirmed once", async () => {
    await hale.press("Open a box…");
    const first = hale.dialog("Before the first anonymous box");
    await expect(first.getByText("Nobody can find the author")).toBeVisible();
    await expect(first.getByText("What a box never allows")).toBeVisible();
    await look(hale.page, "box-01-first-use");
    await hale.answer("Before the first anonymous box", "Cancel");
    await hale.press("Open a box…");
    await first.getByRole("button", { name: "I have read and understood this" }).click();
    await hale.answer("Open an anonymous box", "Cancel");
    await hale.press("Open a box…");
    await expect(first).toBeHidden();
    await hale.answer("Open an anonymous box", "Cancel");
  });

  await test.step("the box is on every screen, with the same four words", async () => {
    await opensABox(hale);
    const words = await fourWords(hale);
    for (const member of members) {
      await expect(member.heading(usual_prompt)).toBeVisible();
      await expect(member.text("5 people in this box")).toBeVisible();
      await expect(member.heading("What protects you")).toBeVisible();
      await expect(member.heading("What does not")).toBeVisible();
      await isReady(member);
      expect(await fourWords(member)).toEqual(words);
      await member.hears(`An anonymous feedback box is open: ${usual_prompt}`);
    }
  });

  await test.step("one begins to write, and would rather put a name under it", async () => {
    await slip(ayo).fill("Can we speak tomorrow?");
    await ayo.press("Send with my name instead");
    await expect(ayo.writing()).toHaveValue("Can we speak tomorrow?");
    await expect(ayo.writing()).toHaveAccessibleName(/Only your therapists see this/);
    await expect(slip(ayo)).toHaveValue("");
  });

  await test.step("three write, and what they write stays on their page", async () => {
    await slip(maren).fill(released);
    await slip(theo).fill(kept);
    await slip(ayo).fill(reworded);
    await look(maren.page, "box-02-writing");
    await look(hale.page, "box-03-open");
    expect(await keptByTheBrowser(maren)).not.toContain("more time");
    await expect(slip(maren)).toHaveAttribute("autocomplete", "off");
    await expect(slip(maren)).toHaveAttribute("spellcheck", "false");
  });

  await test.step("it closes, all are counted, and nobody is told more", async () => {
    await closesTheBox(hale);
    for (const member of members) {
      await isCounted(member);
      await expect(
        member.text("The slips are with your therapists, shuffled and without names."),
      ).toBeVisible();
    }
    await expect(hale.text("3 slips, shuffled, from 5 envelopes")).toBeVisible();
    for (const words of [released, reworded, kept]) {
      await expect(hale.text(words)).toBeVisible();
      for (const member of members) await expect(member.text(words)).toHaveCount(0);
    }
    await look(maren.page, "box-04-counted");
  });

  await test.step("one is shown, one is put into other words, one stays", async () => {
    await decides(hale, released, "Release");
    await decides(hale, reworded, "In my words", own);
    await decides(hale, kept, "Keep");
    await look(hale.page, "box-05-deciding");
    await settles(hale);
    for (const member of members) {
      await expect(member.text(released)).toBeVisible();
      await expect(member.text(own)).toBeVisible();
      await expect(member.text("In your therapist’s words")).toHaveCount(1);
      await expect(member.text(reworded)).toHaveCount(0);
      await expect(member.text(kept)).toHaveCount(0);
      await member.hears("Your therapists show slips from the anonymous box.");
    }
    await expect(hale.text("Kept to the therapists: 1")).toBeVisible();
    await expect(hale.text("Shown in other words: 1")).toBeVisible();
    await expect(hale.button("Decide…")).toHaveCount(0);
  });

  await test.step("the therapist answers the whole group, with whom to call", async () => {
    await responds(hale, answer);
    for (const member of members) {
      await expect(member.text(answer)).toBeVisible();
      await expect(member.page.getByText(crisis_text)).toBeVisible();
      await member.hears(`Your therapist answers the anonymous box: ${answer}`);
    }
    await look(ayo.page, "box-06-answered");
    await look(hale.page, "box-07-settled");
  });

  await test.step("it is put away, and is on no screen any more", async () => {
    await putsTheBoxAway(hale);
    for (const member of members) {
      await expect(member.text(released)).toHaveCount(0);
      await expect(member.text(answer)).toHaveCount(0);
    }
  });
});

/** Everything that would still be there when the page is closed. */
async function keptByTheBrowser({ page }: Person): Promise<string> {
  return page.evaluate(async () => {
    const stores = [localStorage, sessionStorage].map((one) => JSON.stringify({ ...one }));
    const databases = await indexedDB.databases();
    const caches_ = await caches.keys();
    return JSON.stringify([stores, databases, caches_, history.state, document.cookie, name]);
  });
}
