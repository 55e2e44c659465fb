import { describe, expect, it } from "vitest";
import cases from "../../../protocol/wire/clean.json";
import type { Answer, Ask } from "../protocol";
import { clean } from "./clean";
import {
  answerSlip,
  clampSlip,
  contentOf,
  meTooSlip,
  slip_bytes_max,
  slipAnswer,
  slipBytes,
  slipMeToo,
} from "./slip";

const words: Ask = { kind: "words" };
const scale: Ask = {
  kind: "answer",
  answer: { kind: "scale", min: 0, max: 10, step: 1, low: null, high: null },
};
const meToo: Ask = { kind: "me_too" };

describe("cleaning", () => {
  it.each(cases)("does what the server does: $what", ({ raw, clean: cleaned }) => {
    expect(clean(raw)).toBe(cleaned);
    expect(clean(cleaned)).toBe(cleaned);
  });

  it("makes of half a character what UTF-8 would make of it", () => {
    expect(clean("a\uD83D!")).toBe("a\uFFFD!");
    expect(clean("\uDE00")).toBe("\uFFFD");
  });
});

describe("words", () => {
  it("never have a character cut in two", () => {
    const family = "👩‍👩‍👧";
    expect(slipBytes(family)).toBe(18);
    expect(clampSlip("x".repeat(1_490) + family)).toBe("x".repeat(1_490));
    expect(slipBytes(clampSlip("ä".repeat(800)))).toBe(slip_bytes_max);
  });

  it("go in as they will be read: clean, cut, and with no blank at the end", () => {
    expect(contentOf(words, "  a\u202Eb\u0007c\nd\u2066\t ")).toBe("abc\nd");
    expect(contentOf(words, `${"x".repeat(1_499)} and more`)).toBe("x".repeat(1_499));
    // What is dropped takes no room.
    expect(contentOf(words, "\u202E".repeat(2_000) + "y".repeat(1_600))).toBe("y".repeat(1_500));
  });

  it("of which nobody would see anything are nothing", () => {
    expect(contentOf(words, " \u200B\n ")).toBe("");
  });
});

describe("an answer and a tap", () => {
  const answers: Answer[] = [
    { kind: "scale", value: -3 },
    { kind: "feelings", words: [0, 2] },
    { kind: "choice", option: 1 },
    { kind: "skip" },
  ];

  it.each(answers)("stand there as they will be read: $kind", (answer) => {
    expect(slipAnswer(answerSlip(answer))).toEqual(answer);
    expect(contentOf(scale, answerSlip(answer))).toBe(JSON.stringify(answer));
  });

  it("are nothing when nothing was chosen, or it was taken back", () => {
    expect(answerSlip(null)).toBe("");
    expect(slipAnswer("")).toBeNull();
    expect(meTooSlip(false)).toBe("");
    expect(contentOf(scale, "")).toBe("");
    expect(contentOf(meToo, "")).toBe("");
  });

  it("of me too is six bytes", () => {
    expect(slipMeToo(meTooSlip(true))).toBe(true);
    expect(contentOf(meToo, meTooSlip(true))).toBe("me too");
    expect(contentOf(meToo, "me neither")).toBe("");
  });
});
