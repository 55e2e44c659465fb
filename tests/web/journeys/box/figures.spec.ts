/** Answers and taps without names: what everybody is told of them, and what nobody is. */
import { closesTheBox, isCounted, opensABox, putsTheBoxAway } from "../../stage/box";
import { seat } from "../../stage/circle";
import { look } from "../../stage/look";
import { expect, test } from "../../stage/test";

test("an anonymous check-in becomes one rough picture, the same on every screen", async ({
  stage,
  people,
}) => {
  test.setTimeout(180_000);
  const [maren, theo, ayo] = [
    await people.come("Maren"),
    await people.come("Theo"),
    await people.come("Ayo"),
  ];
  const members = [maren, theo, ayo];
  const { hale } = await seat(stage, people, {
    members,
    fill: ["Lena", "Noor", "Kim"],
    habits: { unnamed: { kind: "scale", value: 6 } },
  });

  await test.step("it is asked from the check-ins", async () => {
    await hale.press("Start a check-in");
    await hale.press(/^Ask: How safe/);
    const first = hale.dialog("Before the first anonymous box");
    await first.getByRole("button", { name: "I have read and understood this" }).click();
    await hale.answer("Open an anonymous box", "Open the box");
    await expect(maren.heading(/^How safe/)).toBeVisible();
  });

  await test.step("one answers, one thinks better of it, one would rather not say", async () => {
    await maren.ticks("radio", /^9/);
    await expect(maren.text(/^This goes in: 9/)).toBeVisible();
    await maren.ticks("radio", /^8/);
    await theo.ticks("radio", /^6/);
    await ayo.press("Rather not say");
    await expect(ayo.text("This goes in: rather not say")).toBeVisible();
    await look(maren.page, "box-11-answering");
    await look(hale.page, "box-12-answers-open");
    await expect(hale.text("Nobody can see who takes part, you neither.")).toBeVisible();
    await closesTheBox(hale);
  });

  await test.step("all see the mean in half points and how far apart it is, and nothing else", async () => {
    for (const member of members) await isCounted(member);
    // 8, 6, 6, 6 and 6: their mean is 6.4.
    for (const person of [hale, ...members]) {
      await expect(person.text("On average 6.5").first()).toBeVisible();
      await expect(person.text("Our answers lie close together.").first()).toBeVisible();
      await expect(person.page.getByRole("definition")).toHaveCount(0);
    }
    await maren.hears(/^On average 6\.5/);
    await look(maren.page, "box-13-figures");
    await look(hale.page, "box-14-figures-therapist");
  });
});

test("me too says most of us, or nothing, and therapists alone the number; after three there is no more", async ({
  stage,
  people,
}) => {
  test.setTimeout(240_000);
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const { hale, simulated } = await seat(stage, people, {
    members: [maren, theo],
    fill: ["Ayo", "Lena", "Noor"],
    habits: { shares: true },
  });
  const everybody = [hale, maren, theo];

  await test.step("four of five tap, one of them after a second thought", async () => {
    await opensABox(hale, { kind: "me_too", prompt: "I have hidden how bad a week was." });
    const tap = maren.button("Me too");
    await expect(tap).toHaveAttribute("aria-pressed", "false");
    await tap.click();
    await expect(tap).toHaveAttribute("aria-pressed", "true");
    await tap.click();
    await tap.click();
    await expect(maren.text("Marked. A tap takes it back.")).toBeVisible();
    await look(maren.page, "box-21-tapping");
    await closesTheBox(hale);
  });
  await test.step("most of us, and to the therapist the number", async () => {
    await isCounted(maren);
    for (const person of everybody) {
      await expect(person.text("Most of us").first()).toBeVisible();
    }
    await expect(hale.text("4 of 5 envelopes with a tap")).toBeVisible();
    await expect(hale.text("Only therapists see this number.")).toBeVisible();
    for (const member of [maren, theo]) {
      await expect(member.page.getByText(/with a tap/)).toHaveCount(0);
    }
    await look(maren.page, "box-22-most-of-us");
    await look(hale.page, "box-23-most-of-us-therapist");
    await putsTheBoxAway(hale);
  });
  await test.step("of two nothing is told to the group", async () => {
    for (const { habits } of simulated) habits.shares = false;
    await opensABox(hale, { kind: "me_too", prompt: "I nearly did not come today." });
    await maren.press("Me too");
    await theo.press("Me too");
    await closesTheBox(hale);
    await isCounted(maren);
    for (const person of everybody) {
      await expect(
        person.text("Fewer than three of us tapped, so no more is told.").first(),
      ).toBeVisible();
    }
    await expect(hale.text("2 of 5 envelopes with a tap")).toBeVisible();
    await putsTheBoxAway(hale);
  });
  await test.step("after the third there is no other of its kind, and why is said", async () => {
    await opensABox(hale, { kind: "me_too", prompt: "I would come twice a week." });
    await closesTheBox(hale);
    await isCounted(maren);
    await putsTheBoxAway(hale);
    await expect(hale.button("Me too?")).toBeDisabled();
    await expect(hale.text(/^For “me too”: Three of these/)).toBeVisible();
    await hale.press("Open a box…");
    const opening = hale.dialog("Open an anonymous box");
    await expect(opening.getByText(/^Three of these/)).toBeVisible();
    await expect(opening.getByText("Feedback in words · 3 left today")).toBeVisible();
  });
});

test("with too few members no box can be opened, and the page says how many it takes", async ({
  stage,
  people,
}) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, { members: [maren], fill: ["Theo", "Ayo", "Lena"] });
  await expect(hale.button("Open a box…")).toBeDisabled();
  await expect(hale.button("Me too?")).toBeDisabled();
  await expect(
    hale.text(
      "At least 5 members have to be here, so that nobody can be guessed. Now there are 4.",
    ),
  ).toBeVisible();
  await hale.press("Start a check-in");
  await expect(hale.button(/^Ask: How safe/)).toBeDisabled();
  await expect(hale.button(/^Ask: How are you right now/)).toBeEnabled();
});
