/** The anonymous box in states worth looking at, as each role sees it. */
import type { BoxView, Role, SlipView } from "../protocol";
import { aBox, aCheckin, now } from "./cast";

const slips: SlipView[] = [
  "When Ayo named it I felt less alone.",
  "Sometimes the silence after somebody has spoken is hard for me.\nI never know whether I may say something.",
  "I would like to hear more from Noor.",
].map((text, i) => ({
  slip: `51b00000-1111-4222-8333-00000000000${i}`,
  text,
  fate: "undecided",
}));

export const boxes: Record<string, (role: Role) => BoxView> = {
  box: () => aBox(),
  me_too: () =>
    aBox({
      ask: { kind: "me_too" },
      prompt: "I have hidden how bad a week was.",
      closes_at: now + 24_000,
    }),
  box_sealed: (role) =>
    aBox({
      stage: "sealed",
      envelopes: 6,
      slips: role === "therapist" ? slips : [],
      response: {
        text: "One of you wrote that things feel heavy. I stay on the line after the session, for everybody.",
        crisis: true,
      },
    }),
  box_told: () =>
    aBox({
      ask: { kind: "answer", answer: aCheckin().template.answer },
      prompt: "How safe does it feel today to say here what you really think?",
      stage: "settled",
      envelopes: 6,
      outcome: { kind: "scale", mean_halves: 13, spread: "mixed" },
    }),
};
