/** A box of words by keyboard alone, from both sides of it. */
import { isCounted, isReady, slip } from "../../stage/box";
import { seat } from "../../stage/circle";
import { Keys } from "../../stage/keys";
import { expect, test } from "../../stage/test";

test("a therapist opens, closes and settles a box and a member writes into it by keyboard alone", async ({
  stage,
  people,
}) => {
  test.setTimeout(180_000);
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, {
    members: [maren],
    fill: ["Theo", "Ayo", "Lena", "Noor"],
  });
  const keys = new Keys(maren);
  const therapist = new Keys(hale);

  await test.step("what anonymous means is read and confirmed", async () => {
    await therapist.press("Open a box…");
    const first = hale.dialog("Before the first anonymous box");
    await expect(first).toBeVisible();
    await therapist.stands("when the dialog opens");
    const text = first.getByRole("group", { name: "Before the first anonymous box" });
    await therapist.to(text);
    await hale.page.keyboard.press("End");
    await expect(first.getByText("Where it ends")).toBeInViewport();
    await therapist.press("I have read and understood this", first);
    await expect(hale.dialog("Open an anonymous box")).toBeVisible();
    await therapist.stands("when the next one follows");
  });

  await test.step("the box is opened", async () => {
    const opening = hale.dialog("Open an anonymous box");
    await therapist.to(opening.getByRole("radio", { name: /^Feedback in words/ }));
    await therapist.to(opening.getByRole("textbox", { name: "Question" }));
    await hale.page.keyboard.type("What is missing here?");
    await therapist.press("Open the box", opening);
    await expect(opening).toBeHidden();
    await therapist.stands("once the box is open");
  });

  await test.step("a member writes", async () => {
    await isReady(maren);
    await keys.to(slip(maren));
    await maren.page.keyboard.type("A little more time.");
    await expect(slip(maren)).toHaveValue("A little more time.");
    await keys.to(maren.button("Send with my name instead"));
  });

  await test.step("it is closed, and the member keeps a place on the page", async () => {
    await therapist.press("Close now");
    await therapist.press("Close now", hale.dialog("Close the box now?"));
    await expect(maren.text(/^The box is closed\./)).toBeVisible();
    await keys.stands("when the field has gone");
    await therapist.stands("after closing");
    await isCounted(maren);
    await keys.stands("after the seal");
    await therapist.stands("after the seal");
  });

  await test.step("a slip is put into other words", async () => {
    const choice = hale.page.getByRole("radiogroup", { name: "Slip 1 of 1" });
    await therapist.to(choice.getByRole("radio", { name: "Release" }));
    await hale.page.keyboard.press("ArrowRight");
    await expect(choice.getByRole("radio", { name: "In my words" })).toBeChecked();
    await therapist.to(hale.page.getByRole("textbox", { name: "In your words" }));
    await hale.page.keyboard.type("Some of us need more time.");
    await therapist.press("Decide…");
    await therapist.press("Yes, this is my choice", hale.dialog("Is this your choice?"));
    await expect(maren.text("Some of us need more time.")).toBeVisible();
    await therapist.stands("after the choice");
  });

  await test.step("the group is answered, and the box is put away", async () => {
    await therapist.to(hale.page.locator("summary", { hasText: "Answer the whole group" }));
    await hale.page.keyboard.press("Enter");
    await therapist.to(hale.page.getByRole("textbox", { name: "Your answer" }));
    await hale.page.keyboard.type("We will take it.");
    await therapist.to(hale.page.getByRole("checkbox", { name: "Show the crisis text with it" }));
    await hale.page.keyboard.press("Space");
    await therapist.press("Show it to everybody");
    await expect(maren.text("We will take it.")).toBeVisible();
    await therapist.stands("after the answer");
    await therapist.press("Put the box away");
    await therapist.press("Put the box away", hale.dialog("Put the box away?"));
    await expect(maren.text("We will take it.")).toHaveCount(0);
    await therapist.stands("after putting it away");
  });
});

test("a member marks a statement and takes it back by keyboard alone", async ({
  stage,
  people,
}) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, {
    members: [maren],
    fill: ["Theo", "Ayo", "Lena", "Noor"],
  });
  const keys = new Keys(maren);
  const therapist = new Keys(hale);
  await therapist.press("Me too?");
  await therapist.press(
    "I have read and understood this",
    hale.dialog("Before the first anonymous box"),
  );
  const opening = hale.dialog("Open an anonymous box");
  await therapist.to(opening.getByRole("textbox", { name: "Statement" }));
  await hale.page.keyboard.type("I nearly did not come today.");
  await therapist.press("Open the box", opening);
  await keys.to(maren.button("Me too"));
  for (const words of ["Marked. A tap takes it back.", "Not marked. A tap marks it."]) {
    await maren.page.keyboard.press("Space");
    await expect(maren.text(words)).toBeVisible();
    await expect(maren.button("Me too")).toBeFocused();
    await expect(maren.button("Me too")).toHaveAccessibleDescription(words);
  }
});
