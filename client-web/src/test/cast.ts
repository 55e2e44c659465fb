/**
 * The cast of the tests, and a room they sit in: whole views, typed, to be changed where a test
 * says so. Maren looks on as a member, Dr. Hale as a therapist.
 */
import type {
  BoxView,
  CheckinView,
  LineView,
  MeView,
  SeatNotes,
  SeatView,
  View,
} from "../protocol";

/** The moment every fixture stands at, in milliseconds since 1970. */
export const now = Date.UTC(2030, 0, 8, 18, 24, 0);

export const seat = {
  hale: 1,
  maren: 2,
  theo: 3,
  ayo: 4,
  river: 5,
  noor: 6,
  sam: 7,
  jo: 8,
} as const;

export const crisisText =
  "If you might harm yourself, call 112.\nNight line: 0800 111 0 111, at any time, free of charge.";

/** The key of the shared vectors, `protocol/wire/envelope.json`: its words are known. */
export const boxKey = "1cb892d4a95ed88ce5790b12f5a01ed2aadacb7681683c65a2bc7a906a15ed48";

function chair(number: number, name: string, change: Partial<SeatView> = {}): SeatView {
  return {
    seat: number,
    name,
    role: "member",
    standing: "in",
    presence: "connected",
    with_you_until: null,
    ...change,
  };
}

export function seats(): SeatView[] {
  return [
    chair(seat.hale, "Dr. Hale", { role: "therapist" }),
    chair(seat.maren, "Maren"),
    chair(seat.theo, "Theo"),
    chair(seat.ayo, "Ayo"),
    chair(seat.river, "River"),
    chair(seat.noor, "Noor"),
    chair(seat.sam, "Sam"),
  ];
}

export function notesOn(number: number, change: Partial<SeatNotes> = {}): SeatNotes {
  return {
    seat: number,
    held_ms: 0,
    turns: 0,
    responses: 0,
    last_held_at: null,
    muted: false,
    roster_name: seats().find((one) => one.seat === number)?.name ?? "Jo",
    contact: null,
    consent: null,
    ...change,
  };
}

function me(change: Partial<MeView>): MeView {
  return {
    seat: seat.maren,
    role: "member",
    name: "Maren",
    standing: "in",
    rules_accepted: 3,
    away: false,
    muted: false,
    hand_private: false,
    answer: null,
    help: null,
    contact: null,
    observers: [],
    ...change,
  };
}

export function memberView(change: Partial<View> = {}, mine: Partial<MeView> = {}): View {
  return {
    session: {
      session: "5f0c7d1e-1111-4222-8333-944445555666",
      group_name: "Tuesday evening group",
      number: 7,
      phase: "live",
      started_at: now - 24 * 60_000,
      planned_minutes: 90,
      locked: false,
      admission: "one_by_one",
      safe_mode: null,
      ended: null,
      ground_rules: { version: 3, text: "What is said here stays here." },
      crisis_text: crisisText,
      empty_chairs: 1,
      feedback_threshold: 5,
      feedback_confirmed: true,
      boxes_left: { words: 3, answer: 3, me_too: 3 },
    },
    me: me(mine),
    seats: seats(),
    notes: [],
    absent: [],
    floor: {
      mode: "open",
      hand_order: "first_come",
      allotment_ms: null,
      auto_advance: false,
      hands: [],
      turn: null,
      round: null,
      paused: false,
      space_held: false,
      last_speaker: null,
    },
    lines_mode: "open",
    lines: [],
    checkin: null,
    box: null,
    alerts: [],
    ...change,
  };
}

export function therapistView(change: Partial<View> = {}): View {
  return {
    ...memberView(
      {},
      { seat: seat.hale, role: "therapist", name: "Dr. Hale", rules_accepted: null },
    ),
    notes: [
      notesOn(seat.maren, { held_ms: 72_000, turns: 1, last_held_at: now - 9 * 60_000 }),
      notesOn(seat.theo, { held_ms: 370_000, turns: 3, responses: 1, last_held_at: now - 60_000 }),
      notesOn(seat.ayo, {
        held_ms: 242_000,
        turns: 2,
        responses: 2,
        last_held_at: now - 5 * 60_000,
      }),
      notesOn(seat.river, { held_ms: 200_000, turns: 2, last_held_at: now - 14 * 60_000 }),
      notesOn(seat.noor),
      notesOn(seat.sam, {
        held_ms: 40_000,
        turns: 1,
        responses: 1,
        last_held_at: now - 3 * 60_000,
      }),
    ],
    absent: ["Lucía"],
    ...change,
  };
}

export function aBox(change: Partial<BoxView> = {}): BoxView {
  return {
    box_id: "0b0c0d0e-1111-4222-8333-944445555666",
    prompt: "What is hard to say aloud in this group?",
    ask: { kind: "words" },
    stage: "open",
    closes_at: now + 161_000,
    present: 6,
    threshold: 5,
    key: boxKey,
    envelopes: null,
    receipts: [],
    slips: [],
    shown: [],
    outcome: null,
    response: null,
    ...change,
  };
}

/** A line of Theo's to everyone. */
export function aLine(number: number, change: Partial<LineView> = {}): LineView {
  return {
    line: number,
    from: seat.theo,
    from_name: "Theo",
    audience: { to: "everyone" },
    text: "Hello.",
    at: now,
    held: false,
    ...change,
  };
}

export function aCheckin(change: Partial<CheckinView> = {}): CheckinView {
  return {
    checkin: 1,
    template: {
      prompt: "How are you right now, from 0 to 10?",
      answer: { kind: "scale", min: 0, max: 10, step: 1, low: "very bad", high: "very well" },
      shown_to: "group",
    },
    stage: "collecting",
    opened_at: now - 30_000,
    answered: [],
    answers: [],
    ...change,
  };
}
