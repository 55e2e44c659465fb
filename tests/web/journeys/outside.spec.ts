/** The pages outside the room: from the set-up link to an open session, and links that do not work. */
import { look } from "../stage/look";
import { crisis_text, group_name, therapist_email, therapist_password } from "../stage/practice";
import { expect, test } from "../stage/test";

test("a therapist sets the server up, makes a group, hands out links and opens a session", async ({
  stage,
  people,
}) => {
  const hale = await people.come("Dr. Hale");
  const { page } = hale;
  // Nobody is signed in yet, and the page asks who one is.
  hale.watch.expectStatus(401);

  await test.step("the set-up link makes the first account", async () => {
    await page.goto(stage.program.setupLink);
    await expect(hale.heading("Set up Rondo")).toBeVisible();
    expect(new URL(page.url()).hash, "the token has left the address bar").toBe("#/setup");
    await look(page, "outside-1-setup");
    await page.getByRole("textbox", { name: "Your name" }).fill("Dr. Hale");
    await page.getByRole("textbox", { name: "E-mail" }).fill(therapist_email);
    await page.getByRole("textbox", { name: "Choose a password" }).fill("too short");
    await hale.press("Create my account");
    await expect(page.getByText("3 more characters are needed.")).toBeVisible();
    await page.getByRole("textbox", { name: "Choose a password" }).fill(therapist_password);
    await hale.press("Create my account");
    await expect(hale.heading("Your groups")).toBeVisible();
    await look(page, "outside-2-no-group");
  });

  await test.step("a group is made", async () => {
    await page.getByRole("link", { name: "New group" }).first().click();
    await look(page, "outside-3-new-group");
    await page.getByRole("textbox", { name: "Name of the group" }).fill(group_name);
    await page.getByRole("textbox", { name: "In a crisis" }).fill(crisis_text);
    await hale.press("Create the group");
    await expect(hale.heading(group_name)).toBeVisible();
    await look(page, "outside-4-group");
  });

  await test.step("somebody is put on the roster and gets a link, shown once", async () => {
    await hale.press("Add a person");
    await page.getByRole("textbox", { name: "Name" }).fill("Maren");
    await look(page, "outside-5-add");
    await hale.dialog("Add a person to the roster").getByRole("button", { name: "Add" }).click();
    const shown = hale.dialog("Personal link for Maren");
    await expect(shown.getByRole("textbox", { name: "Link" })).toHaveValue(
      new RegExp(`^${stage.origin}/#/join/`),
    );
    await look(page, "outside-6-link");
    await hale.answer("Personal link for Maren", "Done");
  });

  await test.step("the session opens", async () => {
    await hale.press("Open a session");
    await expect(page.getByText("Not begun", { exact: true })).toBeVisible();
  });
});

test("a member waits on their page until the session opens, and goes to the door by itself", async ({
  stage,
  people,
}) => {
  const practice = await stage.practice({ members: ["Maren"] });
  const maren = await people.come("Maren");
  await maren.page.goto(practice.link("Maren"));
  await expect(maren.heading("Welcome, Maren")).toBeVisible();
  await look(maren.page, "outside-7-invited");
  await practice.openSession();
  await expect(maren.text("I have read this and agree to it.")).toBeVisible({
    timeout: 15_000,
  });
  await look(maren.page, "outside-8-arriving");
});

test("a mangled link says kindly that it is not complete", async ({ stage, people }) => {
  const maren = await people.come("Maren");
  maren.watch.expectStatus(410);
  await maren.page.goto(`${stage.origin}/#/join/half-of-a-link`);
  await expect(maren.heading("This link is not complete")).toBeVisible();
  await look(maren.page, "outside-9-mangled");
});

test("a wrong password is refused without saying which part was wrong", async ({
  stage,
  people,
}) => {
  await stage.practice();
  const somebody = await people.come("Somebody");
  somebody.watch.expectStatus(401);
  await somebody.page.goto(stage.origin);
  await expect(somebody.heading("Sign in")).toBeVisible();
  await somebody.page.getByRole("textbox", { name: "E-mail" }).fill(therapist_email);
  await somebody.page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await somebody.press("Sign in");
  await expect(
    somebody.page.getByRole("alert").getByText("This e-mail and password do not belong together."),
  ).toBeVisible();
  await look(somebody.page, "outside-10-wrong-password");
});
