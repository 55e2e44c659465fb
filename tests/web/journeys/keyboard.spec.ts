/** Everything by keyboard: each thing is reached with Tab, seen, and never loses the focus. */
import { Keys } from "../stage/keys";
import { expect, test } from "../stage/test";

test("a member joins, raises a hand, writes, answers and looks at the call for help by keyboard alone", async ({
  stage,
  people,
}) => {
  test.setTimeout(180_000);
  const practice = await stage.practice({ members: ["Maren", "Theo"] });
  const session = await practice.openSession();
  const [hale, maren, theo] = [
    await people.come("Dr. Hale"),
    await people.come("Maren"),
    await people.come("Theo"),
  ];
  await practice.enters(hale, session);
  const keys = new Keys(maren);
  const therapist = new Keys(hale);

  await test.step("the page begins at its heading, and before it a link leads past the top", async () => {
    await maren.page.goto(practice.link("Maren"));
    await expect(maren.text("I have read this and agree to it.")).toBeVisible();
    await expect(maren.heading("Tuesday evening group")).toBeFocused();
    const skip = maren.page.getByRole("link", { name: "Skip to the main part" });
    await keys.back(skip);
    await expect(skip).toBeInViewport();
    await maren.page.keyboard.press("Enter");
    await expect(maren.page.getByRole("main")).toBeFocused();
  });

  await test.step("the rules are accepted", async () => {
    await keys.to(maren.page.getByRole("checkbox", { name: /^I have read this/ }));
    await maren.page.keyboard.press("Space");
    await keys.to(maren.page.getByRole("textbox", { name: "Name shown in the room" }));
    await maren.page.keyboard.press("ControlOrMeta+a");
    await maren.page.keyboard.type("Maren R.");
    await keys.press("Come to the door");
    await expect(maren.heading("Your therapist will let you in")).toBeFocused();
    await theo.comesToTheDoor(practice.link("Theo"));
  });

  await test.step("the therapist lets people in and starts", async () => {
    await therapist.press("Let in Maren R.");
    await expect(maren.heading("The session has not begun yet")).toBeVisible();
    await keys.stands("after being let in");
    await therapist.stands("after letting the first in");
    await therapist.press("Let in Theo");
    await therapist.stands("after letting the last in");
    await therapist.press("Start session");
    await expect(maren.heading("Nobody has the floor")).toBeVisible();
    await therapist.stands("after the start");
  });

  await test.step("the therapist takes hands, by the menu and a dialog", async () => {
    await therapist.press("Floor");
    await hale.page.keyboard.press("ArrowDown");
    await expect(hale.page.getByRole("menuitem", { name: /^Take hands/ })).toBeFocused();
    await hale.page.keyboard.press("Enter");
    await therapist.press("Take hands", hale.dialog("Take hands"));
    await expect(hale.dialog("Take hands")).toBeHidden();
    await therapist.stands("after a dialog");
  });

  await test.step("a hand is raised, taken down and raised", async () => {
    await keys.press("Raise hand");
    await expect(maren.button("Take hand down")).toBeFocused();
    await maren.page.keyboard.press("Enter");
    await expect(maren.button("Raise hand")).toBeFocused();
    await maren.page.keyboard.press("Enter");
    await theo.press("Raise hand");
    await expect(hale.seat("Theo")).toContainText("2nd in line");
  });

  await test.step("the therapist puts another order and takes the next", async () => {
    // A list is one stop; the arrows go along it.
    await therapist.to(hale.page.getByRole("row", { name: "Maren R." }));
    await hale.page.keyboard.press("ArrowDown");
    await expect(hale.page.getByRole("row", { name: "Theo" })).toBeFocused();
    await therapist.press("Move Theo up");
    await expect(hale.seat("Theo")).toContainText("1st in line");
    await therapist.stands("after moving somebody");
    await therapist.press("Move Theo down");
    await expect(maren.seat("Maren R.")).toContainText("1st in line");
    await therapist.press("Next: Maren R.");
    await expect(maren.heading("You have the floor")).toBeVisible();
    await keys.stands("when the turn comes");
  });

  await test.step("the turn is ended, and a line is written", async () => {
    await keys.press("End my turn");
    await expect(maren.heading("Nobody has the floor")).toBeVisible();
    await keys.stands("after the turn");
    await keys.to(maren.writing());
    await maren.page.keyboard.type("I am glad I came.");
    await maren.page.keyboard.press("Enter");
    await expect(theo.line("I am glad I came.")).toBeVisible();
    await expect(maren.writing()).toBeFocused();
    await expect(maren.writing()).toHaveValue("");
  });

  await test.step("whom one writes to is chosen with the arrows", async () => {
    const everyone = maren.page.getByRole("radio", { name: "Everyone" });
    await keys.back(everyone);
    await maren.page.keyboard.press("ArrowRight");
    await expect(maren.page.getByRole("radio", { name: "Therapist" })).toBeChecked();
    await expect(maren.writing()).toHaveAccessibleName(/Only your therapists see this/);
  });

  await test.step("a check-in is asked and answered", async () => {
    await therapist.press("Start a check-in");
    await therapist.press(/^Ask: How are you right now/, hale.dialog("Start a check-in"));
    await expect(maren.button("Give this answer")).toBeVisible();
    await keys.to(maren.page.getByRole("radio", { name: /^0/ }));
    for (let i = 0; i < 7; i += 1) await maren.page.keyboard.press("ArrowRight");
    await keys.press("Give this answer");
    await expect(maren.text("You answered: 7")).toBeVisible();
    await keys.stands("after answering");
  });

  await test.step("the call for help opens, and Escape closes it without calling", async () => {
    await keys.to(maren.button("I need help now"));
    await maren.page.keyboard.press("Enter");
    await expect(maren.dialog("Call your therapist?")).toBeVisible();
    await keys.stands("in the dialog");
    await maren.page.keyboard.press("Escape");
    await expect(maren.dialog("Call your therapist?")).toBeHidden();
    await expect(maren.button("I need help now")).toBeFocused();
    await expect(hale.button(/I am on it/)).toHaveCount(0);
  });
});
