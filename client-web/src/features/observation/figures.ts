/** Time held and silence, person by person, for therapists. The running turn counts as it runs. */
import type { At, FloorView, SeatId, SeatNotes, SeatView, TurnView } from "../../protocol";

export interface Figure {
  seat: SeatId;
  name: string;
  heldMs: number;
  /** Part of the longest, from 0 to 1: the length of the bar. */
  share: number;
  turns: number;
  responses: number;
  lastAt: At | null;
  speaking: boolean;
  muted: boolean;
  state: "here" | "away" | "left";
}

export type Sorting = "time" | "name" | "silent";

/** How long a turn has been held at this moment, pauses not counted, in milliseconds. */
export function heldMs(turn: TurnView, now: number): number {
  const until = turn.paused_since ?? now;
  return Math.max(0, until - turn.started_at - turn.paused_ms);
}

export function figures(
  seats: readonly SeatView[],
  notes: readonly SeatNotes[],
  floor: FloorView | null,
  now: number,
  sorting: Sorting,
): Figure[] {
  const turn = floor?.turn ?? null;
  const list = seats
    .filter((s) => s.role === "member" && (s.standing === "in" || s.standing === "left"))
    .map((s): Figure => {
      const note = notes.find((n) => n.seat === s.seat);
      const speaking = turn !== null && turn.holder === s.seat;
      return {
        seat: s.seat,
        name: s.name,
        heldMs: (note?.held_ms ?? 0) + (speaking ? heldMs(turn, now) : 0),
        share: 0,
        turns: note?.turns ?? 0,
        responses: note?.responses ?? 0,
        lastAt: note?.last_held_at ?? null,
        speaking,
        muted: note?.muted ?? false,
        state: s.standing === "left" ? "left" : s.presence === "connected" ? "here" : "away",
      };
    })
    // Who left without having held anything is nobody to observe.
    .filter((f) => f.state !== "left" || f.turns > 0);
  const longest = Math.max(1, ...list.map((f) => f.heldMs));
  return list.map((f) => ({ ...f, share: f.heldMs / longest })).sort(by(sorting));
}

function by(sorting: Sorting): (a: Figure, b: Figure) => number {
  const name = (a: Figure, b: Figure) => a.name.localeCompare(b.name) || a.seat - b.seat;
  switch (sorting) {
    case "name":
      return name;
    case "time":
      return (a, b) => b.heldMs - a.heldMs || name(a, b);
    case "silent":
      return (a, b) => spokeAt(a) - spokeAt(b) || name(a, b);
  }
}

/** Never is the longest ago; now is the latest. */
function spokeAt(f: Figure): number {
  return f.speaking ? Number.POSITIVE_INFINITY : (f.lastAt ?? Number.NEGATIVE_INFINITY);
}
