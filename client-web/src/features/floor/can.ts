/**
 * What can be asked of the floor just now, and why not, in words.
 *
 * The room decides; this only keeps people from pressing what it would refuse, and tells them why.
 * `null` means "yes".
 */
import { isOpen, toCome, toRespondTo } from "../../core/lineup";
import { t } from "../../i18n/t";
import type { SeatId, SeatView, View } from "../../protocol";

export type Why = string | null;
export type FloorParts = Pick<View, "session" | "floor" | "me" | "seats">;

/** What stops everything that moves the floor. */
export function atRest({ session, floor, me }: FloorParts): Why {
  if (session.phase === "waiting") return t("why.not_begun");
  if (session.phase !== "live") return t("why.closing");
  if (session.safe_mode !== null) return t("why.safe");
  if (floor?.space_held) return t("why.held");
  if (me.away) return t("why.away");
  return null;
}

export function canRaise(view: FloorParts): Why {
  if (view.me.role === "observer") return t("why.observer");
  const rest = atRest(view);
  if (rest !== null) return rest;
  if (view.floor?.turn?.holder === view.me.seat) return t("why.speaking");
  if (view.floor?.round?.offered === view.me.seat) return t("why.offered");
  return null;
}

export function canRespond(view: FloorParts): Why {
  return canRaise(view) ?? (toRespondTo(view) === null ? t("why.nobody_spoke") : null);
}

export function canSayWithYou(view: FloorParts): Why {
  if (view.me.role === "observer") return t("why.observer");
  const rest = atRest(view);
  if (rest !== null) return rest;
  return view.floor?.turn?.holder === view.me.seat ? t("why.speaking") : null;
}

/** Whether an offer can be answered; ending a turn is possible even while the space is held. */
export function canAnswer(view: FloorParts): Why {
  return atRest(view);
}

export function canEndTurn({ session }: FloorParts): Why {
  if (session.phase !== "live") return t("why.closing");
  return session.safe_mode === null ? null : t("why.safe");
}

/** Therapists: what needs the session to be going on. */
export function canLead({ session }: Pick<View, "session">): Why {
  if (session.phase === "waiting") return t("why.start_first");
  return session.phase === "live" ? null : t("why.closing");
}

/** Who would be next; the room skips those it cannot reach. */
export function whoIsNext({ floor, seats }: Pick<View, "floor" | "seats">): SeatId | null {
  if (floor === null) return null;
  const reachable = (seat: SeatId) =>
    seats.some((one) => one.seat === seat && one.standing === "in" && one.presence === "connected");
  const inRound = floor.round === null ? [] : toCome(floor);
  const line = [...inRound, ...floor.hands.map((hand) => hand.seat)];
  return line.find(reachable) ?? null;
}

export function canGoNext(view: FloorParts): Why {
  const lead = canLead(view);
  if (lead !== null) return lead;
  const busy = (view.floor?.turn ?? view.floor?.round?.offered ?? null) !== null;
  return busy || whoIsNext(view) !== null ? null : t("why.nobody_waits");
}

/** Whom a therapist can give the floor to: all who speak, but who has it. */
export function canBeGiven({ seats, floor }: Pick<View, "seats" | "floor">): SeatView[] {
  return seats.filter(
    (seat) =>
      seat.standing === "in" && seat.role !== "observer" && seat.seat !== floor?.turn?.holder,
  );
}

/** Whom a speaker can name as the next, where the round allows it. */
export function canBeNamed({ seats, floor, me }: FloorParts): SeatView[] {
  if (floor === null || floor.round === null || !floor.round.nomination) return [];
  const open = floor.round.places.filter((place) => isOpen(place) && place.seat !== me.seat);
  return open.flatMap((place) => seats.find((seat) => seat.seat === place.seat) ?? []);
}

/** A minute more, where the turn has a limit that can still grow. */
export function canExtend({ floor }: Pick<View, "floor">): boolean {
  const allotment = floor?.turn?.allotment_ms ?? null;
  return allotment !== null && allotment + minute_ms <= allotment_max_ms;
}

export const minute_ms = 60_000;
/** The longest a turn may be allotted, in milliseconds: an hour, as in the protocol's limits. */
const allotment_max_ms = 3_600_000;
