/**
 * Who is next, and where somebody stands: read off the floor, in the server's order.
 *
 * The circle's badges, the list of the therapists, the words in the middle and the spoken updates
 * all ask here, so that no two of them can tell different orders. Never sorts anything itself.
 */
import type { FloorView, HandView, PlaceView, SeatId, View } from "../protocol";

/** Still to be asked in the round. */
export function isOpen(place: PlaceView): boolean {
  return place.state === "ahead" || place.state === "coming_back";
}

/**
 * The seats still to come, first one first, without who speaks or is being asked. Hands raised
 * during a round are taken once it has gone around.
 */
export function toCome(floor: FloorView): SeatId[] {
  const { round, turn } = floor;
  const hands = floor.hands.map((hand) => hand.seat);
  if (round === null) return hands;
  const places = round.places
    .filter((place) => isOpen(place) && place.seat !== turn?.holder && place.seat !== round.offered)
    .map((place) => place.seat);
  return places.length > 0 || round.offered !== null ? places : hands;
}

export type Stand =
  /** No order to stand in. */
  | { is: "free" }
  | { is: "speaking" }
  /** `again`: "come back to me" was used already. */
  | { is: "offered"; again: boolean }
  /** In the round; `n` from 1. */
  | { is: "ahead"; n: number }
  | { is: "coming_back"; n: number }
  | { is: "heard" }
  | { is: "passed" }
  /** With a hand up; `n` from 1. */
  | { is: "hand"; n: number }
  /** With a hand up that only therapists see: its place is theirs to know. */
  | { is: "private_hand" };

export function whereIStand({ floor, me }: Pick<View, "floor" | "me">): Stand {
  if (floor === null) return { is: "free" };
  if (floor.turn?.holder === me.seat) return { is: "speaking" };
  const { round } = floor;
  const place = round?.places.find((one) => one.seat === me.seat);
  if (round !== null && round.offered === me.seat) {
    return { is: "offered", again: place?.state === "coming_back" };
  }
  if (place !== undefined) {
    const n = toCome(floor).indexOf(me.seat) + 1;
    switch (place.state) {
      case "ahead":
        return { is: "ahead", n };
      case "coming_back":
        return { is: "coming_back", n };
      case "heard":
      case "passed": {
        const hand = handStand(floor, me);
        return hand.is === "free" ? { is: place.state } : hand;
      }
    }
  }
  return handStand(floor, me);
}

function handStand(floor: FloorView, me: View["me"]): Stand {
  if (me.hand_private) return { is: "private_hand" };
  const at = floor.hands.findIndex((hand) => hand.seat === me.seat);
  return at < 0 ? { is: "free" } : { is: "hand", n: at + 1 };
}

/** Whether one has a hand up, seen by all or by therapists. */
export function myHandIsUp({ floor, me }: Pick<View, "floor" | "me">): boolean {
  return me.hand_private || (floor?.hands.some((hand) => hand.seat === me.seat) ?? false);
}

export function handOf(floor: FloorView, seat: SeatId): HandView | null {
  return floor.hands.find((hand) => hand.seat === seat) ?? null;
}

/** Whom a response would answer: who speaks, or who spoke last. */
export function toRespondTo({ floor, me }: Pick<View, "floor" | "me">): SeatId | null {
  const seat = floor?.turn?.holder ?? floor?.last_speaker ?? null;
  return seat === me.seat ? null : seat;
}
