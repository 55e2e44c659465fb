/** The room in every state worth looking at, as typed views. Only for the eye and for tests. */
import type { FloorView, LineView, MeView, SeatView, TurnView, View } from "../protocol";
import { boxes } from "./boxes";
import { aCheckin, memberView, now, seat, therapistView } from "./cast";

function floor(change: Partial<FloorView> = {}): FloorView {
  return {
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
    ...change,
  };
}

function turn(change: Partial<TurnView> = {}): TurnView {
  return {
    turn: 5,
    holder: seat.theo,
    kind: "round",
    started_at: now - 56_000,
    allotment_ms: 180_000,
    paused_ms: 0,
    paused_since: null,
    responds_to: null,
    wish: null,
    time_up: false,
    ...change,
  };
}

const prompt = "What did you carry in with you today?";

function round(change: Partial<NonNullable<FloorView["round"]>> = {}) {
  return {
    prompt,
    places: [
      { seat: seat.river, state: "heard" as const },
      { seat: seat.sam, state: "passed" as const },
      { seat: seat.theo, state: "ahead" as const },
      { seat: seat.ayo, state: "ahead" as const },
      { seat: seat.noor, state: "ahead" as const },
      { seat: seat.maren, state: "ahead" as const },
    ],
    offered: null,
    strict: false,
    nomination: false,
    ...change,
  };
}

function line(number: number, from: number, name: string, text: string): LineView {
  return {
    line: number,
    from,
    from_name: name,
    audience: { to: "everyone" },
    text,
    at: now - (40 - number) * 47_000,
    held: false,
  };
}

export const lines: LineView[] = [
  line(1, seat.hale, "Dr. Hale", "We will go round once. You may pass, or come back later."),
  line(2, seat.theo, "Theo", "Work has been heavy. I nearly did not come tonight."),
  { ...line(3, seat.theo, "Theo", "I am glad I did."), at: now - 37 * 47_000 },
  {
    ...line(4, seat.maren, "Maren", "I would like a minute after group, please."),
    audience: { to: "therapists" },
  },
  {
    ...line(5, seat.hale, "Dr. Hale", "Of course. I will stay."),
    audience: { to: "one", seat: seat.maren },
  },
  line(6, seat.ayo, "Ayo", "Me too, Theo.\nIt took me three weeks to say so."),
];

const many = [
  "Maren",
  "Theo",
  "Ayo",
  "River",
  "Noor",
  "Sam",
  "Jo",
  "Lucía",
  "Ines",
  "Bo",
  "Kemal",
  "Anneliese",
];

function crowd(): SeatView[] {
  const [hale] = memberView().seats;
  if (hale === undefined) throw new Error("no therapist");
  const member = (name: string, i: number): SeatView => ({
    ...hale,
    seat: i + 2,
    name,
    role: "member",
    presence: i === 4 ? "reconnecting" : i === 7 ? "away" : "connected",
  });
  return [hale, ...many.map(member), { ...hale, seat: 14, name: "Vera", role: "observer" }];
}

const long = [
  "Dr. Hale",
  "Maximiliane-Charlotte",
  "Theo",
  "Ayo von der Hohenstaufenburg-Lindenthal",
  "River",
  "Noor al-Rashid bint Abdulrahman",
  "Wolfeschlegelsteinhausenbergerdorffsss",
];

function withYou(view: View, seats: number[]): View {
  return {
    ...view,
    seats: view.seats.map((one) =>
      seats.includes(one.seat) ? { ...one, with_you_until: now + 30_000 } : one,
    ),
  };
}

type Change = (view: View) => View;

const live =
  (change: Partial<FloorView>): Change =>
  (view) => ({
    ...view,
    lines,
    floor: floor(change),
  });

/** Hands as this viewer may see them: private ones are for therapists. */
const hands: Change = (view) => {
  const all: FloorView["hands"] = [
    { seat: seat.ayo, kind: "respond", responds_to: seat.theo, private: false },
    { seat: seat.sam, kind: "speak", responds_to: null, private: true },
    { seat: seat.noor, kind: "speak", responds_to: null, private: false },
    { seat: seat.maren, kind: "speak", responds_to: null, private: false },
  ];
  const seen = view.me.role === "therapist" ? all : all.filter((hand) => !hand.private);
  return live({
    mode: "hands",
    hands: seen,
    turn: turn({ kind: "hand", responds_to: seat.river, wish: "just_listen" }),
    last_speaker: seat.river,
  })(withYou(view, [seat.noor, seat.theo, seat.maren]));
};

const changes: Record<string, Change> = {
  waiting: (view) => ({
    ...view,
    session: { ...view.session, phase: "waiting", started_at: null },
    floor: floor(),
  }),
  open: live({}),
  hands,
  round: live({ mode: "go_round", allotment_ms: 180_000, round: round(), turn: turn() }),
  offer_me: live({
    mode: "go_round",
    round: round({
      offered: seat.maren,
      places: round().places.map((place) =>
        place.seat === seat.maren ? place : { ...place, state: "heard" as const },
      ),
    }),
    last_speaker: seat.noor,
  }),
  speaking: live({
    mode: "go_round",
    round: round({ nomination: true }),
    turn: turn({ holder: seat.maren, wish: "honest_feedback" }),
  }),
  long_names: (view) => {
    const changed = live({ mode: "go_round", round: round(), turn: turn({ holder: 4 }) })(view);
    return withYou(
      {
        ...changed,
        seats: changed.seats.map((one, i) => ({ ...one, name: long[i] ?? one.name })),
      },
      [4],
    );
  },
  fourteen: (view) => ({
    ...hands(view),
    seats: crowd(),
    session: { ...view.session, empty_chairs: 0, planned_minutes: null },
  }),
  paused: live({
    mode: "hands",
    turn: turn({ paused_since: now - 10_000 }),
    paused: true,
    hands: [{ seat: seat.noor, kind: "speak", responds_to: null, private: false }],
  }),
  held: live({
    mode: "go_round",
    round: round(),
    turn: turn({ paused_since: now - 5_000 }),
    space_held: true,
  }),
  safe_mode: (view) => ({
    ...live({ mode: "go_round", round: round(), turn: turn({ paused_since: now - 5_000 }) })(view),
    session: { ...view.session, safe_mode: { ends_at: now + 521_000 } },
    seats: view.seats.map((one) =>
      one.role === "therapist" ? { ...one, presence: "reconnecting" } : one,
    ),
  }),
  time_up: live({
    mode: "go_round",
    round: round({ strict: true }),
    turn: turn({ started_at: now - 193_000, time_up: true }),
  }),
  strict: live({ mode: "go_round", round: round({ strict: true }), turn: turn() }),
  long_prompt: live({
    mode: "go_round",
    allotment_ms: 180_000,
    round: round({
      prompt:
        "When you think of the last time somebody in this room said something that stayed with you for days: what was it, what did it touch, and what would you like to say to them today, now that some time has passed and you have had a chance to let it settle, whether or not it was easy to hear then?",
    }),
    turn: turn({ responds_to: seat.ayo, wish: "same_experience" }),
  }),
  closing: (view) => ({
    ...view,
    lines,
    session: { ...view.session, phase: "closing" },
    seats: view.seats.map((one) =>
      one.role === "therapist" ? one : { ...one, standing: "left", presence: "gone" },
    ),
    floor: floor(),
  }),
  checkin: (view) => ({ ...stateOf("round", view.me.role), checkin: aCheckin() }),
  ...Object.fromEntries(
    Object.entries(boxes).map(([name, box]): [string, Change] => [
      name,
      (view) => ({ ...stateOf("open", view.me.role), box: box(view.me.role) }),
    ]),
  ),
  alert: (view) => ({
    ...stateOf("round", view.me.role),
    me:
      view.me.role === "therapist"
        ? view.me
        : {
            ...view.me,
            help: { raised_at: now - 12_000, acknowledged_by: null, unanswered: false },
          },
    seats:
      view.me.role !== "therapist"
        ? view.seats
        : [
            ...view.seats,
            { ...(view.seats[1] as SeatView), seat: 8, name: "Jo", standing: "waiting" },
          ],
    alerts:
      view.me.role !== "therapist"
        ? []
        : [
            {
              alert: 1,
              seat: seat.maren,
              kind: "help",
              raised_at: now - 12_000,
              acknowledged_by: null,
              unanswered: false,
            },
          ],
  }),
  busy: (view) => ({
    ...hands(view),
    lines_mode: "held",
    lines: [
      ...lines,
      { ...line(7, seat.noor, "Noor", "Can I say something about last week?"), held: true },
      ...Array.from({ length: 14 }, (_, i) => line(8 + i, seat.river, "River", `And line ${i}.`)),
    ],
  }),
};

export const states = Object.keys(changes);

export function stateOf(name: string, role: string): View {
  const change = changes[name] ?? ((view: View) => view);
  const mine: Partial<MeView> = name === "private_hand" ? { hand_private: true } : {};
  return change(role === "therapist" ? therapistView() : memberView({}, mine));
}
