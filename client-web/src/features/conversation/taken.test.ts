import { describe, expect, it } from "vitest";
import type { LineView, View } from "../../protocol";
import { aLine, memberView, now, seat, therapistView } from "../../test/cast";
import { takenLines } from "./taken";

const line = (number: number, change: Partial<LineView> = {}) =>
  aLine(number, { from: seat.maren, from_name: "Maren", ...change });
const others = (number: number) => aLine(number, { text: `Line ${number}.` });
const seen = (...lines: LineView[]): View => memberView({ lines });

describe("of one's own lines is told", () => {
  it("which one a therapist hid, the first and the only one as well", () => {
    expect(takenLines(seen(line(1), others(2)), seen(others(2)))).toEqual([
      { line: 1, at: now, held: false },
    ]);
    expect(takenLines(seen(line(1)), seen())).toEqual([{ line: 1, at: now, held: false }]);
  });

  it("which one was waiting to be shown", () => {
    expect(takenLines(seen(line(1, { held: true })), seen())).toEqual([
      { line: 1, at: now, held: true },
    ]);
  });

  it("also when others wrote meanwhile, and after a time without a connection", () => {
    const before = seen(others(1), line(2), line(3, { held: true }));
    const after = seen(others(1), others(4), others(5));
    expect(takenLines(before, after).map((one) => one.line)).toEqual([2, 3]);
    const first = takenLines(seen(line(1)), seen(others(2), others(3)));
    expect(first.map((one) => one.line)).toEqual([1]);
  });

  it("nothing of one that was shown to everyone as a new line", () => {
    const held = line(1, { held: true, text: "May I say something?" });
    const shown = line(3, { text: held.text });
    expect(takenLines(seen(held, others(2)), seen(others(2), shown))).toEqual([]);
  });

  it("that one was not shown, though the same words stand there from before", () => {
    const said = line(1, { text: "Yes." });
    const held = line(2, { text: "Yes.", held: true });
    expect(takenLines(seen(said, held), seen(said)).map((one) => one.line)).toEqual([2]);
  });

  it("nothing of the oldest, which makes room for a new one", () => {
    expect(takenLines(seen(line(1), others(2)), seen(others(2), others(501)))).toEqual([]);
  });

  it("nothing of other people's lines, nor to therapists", () => {
    expect(takenLines(seen(others(1)), seen())).toEqual([]);
    const mine = line(1, { from: seat.hale });
    expect(takenLines(therapistView({ lines: [mine] }), therapistView({ lines: [] }))).toEqual([]);
  });

  it("nothing when all lines go with the place in the circle or the end", () => {
    const inside = seen(line(1));
    expect(takenLines(inside, memberView({ lines: [] }, { standing: "removed" }))).toEqual([]);
    const over = { ...inside.session, phase: "ended" as const };
    expect(takenLines(inside, memberView({ lines: [], session: over }))).toEqual([]);
  });
});
