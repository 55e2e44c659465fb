/** The server dies in the middle of a turn, and everybody finds their way back by themselves. */
import { seat } from "../stage/circle";
import { look } from "../stage/look";
import { expect, test } from "../stage/test";

test("after a kill -9 in the middle of a turn it is the same turn, the same queue, and nothing is lost or doubled", async ({
  stage,
  people,
}) => {
  const [maren, theo, ayo] = [
    await people.come("Maren"),
    await people.come("Theo"),
    await people.come("Ayo"),
  ];
  const { hale } = await seat(stage, people, { members: [maren, theo, ayo] });
  const everybody = [hale, maren, theo, ayo];
  for (const person of everybody) person.watch.expectCuts();

  await test.step("Maren speaks, Theo and Ayo wait, and something is half written", async () => {
    await hale.choose("Floor", /^Take hands/);
    await hale.answer("Take hands", "Take hands");
    for (const member of [maren, theo, ayo]) {
      await member.press("Raise hand");
      await expect(member.button("Take hand down")).toBeVisible();
    }
    await hale.press("Next: Maren");
    await expect(ayo.heading("Maren has the floor")).toBeVisible();
    await maren.writes("Said before the power failed.");
    // Each screen is told by a socket of its own: one that shows it says nothing about the others.
    for (const person of everybody) {
      await expect(person.line("Said before the power failed.")).toBeVisible();
    }
    await theo.writing().fill("Half a thought, not sent");
  });

  await test.step("the server is killed, and the pages stay as they were", async () => {
    await stage.program.kill9();
    for (const person of everybody) {
      await expect(person.text("Connection lost.")).toBeVisible();
      await expect(person.line("Said before the power failed.")).toBeVisible();
    }
    await look(theo.page, "outage-1-lost");
  });

  await test.step("a line is written meanwhile, and a button pressed", async () => {
    await ayo.writing().fill("Written while it was dark.");
    await ayo.writing().press("Enter");
    await expect(ayo.text("Goes by itself once you are connected again.")).toBeVisible();
    await look(ayo.page, "outage-2-on-its-way");
  });

  await test.step("it starts again on the same data, and everybody comes back alone", async () => {
    await stage.program.restart();
    for (const person of everybody) {
      await expect(person.text("Connection lost.")).toBeHidden({ timeout: 25_000 });
    }
    await expect(maren.heading("You have the floor")).toBeVisible();
    for (const person of [hale, theo, ayo]) {
      await expect(person.heading("Maren has the floor")).toBeVisible();
      await expect(person.seat("Theo")).toContainText("1st in line");
      await expect(person.seat("Ayo")).toContainText("2nd in line");
    }
    await expect(theo.writing()).toHaveValue("Half a thought, not sent");
    await hale.hears("You are connected again.");
  });

  await test.step("the line of the outage stands there once, on every screen", async () => {
    for (const person of everybody) {
      await expect(person.line("Written while it was dark.")).toHaveCount(1);
      await expect(person.line("Said before the power failed.")).toHaveCount(1);
    }
    await expect(ayo.text("Goes by itself once you are connected again.")).toHaveCount(0);
    await expect(ayo.writing()).toHaveValue("");
    await maren.press("End my turn");
    await hale.press("Next: Theo");
    await expect(theo.heading("You have the floor")).toBeVisible();
    await theo.writing().press("Enter");
    await expect(ayo.line("Half a thought, not sent")).toHaveCount(1);
  });
});
