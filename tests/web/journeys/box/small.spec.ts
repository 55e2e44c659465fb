/** Boxes of all kinds on phones and at 400 % zoom, from both sides. */
import {
  closesTheBox,
  decides,
  isCounted,
  isReady,
  opensABox,
  putsTheBoxAway,
  responds,
  settles,
  slip,
} from "../../stage/box";
import { seat } from "../../stage/circle";
import { look } from "../../stage/look";
import type { Person } from "../../stage/person";
import { fits, reach, screens } from "../../stage/small";
import { expect, test } from "../../stage/test";

for (const { what, width, height } of screens) {
  test(`on ${what}, boxes can be opened, filled and read, and nothing runs out sideways`, async ({
    stage,
    people,
  }) => {
    test.setTimeout(240_000);
    const maren = await people.come("Maren", { viewport: { width, height }, hasTouch: true });
    const { hale } = await seat(stage, people, {
      members: [maren],
      fill: ["Theo", "Ayo", "Lena", "Noor"],
      habits: { unnamed: { kind: "scale", value: 4 }, shares: true },
    });
    const picture = async (person: Person, name: string) => {
      if (person === maren || height > 500) await look(person.page, name, [{ width, height }]);
    };
    await hale.page.setViewportSize({ width, height });
    await hale.button(/^Group/).click();

    await test.step("what anonymous means, and opening", async () => {
      await hale.press("Open a box…");
      const first = hale.dialog("Before the first anonymous box");
      await fits(hale, "reading what anonymous means");
      await reach(hale, first.getByRole("button", { name: "I have read and understood this" }));
      await picture(hale, "box-small-first-use");
      await first.getByRole("button", { name: "I have read and understood this" }).click();
      await fits(hale, "opening a box");
      await reach(hale, hale.button("Open the box"));
      await hale.ticks("radio", /^Anonymous check-in/);
      await fits(hale, "opening a check-in");
      await hale.answer("Open an anonymous box", "Cancel");
    });

    await test.step("words", async () => {
      await opensABox(hale);
      await isReady(maren);
      await fits(maren, "writing a slip");
      await reach(maren, slip(maren));
      await reach(maren, maren.button("Send with my name instead"));
      await slip(maren).fill("Anunusuallylongwordthathasnoplacetobreakinitatall and others.");
      await fits(maren, "with a long word");
      await picture(maren, "box-small-writing");
      await fits(hale, "while it is open");
      await reach(hale, hale.button("Close now"));
      await closesTheBox(hale);
      await fits(maren, "while the envelopes come in");
      await isCounted(maren);
      await fits(maren, "counted");
      await decides(hale, "Anunusually", "In my words", "Somebody used a long word.");
      await fits(hale, "deciding");
      await reach(hale, hale.button("Decide…"));
      await picture(hale, "box-small-deciding");
      await settles(hale);
      await responds(hale, "That is all right.");
      await expect(maren.text("Somebody used a long word.")).toBeVisible();
      await fits(maren, "with a slip and an answer");
      await fits(hale, "after the choice");
      await picture(maren, "box-small-answered");
      await putsTheBoxAway(hale);
    });

    await test.step("an answer", async () => {
      await opensABox(hale, { kind: "answer", prompt: "How safe is it here?" });
      await maren.ticks("radio", /^7/);
      await fits(maren, "answering without a name");
      await reach(maren, maren.button("Rather not say"));
      await picture(maren, "box-small-answering");
      await closesTheBox(hale);
      await isCounted(maren);
      await expect(maren.text("On average 4.5")).toBeVisible();
      await fits(maren, "with figures");
      await fits(hale, "with figures");
      await picture(maren, "box-small-figures");
      await putsTheBoxAway(hale);
    });

    await test.step("me too", async () => {
      await opensABox(hale, { kind: "me_too", prompt: "I nearly did not come today." });
      await fits(maren, "asked whether it is true");
      await reach(maren, maren.button("Me too"));
      await maren.button("Me too").tap();
      await picture(maren, "box-small-tapping");
      await closesTheBox(hale);
      await isCounted(maren);
      await expect(maren.text("Most of us")).toBeVisible();
      await fits(maren, "with what most of us said");
      await fits(hale, "with the number");
    });
  });
}
