/** The anonymous box, as therapists keep it and members meet it. */
import type { Locator } from "@playwright/test";
import type { Person } from "./person";
import { expect, test } from "./test";

export type Kind = "words" | "answer" | "me_too";

export interface Opening {
  kind?: Kind;
  prompt?: string;
}

export const usual_prompt = "What is hard to say aloud in this group?";

const labels: Record<Kind, RegExp> = {
  words: /^Feedback in words/,
  answer: /^Anonymous check-in/,
  me_too: /^Me too/,
};

/** Opens one. Before the first of a group, a therapist confirms what anonymous means. */
export async function opensABox(
  hale: Person,
  { kind = "words", prompt = usual_prompt }: Opening = {},
): Promise<void> {
  await test.step(`a box is opened: ${kind}`, async () => {
    await hale.press("Open a box…");
    const first = hale.dialog("Before the first anonymous box");
    const opening = hale.dialog("Open an anonymous box");
    await expect(first.or(opening)).toBeVisible();
    if (await first.isVisible()) {
      await first.getByRole("button", { name: "I have read and understood this" }).click();
    }
    if (kind !== "words") await hale.ticks("radio", labels[kind]);
    const field = kind === "me_too" ? "Statement" : "Question";
    await opening.getByRole("textbox", { name: field }).fill(prompt);
    await opening.getByRole("button", { name: "Open the box" }).click();
    await expect(opening).toBeHidden();
    await expect(hale.text("Nobody can see who takes part, you neither.")).toBeVisible();
  });
}

/** Ends the writing before its time. What follows takes ten seconds. */
export async function closesTheBox(hale: Person): Promise<void> {
  await hale.press("Close now");
  await hale.answer("Close the box now?", "Close now");
}

export async function putsTheBoxAway(hale: Person): Promise<void> {
  await hale.press("Put the box away");
  await hale.answer("Put the box away?", "Put the box away");
  await expect(hale.button("Open a box…")).toBeEnabled();
}

export function slip(member: Person): Locator {
  return member.page.getByRole("textbox", { name: "Your slip" });
}

/** Waits until the envelope of this page is ready to go. */
export async function isReady(member: Person): Promise<void> {
  await expect(member.text(/^Your envelope is ready\./)).toBeVisible();
}

/** After the seal. */
export async function isCounted(member: Person): Promise<void> {
  await expect(member.text("Your envelope was counted.")).toBeVisible({ timeout: 20_000 });
}

/** The words that people compare aloud. */
export async function fourWords(person: Person): Promise<string[]> {
  const words = person.page
    .getByRole("list", { name: "The four words of this box" })
    .getByRole("listitem");
  await expect(words).toHaveCount(4);
  return words.allTextContents();
}

/** What a therapist does with a slip. */
export async function decides(
  hale: Person,
  words: string,
  what: "Release" | "In my words" | "Keep",
  ownWords = "",
): Promise<void> {
  const its = hale.page.getByRole("listitem").filter({ hasText: words });
  await its.getByText(what, { exact: true }).click();
  await expect(its.getByRole("radio", { name: what })).toBeChecked();
  if (what !== "In my words") return;
  await its.getByRole("textbox", { name: "In your words" }).fill(ownWords);
}

export async function settles(hale: Person): Promise<void> {
  await hale.press("Decide…");
  await hale.answer("Is this your choice?", "Yes, this is my choice");
}

export async function responds(hale: Person, words: string): Promise<void> {
  await hale.text("Answer the whole group").click();
  await hale.page.getByRole("textbox", { name: "Your answer" }).fill(words);
  await hale.ticks("checkbox", "Show the crisis text with it");
  await hale.press("Show it to everybody");
  await expect(hale.text("Answered before the whole group")).toBeVisible();
}
