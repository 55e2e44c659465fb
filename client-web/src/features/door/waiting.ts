/** Who stands at the door, and whether they can be let in: read off the view, decided by the room. */
import type {
  Consent,
  ContactView,
  ObserverAsked,
  SeatId,
  SeatNotes,
  SeatView,
} from "../../protocol";

export interface AtDoor {
  seat: SeatId;
  name: string;
  observer: boolean;
  /** Still reading the ground rules; cannot be let in yet. */
  arriving: boolean;
  reconnecting: boolean;
  /** What the therapist called them there, whatever they chose to be called; `null` if not on it. */
  rosterName: string | null;
  contact: ContactView | null;
  consent: Consent | null;
}

/** Those who wait first, then those who still arrive; each in the order in which they came. */
export function atDoor({
  seats,
  notes,
}: {
  seats: readonly SeatView[];
  notes: readonly SeatNotes[];
}): AtDoor[] {
  const here = seats.filter((s) => s.standing === "waiting" || s.standing === "arriving");
  const people = here.map((s) => {
    const note = notes.find((n) => n.seat === s.seat);
    return {
      seat: s.seat,
      name: s.name,
      observer: s.role === "observer",
      arriving: s.standing === "arriving",
      reconnecting: s.presence === "reconnecting",
      rosterName: note === undefined ? s.name : note.roster_name,
      contact: note?.contact ?? null,
      consent: note?.consent ?? null,
    };
  });
  return [...people.filter((p) => !p.arriving), ...people.filter((p) => p.arriving)];
}

export type Hindrance = "arriving" | "not_agreed";

/**
 * Why somebody cannot be let in at this moment; `null` if they can. A locked door hinders only those
 * who were never in, which the room knows and this page does not.
 */
export function hindrance(person: AtDoor): Hindrance | null {
  if (person.arriving) return "arriving";
  if (person.observer && !allAgreed(person.consent)) return "not_agreed";
  return null;
}

export function allAgreed(consent: Consent | null): boolean {
  return consent !== null && consent.agreed === consent.asked && !consent.declined;
}

/** How many wait for a therapist to act. */
export function waitingCount(seats: readonly SeatView[]): number {
  return seats.filter((s) => s.standing === "waiting").length;
}

/** Who could all be let in with one press. Observers are let in one by one, on purpose. */
export function admittable(people: readonly AtDoor[], locked: boolean): number {
  if (locked) return 0;
  return people.filter((p) => !p.observer && hindrance(p) === null).length;
}

/** Observers in the circle: every member there agrees, or the room sends them out. */
export function observersIn(seats: readonly SeatView[]): SeatView[] {
  return seats.filter((s) => s.role === "observer" && s.standing === "in");
}

/** Questions not yet answered come first and stand open; the others are one line each. */
export function questions(observers: readonly ObserverAsked[]): ObserverAsked[] {
  return [
    ...observers.filter((o) => o.agreed === null),
    ...observers.filter((o) => o.agreed !== null),
  ];
}
