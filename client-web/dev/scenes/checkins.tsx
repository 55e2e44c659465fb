/** Scenes of check-ins. */
import { CheckinCard, CheckinPanel } from "../../src/features/checkins";
import { draftKey } from "../../src/features/checkins/draftKey";
import { shippedTemplates } from "../../src/i18n/templates";
import type { Answer, AnswerView, Template } from "../../src/protocol";
import { aCheckin, memberView, seat, therapistView } from "../../src/test/cast";
import type { FakeRoom } from "../../src/test/room";
import type { Scene } from "../scene";

export const mood = (i: number): Template => {
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
export const scaleAnswers = answers([
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

export const revealed = (template: Template, list: AnswerView[]) =>
  aCheckin({ template, stage: "revealed", answered: list.map((a) => a.seat), answers: list });
const card = () => <CheckinCard />;
const panel = () => <CheckinPanel anonymous={{ why: () => null, open: () => {} }} />;
const drafted = (words: string) => (room: FakeRoom) => room.session.drafts.set(draftKey(1), words);

const kinds: [string, Template, string][] = [
  ["scale", mood(1), "7"],
  ["fine", fine, "62"],
  ["feelings", mood(0), "1,3,8"],
  ["choice", choice, "2"],
  ["text", mood(3), "That I came, although I nearly did not."],
];

export const checkinScenes: Scene[] = [
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
    draw: panel,
    saved: [{ id: "x", template: choice }],
  },
  {
    name: "checkin-panel-collecting",
    place: "side",
    view: therapistView({
      checkin: aCheckin({ template: choice, answered: [seat.maren, seat.theo, seat.ayo] }),
    }),
    draw: panel,
  },
  {
    name: "checkin-panel-revealed",
    place: "side",
    view: therapistView({ checkin: revealed(choice, choiceAnswers) }),
    draw: panel,
    saved: [{ id: "x", template: choice }],
  },
];
