/** The scenes, by feature. */
import type { ReactNode } from "react";
import { keptSlipKey, slipKey } from "../src/core/anon";
import { CheckinCard, CheckinPanel } from "../src/features/checkins";
import { draftKey } from "../src/features/checkins/answers";
import { DoorPanel, ObserverQuestions, WaitingBadge } from "../src/features/door";
import { FeedbackCard, FeedbackPanel } from "../src/features/feedback";
import { SeatMenu } from "../src/features/moderation";
import { ObservePanel } from "../src/features/observation";
import {
  AlertBadges,
  AlertHistory,
  AlertNotices,
  CrisisButton,
  HelpButton,
  HelpNotice,
  SafeModeNotice,
} from "../src/features/safety";
import { shippedTemplates } from "../src/i18n/templates";
import type { Answer, AnswerView, SavedTemplate, Template, View } from "../src/protocol";
import {
  aBox,
  aCheckin,
  memberView,
  notesOn,
  now,
  seat,
  seats,
  therapistView,
} from "../src/test/cast";
import type { FakeRoom } from "../src/test/room";

export interface Scene {
  name: string;
  place: "side" | "side right" | "notices" | "stage" | "header";
  view: View;
  draw: () => ReactNode;
  before?: (room: FakeRoom) => void;
  saved?: SavedTemplate[];
  /** The clock stands. */
  still?: boolean;
}

const at = (number: number, name: string, change: object) => ({
  seat: number,
  name,
  role: "member" as const,
  standing: "waiting" as const,
  presence: "connected" as const,
  with_you_until: null,
  ...change,
});

const contact = { place: "12 Mill Lane, Ardle", phone: "+49 30 901820" };

const door = therapistView({
  seats: [
    ...seats(),
    at(8, "Jo", {}),
    at(9, "Wren Achterberg-Oyelaran", { presence: "reconnecting" }),
    at(10, "Kit", { standing: "arriving" }),
    at(11, "Dr. Sato", { role: "observer" }),
  ],
  notes: [
    notesOn(8, { contact }),
    notesOn(9, { on_roster: false }),
    notesOn(10),
    notesOn(11, { on_roster: false, consent: { agreed: 3, asked: 6, declined: false } }),
  ],
  absent: ["Lucía", "Ben"],
});

const mood = (i: number): Template => {
  const found = shippedTemplates()[i];
  if (found === undefined) throw new Error("no such template");
  return found.template;
};
const choice: Template = {
  prompt: "What do you need most from the group tonight?",
  answer: {
    kind: "choice",
    options: ["To be listened to", "Questions", "To hear how others do it", "A quiet hour"],
  },
  shown_to: "therapists",
};
const fine: Template = {
  prompt: "How heavy is the week, from 0 to 100?",
  answer: { kind: "scale", min: 0, max: 100, step: 1, low: "light", high: "heavy" },
  shown_to: "group",
};

function answers(of: [number, string, Answer][]): AnswerView[] {
  return of.map(([number, name, answer]) => ({ seat: number, name, answer }));
}
const scaleAnswers = answers([
  [2, "Maren", { kind: "scale", value: 7 }],
  [3, "Theo", { kind: "scale", value: 3 }],
  [4, "Ayo", { kind: "scale", value: 7 }],
  [5, "River", { kind: "scale", value: 10 }],
  [6, "Noor", { kind: "scale", value: 0 }],
  [7, "Sam", { kind: "skip" }],
]);
const moodAnswers = answers([
  [2, "Maren", { kind: "feelings", words: [1, 3] }],
  [3, "Theo", { kind: "feelings", words: [0, 1, 2] }],
  [4, "Ayo", { kind: "feelings", words: [3] }],
  [7, "Sam", { kind: "skip" }],
]);
const choiceAnswers = answers([
  [2, "Maren", { kind: "choice", option: 0 }],
  [3, "Theo", { kind: "choice", option: 0 }],
  [4, "Ayo", { kind: "choice", option: 2 }],
]);
const textAnswers = answers([
  [2, "Maren", { kind: "text", text: "That I am not the only one whose week was like this." }],
  [3, "Theo", { kind: "text", text: "Thanks to Ayo.\nI will sleep on the rest." }],
]);

const revealed = (template: Template, list: AnswerView[]) =>
  aCheckin({ template, stage: "revealed", answered: list.map((a) => a.seat), answers: list });
const card = () => <CheckinCard />;
const drafted = (words: string) => (room: FakeRoom) => room.session.drafts.set(draftKey(1), words);

const kinds: [string, Template, string][] = [
  ["scale", mood(1), "7"],
  ["fine", fine, "62"],
  ["feelings", mood(0), "1,3,8"],
  ["choice", choice, "2"],
  ["text", mood(3), "That I came, although I nearly did not."],
];

const slips = [
  { slip: "1a", text: "When Ayo named it I felt less alone.", released: false },
  {
    slip: "5c",
    text: "Sometimes the silence after somebody has spoken is hard for me.\nI never know whether I may say something.",
    released: false,
  },
  { slip: "9e", text: "I would like to hear more from Noor.", released: false },
];

const feedbackCard = () => <FeedbackCard onWriteWithName={() => {}} />;
const box = aBox().box_id;

export const scenes: Scene[] = [
  { name: "door", place: "side", view: door, draw: () => <DoorPanel /> },
  {
    name: "door-locked",
    place: "side",
    view: {
      ...door,
      session: { ...door.session, locked: true },
      notes: [notesOn(11, { consent: { agreed: 6, asked: 6, declined: false } })],
    },
    draw: () => <DoorPanel />,
  },
  {
    name: "door-declined",
    place: "side",
    view: {
      ...door,
      seats: [...seats(), at(11, "Dr. Sato", { role: "observer", standing: "in" })],
      notes: [notesOn(11, { consent: { agreed: 4, asked: 6, declined: true } })],
    },
    draw: () => <DoorPanel />,
  },
  {
    name: "door-empty",
    place: "side",
    view: therapistView({ absent: [] }),
    draw: () => <DoorPanel />,
  },
  {
    name: "header-therapist",
    place: "header",
    view: {
      ...door,
      alerts: [
        {
          alert: 1,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 12_000,
          acknowledged_by: null,
          unanswered: false,
        },
      ],
    },
    draw: () => (
      <>
        <WaitingBadge />
        <AlertBadges />
        <CrisisButton />
      </>
    ),
  },
  {
    name: "observer-question",
    place: "notices",
    view: memberView({}, { observers: [{ seat: 11, name: "Dr. Sato", agreed: null }] }),
    draw: () => <ObserverQuestions />,
  },
  {
    name: "observer-answered",
    place: "notices",
    view: memberView(
      {},
      {
        observers: [
          { seat: 11, name: "Dr. Sato", agreed: true },
          { seat: 12, name: "Kim Trainee", agreed: false },
        ],
      },
    ),
    draw: () => <ObserverQuestions />,
  },
  ...kinds.flatMap(([kind, template, draft]): Scene[] => [
    {
      name: `checkin-${kind}-empty`,
      place: "stage",
      view: memberView({ checkin: aCheckin({ template }) }),
      draw: card,
    },
    {
      name: `checkin-${kind}-draft`,
      place: "stage",
      view: memberView({ checkin: aCheckin({ template }) }),
      draw: card,
      before: drafted(draft),
    },
  ]),
  {
    name: "checkin-stored",
    place: "stage",
    view: memberView(
      { checkin: aCheckin({ template: mood(0) }) },
      { answer: { kind: "feelings", words: [1, 3] } },
    ),
    draw: card,
  },
  {
    name: "checkin-stored-skip",
    place: "stage",
    view: memberView({ checkin: aCheckin() }, { answer: { kind: "skip" } }),
    draw: card,
  },
  ...(
    [
      ["scale", mood(1), scaleAnswers],
      ["feelings", mood(0), moodAnswers],
      ["choice", { ...choice, shown_to: "group" }, choiceAnswers],
      ["text", mood(3), textAnswers],
    ] as [string, Template, AnswerView[]][]
  ).map(
    ([kind, template, list]): Scene => ({
      name: `checkin-results-${kind}`,
      place: "stage",
      view: memberView({ checkin: revealed(template, list) }),
      draw: card,
    }),
  ),
  {
    name: "checkin-results-therapists",
    place: "stage",
    view: therapistView({ checkin: revealed(choice, choiceAnswers) }),
    draw: card,
  },
  {
    name: "checkin-read-by-therapists",
    place: "stage",
    view: memberView({ checkin: revealed(choice, []) }),
    draw: card,
  },
  {
    name: "checkin-panel-none",
    place: "side",
    view: therapistView(),
    draw: () => <CheckinPanel />,
    saved: [{ id: "x", template: choice }],
  },
  {
    name: "checkin-panel-collecting",
    place: "side",
    view: therapistView({
      checkin: aCheckin({ template: choice, answered: [seat.maren, seat.theo, seat.ayo] }),
    }),
    draw: () => <CheckinPanel />,
  },
  {
    name: "checkin-panel-revealed",
    place: "side",
    view: therapistView({ checkin: revealed(choice, choiceAnswers) }),
    draw: () => <CheckinPanel />,
    saved: [{ id: "x", template: choice }],
  },
  {
    name: "feedback-open",
    place: "stage",
    view: memberView({ box: aBox() }),
    draw: feedbackCard,
  },
  {
    name: "feedback-written",
    place: "stage",
    view: memberView({ box: aBox({ closes_at: now + 9_000 }) }),
    draw: feedbackCard,
    before: (room) => {
      room.session.drafts.set(slipKey(box), "It is hard to be new here. ".repeat(52), "memory");
      room.session.drafts.set(keptSlipKey, "I felt alone last time.", "memory");
    },
  },
  ...(["collecting", "sealed", "discarded", "voided"] as const).map(
    (stage): Scene => ({
      name: `feedback-${stage}`,
      place: "stage",
      view: memberView({ box: aBox({ stage, envelopes: stage === "discarded" ? 3 : 6 }) }),
      draw: feedbackCard,
      before: (room) => room.session.drafts.set(keptSlipKey, "I felt alone last time.", "memory"),
    }),
  ),
  {
    name: "feedback-settled",
    place: "stage",
    view: memberView({
      box: aBox({
        stage: "settled",
        envelopes: 6,
        slips: slips.slice(0, 2).map((s) => ({ ...s, released: true })),
      }),
    }),
    draw: feedbackCard,
  },
  {
    name: "feedback-panel-none",
    place: "side right",
    view: therapistView(),
    draw: () => <FeedbackPanel />,
  },
  {
    name: "feedback-panel-few",
    place: "side right",
    view: therapistView({ seats: seats().slice(0, 4) }),
    draw: () => <FeedbackPanel />,
  },
  ...(["open", "collecting", "sealed", "discarded", "voided"] as const).map(
    (stage): Scene => ({
      name: `feedback-panel-${stage}`,
      place: "side right",
      view: therapistView({
        box: aBox({
          stage,
          envelopes: stage === "discarded" ? 3 : 6,
          slips: stage === "sealed" ? slips : [],
        }),
      }),
      draw: () => <FeedbackPanel />,
    }),
  ),
  {
    name: "feedback-panel-settled",
    place: "side right",
    view: therapistView({
      box: aBox({
        stage: "settled",
        envelopes: 6,
        slips: slips.map((s, i) => ({ ...s, released: i < 2 })),
      }),
    }),
    draw: () => <FeedbackPanel />,
  },
  {
    name: "help-none",
    place: "header",
    view: memberView(),
    draw: () => (
      <>
        <HelpButton />
        <CrisisButton />
      </>
    ),
  },
  {
    name: "help-told",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 4_000, acknowledged_by: null, unanswered: false } },
    ),
    draw: () => (
      <>
        <HelpNotice />
        <HelpButton />
      </>
    ),
  },
  {
    name: "help-with-you",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 40_000, acknowledged_by: "Dr. Hale", unanswered: false } },
    ),
    draw: () => <HelpNotice />,
  },
  {
    name: "help-unanswered",
    place: "notices",
    view: memberView(
      {},
      { help: { raised_at: now - 31_000, acknowledged_by: null, unanswered: true } },
    ),
    draw: () => <HelpNotice />,
  },
  {
    name: "alerts",
    place: "notices",
    view: therapistView({
      notes: [notesOn(seat.noor, { contact }), notesOn(seat.sam)],
      alerts: [
        {
          alert: 1,
          seat: seat.sam,
          kind: "dropped_after_turn",
          raised_at: now - 50_000,
          acknowledged_by: null,
          unanswered: false,
        },
        {
          alert: 2,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 34_000,
          acknowledged_by: null,
          unanswered: true,
        },
      ],
    }),
    draw: () => <AlertNotices />,
  },
  {
    name: "alerts-taken",
    place: "side",
    view: therapistView({
      notes: [notesOn(seat.noor, { contact })],
      alerts: [
        {
          alert: 2,
          seat: seat.noor,
          kind: "help",
          raised_at: now - 34_000,
          acknowledged_by: seat.hale,
          unanswered: false,
        },
      ],
    }),
    draw: () => <AlertHistory />,
  },
  {
    name: "safe-mode",
    place: "notices",
    view: memberView({
      session: { ...memberView().session, safe_mode: { ends_at: now + 9 * 60_000 + 41_000 } },
    }),
    draw: () => <SafeModeNotice />,
  },
  {
    name: "seat-menu",
    place: "header",
    view: therapistView({ notes: [notesOn(seat.ayo, { muted: true })] }),
    draw: () => (
      <>
        {seats()
          .filter((s) => s.role === "member")
          .map((s) => (
            <span key={s.seat}>
              {s.name}
              <SeatMenu seat={s} onGiveFloor={() => {}} onWrite={() => {}} onLowerHand={() => {}} />
            </span>
          ))}
      </>
    ),
  },
  {
    name: "observe",
    place: "side right",
    view: therapistView({
      floor: {
        ...(therapistView().floor as NonNullable<View["floor"]>),
        turn: {
          turn: 3,
          holder: seat.ayo,
          kind: "hand",
          started_at: now - 61_000,
          allotment_ms: null,
          paused_ms: 0,
          paused_since: null,
          responds_to: null,
          wish: null,
          time_up: false,
        },
      },
    }),
    draw: () => <ObservePanel />,
  },
];
