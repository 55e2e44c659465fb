import { describe, expect, it } from "vitest";
import type { Answer, AnswerKind } from "../../protocol";
import { aCheckin, seat, seats } from "../../test/cast";
import { progress, resultsOf, skipped } from "./results";

const scale: AnswerKind = { kind: "scale", min: 0, max: 10, step: 2, low: null, high: null };
const feelings: AnswerKind = { kind: "feelings", words: ["calm", "tired", "sad"], most: 2 };
const choice: AnswerKind = { kind: "choice", options: ["tea", "water"] };

const view = (number: number, answer: Answer) => ({
  seat: number,
  name: seats().find((s) => s.seat === number)?.name ?? "",
  answer,
});

describe("the answers", () => {
  it("of a scale stand on their place of the axis, on each other where they agree", () => {
    const results = resultsOf(scale, [
      view(seat.maren, { kind: "scale", value: 10 }),
      view(seat.theo, { kind: "scale", value: 0 }),
      view(seat.ayo, { kind: "scale", value: 10 }),
      view(seat.sam, { kind: "skip" }),
    ]);
    expect(results).toMatchObject({
      places: 6,
      columns: [
        { at: 0, people: [{ name: "Theo" }] },
        { at: 1, people: [{ name: "Maren" }, { name: "Ayo" }] },
      ],
      values: [
        { value: 0, people: [{ name: "Theo" }] },
        { value: 10, people: [{ name: "Maren" }, { name: "Ayo" }] },
      ],
    });
  });

  it("of a fine scale share places, and keep their values", () => {
    const fine: AnswerKind = { kind: "scale", min: 0, max: 100, step: 1, low: null, high: null };
    const results = resultsOf(fine, [
      view(seat.maren, { kind: "scale", value: 51 }),
      view(seat.theo, { kind: "scale", value: 49 }),
    ]);
    expect(results).toMatchObject({
      places: 21,
      columns: [{ at: 0.5 }],
      values: [{ value: 49 }, { value: 51 }],
    });
  });

  it("of feelings are the words somebody chose, in the order of the question", () => {
    const results = resultsOf(feelings, [
      view(seat.maren, { kind: "feelings", words: [2] }),
      view(seat.theo, { kind: "feelings", words: [0, 2] }),
    ]);
    expect(results).toEqual({
      kind: "words",
      rows: [
        { word: "calm", people: [{ seat: seat.theo, name: "Theo" }] },
        {
          word: "sad",
          people: [
            { seat: seat.maren, name: "Maren" },
            { seat: seat.theo, name: "Theo" },
          ],
        },
      ],
    });
  });

  it("of a choice show every option, also those nobody took", () => {
    const results = resultsOf(choice, [view(seat.maren, { kind: "choice", option: 1 })]);
    expect(results).toMatchObject({
      rows: [
        { option: "tea", people: [] },
        { option: "water", people: [{ name: "Maren" }] },
      ],
    });
  });

  it("name those who would rather not say apart", () => {
    expect(skipped([view(seat.sam, { kind: "skip" })])).toEqual([{ seat: seat.sam, name: "Sam" }]);
  });
});

describe("how far a check-in is", () => {
  it("counts members, not therapists, and those who answered before they left", () => {
    const left = seats().map((s) => (s.name === "Noor" ? { ...s, standing: "left" as const } : s));
    const checkin = aCheckin({ answered: [seat.noor, seat.maren] });
    const { answered, missing } = progress(checkin, left);
    expect(answered.map((p) => p.name)).toEqual(["Maren", "Noor"]);
    expect(missing.map((p) => p.name)).toEqual(["Theo", "Ayo", "River", "Sam"]);
    expect(progress(aCheckin(), left).missing.map((p) => p.name)).not.toContain("Noor");
  });
});
