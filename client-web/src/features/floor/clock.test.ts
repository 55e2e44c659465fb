import { describe, expect, it } from "vitest";
import type { TurnView } from "../../protocol";
import { turnClock } from "./clock";

const turn: TurnView = {
  turn: 1,
  holder: 3,
  kind: "round",
  started_at: 1_000_000,
  allotment_ms: 180_000,
  paused_ms: 0,
  paused_since: null,
  responds_to: null,
  wish: null,
  time_up: false,
};

describe("the clock of a turn", () => {
  it("counts down from its allotment", () => {
    expect(turnClock(turn, 1_056_000).leftMs).toBe(124_000);
  });

  it("does not count what was paused", () => {
    const paused = { ...turn, paused_ms: 30_000 };
    expect(turnClock(paused, 1_056_000).leftMs).toBe(154_000);
  });

  it("stands while it is paused", () => {
    const paused = { ...turn, paused_since: 1_010_000 };
    const at = turnClock(paused, 1_056_000);
    expect(at).toMatchObject({ leftMs: 170_000, paused: true });
    expect(turnClock(paused, 1_100_000)).toEqual(at);
  });

  it("goes below zero when its time is up, and is over", () => {
    expect(turnClock(turn, 1_192_000)).toMatchObject({ leftMs: -12_000, over: true });
  });

  it("is over when the room says so, whatever this device thinks", () => {
    expect(turnClock({ ...turn, time_up: true }, 1_179_000).over).toBe(true);
  });

  it("only counts up where nothing is allotted", () => {
    const open = { ...turn, allotment_ms: null };
    expect(turnClock(open, 1_500_000)).toMatchObject({ passedMs: 500_000, over: false });
  });

  it("never shows less than nothing when this device is a little behind", () => {
    expect(turnClock(turn, 999_000).passedMs).toBe(0);
  });
});
