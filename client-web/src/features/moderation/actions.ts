/** What a therapist can do about one seat at this moment. The room has the last word. */
import type { FloorView, SeatNotes, SeatView } from "../../protocol";

export type SeatAction =
  | "give_floor"
  | "write"
  | "lower_hand"
  | "mute"
  | "unmute"
  | "send_back"
  | "remove";

export function actionsFor(
  seat: SeatView,
  notes: SeatNotes | null,
  floor: FloorView | null,
  live: boolean,
): SeatAction[] {
  if (seat.role === "therapist" || seat.standing !== "in") return [];
  const member = seat.role === "member";
  const handUp = floor?.hands.some((hand) => hand.seat === seat.seat) ?? false;
  const speaks = floor?.turn?.holder === seat.seat;
  const actions: (SeatAction | false)[] = [
    member && live && !speaks && "give_floor",
    member && "write",
    member && live && handUp && "lower_hand",
    member && (notes?.muted ? "unmute" : "mute"),
    "send_back",
    "remove",
  ];
  return actions.filter((action) => action !== false);
}
