/** When a box is never opened: nobody reads anything, and what people wrote is offered again. */
import { contentOf } from "../../people/token";
import { closesTheBox, isCounted, isReady, opensABox, slip } from "../../stage/box";
import { seat } from "../../stage/circle";
import { look } from "../../stage/look";
import type { Person } from "../../stage/person";
import { expect, test } from "../../stage/test";

const words = "The room is too bright for me.";
const fill = ["Theo", "Ayo", "Lena", "Noor"];

test("when somebody leaves while people write, the box is thrown away, and words wait for the next one", async ({
  stage,
  people,
}) => {
  const [maren, kim] = [await people.come("Maren"), await people.come("Kim")];
  const { hale } = await seat(stage, people, { members: [maren, kim], fill });
  await opensABox(hale);
  await slip(maren).fill(words);
  await kim.press("Leave…");
  await kim.answer("Leave the session?", "Leave");
  await expectVoided(maren, hale);
  await look(maren.page, "box-31-voided");
  await offeredAgain(maren, hale);
  await closesTheBox(hale);
  await isCounted(maren);
  await expect(hale.text(words)).toBeVisible();
});

test("a page that is reloaded while a box is open has no part in it any more, and the others go on", async ({
  stage,
  people,
}) => {
  const [maren, kim] = [await people.come("Maren"), await people.come("Kim")];
  const posted: string[] = [];
  maren.page.on("request", (request) => {
    const body = request.url().includes("/anon/") ? request.postDataBuffer() : null;
    if (body !== null) posted.push(contentOf(body));
  });
  const { hale } = await seat(stage, people, { members: [maren, kim], fill });
  await opensABox(hale);
  await isReady(maren);
  await slip(maren).fill(words);
  await slip(kim).fill("Could we begin five minutes later?");
  await maren.page.reload();
  await expect(maren.text("This page has no part in this box")).toBeVisible();
  await expect(
    maren.text(/^It was reloaded, or the room was opened in two places\./),
  ).toBeVisible();
  await expect(slip(maren)).toHaveCount(0);
  await look(maren.page, "box-32-elsewhere");
  await closesTheBox(hale);
  await isCounted(kim);
  await expect(hale.text("1 slip, from 5 envelopes")).toBeVisible();
  await expect(maren.text("This page has no part in this box")).toBeVisible();
  await expect(maren.text("Your envelope was counted.")).toHaveCount(0);
  expect(posted).toEqual([]);
});

for (const when of ["while it is open", "while the envelopes are coming in"] as const) {
  test(`a server killed ${when} throws the box away, and words wait for the next one`, async ({
    stage,
    people,
  }) => {
    test.setTimeout(180_000);
    const maren = await people.come("Maren");
    const { hale } = await seat(stage, people, { members: [maren], fill });
    for (const person of [hale, maren]) person.watch.expectCuts();
    await opensABox(hale);
    await isReady(maren);
    await slip(maren).fill(words);
    if (when === "while the envelopes are coming in") {
      await closesTheBox(hale);
      await expect(maren.text(/^The box is closed\./)).toBeVisible();
    }
    await stage.program.kill9();
    await expect(maren.text("Connection lost.")).toBeVisible();
    await stage.program.restart();
    for (const person of [hale, maren]) {
      await expect(person.text("Connection lost.")).toBeHidden({ timeout: 25_000 });
    }
    await expectVoided(maren, hale);
    // Everybody else comes back by themselves, too.
    await expect(hale.button("Open a box…")).toBeEnabled({ timeout: 25_000 });
    await offeredAgain(maren, hale);
    await closesTheBox(hale);
    await isCounted(maren);
    await expect(hale.text(words)).toHaveCount(1);
  });
}

async function expectVoided(maren: Person, hale: Person): Promise<void> {
  for (const person of [maren, hale]) {
    await expect(person.text(/^The box was thrown away unread/)).toBeVisible();
  }
  await expect(maren.text(words)).toBeVisible();
  await expect(
    maren.text(
      "What you wrote is still here on this page. You can use it again when the next box opens.",
    ),
  ).toBeVisible();
  await expect(hale.text(words)).toHaveCount(0);
}

/** In the next box her words stand ready, and go in only if she says so. */
async function offeredAgain(maren: Person, hale: Person): Promise<void> {
  await opensABox(hale);
  await expect(maren.text("You wrote this last time. It was not read.")).toBeVisible();
  await expect(slip(maren)).toHaveValue("");
  await look(maren.page, "box-33-offered-again");
  await maren.press("Write it again");
  await expect(slip(maren)).toHaveValue(words);
  await isReady(maren);
}
