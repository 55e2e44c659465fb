import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { Courier } from "../../core/anon";
import { keyWords } from "../../core/key-words";
import { keptSlipKey, slip_bytes_max, slipBytes, slipKey } from "../../core/slip";
import type { Ask, BoxView, Outcome } from "../../protocol";
import { aBox, crisisText, memberView, therapistView } from "../../test/cast";
import { type Drawn, draw } from "../../test/draw";
import { FeedbackCard } from ".";

const box = aBox();
const key = slipKey(box.box_id);
const card = <FeedbackCard onWriteWithName={() => {}} />;
const page = () => document.body.textContent ?? "";

const scale: Ask = {
  kind: "answer",
  answer: { kind: "scale", min: 0, max: 10, step: 1, low: "not at all", high: "completely" },
};
const feelings: Ask = {
  kind: "answer",
  answer: { kind: "feelings", words: ["calm", "tired", "sad"], most: 2 },
};
const meToo: Ask = { kind: "me_too" };

/** Tells a story of one box: what is `shown` follows what stood there. */
function tell(drawn: Drawn, change: Partial<BoxView>) {
  drawn.show(memberView({ box: aBox(change) }));
}

describe("a box of words", () => {
  it("says what is protected and what is not, with the numbers of this box", async () => {
    await draw(card, memberView({ box }));
    for (const words of [
      "No name goes in with your slip.",
      "All are opened together, shuffled.",
      "Not even the server can tell who wrote which.",
      "Your style of writing",
      "Something that only you could know.",
      "A very small group.",
      "Whoever runs the server, if they change it or record the network on purpose.",
      "6 people are in this box.",
      "If fewer than 5 envelopes arrive, all are thrown away unread.",
    ]) {
      expect(page()).toContain(words);
    }
    expect(page()).toContain(crisisText.split("\n")[0]);
  });

  it("shows the four words of its key, to whoever looks on", async () => {
    const { show } = await draw(card, memberView({ box }));
    const words = () => {
      const list = screen.getByRole("list", { name: "The four words of this box" });
      return within(list)
        .getAllByRole("listitem")
        .map((word) => word.textContent);
    };
    const four = [...(await keyWords(box))];
    expect(four).toHaveLength(4);
    await waitFor(() => expect(words()).toEqual(four));
    show(memberView({ box }, { role: "observer" }));
    await waitFor(() => expect(words()).toEqual(four));
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("holds its four words back until its own token was proven, and where it has no part", async () => {
    const { carry } = await draw(card, memberView({ box }));
    const four = () => screen.queryByRole("list", { name: "The four words of this box" });
    await waitFor(() => expect(four()).toBeTruthy());
    carry({ part: "asking" });
    expect(four()).toBeNull();
    expect(page()).toContain("The four words of this box");
    carry({ part: "other_key" });
    expect(page()).not.toContain("The four words of this box");
  });

  it("keeps the words in memory, asks the room for nothing, and leaves no trace on the device", async () => {
    const { user, asked, session } = await draw(card, memberView({ box }));
    await user.type(screen.getByRole("textbox"), "It is hard to be new.");
    expect(session.drafts.get(key)).toBe("It is hard to be new.");
    expect(asked).toEqual([]);
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain("hard");
  });

  it("takes no more than fits into an envelope", async () => {
    const { user, session } = await draw(card, memberView({ box }));
    await user.click(screen.getByRole("textbox"));
    await user.paste("ä".repeat(2_000));
    expect(slipBytes(session.drafts.get(key))).toBe(slip_bytes_max);
    expect(screen.getAllByText("The slip is full.").length).toBeGreaterThan(0);
  });

  it("moves the words into a line with a name, so that they do not go in twice", async () => {
    const onWriteWithName = vi.fn();
    const { user, session } = await draw(
      <FeedbackCard onWriteWithName={onWriteWithName} />,
      memberView({ box }),
    );
    await user.type(screen.getByRole("textbox"), "Hello");
    await user.click(screen.getByRole("button", { name: "Send with my name instead" }));
    expect(onWriteWithName).toHaveBeenCalledWith("Hello");
    expect(session.drafts.get(key)).toBe("");
  });

  it("offers again what was thrown away unread, and never puts it in by itself", async () => {
    const { user, session, show } = await draw(card, memberView());
    session.drafts.set(keptSlipKey, "Not yet read.", "memory");
    show(memberView({ box }));
    expect(session.drafts.get(key)).toBe("");
    await user.click(screen.getByRole("button", { name: "Write it again" }));
    expect(session.drafts.get(key)).toBe("Not yet read.");
    expect(session.drafts.get(keptSlipKey)).toBe("");
  });

  it.each<[string, Partial<BoxView>]>([
    ["the box is void", { stage: "voided" }],
    ["too few envelopes came", { stage: "discarded", envelopes: 3 }],
    ["the envelope is not among those counted", { stage: "sealed", envelopes: 5 }],
  ])("keeps the words when %s", async (_what, change) => {
    const drawn = await draw(card, memberView({ box }));
    const waiting = { wait: async () => {}, stop: () => {} };
    const courier = new Courier(drawn.session, { post: async () => {}, waiting: () => waiting });
    courier.start();
    await drawn.user.type(screen.getByRole("textbox"), "Do not lose me.");
    tell(drawn, { stage: "collecting" });
    tell(drawn, change);
    expect(screen.getByText("Do not lose me.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Send it with my name" })).toBeTruthy();
    drawn.show(memberView({ box: aBox({ box_id: "0b0c0d0e-1111-4222-8333-94444555abcd" }) }));
    expect(screen.getByRole("button", { name: "Write it again" })).toBeTruthy();
    courier.stop();
  });

  it("shows the slips in the order given, and which are a therapist's words", async () => {
    const shown = [
      { text: "Second.", paraphrase: true },
      { text: "First.", paraphrase: false },
    ];
    await draw(card, memberView({ box: aBox({ stage: "settled", envelopes: 6, shown }) }));
    const [one, two] = within(screen.getByRole("region")).getAllByRole("listitem");
    expect(one?.textContent).toBe("In your therapist’s wordsSecond.");
    expect(two?.textContent).toBe("First.");
  });

  it("says that nothing is shown, where therapists keep all of it", async () => {
    await draw(card, memberView({ box: aBox({ stage: "settled", envelopes: 6 }) }));
    expect(page()).toContain("None of them is shown to the group.");
  });

  it.each([true, false])(
    "shows what a therapist answers, crisis text or not: %s",
    async (crisis) => {
      const response = { text: "I stay on the line.", crisis };
      const drawn = await draw(card, memberView({ box: aBox({ stage: "sealed", envelopes: 6 }) }));
      tell(drawn, { stage: "sealed", envelopes: 6, response });
      expect(screen.getByText("I stay on the line.")).toBeTruthy();
      expect(screen.queryByRole("link", { name: "112" }) !== null).toBe(crisis);
      expect(drawn.spoken()).toContain(
        "Your therapist answers the anonymous box: I stay on the line.",
      );
    },
  );
});

describe("a page that has no part in a box", () => {
  it.each([
    ["elsewhere", "It was reloaded, or the room was opened in two places."],
    ["other_key", "This page got a key that does not fit."],
    ["absent", "There is no envelope for you"],
  ] as const)("says why: %s", async (part, words) => {
    const { carry } = await draw(card, memberView({ box }));
    carry({ part });
    expect(page()).toContain(words);
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("keeps the words when the key does not fit, and says it at once", async () => {
    const { carry, session, spoken } = await draw(card, memberView({ box }));
    session.drafts.set(keptSlipKey, "Mine.", "memory");
    carry({ part: "other_key" });
    expect(page()).toContain("Your words are still on this page.");
    expect(screen.getByText("Mine.")).toBeTruthy();
    expect(spoken().join()).toContain("Please tell your therapist.");
  });

  it("can be written on while its envelope is still being made ready", async () => {
    const { carry } = await draw(card, memberView({ box }));
    carry({ part: "asking" });
    expect(screen.getByText("Your envelope is being made ready…")).toBeTruthy();
    expect(screen.getByRole("textbox")).toBeTruthy();
  });
});

describe("an envelope", () => {
  it("was counted, or was not, in words", async () => {
    const { carry, spoken } = await draw(
      card,
      memberView({ box: aBox({ stage: "sealed", envelopes: 6 }) }),
    );
    carry({ envelope: "counted" });
    expect(screen.getByText("Your envelope was counted.")).toBeTruthy();
    carry({ envelope: "missing" });
    expect(page()).toContain("Your envelope is not among those counted.");
    expect(spoken().at(-1)).toContain("Your words are kept here.");
  });
});

describe("an anonymous check-in", () => {
  it("takes an answer that can be changed until the close, and asks the room for nothing", async () => {
    const { user, asked, session } = await draw(card, memberView({ box: aBox({ ask: scale }) }));
    expect(page()).toContain("Anonymous: nobody can check on you.");
    expect(page()).toContain("Nothing chosen.");
    await user.click(screen.getByRole("radio", { name: "7" }));
    await user.click(screen.getByRole("radio", { name: "4" }));
    expect(page()).toContain("This goes in: 4");
    expect(JSON.parse(session.drafts.get(key))).toEqual({ kind: "scale", value: 4 });
    expect(asked).toEqual([]);
  });

  it("takes feelings, and takes them back", async () => {
    const { user, session } = await draw(card, memberView({ box: aBox({ ask: feelings }) }));
    await user.click(screen.getByRole("checkbox", { name: "sad" }));
    await user.click(screen.getByRole("checkbox", { name: "calm" }));
    expect(page()).toContain("This goes in: calm and sad");
    await user.click(screen.getByRole("checkbox", { name: "calm" }));
    await user.click(screen.getByRole("checkbox", { name: "sad" }));
    expect(session.drafts.get(key)).toBe("");
  });

  it("takes 'rather not say' in place of an answer, and back", async () => {
    const { user, session } = await draw(card, memberView({ box: aBox({ ask: scale }) }));
    await user.click(screen.getByRole("radio", { name: "7" }));
    await user.click(screen.getByRole("button", { name: "Rather not say" }));
    expect(page()).toContain("This goes in: rather not say");
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "7" }).checked).toBe(false);
    await user.click(screen.getByRole("button", { name: "Rather not say" }));
    expect(session.drafts.get(key)).toBe("");
  });

  it.each<[string, Ask, Outcome, string]>([
    [
      "the mean to half a point and how far answers lie apart",
      scale,
      { kind: "scale", mean_halves: 13, spread: "wide" },
      "On average 6.5 on a scale from 0 to 10, rounded to half a point",
    ],
    [
      "how far answers lie apart",
      scale,
      { kind: "scale", mean_halves: 4, spread: "wide" },
      "far apart",
    ],
    [
      "most and some",
      feelings,
      { kind: "shares", shares: ["untold", "some", "most"] },
      "Most of ussad",
    ],
    ["that too few answered", feelings, { kind: "too_few" }, "Too few of us answered"],
  ])("tells %s", async (_what, ask, outcome, words) => {
    await draw(card, memberView({ box: aBox({ ask, stage: "settled", envelopes: 6, outcome }) }));
    expect(page()).toContain(words);
  });

  it("that is void is asked again, and offers no old answer", async () => {
    await draw(card, memberView({ box: aBox({ ask: scale, stage: "voided" }) }));
    expect(page()).toContain("Then you answer afresh.");
  });
});

describe("me too", () => {
  it("is one button, which can be taken back", async () => {
    const { user, session, asked } = await draw(card, memberView({ box: aBox({ ask: meToo }) }));
    const button = screen.getByRole("button", { name: "Me too" });
    expect(button.getAttribute("aria-pressed")).toBe("false");
    await user.click(button);
    expect(button.getAttribute("aria-pressed")).toBe("true");
    expect(session.drafts.get(key)).toBe("me too");
    await user.keyboard("[Space]");
    expect(session.drafts.get(key)).toBe("");
    expect(asked).toEqual([]);
  });

  it("looks the same from a step away, tapped or not", async () => {
    const { user } = await draw(card, memberView({ box: aBox({ ask: meToo }) }));
    const button = screen.getByRole("button", { name: "Me too" });
    const look = () => {
      const { color, backgroundColor, borderColor, fontWeight } = getComputedStyle(button);
      return { color, backgroundColor, borderColor, fontWeight, className: button.className };
    };
    const before = look();
    await user.click(button);
    await user.tab();
    await user.unhover(button);
    expect(look()).toEqual(before);
  });

  it("says before a tap what will be told after it", async () => {
    await draw(card, memberView({ box: aBox({ ask: meToo }) }));
    expect(page()).toContain("“some of us” or “most of us”. Nothing more.");
    expect(page()).toContain("Your therapists are told how many, never who.");
  });

  it.each(["some", "most", "untold"] as const)(
    "never shows members a number of taps: %s",
    async (share) => {
      const told = { ask: meToo, prompt: "I hid a bad week.", stage: "settled" as const };
      // A number that should never have come: it would not be shown all the same.
      const outcome: Outcome = { kind: "me_too", share, taps: 4 };
      const { spoken } = await draw(card, memberView({ box: aBox({ ...told, outcome }) }));
      expect(page()).not.toMatch(/\d/);
      expect(page()).not.toMatch(/\b(one|two|four|five|six)\b/i);
      expect(spoken()).toHaveLength(1);
    },
  );
});

describe("what becomes of a box", () => {
  it("is said aloud, once each", async () => {
    const drawn = await draw(card, memberView({ box }));
    tell(drawn, { present: 6 });
    tell(drawn, { stage: "collecting" });
    tell(drawn, { stage: "sealed", envelopes: 6 });
    tell(drawn, { stage: "settled", shown: [{ text: "One.", paraphrase: false }] });
    expect(drawn.spoken()).toEqual([
      `An anonymous feedback box is open: ${box.prompt}`,
      "The anonymous box is closed.",
      "The slips are with your therapists, shuffled and without names.",
      "Your therapists show slips from the anonymous box.",
    ]);
  });

  it("stays off the therapist's stage until there is something for everybody", async () => {
    const { show } = await draw(card, therapistView({ box }));
    expect(screen.queryByRole("region")).toBeNull();
    const shown = [{ text: "One.", paraphrase: false }];
    show(therapistView({ box: aBox({ stage: "settled", shown }) }));
    expect(screen.getByText("One.")).toBeTruthy();
  });
});
