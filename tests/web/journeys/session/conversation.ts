/** Lines to everyone, to therapists, to one member, and among therapists. */
import { look } from "../../stage/look";
import type { Person } from "../../stage/person";
import { expect, test } from "../../stage/test";
import type { Cast } from "./cast";

export async function lines({ hale, maren, theo, ayo }: Cast): Promise<void> {
  const seen = async (words: string, by: Person[], notBy: Person[]) => {
    for (const person of by) await expect(person.line(words)).toBeVisible();
    for (const person of notBy) await expect(person.line(words)).toHaveCount(0);
  };
  await test.step("a line to everyone is on every screen", async () => {
    await maren.writes("The bus was late again.");
    await seen("The bus was late again.", [hale, maren, theo, ayo], []);
  });
  await test.step("a line to the therapist stays with the therapist", async () => {
    await theo.writesTo("Therapist");
    await theo.writes("I would rather not go first next time.");
    await seen("I would rather not go first next time.", [hale, theo], [maren, ayo]);
  });
  await test.step("a line from the therapist to one member stays between them", async () => {
    await hale.writesTo("One person");
    await hale.press(/Choose a person|To whom/);
    await hale.page.getByRole("option", { name: "Maren" }).click();
    await hale.writes("Thank you for starting, Maren.");
    await seen("Thank you for starting, Maren.", [hale, maren], [theo, ayo]);
    await expect(maren.text("To you and the therapists")).toBeVisible();
  });
  await test.step("the back channel is for therapists", async () => {
    await hale.writesTo("Therapists");
    await hale.writes("Ask Theo how his week was.");
    await seen("Ask Theo how his week was.", [hale], [maren, theo, ayo]);
    await hale.writesTo("Everyone");
    await look(hale.page, "session-09-lines-therapist");
    await look(maren.page, "session-10-lines-member");
  });
  await test.step("a line that is hidden is gone from every screen", async () => {
    await theo.writesTo("Everyone");
    await theo.writes("Something that names a stranger.");
    await expect(hale.line("Something that names a stranger.")).toBeVisible();
    await hale
      .lines()
      .getByRole("listitem")
      .filter({ hasText: "Something that names a stranger." })
      .getByRole("button", { name: "What to do with this line of Theo" })
      .click();
    await hale.page.getByRole("menuitem", { name: /^Hide/ }).click();
    await hale.answer("Hide this line?", "Hide the line");
    await seen("Something that names a stranger.", [], [hale, maren, theo, ayo]);
  });
  await test.step("held lines are between their author and therapists until one shows them, or does not", async () => {
    await hale.choose("How lines are taken", /^Held/);
    await maren.writes("I want to say something to Ayo.");
    await theo.writes("This is about somebody who is not here.");
    await seen("I want to say something to Ayo.", [hale, maren], [theo, ayo]);
    await seen("This is about somebody who is not here.", [hale, theo], [maren, ayo]);
    await hale.press("Show this line of Maren to everyone");
    await seen("I want to say something to Ayo.", [hale, maren, theo, ayo], []);
    await hale.press("Hide this line of Theo: This is about somebody…");
    await hale.answer("Hide this line?", "Hide the line");
    await seen("This is about somebody who is not here.", [], [hale, maren, theo, ayo]);
    await expect(
      theo.lines().getByText(/^Your line of .* is not shown to the group/),
    ).toBeVisible();
    await theo.hears(/is not shown to the group/);
    await expect(maren.lines().getByText(/is not shown/)).toHaveCount(0);
    await look(theo.page, "session-10b-not-shown");
    await hale.choose("How lines are taken", /^Shown at once/);
  });
}
