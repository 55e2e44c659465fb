/** The clock of a turn at one moment, by the server's time: what the room counts, for the eye. */
import type { TurnView } from "../../protocol";

export interface TurnClock {
  /** Milliseconds held so far, pauses not counted. */
  passedMs: number;
  /** Milliseconds left; below zero once the time is up. Zero where nothing is allotted. */
  leftMs: number;
  /** Stands still. */
  paused: boolean;
  /** Its time is up. The room's word counts; the device's clock only until that arrives. */
  over: boolean;
}

export function turnClock(turn: TurnView, now: number): TurnClock {
  const until = turn.paused_since ?? now;
  const passedMs = Math.max(0, until - turn.started_at - turn.paused_ms);
  const leftMs = turn.allotment_ms === null ? 0 : turn.allotment_ms - passedMs;
  return {
    passedMs,
    leftMs,
    paused: turn.paused_since !== null,
    over: turn.time_up || (turn.allotment_ms !== null && leftMs <= 0),
  };
}
