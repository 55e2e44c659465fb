/** One member's client with its courier, over a server that answers as the test tells it to. */
import { vi } from "vitest";
import { Courier, type CourierRoom } from "../core/anon";
import { ServerClock } from "../core/clock";
import { Drafts } from "../core/drafts";
import { receiptOf } from "../core/envelope";
import type { LinkState, RoomState, TokenAnswer } from "../core/session";
import { keptSlipKey, slipKey } from "../core/slip";
import { createStore } from "../core/store";
import { browserRandom, type RandomBytes } from "../core/token";
import type { BoxStage, BoxView, View } from "../protocol";
import { Ballot } from "./ballot";
import { aBox, memberView } from "./cast";

export const box = aBox().box_id;
export const ballot = new Ballot();

export type Answers = (blinded: string) => TokenAnswer | null;

export const honest: Answers = (blinded) => ({ blinded, evaluation: ballot.evaluate(blinded) });

/** Wants fake timers. `random` is the browser's own unless the test has another one. */
export function aMember(
  first: View = memberView({ box: aBox() }),
  answers: Answers = honest,
  random: RandomBytes = browserRandom,
) {
  let shown: RoomState = { link: { is: "connected" }, view: first };
  const state = createStore<RoomState>(shown);
  const drafts = new Drafts("test");
  const asked: string[] = [];
  let answer = answers;
  const askToken = async (_boxId: string, blinded: string) => {
    asked.push(blinded);
    return answer(blinded);
  };
  const posted: Uint8Array[] = [];
  const post = vi.fn(async (_boxId: string, envelope: Uint8Array) => {
    posted.push(envelope.slice());
  });
  const clock = new ServerClock(() => Date.now());
  clock.heard(aBox().closes_at, Date.now());
  const room: CourierRoom = { state, drafts, clock, askToken };
  const courier = new Courier(room, { post, random });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const show = async (change: Partial<View>, link: LinkState = { is: "connected" }) => {
    shown = { link, view: { ...(shown.view ?? first), ...change } };
    state.set(shown);
    await settle();
  };
  courier.start();
  return {
    courier,
    drafts,
    asked,
    post,
    posted,
    show,
    settle,
    stage: (to: BoxStage, change: Partial<BoxView> = {}) =>
      show({ box: aBox({ ...first.box, ...change, stage: to }) }),
    drop: () => show({}, { is: "reconnecting", attempt: 1, offline: false }),
    answerWith: (next: Answers) => {
      answer = next;
    },
    write: (text: string) => drafts.set(slipKey(box), text, "memory"),
    kept: () => drafts.get(keptSlipKey),
    says: () => courier.state.get(),
    read: () => posted.map((envelope) => ballot.open(box, envelope)),
    receipts: () => posted.map(receiptOf),
  };
}

/** Through the time in which envelopes are posted. */
export const posting = () => vi.advanceTimersByTimeAsync(8_000);
