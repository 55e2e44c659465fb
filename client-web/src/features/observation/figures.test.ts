import { describe, expect, it } from "vitest";
import type { FloorView, TurnView } from "../../protocol";
import { now, seat, seats, therapistView } from "../../test/cast";
import { figures, heldMs } from "./figures";

const turn: TurnView = {
  turn: 4,
  holder: seat.maren,
  kind: "hand",
  started_at: now - 60_000,
  allotment_ms: null,
  paused_ms: 10_000,
  paused_since: null,
  responds_to: null,
  wish: null,
  time_up: false,
};
const { notes, floor } = therapistView();
const speaking: FloorView = { ...(floor as FloorView), turn };
const names = (sorting: "time" | "name" | "silent", f: FloorView | null = floor) =>
  figures(seats(), notes, f, now, sorting).map((figure) => figure.name);

describe("time held", () => {
  it("does not count pauses, and stands still while paused", () => {
    expect(heldMs(turn, now)).toBe(50_000);
    expect(heldMs({ ...turn, paused_since: now - 20_000 }, now)).toBe(30_000);
  });

  it("counts the running turn as it runs", () => {
    const maren = figures(seats(), notes, speaking, now, "name").find((f) => f.name === "Maren");
    expect(maren).toMatchObject({ heldMs: 72_000 + 50_000, speaking: true });
  });

  it("draws the longest as a full bar", () => {
    const list = figures(seats(), notes, floor, now, "time");
    expect(list[0]).toMatchObject({ name: "Theo", share: 1 });
    expect(list.at(-1)).toMatchObject({ name: "Noor", share: 0 });
  });
});

describe("the list", () => {
  it("can be sorted by time, by name, and by silence", () => {
    expect(names("time")).toEqual(["Theo", "Ayo", "River", "Maren", "Sam", "Noor"]);
    expect(names("name")).toEqual(["Ayo", "Maren", "Noor", "River", "Sam", "Theo"]);
    expect(names("silent")).toEqual(["Noor", "River", "Maren", "Ayo", "Sam", "Theo"]);
    expect(names("silent", speaking).at(-1)).toBe("Maren");
  });

  it("has members only, and those who left only if they have held the floor", () => {
    const left = seats().map((s) =>
      s.name === "Noor" || s.name === "Theo" ? { ...s, standing: "left" as const } : s,
    );
    const list = figures(left, notes, floor, now, "name");
    expect(list.map((f) => f.name)).toEqual(["Ayo", "Maren", "River", "Sam", "Theo"]);
  });
});
