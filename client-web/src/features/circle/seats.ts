/**
 * What each seat of the circle shows, worked out from the view alone.
 *
 * State is words first; discs, halos and badges repeat them. Decides nothing about who may see
 * what: what is not in the view is not shown.
 */
import { handOf, isOpen, toCome } from "../../core/lineup";
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { FloorView, SeatId, SeatView, View } from "../../protocol";

export interface SeatFace {
  seat: SeatId;
  name: string;
  self: boolean;
  /** One short line under the name; empty when there is nothing to say. */
  state: string;
  /** All there is to say, for the screen reader. */
  spoken: string;
  speaking: boolean;
  offered: boolean;
  absent: boolean;
  /** Place in line, from 1. */
  place: number | undefined;
  /** A hand only therapists see. */
  private: boolean;
  /** A hand is up outside of the line, as during a round. */
  hand: boolean;
  /** "With you" is shown until then, by the server's clock. */
  withYouUntil: number | null;
}

/** In a round everybody is in line; more badges than this would be noise. */
const round_badges = 3;

export type CircleParts = Pick<View, "seats" | "floor" | "me">;

/** People in the circle, in the order of their seats. Who left keeps a chair until the end. */
export function facesOf(view: CircleParts): SeatFace[] {
  return view.seats
    .filter((seat) => seat.standing === "in" || seat.standing === "left")
    .map((seat) => face(seat, view));
}

function face(seat: SeatView, { floor, me, seats }: CircleParts): SeatFace {
  const self = seat.seat === me.seat;
  const speaking = floor?.turn?.holder === seat.seat;
  const offered = floor?.round?.offered === seat.seat;
  const hand = floor === null ? null : handOf(floor, seat.seat);
  const isPrivate = hand?.private === true || (self && me.hand_private);
  const gone = seat.standing === "left";
  const place = floor === null || gone ? undefined : placeOf(floor, seat.seat);
  const words = [
    presence(seat, self),
    speaking ? t("circle.speaking") : null,
    offered ? t("circle.offered") : null,
    self && me.hand_private ? t("circle.private_mine") : null,
    hand === null ? null : handWords(hand, seats),
    roundWords(floor, seat.seat),
    seat.role === "therapist" ? t("circle.therapist") : null,
    seat.role === "observer" ? t("circle.observer") : null,
  ].filter((one) => one !== null);
  return {
    seat: seat.seat,
    name: seat.name,
    self,
    state: words[0] ?? "",
    spoken: [
      ...words,
      ...(place === undefined ? [] : [t("circle.place", { nth: t("ordinal", { n: place }) })]),
    ].join(", "),
    speaking,
    offered,
    absent: gone || presence(seat, self) !== null,
    place,
    private: isPrivate,
    hand: (hand !== null || isPrivate) && (floor?.round !== null || place === undefined),
    withYouUntil: gone ? null : seat.with_you_until,
  };
}

/** Of oneself a return is known at once; the others are told once it has lasted (R-PRES-2). */
function presence(seat: SeatView, self: boolean): string | null {
  if (seat.standing === "left") return t("circle.left");
  if (self && seat.presence === "reconnecting") return null;
  switch (seat.presence) {
    case "connected":
      return null;
    case "reconnecting":
      return t("circle.reconnecting");
    case "away":
      return t("circle.away");
    case "gone":
      return t("circle.left");
  }
}

function handWords(hand: FloorView["hands"][number], seats: SeatView[]): string {
  if (hand.private) return t("circle.private_hand");
  if (hand.kind === "speak") return t("circle.hand");
  return hand.responds_to === null
    ? t("circle.hand_respond")
    : t("circle.hand_respond_to", { name: nameOf(seats, hand.responds_to) });
}

function roundWords(floor: FloorView | null, seat: SeatId): string | null {
  const place = floor?.round?.places.find((one) => one.seat === seat);
  if (place === undefined || isOpen(place)) return null;
  return place.state === "passed" ? t("circle.passed") : t("circle.heard");
}

function placeOf(floor: FloorView, seat: SeatId): number | undefined {
  const at = toCome(floor).indexOf(seat);
  if (at < 0) return undefined;
  return floor.round !== null && at >= round_badges ? undefined : at + 1;
}

/** Chairs that nobody's name stands at: who left, and is still shown, has one of them. */
export function chairsFor({ seats, session }: Pick<View, "seats" | "session">): number {
  const left = seats.filter((seat) => seat.standing === "left" && seat.role === "member");
  return Math.max(0, session.empty_chairs - left.length);
}

/** Whether any name needs a second line. */
export function hasLongNames(faces: readonly SeatFace[]): boolean {
  return faces.some((one) => [...one.name].length > 12);
}

/** The next moment at which a "with you" goes out; `null` if none is lit. */
export function withYouEnds(faces: readonly SeatFace[], now: number): number | null {
  const ends = faces.map((one) => one.withYouUntil ?? 0).filter((until) => until > now);
  return ends.length === 0 ? null : Math.min(...ends);
}
