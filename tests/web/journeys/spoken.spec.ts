/** What a screen reader is told by itself, and that it is told from one place. */
import { seat } from "../stage/circle";
import { expect, test } from "../stage/test";

test("a screen reader is told of one's turn, of new lines, and of the time without a therapist", async ({
  stage,
  people,
}) => {
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const { hale } = await seat(stage, people, { members: [maren, theo] });
  await maren.hears("You are in the room.");
  await maren.hears("The session has begun.");
  await maren.hears("Theo is in the circle.");

  await test.step("one's turn", async () => {
    await hale.choose("Floor", /^Go-round/);
    await hale.answer("Start a go-round", "Start the go-round");
    await maren.hears("A go-round begins.");
    await maren.hears(
      "It is your turn, if you like. You can speak, pass, or be asked again later.",
    );
    await theo.hears("Maren is asked.");
    await maren.press("Speak now");
    await maren.hears("You have the floor.");
    await theo.hears("Maren has the floor.");
    await hale.press(/^Next/);
    await maren.hears("Your turn has ended.");
    await theo.press("Pass");
  });

  await test.step("new lines, with who wrote them and who sees them", async () => {
    await theo.writes("I slept better this week.");
    await maren.hears("Theo: I slept better this week.");
    await hale.writesTo("One person");
    await hale.press(/Choose a person|To whom/);
    await hale.page.getByRole("option", { name: "Maren" }).click();
    await hale.writes("Stay a moment afterwards, if you like.");
    await maren.hears(
      "Dr. Hale, to you and the therapists: Stay a moment afterwards, if you like.",
    );
    expect(theo.watch.heard().filter((words) => words.includes("Stay a moment"))).toEqual([]);
    expect(
      theo.watch.heard().filter((words) => words.includes("I slept better")),
      "one's own line is not read out",
    ).toEqual([]);
  });

  await test.step("safe mode, and its end", async () => {
    const address = hale.page.url();
    await hale.page.close();
    const lost =
      "Your therapist lost the connection. The session is paused, and you keep your place.";
    await expect.poll(() => maren.watch.heard(), { timeout: 40_000 }).toContain(lost);
    hale.page = await hale.context.newPage();
    await hale.page.goto(address);
    await maren.hears("Your therapist is back. The session goes on as it was.");
  });
});
