import { describe, expect, it } from "vitest";
import type { Answer, AnswerKind } from "../protocol";
import { answerOf, draftOf, inWords } from "./answers";

const scale: AnswerKind = { kind: "scale", min: 0, max: 10, step: 2, low: null, high: null };
const feelings: AnswerKind = { kind: "feelings", words: ["calm", "tired", "sad"], most: 2 };
const choice: AnswerKind = { kind: "choice", options: ["tea", "water"] };
const text: AnswerKind = { kind: "text", chars: 5 };

describe("a draft", () => {
  it.each<[string, AnswerKind, string, Answer | null]>([
    ["nothing", scale, "", null],
    ["a number", scale, "4", { kind: "scale", value: 4 }],
    ["a number off the steps", scale, "3", null],
    ["a number off the scale", scale, "12", null],
    ["words", feelings, "2,0", { kind: "feelings", words: [0, 2] }],
    ["more words than allowed", feelings, "0,1,2", { kind: "feelings", words: [0, 1] }],
    ["words that are not in the list", feelings, "7", null],
    ["an option", choice, "1", { kind: "choice", option: 1 }],
    ["own words", text, " hé! ", { kind: "text", text: "hé!" }],
    ["blanks", text, "  ", null],
    ["too many words", text, "sechse", null],
    [
      "astral characters by the character",
      text,
      "🌊🌊🌊🌊🌊",
      { kind: "text", text: "🌊🌊🌊🌊🌊" },
    ],
  ])("of %s", (_what, kind, draft, answer) => {
    expect(answerOf(kind, draft)).toEqual(answer);
  });

  it("can be had back from an answer, to change it", () => {
    for (const [kind, draft] of [
      [scale, "4"],
      [feelings, "0,2"],
      [choice, "1"],
      [text, "hé!"],
    ] as const) {
      expect(draftOf(answerOf(kind, draft) as Answer)).toBe(draft);
    }
    expect(draftOf({ kind: "skip" })).toBe("");
  });

  it("reads in words", () => {
    expect(inWords(feelings, { kind: "feelings", words: [0, 2] })).toBe("calm and sad");
    expect(inWords(choice, { kind: "choice", option: 0 })).toBe("tea");
    expect(inWords(choice, { kind: "skip" })).toBe("rather not say");
  });
});
