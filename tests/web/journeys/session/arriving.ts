/** From the set-up link to a session that has begun, as people click through it. */
import { Simulated } from "../../people";
import { look } from "../../stage/look";
import type { Person } from "../../stage/person";
import { crisis_text, group_name, therapist_email, therapist_password } from "../../stage/practice";
import { expect, type People, type Stage, test } from "../../stage/test";
import { type Cast, members } from "./cast";

export async function arriving(stage: Stage, people: People): Promise<Cast> {
  const hale = await people.come("Dr. Hale");
  await test.step("the set-up link makes the first account and the group", () =>
    settingUp(hale, stage));
  const links = await test.step("each person gets their own link", () => inviting(hale));
  await test.step("the session opens", async () => {
    await hale.press("Open a session");
    await expect(hale.text("Not begun")).toBeVisible();
  });

  const link = (name: string) => links.get(name) ?? "";
  const maren = await people.come("Maren");
  const { person: theo, line: theosLine } = await people.comeByLine("Theo");
  const ayo = await people.come("Ayo");
  await test.step("members accept the rules and wait to be let in", async () => {
    await maren.page.goto(link("Maren"));
    await maren.text("I have read this and agree to it.").waitFor();
    expect(maren.page.url(), "the token has left the address bar").not.toContain("join");
    await maren.page.getByRole("textbox", { name: "Phone number" }).fill("030 555 0199");
    await maren.acceptsTheRules();
    await expect(maren.heading("Your therapist will let you in")).toBeVisible();
    await look(maren.page, "session-01-waiting");
    await theo.comesToTheDoor(link("Theo"));
    await ayo.comesToTheDoor(link("Ayo"), "Ayo");
  });
  const lena = await Simulated.comes(stage, link("Lena"), "Lena", { slip: "" });
  const noor = await Simulated.comes(stage, link("Noor"), "Noor", { asked: "speaks" });

  await test.step("the therapist reads how to reach one, lets her in, then all others", async () => {
    await look(hale.page, "session-02-door");
    await hale.text("How to reach Maren").click();
    await expect(hale.text("030 555 0199")).toBeVisible();
    await hale.letsIn("Maren");
    await expect(maren.heading("The session has not begun yet")).toBeVisible();
    await hale.press("Let all 4 in");
    for (const member of [theo, ayo]) {
      await expect(member.heading("The session has not begun yet")).toBeVisible();
    }
    for (const name of members) await expect(maren.seat(name)).toBeVisible();
  });

  await test.step("the therapist starts", async () => {
    await hale.press("Start session");
    for (const person of [hale, maren, theo, ayo]) {
      await expect(person.heading("Nobody has the floor")).toBeVisible();
    }
  });
  return { hale, maren, theo, theosLine, ayo, lena, noor };
}

async function settingUp(hale: Person, stage: Stage): Promise<void> {
  const { page } = hale;
  const write = (name: string, words: string) => page.getByRole("textbox", { name }).fill(words);
  await page.goto(stage.program.setupLink);
  await write("Your name", "Dr. Hale");
  await write("E-mail", therapist_email);
  await write("Choose a password", therapist_password);
  await hale.press("Create my account");
  await page.getByRole("link", { name: "New group" }).first().click();
  await write("Name of the group", group_name);
  await write("In a crisis", crisis_text);
  await hale.press("Create the group");
  await expect(hale.heading(group_name)).toBeVisible();
}

async function inviting(hale: Person): Promise<Map<string, string>> {
  const links = new Map<string, string>();
  for (const name of members) {
    await hale.press("Add a person");
    const asked = hale.dialog("Add a person to the roster");
    await asked.getByRole("textbox", { name: "Name" }).fill(name);
    await asked.getByRole("button", { name: "Add a person" }).click();
    const shown = hale.dialog(`Personal link for ${name}`);
    links.set(name, await shown.getByRole("textbox", { name: "Link" }).inputValue());
    await hale.answer(`Personal link for ${name}`, "Done");
  }
  return links;
}
