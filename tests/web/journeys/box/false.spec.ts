/** A server that has another key for one member: caught by the page, or by people who compare. */
import { contentOf } from "../../people/token";
import {
  closesTheBox,
  fourWords,
  isCounted,
  opensABox,
  putsTheBoxAway,
  slip,
} from "../../stage/box";
import { seat } from "../../stage/circle";
import { playFalse } from "../../stage/false";
import { expect, test } from "../../stage/test";

test.use({ relayed: true });

const fill = ["Ayo", "Lena", "Noor", "Kim"];

test("a token made with another key closes the box on that page, which keeps its words, and the others go on", async ({
  stage,
  people,
  relay,
}) => {
  const [maren, theo] = [await people.come("Maren"), await people.come("Theo")];
  const server = await playFalse(maren.page, "token");
  const { hale } = await seat(stage, people, { members: [maren, theo], fill });
  await opensABox(hale);
  await slip(theo).fill("From Theo.");
  await slip(maren).fill("Not for everybody's eyes.");
  server.answer();

  await test.step("the page says what happened, and what to do", async () => {
    await expect(maren.text("The box is closed on this page")).toBeVisible();
    await expect(
      maren.text(/^This page got a key that does not fit\. Nothing is sent from here\./),
    ).toBeVisible();
    await maren.hears(/^This page got a key that does not fit/);
    await expect(slip(maren)).toHaveCount(0);
  });
  await test.step("the others go on, and are counted", async () => {
    await closesTheBox(hale);
    await isCounted(theo);
    await expect(hale.text(/from 5 envelopes/)).toBeVisible();
  });
  await test.step("nothing was posted from that page", async () => {
    expect(relay.posted().map(({ body }) => contentOf(body))).toEqual(["From Theo."]);
    await expect(maren.text("Your envelope was counted.")).toHaveCount(0);
    await expect(maren.text("Not for everybody's eyes.")).toBeVisible();
  });
  await test.step("her words are offered to her again", async () => {
    await putsTheBoxAway(hale);
    await opensABox(hale);
    await maren.press("Write it again");
    await expect(slip(maren)).toHaveValue("Not for everybody's eyes.");
  });
});

for (const how of ["key and token", "box"] as const) {
  test(`a page that is told another ${how} shows other words than everybody else`, async ({
    stage,
    people,
  }) => {
    const [maren, theo, ayo] = [
      await people.come("Maren"),
      await people.come("Theo"),
      await people.come("Ayo"),
    ];
    const server = await playFalse(maren.page, how);
    server.answer();
    const { hale } = await seat(stage, people, {
      members: [maren, theo, ayo],
      fill: ["Lena", "Noor", "Kim"],
    });
    await opensABox(hale);
    const [odd, ...alike] = [
      await fourWords(maren),
      await fourWords(theo),
      await fourWords(ayo),
      await fourWords(hale),
    ];
    for (const words of alike) expect(words).toEqual(alike[0]);
    expect(odd).not.toEqual(alike[0]);

    // On her page all fits together, and it goes on: only people can see it. What it posts is not
    // in the box of the others.
    await slip(maren).fill("For the wrong eyes.");
    await closesTheBox(hale);
    await expect(maren.text(/^Your envelope is not among those counted\./)).toBeVisible({
      timeout: 20_000,
    });
    await expect(hale.text(/^All 5 envelopes were empty/)).toBeVisible();
  });
}
