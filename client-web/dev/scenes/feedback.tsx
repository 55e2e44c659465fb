/** Scenes of the feedback box. */
import { keptSlipKey, slipKey } from "../../src/core/slip";
import { FeedbackCard, FeedbackPanel } from "../../src/features/feedback";
import { aBox, memberView, now, seats, therapistView } from "../../src/test/cast";
import type { Scene } from "../scene";

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

export const feedbackScenes: Scene[] = [
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
];
