/** Scenes of the anonymous box, in each of its states. */
import { useState } from "react";
import type { EnvelopeState, Part } from "../../src/core/anon";
import { answerSlip, keptSlipKey, meTooSlip, slipKey } from "../../src/core/slip";
import { FeedbackCard, FeedbackPanel, OpenBox, type Opening } from "../../src/features/feedback";
import { choicesDraft } from "../../src/features/feedback/settling";
import type { Ask, BoxView, Outcome, View } from "../../src/protocol";
import { aBox, memberView, now, seats, therapistView } from "../../src/test/cast";
import type { FakeRoom } from "../../src/test/room";
import type { Scene } from "../scene";
import { mood } from "./checkins";

const slips: BoxView["slips"] = [
  { slip: "1a", text: "When Ayo named it I felt less alone.", fate: "undecided" },
  {
    slip: "5c",
    text: "Sometimes the silence after somebody has spoken is hard for me.\nI never know whether I may say something.",
    fate: "undecided",
  },
  { slip: "9e", text: "I would like to hear more from Noor.", fate: "undecided" },
];
const settled: Partial<BoxView> = {
  stage: "settled",
  envelopes: 6,
  slips: [
    { ...slips[0], fate: "released" },
    { ...slips[1], fate: "paraphrased" },
    { ...slips[2], fate: "kept" },
  ] as BoxView["slips"],
  shown: [
    { text: "Somebody is unsure when they may speak after a silence.", paraphrase: true },
    { text: "When Ayo named it I felt less alone.", paraphrase: false },
  ],
};
const response = {
  text: "One of you wrote that things feel very heavy at the moment. I am glad it is said. I stay on the line after the session, for everybody who would like that.",
  crisis: true,
};

const scale: Ask = { kind: "answer", answer: mood(2).answer };
const feelings: Ask = { kind: "answer", answer: mood(0).answer };
const choice: Ask = {
  kind: "answer",
  answer: {
    kind: "choice",
    options: ["To be listened to", "Questions", "To hear how others do it", "A quiet hour"],
  },
};
const prompts = {
  scale: mood(2).prompt,
  feelings: mood(0).prompt,
  choice: "What do you need most from the group tonight?",
  me_too: "I have hidden how bad a week was.",
};
const asks: [string, Ask, string][] = [
  ["scale", scale, prompts.scale],
  ["feelings", feelings, prompts.feelings],
  ["choice", choice, prompts.choice],
  ["me-too", { kind: "me_too" }, prompts.me_too],
];

const outcomes: [string, Ask, string, Outcome][] = [
  ["scale-close", scale, prompts.scale, { kind: "scale", mean_halves: 13, spread: "close" }],
  ["scale-wide", scale, prompts.scale, { kind: "scale", mean_halves: 4, spread: "wide" }],
  ["too-few", scale, prompts.scale, { kind: "too_few" }],
  [
    "shares",
    choice,
    prompts.choice,
    { kind: "shares", shares: ["most", "untold", "some", "untold"] },
  ],
  [
    "untold",
    feelings,
    prompts.feelings,
    { kind: "shares", shares: new Array(16).fill("untold") as "untold"[] },
  ],
  ["me-too-some", { kind: "me_too" }, prompts.me_too, { kind: "me_too", share: "some", taps: 3 }],
  ["me-too-few", { kind: "me_too" }, prompts.me_too, { kind: "me_too", share: "untold", taps: 2 }],
];

const id = aBox().box_id;
const card = () => <FeedbackCard onWriteWithName={() => {}} />;
const carry = (part: Part, envelope: EnvelopeState) => (room: FakeRoom) =>
  room.carry({ part, envelope });
const keep = (words: string) => (room: FakeRoom) =>
  room.session.drafts.set(keptSlipKey, words, "memory");
const put = (slip: string) => (room: FakeRoom) =>
  room.session.drafts.set(slipKey(id), slip, "memory");

/** Without the number that is for therapists only, as the server sends it. */
const forMembers = (outcome: Outcome): Outcome =>
  outcome.kind === "me_too" ? { ...outcome, taps: null } : outcome;

function stage(name: string, box: Partial<BoxView>, before?: Scene["before"]): Scene {
  return {
    name: `box-${name}`,
    place: "stage",
    view: memberView({ box: aBox(box) }),
    draw: card,
    ...(before === undefined ? {} : { before }),
  };
}

function Panel({ opening: first = null }: { opening?: Opening | null }) {
  const [opening, setOpening] = useState(first);
  return (
    <>
      <FeedbackPanel onOpen={setOpening} />
      {opening !== null && <OpenBox opening={opening} onClose={() => setOpening(null)} />}
    </>
  );
}

function panel(name: string, view: View, opening?: Opening, before?: Scene["before"]): Scene {
  return {
    name: `box-panel-${name}`,
    place: "side",
    view,
    draw: () => <Panel opening={opening ?? null} />,
    ...(before === undefined ? {} : { before }),
  };
}

const { session } = therapistView();
const opening = (kind: Opening["kind"], prompt = ""): Opening => ({ kind, prompt, template: null });

export const feedbackScenes: Scene[] = [
  stage("words", {}),
  stage("words-written", { closes_at: now + 9_000 }, (room) => {
    put("It is hard to be new here. ".repeat(52))(room);
    keep("I felt alone last time.")(room);
  }),
  stage("words-asking", {}, carry("asking", "none")),
  stage("words-elsewhere", {}, carry("elsewhere", "none")),
  stage("words-other-key", {}, (room) => {
    carry("other_key", "none")(room);
    keep("It is hard to be new here.")(room);
  }),
  stage("words-absent", {}, carry("absent", "none")),
  ...asks.map(([name, ask, prompt]) => stage(name, { ask, prompt, closes_at: now + 41_000 })),
  stage(
    "scale-chosen",
    { ask: scale, prompt: prompts.scale },
    put(answerSlip({ kind: "scale", value: 7 })),
  ),
  stage("choice-skip", { ask: choice, prompt: prompts.choice }, put(answerSlip({ kind: "skip" }))),
  stage("me-too-tapped", { ask: { kind: "me_too" }, prompt: prompts.me_too }, put(meTooSlip(true))),
  stage("collecting", { stage: "collecting" }),
  stage("sealed", { stage: "sealed", envelopes: 6 }, carry("ready", "counted")),
  stage("sealed-missing", { stage: "sealed", envelopes: 5 }, (room) => {
    carry("ready", "missing")(room);
    keep("I felt alone last time.")(room);
  }),
  stage("settled", { ...settled, slips: [] }, carry("ready", "counted")),
  stage("response", { ...settled, slips: [], response }, carry("ready", "counted")),
  ...outcomes.map(([name, ask, prompt, outcome]) =>
    stage(
      `told-${name}`,
      { ask, prompt, stage: "settled", envelopes: 6, outcome: forMembers(outcome) },
      carry("ready", "counted"),
    ),
  ),
  stage("discarded", { stage: "discarded", envelopes: 3 }, keep("I felt alone last time.")),
  stage("voided", { stage: "voided" }, keep("I felt alone last time.")),
  stage("voided-me-too", { stage: "voided", ask: { kind: "me_too" }, prompt: prompts.me_too }),
  {
    name: "box-observer",
    place: "stage",
    view: memberView({ box: aBox() }, { role: "observer" }),
    draw: card,
  },

  panel("none", therapistView()),
  panel("few", therapistView({ seats: seats().slice(0, 4) })),
  panel("five-needed", {
    ...therapistView({ seats: seats().slice(0, 5) }),
    session: { ...session, feedback_threshold: 4 },
  }),
  panel(
    "first-use",
    therapistView({ session: { ...session, feedback_confirmed: false } }),
    opening("words"),
  ),
  panel("open-words", therapistView(), opening("words")),
  panel(
    "open-answer",
    {
      ...therapistView(),
      session: { ...session, boxes_left: { words: 1, answer: 2, me_too: 0 } },
    },
    opening("answer"),
  ),
  panel("open-me-too", therapistView(), opening("me_too", prompts.me_too)),
  panel("open-template", therapistView(), {
    kind: "answer",
    prompt: prompts.scale,
    template: mood(2),
  }),
  ...(["open", "collecting", "sealed", "discarded", "voided"] as const).map((at) =>
    panel(
      at,
      therapistView({
        box: aBox({
          stage: at,
          envelopes: at === "discarded" ? 3 : 6,
          slips: at === "sealed" ? slips : [],
        }),
      }),
    ),
  ),
  panel(
    "deciding",
    therapistView({ box: aBox({ stage: "sealed", envelopes: 6, slips, response }) }),
    undefined,
    (room) =>
      room.session.drafts.set(
        `settle.${id}`,
        choicesDraft({
          "1a": { decision: "release", words: "" },
          "5c": { decision: "paraphrase", words: "" },
        }),
        "memory",
      ),
  ),
  panel("empty", therapistView({ box: aBox({ stage: "sealed", envelopes: 6 }) })),
  panel("settled", therapistView({ box: aBox(settled) })),
  ...outcomes.map(([name, ask, prompt, outcome]) =>
    panel(
      `told-${name}`,
      therapistView({ box: aBox({ ask, prompt, stage: "settled", envelopes: 6, outcome }) }),
    ),
  ),
];
