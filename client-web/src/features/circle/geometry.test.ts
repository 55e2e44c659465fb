import { describe, expect, it } from "vitest";
import { bow, type CircleLayout, seatLayout } from "./geometry";

const therapist_1360 = { width: 730, height: 640, rem: 17 };
const member_1360 = { width: 1000, height: 660, rem: 17 };
const counts = Array.from({ length: 14 }, (_, i) => i + 1);

function circle(count: number, stage: typeof therapist_1360, longNames = false): CircleLayout {
  const layout = seatLayout(count, stage, longNames);
  if (layout.is !== "circle") throw new Error(`no circle for ${count}`);
  return layout;
}

function boxes({ cells, cell }: CircleLayout) {
  return cells.map(({ x, y }) => ({
    left: x - cell.width / 2,
    right: x + cell.width / 2,
    top: y - cell.height / 2,
    bottom: y + cell.height / 2,
  }));
}

type Box = ReturnType<typeof boxes>[number];
const meet = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe.each([
  ["a therapist's stage", therapist_1360],
  ["a member's stage", member_1360],
])("the circle on %s at 1360 px", (_, stage) => {
  it.each(counts)("seats %i without one touching another, the middle or the edge", (count) => {
    const layout = circle(count, stage);
    const all = boxes(layout);
    const inner = {
      left: (stage.width - layout.inner.width) / 2,
      right: (stage.width + layout.inner.width) / 2,
      top: (stage.height - layout.inner.height) / 2,
      bottom: (stage.height + layout.inner.height) / 2,
    };
    for (const [i, box] of all.entries()) {
      expect(all.slice(i + 1).some((other) => meet(box, other))).toBe(false);
      expect(meet(box, inner)).toBe(false);
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(stage.width);
      expect(box.bottom).toBeLessThanOrEqual(stage.height);
    }
  });
});

describe("the circle", () => {
  it("begins below and goes clockwise", () => {
    const { cells } = circle(4, member_1360);
    const [below, left, above, right] = cells;
    expect(below?.y).toBeGreaterThan(above?.y ?? 0);
    expect(left?.x).toBeLessThan(right?.x ?? 0);
    expect(below?.x).toBeCloseTo(member_1360.width / 2);
  });

  it.each(counts)("of %i is the same on both sides", (count) => {
    for (const stage of [therapist_1360, member_1360, { width: 668, height: 604, rem: 17 }]) {
      const layout = seatLayout(count, stage, false);
      if (layout.is === "grid") continue;
      for (const [i, { x, y }] of layout.cells.slice(1).entries()) {
        const across = layout.cells[count - 1 - i];
        expect(across?.x).toBeCloseTo(stage.width - x, 1);
        expect(across?.y).toBeCloseTo(y, 1);
      }
    }
  });

  it("gives the same places for the same people", () => {
    expect(seatLayout(9, member_1360, false)).toEqual(seatLayout(9, member_1360, false));
  });

  it("leaves room for long names", () => {
    const { cell } = circle(8, member_1360, true);
    expect(cell.height).toBeGreaterThan(circle(8, member_1360).cell.height);
  });

  it("is a grid on a phone", () => {
    expect(seatLayout(7, { width: 360, height: 430, rem: 17 }, false)).toEqual({ is: "grid" });
  });

  it("is a grid before the stage is measured", () => {
    expect(seatLayout(7, { width: 0, height: 0, rem: 17 }, false)).toEqual({ is: "grid" });
  });

  it("becomes a grid when the text is too large for it", () => {
    expect(seatLayout(14, { ...therapist_1360, rem: 34 }, false)).toEqual({ is: "grid" });
  });
});

describe("a bow from one seat to another", () => {
  it("ends short of both discs", () => {
    const path = bow({ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 50, y: 100 }, 40);
    const [, x, y] = path.match(/^M ([\d.-]+) ([\d.-]+)/) ?? [];
    expect(Math.hypot(Number(x), Number(y))).toBeCloseTo(24.8, 0);
  });
});
