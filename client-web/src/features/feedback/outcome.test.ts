import { describe, expect, it } from "vitest";
import type { AnswerKind, Outcome } from "../../protocol";
import { entriesOf, outcomeInWords, pictureOf, toldOf } from "./outcome";

const scale: AnswerKind & { kind: "scale" } = {
  kind: "scale",
  min: 0,
  max: 10,
  step: 1,
  low: null,
  high: null,
};
const choice: AnswerKind = { kind: "choice", options: ["tea", "water", "milk"] };
const scaled = (mean_halves: number, spread: "close" | "mixed" | "wide") =>
  ({ kind: "scale", mean_halves, spread }) as const;

describe("the picture of a scale", () => {
  it("stands at the mean, with a band as wide as the answers lie apart", () => {
    expect(pictureOf(scale, scaled(10, "close"))).toEqual({ at: 0.5, from: 0.375, to: 0.625 });
    expect(pictureOf(scale, scaled(10, "mixed"))).toEqual({ at: 0.5, from: 0.25, to: 0.75 });
    expect(pictureOf(scale, scaled(10, "wide"))).toEqual({ at: 0.5, from: 0.125, to: 0.875 });
  });

  it("ends where the scale ends", () => {
    expect(pictureOf(scale, scaled(20, "wide"))).toMatchObject({ at: 1, to: 1 });
    expect(pictureOf(scale, scaled(0, "close"))).toMatchObject({ at: 0, from: 0 });
    const below = { ...scale, min: -5, max: 5 };
    expect(pictureOf(below, scaled(-3, "close")).at).toBeCloseTo(0.35);
  });
});

describe("shares", () => {
  it("are told by most and some, in the order of the list, and nothing of the rest", () => {
    expect(toldOf(entriesOf(choice), ["some", "untold", "most"])).toEqual([
      { share: "most", entries: ["milk"] },
      { share: "some", entries: ["tea"] },
    ]);
    expect(toldOf(entriesOf(choice), ["untold", "untold", "untold"])).toEqual([]);
  });
});

describe("an outcome, aloud", () => {
  it.each<[string, Outcome, AnswerKind | null, string]>([
    ["a scale", scaled(13, "mixed"), scale, "On average 6.5. Our answers lie somewhat apart."],
    [
      "shares",
      { kind: "shares", shares: ["most", "some", "some"] },
      choice,
      "Most of us: tea. Some of us: water and milk.",
    ],
    [
      "shares that tell nothing",
      { kind: "shares", shares: ["untold", "untold", "untold"] },
      choice,
      "Nothing was chosen by five or more of us, so nothing is told.",
    ],
    [
      "too few",
      { kind: "too_few" },
      scale,
      "Too few of us answered, so nothing is told to anybody.",
    ],
    ["me too", { kind: "me_too", share: "some", taps: 4 }, null, "Some of us"],
    [
      "me too of too few",
      { kind: "me_too", share: "untold", taps: 2 },
      null,
      "Fewer than three of us tapped, so no more is told.",
    ],
  ])("of %s", (_what, outcome, kind, words) => {
    expect(outcomeInWords(outcome, kind)).toBe(words);
  });
});
