/**
 * Six members around one box, each with the client's own courier, and everything that somebody
 * beside them could see of it: who sent what kind of request when, how large, and how.
 *
 * All chance follows from a seed, and is each seat's own. So the same seed with other authors shows
 * what difference the writing itself makes.
 */
import { vi } from "vitest";
import { Courier, type CourierRoom } from "../core/anon";
import { ServerClock } from "../core/clock";
import { Drafts } from "../core/drafts";
import { receiptOf } from "../core/envelope";
import { postEnvelope } from "../core/post";
import type { RoomState } from "../core/session";
import { slipKey } from "../core/slip";
import { createStore } from "../core/store";
import { browserWaiting } from "../core/wait";
import { Ballot, seeded } from "./ballot";
import { aBox, memberView } from "./cast";

export const seats = [0, 1, 2, 3, 4, 5] as const;
export const open_ms = 90_000;

/** What each seat writes; nothing where there is nothing. */
export type Authors = ReadonlyMap<number, string>;

/** One request, to whoever sees the network but cannot read it. */
export interface Sent {
  seat: number;
  /** Since the box opened, in milliseconds. */
  at: number;
  to: string;
  bytes: number;
  how: string;
}

export interface Seen {
  sent: Sent[];
  /** What was in the envelopes, in the order in which they came: for the server after the seal. */
  contents: (string | null)[];
  /** What each screen says in the end about its envelope. */
  screens: string[];
}

type Options = NonNullable<ConstructorParameters<typeof Courier>[1]>;

/** A courier that is not ours: other options, or another way to ask, for a member with these drafts. */
export type Meddle = (
  room: CourierRoom,
  written: () => boolean,
  options: Required<Options>,
) => { room?: CourierRoom; options?: Options };

const ballot = new Ballot();
const box = aBox().box_id;

/** Wants fake timers. */
export async function around(seed: number, authors: Authors, meddle?: Meddle): Promise<Seen> {
  const began = Date.now();
  const seen: Seen = { sent: [], contents: [], screens: [] };
  const receipts: string[] = [];
  let seat = -1;
  const fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async (to, init) => {
    const { body, ...how } = init ?? {};
    const envelope = (body as Uint8Array).slice();
    note(String(to), envelope.length, JSON.stringify(how));
    seen.contents.push(ballot.open(box, envelope));
    receipts.push(receiptOf(envelope));
    return new Response(null, { status: 204 });
  });
  const note = (to: string, bytes: number, how: string) =>
    seen.sent.push({ seat, at: Date.now() - began, to, bytes, how });

  const members = seats.map((mine) => {
    const random = seeded(seed * 64 + mine);
    const drafts = new Drafts(`seat ${mine}`);
    const state = createStore<RoomState>({ link: { is: "connected" }, view: memberView() });
    const clock = new ServerClock(() => Date.now());
    clock.heard(aBox().closes_at - open_ms, Date.now());
    const room: CourierRoom = {
      state,
      drafts,
      clock,
      askToken: async (_box, blinded) => {
        seat = mine;
        note("ask_token", blinded.length, "websocket");
        return { blinded, evaluation: ballot.evaluate(blinded, random) };
      },
    };
    const options = {
      random,
      waiting: browserWaiting,
      post: (boxId: string, envelope: Uint8Array) => {
        seat = mine;
        return postEnvelope(boxId, envelope);
      },
    };
    const written = () => drafts.get(slipKey(box)) !== "";
    const other = meddle?.(room, written, options);
    const courier = new Courier(other?.room ?? room, { ...options, ...other?.options });
    courier.start();
    return { courier, drafts, state };
  });
  const show = async (change: Parameters<typeof aBox>[0]) => {
    for (const { state } of members) {
      state.set({ link: { is: "connected" }, view: memberView({ box: aBox(change) }) });
    }
    await vi.advanceTimersByTimeAsync(0);
  };

  await show({ stage: "open" });
  await vi.advanceTimersByTimeAsync(open_ms / 2);
  for (const [at, text] of authors) members[at]?.drafts.set(slipKey(box), text, "memory");
  await vi.advanceTimersByTimeAsync(open_ms / 2);
  await show({ stage: "collecting" });
  await vi.advanceTimersByTimeAsync(10_000);
  await show({ stage: "sealed", envelopes: receipts.length, receipts: receipts.toSorted() });
  for (const { courier } of members) {
    seen.screens.push(JSON.stringify(courier.state.get()));
    courier.stop();
  }
  fetched.mockRestore();
  return seen;
}
