/** Phones, and 400 % zoom: nothing sideways, who speaks and where one stands in sight, all in reach. */
import type { Locator } from "@playwright/test";
import { seat } from "../stage/circle";
import { look } from "../stage/look";
import { fits, reach, screens } from "../stage/small";
import { expect, test } from "../stage/test";

const long = Array.from({ length: 12 }, (_, i) => `And this is what I meant by ${i}.`).join("\n");

for (const { what, width, height } of screens) {
  test(`on ${what}, a member and a therapist can do everything, and nothing runs out sideways`, async ({
    stage,
    people,
  }) => {
    test.setTimeout(180_000);
    const small = { viewport: { width, height }, hasTouch: true };
    const maren = await people.come("Maren", small);
    const theo = await people.come("Theo");
    const { hale } = await seat(stage, people, {
      members: [maren, theo],
      fill: ["Lena", "Noor", "Kim"],
    });
    const tall = height > 500;
    const picture = (name: string) =>
      tall ? Promise.resolve() : look(maren.page, `zoom-${name}`, [{ width, height }]);

    await test.step("a member in a round sees who speaks and where they stand", async () => {
      await fits(maren, "in the circle");
      await hale.choose("Floor", /^Go-round/);
      await hale.answer("Start a go-round", "Start the go-round");
      await expect(maren.button("Speak now")).toBeVisible();
      await reach(maren, maren.button("Speak now"));
      await reach(maren, maren.button("Pass"));
      await reach(maren, maren.button(/^(Come back to me|Later)$/));
      await fits(maren, "being asked");
      await picture("asked");
      await maren.button(/^(Come back to me|Later)$/).tap();
      await theo.press("Speak now");
      const heading = maren.heading("Theo has the floor");
      await expect(heading).toBeVisible();
      if (tall) {
        await expect(heading).toBeInViewport();
        await expect(maren.text("It comes back to you at the end")).toBeInViewport();
        await expect(maren.seat("Theo")).toBeInViewport();
      } else {
        await reach(maren, heading);
      }
      await fits(maren, "listening");
      await picture("listening");
    });

    await test.step("what a member can do is in reach", async () => {
      await reach(maren, maren.button(/^(Raise hand|Hand)$/));
      await reach(maren, maren.button("With you"));
      await reach(maren, maren.button(/^(Step away|Away)$/));
      await reach(maren, maren.button(/^Leave/));
      await reach(maren, maren.button("I need help now"));
      await reach(maren, maren.button("Crisis contacts"));
      await maren.button("I need help now").tap();
      await fits(maren, "asked whether to call");
      await reach(maren, maren.button("Yes, call my therapist"));
      await reach(maren, maren.button("No, go back"));
      await maren.button("No, go back").tap();
    });

    await test.step("the conversation", async () => {
      await maren.button(/^Conversation/).tap();
      await reach(maren, maren.writing());
      await maren.writing().fill("From a small screen.");
      await reach(maren, maren.button("Send to everyone"));
      await maren.button("Send to everyone").tap();
      await expect(theo.line("From a small screen.")).toBeVisible();
      await fits(maren, "in the conversation");
      await picture("conversation");
      await maren.button("Circle").tap();
    });

    await test.step("a check-in", async () => {
      await hale.press("Start a check-in");
      await hale.press(/^Ask: How are you right now, from 0 to 10/);
      await maren.ticks("radio", /^6/);
      await fits(maren, "asked in a check-in");
      await reach(maren, maren.button("Rather not say"));
      await reach(maren, maren.button("Give this answer"));
      await maren.button("Give this answer").tap();
      await expect(maren.text("You answered: 6")).toBeInViewport();
      await hale.press("Put away");
      await hale.answer("Put the check-in away unread?", "Put away");
    });

    await test.step("the therapist on the same screen", async () => {
      await hale.page.setViewportSize({ width, height });
      await fits(hale, "in the circle");
      await reach(hale, hale.button(/^Next/));
      await reach(hale, hale.button(/^Give/));
      await reach(hale, hale.button(/^Pause$/));
      await reach(hale, hale.button(/^Hold/));
      await reach(hale, hale.button("Floor"));
      await hale.button(/^Group/).click();
      await reach(hale, hale.button("Start a check-in"));
      await reach(hale, hale.button("Open a box…"));
      await reach(hale, hale.button("Me too?"));
      await fits(hale, "in the panel of the group");
      await hale.button(/^Circle/).click();
      await reach(hale, hale.button("Actions for Maren"));
      await hale.press("Floor");
      await hale.page.getByRole("menuitem", { name: /^Go-round/ }).click();
      await fits(hale, "starting a go-round");
      await reach(hale, hale.button("Start the go-round"));
      await hale.page.keyboard.press("Escape");
      await hale.press("Session");
      await hale.page.getByRole("menuitem", { name: /^End session/ }).click();
      await reach(hale, hale.button("End and erase"));
      await hale.press("End and erase");
      await expect(maren.heading("The session is over")).toBeVisible();
      await fits(maren, "at the end");
    });
  });
}

for (const { what, width, height } of screens.filter((screen) => screen.height > 500)) {
  test(`on ${what}, long words and a notice leave the bar and the way to send in sight`, async ({
    stage,
    people,
  }) => {
    const practice = await stage.practice({ members: ["Maren"], observers: ["Olga"] });
    const session = await practice.openSession();
    const hale = await people.come("Dr. Hale");
    const maren = await people.come("Maren", { viewport: { width, height }, hasTouch: true });
    const olga = await people.come("Olga");
    await practice.enters(hale, session);
    await maren.comesToTheDoor(practice.link("Maren"));
    await hale.letsIn("Maren");
    await hale.press("Start session");
    await olga.page.goto(practice.link("Olga"));
    await olga.acceptsTheRules();
    const card = maren.page.getByRole("region", { name: "Olga would like to observe" });
    const inSight = async (...all: Locator[]) => {
      for (const one of [...all, maren.button(/^(Step away|Away)$/), maren.button(/^Leave/)]) {
        await expect(one).toBeInViewport({ ratio: 0.95 });
        await reach(maren, one);
      }
    };

    await test.step("the question, with long words in the box", async () => {
      await maren.button(/^Conversation/).tap();
      await maren.writing().fill(long);
      await expect(card).toBeInViewport();
      await inSight(maren.button("Send to everyone"), maren.writing());
      await reach(maren, maren.button("Rather not"));
    });

    await test.step("the question, answered, is no higher than its button", async () => {
      await maren.button("Agree").tap();
      await expect(maren.button("Change")).toBeVisible();
      const box = await card.boundingBox();
      expect(box?.height).toBeLessThan(56);
      await inSight(maren.button("Send to everyone"), maren.writing());
      await fits(maren, "with long words in the box");
    });

    await test.step("one's own line stays in sight when it has come", async () => {
      await hale.writes(long);
      await maren.writesTo("Therapist");
      await maren.writing().fill("For you alone.");
      await maren.button("Send to your therapist").tap();
      await expect(maren.line("For you alone.")).toBeVisible();
      const head = maren.text("Only your therapists see this").last();
      await expect(head).toBeVisible();
      // The narrowest leaves the lines a strip: there it is enough to get to it.
      if (width < 360) await head.scrollIntoViewIfNeeded();
      await expect(head).toBeInViewport({ ratio: 0.95 });
      if (width >= 360) await expect(maren.line("For you alone.")).toBeInViewport({ ratio: 0.95 });
    });

    await test.step("what is written from the right stands on the right", async () => {
      await maren.writes("שלום לכולם");
      const fromTheRight = await maren.line("שלום לכולם").evaluate((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        const line = one.closest("li") ?? one;
        return line.getBoundingClientRect().right - words.getBoundingClientRect().right;
      });
      expect(fromTheRight).toBeLessThan(24);
    });

    await test.step("without a therapist, what is cut fades, and the bar stays", async () => {
      await maren.writesTo("Everyone");
      await maren.writing().fill(long);
      await hale.page.close();
      await expect(maren.text("Your therapist lost the connection")).toBeVisible({
        timeout: 40_000,
      });
      await inSight();
      await reach(maren, maren.writing());
      await reach(maren, maren.button("Write to your therapist instead"));
      await reach(maren, maren.page.getByRole("link", { name: "112" }));
    });
  });
}
