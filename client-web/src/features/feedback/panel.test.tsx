import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { keyWords } from "../../core/key-words";
import type { BoxView, Template } from "../../protocol";
import { aBox, seats, therapistView } from "../../test/cast";
import { draw } from "../../test/draw";
import { FeedbackPanel, OpenBox, type Opening, openingOf } from ".";

const box = aBox();
const { session } = therapistView();
const slips: BoxView["slips"] = [
  { slip: "a", text: "One", fate: "undecided" },
  { slip: "b", text: "Two", fate: "undecided" },
  { slip: "c", text: "Three", fate: "undecided" },
];
const sealed = aBox({ stage: "sealed", envelopes: 6, slips });

function Panel({ opening: first = null }: { opening?: Opening | null }) {
  const [opening, setOpening] = useState(first);
  return (
    <>
      <FeedbackPanel onOpen={setOpening} />
      {opening !== null && <OpenBox opening={opening} onClose={() => setOpening(null)} />}
    </>
  );
}

const press = (name: string | RegExp) => screen.getByRole("button", { name });
const shut = (name: string) => press(name).hasAttribute("disabled");
const dialog = () => within(screen.getByRole("dialog"));

describe("the first box of a group", () => {
  const first = therapistView({ session: { ...session, feedback_confirmed: false } });

  it("waits until a therapist has read what anonymous means", async () => {
    const { user, asked, show } = await draw(<Panel />, first);
    await user.click(press("Open a box…"));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button", { name: "Open the box" })).toBeNull();
    for (const words of [
      "Nobody can find the author",
      "not the police with the whole database",
      "Answer the whole group, with the crisis text.",
      "Offer everybody to stay on the line with you after the session.",
      "Speak with each member before they go, and ask how they are.",
      "Follow your own emergency procedure.",
      "Leaving out one member.",
      "Changing a slip.",
      "An emergency key.",
    ]) {
      expect(document.body.textContent).toContain(words);
    }
    await user.click(press("I have read and understood this"));
    expect(asked).toEqual([{ feature: "feedback", type: "confirm" }]);
    expect(screen.queryByRole("textbox")).toBeNull();
    show(therapistView());
    expect(screen.getByRole("textbox", { name: /Question/ })).toBeTruthy();
  });

  it("is not opened by somebody who goes back", async () => {
    const { user, asked } = await draw(<Panel />, first);
    await user.click(press("Me too?"));
    await user.click(press("Cancel"));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(asked).toEqual([]);
  });

  it("can be read about again at any time", async () => {
    const { user } = await draw(<Panel />, therapistView());
    await user.click(press("What anonymous means here"));
    expect(dialog().getByText(/Nothing that could lead to an author/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "I have read and understood this" })).toBeNull();
  });
});

describe("opening a box", () => {
  it("is not possible with too few people, and says why", async () => {
    await draw(<Panel />, therapistView({ seats: seats().slice(0, 4) }));
    expect(shut("Open a box…")).toBe(true);
    expect(shut("Me too?")).toBe(true);
    expect(screen.getAllByText(/At least 5 members have to be here/)).toHaveLength(1);
  });

  it("says of each kind how many are left today, or why not", async () => {
    const { user } = await draw(
      <Panel />,
      therapistView({
        session: {
          ...session,
          feedback_threshold: 4,
          boxes_left: { words: 2, answer: 3, me_too: 0 },
        },
        seats: seats().slice(0, 5),
      }),
    );
    expect(shut("Open a box…")).toBe(false);
    expect(shut("Me too?")).toBe(true);
    await user.click(press("Open a box…"));
    expect(dialog().getByText("Feedback in words · 2 left today")).toBeTruthy();
    expect(dialog().getByText(/At least 5 members have to be here/)).toBeTruthy();
    expect(dialog().getByText(/Three of these have been used in this session/)).toBeTruthy();
    await user.click(dialog().getByRole("radio", { name: /Anonymous check-in/ }));
    expect(shut("Open the box")).toBe(true);
  });

  it("of words takes a question and a time", async () => {
    const { user, asked } = await draw(<Panel />, therapistView());
    await user.click(press("Open a box…"));
    expect(document.body.textContent).toContain("Afterwards: the slips you release, all at once.");
    await user.click(press("Open the box"));
    expect(asked).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: /Question/ }), "What is hard?");
    await user.click(press("Open the box"));
    expect(asked).toEqual([
      {
        feature: "feedback",
        type: "open",
        prompt: "What is hard?",
        ask: { kind: "words" },
        seconds: 180,
      },
    ]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("of answers takes what they are given with, and never own words", async () => {
    const { user, asked } = await draw(<Panel />, therapistView());
    await user.click(press("Open a box…"));
    await user.click(dialog().getByRole("radio", { name: /Anonymous check-in/ }));
    expect(dialog().queryByRole("radio", { name: "Their own words" })).toBeNull();
    await user.type(screen.getByRole("textbox", { name: /Question/ }), "Tea or water?");
    await user.click(dialog().getByRole("radio", { name: "One of several options" }));
    await user.type(screen.getByRole("textbox", { name: /Options/ }), "Tea{Enter}Water");
    await user.click(press("Open the box"));
    expect(asked).toMatchObject([
      {
        ask: { kind: "answer", answer: { kind: "choice", options: ["Tea", "Water"] } },
        seconds: 60,
      },
    ]);
  });

  it("of me too takes a statement, such as a line of the conversation", async () => {
    const prompt = "I nearly did not come.";
    const { user, asked } = await draw(
      <Panel opening={{ kind: "me_too", prompt, template: null }} />,
      therapistView(),
    );
    await user.type(screen.getByRole("textbox", { name: /Statement/ }), " Today.");
    await user.click(press("Open the box"));
    expect(asked).toMatchObject([
      { prompt: "I nearly did not come. Today.", ask: { kind: "me_too" }, seconds: 30 },
    ]);
  });

  it("asks a check-in as it is, for as long as is chosen", async () => {
    const template: Template = {
      prompt: "How safe is it?",
      answer: { kind: "scale", min: 0, max: 10, step: 1, low: null, high: null },
      shown_to: "anonymous",
    };
    const { user, asked } = await draw(<Panel opening={openingOf(template)} />, therapistView());
    expect(screen.queryByRole("textbox")).toBeNull();
    await user.click(press(/How long it is open/));
    await user.click(screen.getByRole("option", { name: "2 minutes" }));
    await user.click(press("Open the box"));
    expect(asked).toMatchObject([
      { prompt: template.prompt, ask: { kind: "answer", answer: template.answer }, seconds: 120 },
    ]);
  });
});

describe("a box that is open", () => {
  it("shows a therapist how many are in it and its four words, and nothing of who takes part", async () => {
    await draw(<Panel />, therapistView({ box }));
    expect(screen.getByText("6 people in this box")).toBeTruthy();
    for (const word of await keyWords(box)) expect(await screen.findByText(word)).toBeTruthy();
    for (const name of ["Maren", "Theo", "Ayo"]) expect(screen.queryByText(name)).toBeNull();
    expect(screen.queryByRole("button", { name: "Open a box…" })).toBeNull();
  });
});

describe("deciding about slips", () => {
  const decide = (slip: number, choice: string) =>
    within(screen.getByRole("radiogroup", { name: `Slip ${slip} of 3` })).getByRole("radio", {
      name: choice,
    });

  it("begins with nothing chosen, and keeps what is left open, saying so", async () => {
    const { user, asked } = await draw(<Panel />, therapistView({ box: sealed }));
    for (const radio of screen.getAllByRole<HTMLInputElement>("radio")) {
      expect(radio.checked).toBe(false);
    }
    await user.click(decide(2, "Release"));
    await user.click(press("Decide…"));
    const sure = within(screen.getByRole("alertdialog"));
    expect(sure.getByText("Shown as they are").nextSibling?.textContent).toBe("1");
    expect(sure.getByText("Shown in your words").nextSibling?.textContent).toBe("0");
    expect(sure.getByText("Kept to the therapists").nextSibling?.textContent).toBe("2");
    expect(sure.getByText("2 slips are kept because you left them open.")).toBeTruthy();
    expect(sure.getByText(/cannot be changed/)).toBeTruthy();
    expect(asked).toEqual([]);
    await user.click(sure.getByRole("button", { name: "Yes, this is my choice" }));
    expect(asked).toEqual([
      { feature: "feedback", type: "settle", box_id: box.box_id, release: ["b"], paraphrase: [] },
    ]);
  });

  it("takes a slip in own words, which begin empty and may not stay so", async () => {
    const { user, asked } = await draw(<Panel />, therapistView({ box: sealed }));
    await user.click(decide(1, "In my words"));
    const words = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "In your words" });
    expect(words.value).toBe("");
    await user.click(press("Decide…"));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(screen.getByText(/Please write it in your words/)).toBeTruthy();
    await user.type(words, "Somebody feels alone.");
    await user.click(decide(3, "Keep"));
    await user.click(press("Decide…"));
    await user.click(press("Yes, this is my choice"));
    expect(asked).toMatchObject([
      { release: [], paraphrase: [{ slip: "a", text: "Somebody feels alone." }] },
    ]);
  });

  it("survives a look at something else", async () => {
    const { user, show } = await draw(<Panel />, therapistView({ box: sealed }));
    await user.click(decide(1, "Release"));
    show(therapistView());
    show(therapistView({ box: sealed }));
    expect((decide(1, "Release") as HTMLInputElement).checked).toBe(true);
  });

  it("says so when all of it is too long for one message", async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      slip: `slip-${i}`,
      text: "One",
      fate: "undecided" as const,
    }));
    const choices = many.map(({ slip }) => [
      slip,
      { decision: "paraphrase", words: "x".repeat(1_500) },
    ]);
    const { session, show } = await draw(<Panel />, therapistView());
    const draft = JSON.stringify(Object.fromEntries(choices));
    session.drafts.set(`settle.${box.box_id}`, draft, "memory");
    show(therapistView({ box: aBox({ stage: "sealed", envelopes: 12, slips: many }) }));
    expect(screen.getByText(/too long to send/)).toBeTruthy();
    expect(shut("Decide…")).toBe(true);
  });

  it("has the steps at hand for a slip that frightens", async () => {
    await draw(<Panel />, therapistView({ box: sealed }));
    expect(screen.getByText("If a slip says that somebody is in danger")).toBeTruthy();
  });
});

describe("answering the whole group", () => {
  it("happens once, with the crisis text if it is asked for", async () => {
    const { user, asked, show } = await draw(<Panel />, therapistView({ box: sealed }));
    await user.click(screen.getByText("Answer the whole group"));
    await user.click(press("Show it to everybody"));
    expect(asked).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: "Your answer" }), "I stay on the line.");
    await user.click(screen.getByRole("checkbox", { name: "Show the crisis text with it" }));
    await user.click(press("Show it to everybody"));
    const response = { text: "I stay on the line.", crisis: true };
    expect(asked).toEqual([
      { feature: "feedback", type: "respond", box_id: box.box_id, ...response },
    ]);
    show(therapistView({ box: { ...sealed, response } }));
    expect(screen.queryByRole("button", { name: "Show it to everybody" })).toBeNull();
    expect(screen.getByText("With the crisis text.")).toBeTruthy();
  });
});

describe("a box that is settled", () => {
  it("shows what the group sees, and keeps the rest behind a line", async () => {
    const settled = aBox({
      stage: "settled",
      envelopes: 6,
      slips: slips.map((slip, i) => ({
        ...slip,
        fate: (["released", "paraphrased", "kept"] as const)[i] ?? "kept",
      })),
      shown: [
        { text: "In other words", paraphrase: true },
        { text: "One", paraphrase: false },
      ],
    });
    await draw(<Panel />, therapistView({ box: settled }));
    expect(screen.getByText("In a therapist’s words")).toBeTruthy();
    expect(screen.getByText("Shown in other words: 1")).toBeTruthy();
    expect(screen.getByText("Kept to the therapists: 1")).toBeTruthy();
    expect(shut("Open a box…")).toBe(false);
  });

  it("of me too tells therapists the number, and that only they see it", async () => {
    const outcome = { kind: "me_too", share: "some", taps: 3 } as const;
    const told = aBox({ ask: { kind: "me_too" }, stage: "settled", envelopes: 6, outcome });
    await draw(<Panel />, therapistView({ box: told }));
    expect(screen.getByText("3 of 6 envelopes with a tap")).toBeTruthy();
    expect(screen.getByText("Only therapists see this number.")).toBeTruthy();
    expect(screen.queryByText("Answer the whole group")).toBeNull();
  });
});
