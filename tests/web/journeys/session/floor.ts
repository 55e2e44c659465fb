/** A go-round, and then raised hands. */
import { look } from "../../stage/look";
import { expect, test } from "../../stage/test";
import { type Cast, everybody } from "./cast";

export async function goRound(cast: Cast): Promise<void> {
  const { hale, maren, theo, ayo } = cast;
  await test.step("the therapist asks everybody something", async () => {
    await hale.choose("Floor", /^Go-round/);
    const round = hale.dialog("Start a go-round");
    await round.getByRole("textbox", { name: "The question" }).fill("What are you bringing?");
    await round.getByRole("button", { name: "Start the go-round" }).click();
    await expect(round).toBeHidden();
  });
  await test.step("the first is asked, accepts, speaks and ends", async () => {
    await expect(maren.heading("Would you like to speak?")).toBeVisible();
    await maren.hears(/^It is your turn, if you like/);
    await expect(theo.heading("Maren is asked")).toBeVisible();
    await expect(theo.text("You are next")).toBeVisible();
    await look(maren.page, "session-03-asked");
    await maren.press("Speak now");
    await expect(maren.heading("You have the floor")).toBeVisible();
    for (const person of [hale, theo, ayo]) {
      await expect(person.heading("Maren has the floor")).toBeVisible();
      await expect(person.seat("Maren")).toContainText("speaking");
    }
    await maren.choose("What would help", "Just listen");
    await expect(theo.text("What would help: just listen")).toBeVisible();
    await look(hale.page, "session-04-turn-therapist");
    await look(maren.page, "session-05-turn-speaker");
    await look(theo.page, "session-06-turn-member");
    await maren.press("End my turn");
  });
  await test.step("the second passes, the third asks to be asked again", async () => {
    await expect(theo.heading("Would you like to speak?")).toBeVisible();
    await theo.press("Pass");
    await expect(theo.text("You passed")).toBeVisible();
    await expect(ayo.heading("Would you like to speak?")).toBeVisible();
    await ayo.press("Come back to me");
  });
  await test.step("Lena passes, Noor speaks, and it comes back to Ayo", async () => {
    await expect(ayo.heading("Would you like to speak?")).toBeVisible();
    await expect(hale.seat("Lena")).toContainText("passed");
    await expect(hale.seat("Noor")).toContainText("heard");
    await ayo.press("Speak now");
    await expect(hale.heading("Ayo has the floor")).toBeVisible();
    await hale.press(/^Next/);
    for (const person of everybody(cast)) {
      await expect(person.heading("Everybody has been asked")).toBeVisible();
    }
  });
}

export async function hands(cast: Cast): Promise<void> {
  const { hale, maren, theo, ayo } = cast;
  const order = async (...names: string[]) => {
    for (const person of everybody(cast)) {
      for (const [i, name] of names.entries()) {
        const nth = ["1st", "2nd", "3rd"][i];
        await expect(person.seat(name)).toContainText(`${nth} in line`);
      }
    }
  };
  await test.step("hands are raised, and every screen shows the same order", async () => {
    await hale.choose("Floor", /^Take hands/);
    await hale.answer("Take hands", "Take hands");
    for (const member of [maren, theo, ayo]) {
      await member.press("Raise hand");
      await expect(member.button("Take hand down")).toBeVisible();
    }
    await order("Maren", "Theo", "Ayo");
    await expect(theo.text("Your hand is up: you are second")).toBeVisible();
    await look(hale.page, "session-07-hands-therapist");
    await look(theo.page, "session-08-hands-member");
  });
  await test.step("the therapist puts another order with the keyboard, and it holds everywhere", async () => {
    const up = hale.button("Move Ayo up");
    await up.focus();
    await hale.page.keyboard.press("Enter");
    await order("Maren", "Ayo", "Theo");
  });
  await test.step("somebody in line is given the floor, and the others keep their order", async () => {
    await hale.press("Give the floor…");
    const give = hale.dialog("Give the floor");
    await give.getByText("Theo", { exact: true }).click();
    await give.getByRole("button", { name: "Give Theo the floor" }).click();
    await expect(theo.heading("You have the floor")).toBeVisible();
    await order("Maren", "Ayo");
    await theo.press("End my turn");
  });
  await test.step("a hand is taken down, and the next one is taken", async () => {
    await ayo.press("Take hand down");
    await expect(ayo.button("Raise hand")).toBeVisible();
    await expect(hale.seat("Ayo")).not.toContainText("in line");
    await hale.press("Next: Maren");
    await expect(maren.heading("You have the floor")).toBeVisible();
    await maren.press("End my turn");
    await expect(hale.heading("Nobody has the floor")).toBeVisible();
  });
}
