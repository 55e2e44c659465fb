import { describe, expect, it } from "vitest";
import type { SlipView } from "../../protocol";
import { type Choices, choicesDraft, choicesOf, decide, settlementOf } from "./settling";

const slips: SlipView[] = ["a", "b", "c", "d"].map((slip) => ({
  slip,
  text: slip,
  fate: "undecided",
}));
const box = "0b0c0d0e-1111-4222-8333-944445555666";
const settle = (choices: Choices, of = slips) => settlementOf(box, of, choices);

describe("decisions on slips", () => {
  it("keep what nobody decided about, and say of how many that holds", () => {
    expect(settle({})).toMatchObject({ released: 0, paraphrased: 0, kept: 4, open: 4 });
    const some = decide(decide({}, "c", { decision: "release" }), "a", { decision: "keep" });
    expect(settle(some)).toMatchObject({ released: 1, paraphrased: 0, kept: 3, open: 2 });
  });

  it("become one command, in which each slip is named once at most", () => {
    const choices: Choices = {
      a: { decision: "release", words: "words of a mind that was changed" },
      b: { decision: "paraphrase", words: "  In my words. " },
      d: { decision: "keep", words: "" },
      gone: { decision: "release", words: "" },
    };
    expect(settle(choices).command).toEqual({
      feature: "feedback",
      type: "settle",
      box_id: box,
      release: ["a"],
      paraphrase: [{ slip: "b", text: "In my words." }],
    });
  });

  it("find own words that are missing or too many", () => {
    const choices: Choices = {
      a: { decision: "paraphrase", words: " " },
      b: { decision: "paraphrase", words: "🌊".repeat(1_500) },
      c: { decision: "paraphrase", words: "x".repeat(1_501) },
    };
    expect(settle(choices).wrong).toEqual(["a", "c"]);
  });

  it("fit into one frame, or say by how much not", () => {
    const many = Array.from(
      { length: 12 },
      (_, i): SlipView => ({
        slip: `0b0c0d0e-1111-4222-8333-9444455556${i + 10}`,
        text: "",
        fate: "undecided",
      }),
    );
    const all = (words: string): Choices =>
      Object.fromEntries(many.map(({ slip }) => [slip, { decision: "paraphrase", words }]));
    expect(settle(all("x".repeat(1_000)), many).over_bytes).toBe(0);
    const long = settle(all("x".repeat(1_500)), many);
    const bytes = new TextEncoder().encode(JSON.stringify(long.command)).length;
    expect(long.over_bytes).toBe(bytes - 15 * 1_024);
    // Two bytes a letter: it is bytes that count.
    expect(settle(all("ä".repeat(1_000)), many).over_bytes).toBeGreaterThan(0);
  });

  it("are kept as a draft, own words too while another choice is tried", () => {
    const before = decide({}, "a", { decision: "paraphrase", words: "Mine." });
    const tried = decide(before, "a", { decision: "keep" });
    expect(choicesOf(choicesDraft(tried))).toEqual({ a: { decision: "keep", words: "Mine." } });
    expect(choicesOf("")).toEqual({});
  });
});
