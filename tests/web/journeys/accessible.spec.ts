/** axe on every page and in every state of the room: light, dark and in forced colours. */
import { expectAccessible } from "../stage/axe";
import { seat } from "../stage/circle";
import type { Person } from "../stage/person";
import { expect, test } from "../stage/test";

test.describe.configure({ timeout: 360_000 });

const look = (person: Person, what: string) => expectAccessible(person.page, what);

test("axe finds nothing on the pages outside the room", async ({ stage, people }) => {
  const hale = await people.come("Dr. Hale");
  const { page } = hale;
  hale.watch.expectStatus(401);
  hale.watch.expectStatus(410);
  const open = (address: string) => page.goto(`${stage.origin}/${address}`);
  await page.goto(stage.program.setupLink);
  await hale.press("Create my account");
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await look(hale, "set-up, with errors");
  const practice = await stage.practice({ members: ["Maren"], observers: ["Kim"] });
  await open("#/setup");
  await look(hale, "set-up without its link");
  await open("#/login");
  await look(hale, "sign-in");
  await open("#/join/half-of-a-link");
  await expect(hale.heading("This link is not complete")).toBeVisible();
  await look(hale, "a mangled link");
  await open("#/nothing/here");
  await expect(hale.heading("There is nothing here")).toBeVisible();
  await look(hale, "an address that leads nowhere");

  await practice.signsIn(hale);
  await open("#/");
  await expect(hale.heading("Your groups")).toBeVisible();
  await look(hale, "the groups");
  await open("#/groups/new");
  await look(hale, "a new group");
  await open(`#/groups/${practice.group}`);
  await expect(hale.heading("People")).toBeVisible();
  await look(hale, "a group");
  await hale.press("More for Maren");
  await look(hale, "the menu of a person");
  await page.keyboard.press("Escape");
  await hale.press("Add a person");
  await look(hale, "adding a person");
  await page.keyboard.press("Escape");
  await hale.press("New check-in");
  await look(hale, "a new check-in");
  await page.keyboard.press("Escape");
  await open(`#/groups/${practice.group}/settings`);
  await expect(hale.heading(/^Settings of/)).toBeVisible();
  await look(hale, "the settings of a group");

  const maren = await people.come("Maren");
  await maren.page.goto(practice.link("Maren"));
  await expect(maren.heading("Welcome, Maren")).toBeVisible();
  await look(maren, "invited, before the session opens");
});

test("axe finds nothing at the door and before the session begins", async ({ stage, people }) => {
  const practice = await stage.practice({ members: ["Maren", "Theo"] });
  const session = await practice.openSession();
  const [hale, maren, theo] = [
    await people.come("Dr. Hale"),
    await people.come("Maren"),
    await people.come("Theo"),
  ];
  await practice.enters(hale, session);
  await expect(hale.heading("The session has not begun yet")).toBeVisible();
  await maren.page.goto(practice.link("Maren"));
  await expect(maren.text("I have read this and agree to it.")).toBeVisible();
  await maren.press("Come to the door");
  await look(maren, "the ground rules, not yet accepted");
  await maren.acceptsTheRules();
  await expect(maren.heading("Your therapist will let you in")).toBeVisible();
  await look(maren, "the waiting room");
  await theo.comesToTheDoor(practice.link("Theo"));
  await expect(hale.button("Let in Theo")).toBeVisible();
  await hale.text("Rules of the door").click();
  await look(hale, "therapist: people at the door");
  await hale.letsIn("Maren");
  await expect(maren.heading("The session has not begun yet")).toBeVisible();
  await look(maren, "member: in the circle, not begun");
});

test("axe finds nothing while the floor passes around", async ({ stage, people }) => {
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const { hale } = await seat(stage, people, { members: [maren, theo], fill: ["Lena"] });
  await look(hale, "therapist: open floor");
  await look(maren, "member: open floor");
  await hale.press("Floor");
  await look(hale, "therapist: the menu of the floor");
  await hale.page.keyboard.press("Escape");
  await hale.choose("Floor", /^Go-round/);
  await look(hale, "therapist: starting a go-round");
  await hale.answer("Start a go-round", "Start the go-round");
  await expect(maren.button("Speak now")).toBeVisible();
  await look(maren, "member: being asked");
  await maren.press("Speak now");
  await expect(theo.heading("Maren has the floor")).toBeVisible();
  await look(hale, "therapist: a turn in a round");
  await look(maren, "member: speaking");
  await look(theo, "member: listening, next");
  await maren.press("What would help");
  await look(maren, "member: the menu of wishes");
  await maren.page.keyboard.press("Escape");
  await hale.choose("Floor", /^Take hands/);
  await look(hale, "therapist: taking hands");
  await hale.answer("Take hands", "Take hands");
  await theo.press("Raise hand");
  await maren.press("Other ways to raise your hand");
  await look(maren, "member: the ways to raise a hand");
  await maren.page.keyboard.press("Escape");
  await expect(hale.seat("Theo")).toContainText("1st in line");
  await look(hale, "therapist: hands");
  await look(theo, "member: hand raised");
  await hale.press("Give the floor…");
  await look(hale, "therapist: giving the floor");
  await hale.page.keyboard.press("Escape");
  await hale.press("Actions for Theo");
  await look(hale, "therapist: the menu of a seat");
  await hale.page.keyboard.press("Escape");
  await hale.press(/^Hold/);
  await expect(maren.text("Holding the space.")).toBeVisible();
  await look(maren, "member: the space is held");
  await hale.press(/^Release/);
  await theo.press("Step away");
  await expect(theo.button("I am back")).toBeVisible();
  await look(theo, "member: stepped away");
  await hale.page.getByRole("tab", { name: "Observe" }).click();
  await look(hale, "therapist: observing");
});

test("axe finds nothing in the conversation and check-ins", async ({ stage, people }) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, {
    members: [maren],
    fill: ["Theo", "Ayo", "Lena", "Noor"],
  });
  await maren.writes("The bus was late again.");
  await maren.writesTo("Therapist");
  await maren.writes("This is for you only.");
  await expect(hale.line("This is for you only.")).toBeVisible();
  await look(hale, "therapist: lines");
  await look(maren, "member: lines");
  await hale.press("Start a check-in");
  await look(hale, "therapist: choosing a check-in");
  await hale.press(/^Ask: How are you arriving today/);
  await expect(maren.button("Rather not say")).toBeVisible();
  await look(maren, "member: a check-in of feelings");
  await hale.press("Put away");
  await hale.answer("Put the check-in away unread?", "Put away");
  await hale.press("Start a check-in");
  await hale.press(/^Ask: How are you right now, from 0 to 10/);
  await maren.ticks("radio", /^6/);
  await look(maren, "member: a check-in from 0 to 10");
  await maren.press("Give this answer");
  await expect(hale.text("5 of 5 answered")).toBeVisible();
  await look(maren, "member: answered");
  await look(hale, "therapist: all have answered");
  await hale.press("Show the answers");
  await look(hale, "therapist: sure to show the answers");
  await hale.answer(/^Show the answers of/, "Show the answers");
  await expect(maren.text("Answers")).toBeVisible();
  await look(maren, "member: the answers");
  await look(hale, "therapist: the answers");
  await hale.press("Put away");
});

test("axe finds nothing when it gets hard, and at the end", async ({ stage, people }) => {
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const { hale } = await seat(stage, people, { members: [maren, theo] });
  await maren.press("Crisis contacts");
  await look(maren, "member: the crisis contacts");
  await maren.page.keyboard.press("Escape");
  await maren.press("I need help now");
  await look(maren, "member: calling for help");
  await maren.answer("Call your therapist?", "Yes, call my therapist");
  await expect(hale.button("I am on it: Maren")).toBeVisible();
  await look(hale, "therapist: a call for help");
  await look(maren, "member: the therapist has been told");
  await hale.press("I am on it: Maren");
  await expect(maren.text("Dr. Hale is with you on this.")).toBeVisible();
  await look(maren, "member: the therapist is on it");
  await hale.press("Actions for Theo");
  await hale.page.getByRole("menuitem", { name: /^Remove/ }).click();
  await look(hale, "therapist: removing somebody");
  await hale.answer(/^Remove Theo/, "Remove");
  await expect(theo.heading("You are not in this session any more")).toBeVisible();
  await look(theo, "removed");
  await maren.press("Leave…");
  await maren.answer("Leave the session?", "Leave");
  await expect(maren.heading("You have left the session")).toBeVisible();
  await look(maren, "left");
  await maren.page.getByRole("link", { name: "Come back" }).click();
  const address = hale.page.url();
  await hale.letsIn("Maren");
  await expect(hale.seat("Maren")).not.toContainText("has left");
  await hale.page.close();
  await expect(maren.text("Your therapist lost the connection")).toBeVisible({ timeout: 45_000 });
  await look(maren, "member: no therapist");
  hale.page = await hale.context.newPage();
  await hale.page.goto(address);
  await hale.press("End session…");
  await look(hale, "therapist: sure to end");
  await hale.answer("End the session for everybody?", "End and erase");
  await expect(hale.heading("The session is over")).toBeVisible();
  await look(hale, "therapist: over");
  await look(maren, "member: over");
});
