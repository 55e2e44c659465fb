/**
 * Where a call for help stands, and which alerts come first: worked out from the view and the
 * server's time alone.
 */
import type { AlertKind, AlertView, ContactView, HelpView, SeatId, View } from "../../protocol";

/** After this long without an answer the crisis text is shown, in milliseconds. As in the room. */
const unanswered_ms = 30_000;

export type CallState =
  | { is: "none" }
  /** Pressed, and not yet taken by the server. */
  | { is: "sending"; lineLost: boolean }
  | { is: "told" }
  | { is: "unanswered" }
  | { is: "with_you"; name: string };

/**
 * `pressed` while the press has no answer yet. The half minute is also counted here, so that
 * somebody whose connection dropped is not left without the crisis text.
 */
export function callState(
  help: HelpView | null,
  now: number,
  line: { pressed: boolean; connected: boolean },
): CallState {
  if (help === null) {
    return line.pressed ? { is: "sending", lineLost: !line.connected } : { is: "none" };
  }
  if (help.acknowledged_by !== null) return { is: "with_you", name: help.acknowledged_by };
  if (help.unanswered || now - help.raised_at >= unanswered_ms) return { is: "unanswered" };
  return { is: "told" };
}

export interface Alert {
  alert: number;
  seat: SeatId;
  kind: AlertKind;
  name: string | null;
  raisedAt: number;
  unanswered: boolean;
  /** Somebody who was lost or left is in the circle again. */
  back: boolean;
  /** Who is on it; `you` if it is this therapist. */
  by: { name: string | null; you: boolean } | null;
  contact: ContactView | null;
}

/** What to look at first: calls for help before the rest, those standing longest first. */
const weight: Record<AlertKind, number> = {
  help: 0,
  left_after_low_checkin: 1,
  left_after_turn: 2,
  dropped_after_turn: 3,
};

type Seen = Pick<View, "alerts" | "seats" | "notes" | "me">;

export function alertsOf({ alerts, seats, notes, me }: Seen): { open: Alert[]; taken: Alert[] } {
  const nameOf = (seat: SeatId) => seats.find((s) => s.seat === seat)?.name ?? null;
  const isHere = (seat: SeatId) =>
    seats.some((s) => s.seat === seat && s.standing === "in" && s.presence === "connected");
  const all = alerts.map(
    (a: AlertView): Alert => ({
      alert: a.alert,
      seat: a.seat,
      kind: a.kind,
      name: nameOf(a.seat),
      raisedAt: a.raised_at,
      unanswered: a.unanswered,
      back: a.kind !== "help" && isHere(a.seat),
      by:
        a.acknowledged_by === null
          ? null
          : { name: nameOf(a.acknowledged_by), you: a.acknowledged_by === me.seat },
      contact: notes.find((n) => n.seat === a.seat)?.contact ?? null,
    }),
  );
  return {
    open: all
      .filter((a) => a.by === null)
      .sort((a, b) => weight[a.kind] - weight[b.kind] || a.raisedAt - b.raisedAt),
    taken: all.filter((a) => a.by !== null).sort((a, b) => b.raisedAt - a.raisedAt),
  };
}

/** Minutes left of the time without a therapist at which it is spoken: not every second. */
export function spokenMinutes(leftMs: number): number | null {
  const minutes = Math.ceil(leftMs / 60_000);
  return minutes === 5 || minutes === 2 || minutes === 1 ? minutes : null;
}
