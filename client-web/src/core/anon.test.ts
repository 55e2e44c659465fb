import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BoxStage, View } from "../protocol";
import { aBox, memberView, now, therapistView } from "../test/cast";
import {
  Courier,
  type CourierRoom,
  clampSlip,
  cleanSlip,
  envelope_bytes,
  keptSlipKey,
  postDelayMs,
  postEnvelope,
  type RandomBytes,
  sealEnvelope,
  slipBytes,
  slipKey,
} from "./anon";
import { ServerClock } from "./clock";
import { Drafts } from "./drafts";
import type { LinkState, RoomState } from "./session";
import { createStore } from "./store";

const pass = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fff";
const noise: RandomBytes = (count) => new Uint8Array(count).fill(0xab);
const box = aBox().box_id;

function lengthIn(envelope: Uint8Array): number {
  return new DataView(envelope.buffer, envelope.byteOffset).getUint16(32);
}

function wordsIn(envelope: Uint8Array): string {
  return new TextDecoder().decode(envelope.slice(34, 34 + lengthIn(envelope)));
}

describe("an envelope", () => {
  it("has the pass, the length, the words, and noise to the end", () => {
    const envelope = sealEnvelope(pass, "Grüße", noise);
    expect(envelope.length).toBe(envelope_bytes);
    expect([...envelope.slice(0, 4)]).toEqual([1, 2, 3, 4]);
    expect(envelope[31]).toBe(0xff);
    expect([...envelope.slice(32, 34)]).toEqual([0, 7]);
    expect(wordsIn(envelope)).toBe("Grüße");
    expect(new Set(envelope.slice(41))).toEqual(new Set([0xab]));
  });

  it("is of the same size with nothing in it", () => {
    const envelope = sealEnvelope(pass, "", noise);
    expect(envelope.length).toBe(envelope_bytes);
    expect(lengthIn(envelope)).toBe(0);
  });

  it("is padded with fresh randomness", () => {
    const one = sealEnvelope(pass, "a");
    const two = sealEnvelope(pass, "a");
    expect(one.slice(35)).not.toEqual(two.slice(35));
  });

  it("drops control and bidirectional characters, and keeps line breaks", () => {
    expect(cleanSlip("  a\u202Eb\u0007c\nd\u2066\t ")).toBe("abc\nd");
  });

  it("never cuts a character in two", () => {
    const family = "👩‍👩‍👧";
    expect(slipBytes(family)).toBe(18);
    expect(clampSlip("x".repeat(1_490) + family)).toBe("x".repeat(1_490));
    expect(slipBytes(clampSlip("ä".repeat(800)))).toBe(1_500);
  });

  it("refuses what is not a pass", () => {
    expect(() => sealEnvelope("abc", "", noise)).toThrow();
  });
});

describe("the moment of posting", () => {
  const drawn =
    (value: number): RandomBytes =>
    () =>
      new Uint8Array([value, 0, 0, 0]);

  it("lies anywhere in the eight seconds after the close", () => {
    expect(postDelayMs(now, now, drawn(0))).toBe(0);
    expect(postDelayMs(now, now, drawn(128))).toBe(4_000);
    expect(postDelayMs(now, now, drawn(255))).toBeLessThan(8_000);
  });

  it("has all of the spread when a box is closed before its time", () => {
    expect(postDelayMs(now + 60_000, now, drawn(128))).toBe(4_000);
  });

  it("has what is left for somebody who comes back late", () => {
    expect(postDelayMs(now, now + 6_000, drawn(128))).toBe(1_000);
    expect(postDelayMs(now, now + 20_000, drawn(128))).toBe(0);
  });
});

describe("a post", () => {
  it("carries no cookie and no referrer, and is not kept", async () => {
    const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response(null));
    await postEnvelope(box, sealEnvelope(pass, "", noise));
    expect(fetched).toHaveBeenCalledWith(`/anon/${box}`, {
      method: "POST",
      body: expect.any(Uint8Array),
      headers: { "content-type": "application/octet-stream" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      keepalive: true,
    });
  });
});

describe("a member's client", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function aRoom(first: View, passGiven: string | null = pass) {
    const state = createStore<RoomState>({ link: { is: "connected" }, view: first });
    const drafts = new Drafts("test");
    // One pass for one member, as often as it is asked for.
    const slipPass = vi.fn(async (_boxId: string) => passGiven);
    const post = vi.fn(async (_boxId: string, _envelope: Uint8Array) => {});
    const clock = new ServerClock(() => 0);
    clock.heard(aBox().closes_at, 0);
    const room: CourierRoom = { state, drafts, clock, slipPass };
    const show = (view: View, link: LinkState = { is: "connected" }) => state.set({ link, view });
    const stage = (to: BoxStage) => show({ ...first, box: aBox({ stage: to }) });
    const courier = new Courier(room, { post, random: () => noise(envelope_bytes) });
    courier.start();
    return { courier, drafts, slipPass, post, show, stage };
  }

  const settled = () => vi.advanceTimersByTimeAsync(0);

  it("asks for a pass at once when a box opens, and once", async () => {
    const { slipPass, show } = aRoom(memberView());
    expect(slipPass).not.toHaveBeenCalled();
    show(memberView({ box: aBox() }));
    await settled();
    show(memberView({ box: aBox({ present: 7 }) }));
    await settled();
    expect(slipPass.mock.calls).toEqual([[box]]);
  });

  it("posts what stands there at the close, after its random wait", async () => {
    const { drafts, post, stage } = aRoom(memberView({ box: aBox() }));
    drafts.set(slipKey(box), "It is hard to be new.", "memory");
    await settled();
    stage("collecting");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(post).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(post).toHaveBeenCalledTimes(1);
    expect(post.mock.calls[0]?.[0]).toBe(box);
    expect(wordsIn(post.mock.calls[0]?.[1] ?? new Uint8Array())).toBe("It is hard to be new.");
  });

  it("posts an envelope of the same size when its member wrote nothing", async () => {
    const { post, stage } = aRoom(memberView({ box: aBox() }));
    await settled();
    stage("collecting");
    await vi.advanceTimersByTimeAsync(8_000);
    const envelope = post.mock.calls[0]?.[1];
    expect(envelope?.length).toBe(envelope_bytes);
    expect(envelope && lengthIn(envelope)).toBe(0);
  });

  it("asks for the same pass again when the page was loaded anew", async () => {
    const { slipPass, post } = aRoom(memberView({ box: aBox({ stage: "collecting" }) }));
    await vi.advanceTimersByTimeAsync(8_000);
    expect(slipPass).toHaveBeenCalledTimes(1);
    expect(post).toHaveBeenCalledTimes(1);
  });

  it("asks again after a drop, and does not insist where there is no box", async () => {
    const { slipPass, show } = aRoom(memberView({ box: aBox() }), null);
    await settled();
    show(memberView({ box: aBox({ present: 7 }) }));
    await settled();
    expect(slipPass).toHaveBeenCalledTimes(1);
    show(memberView({ box: aBox() }), { is: "reconnecting", attempt: 1, offline: false });
    show(memberView({ box: aBox() }));
    await settled();
    expect(slipPass).toHaveBeenCalledTimes(2);
  });

  it("posts the very same envelope again if the server was not reached", async () => {
    const { post, stage } = aRoom(memberView({ box: aBox() }));
    post.mockRejectedValueOnce(new TypeError("network"));
    await settled();
    stage("collecting");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(post).toHaveBeenCalledTimes(2);
    expect(post.mock.calls[0]).toEqual(post.mock.calls[1]);
  });

  it("posts once, however often it is told that envelopes are collected", async () => {
    const { post, stage } = aRoom(memberView({ box: aBox() }));
    await settled();
    stage("collecting");
    stage("collecting");
    await vi.advanceTimersByTimeAsync(20_000);
    stage("collecting");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(post).toHaveBeenCalledTimes(1);
  });

  it.each(["discarded", "voided"] as const)("keeps the words of a %s box", async (end) => {
    const { drafts, stage } = aRoom(memberView({ box: aBox() }));
    drafts.set(slipKey(box), "Not yet read.", "memory");
    await settled();
    stage("collecting");
    await vi.advanceTimersByTimeAsync(8_000);
    stage(end);
    expect(drafts.get(keptSlipKey)).toBe("Not yet read.");
    expect(drafts.get(slipKey(box))).toBe("");
  });

  it("forgets the words once the box is sealed", async () => {
    const { drafts, stage } = aRoom(memberView({ box: aBox() }));
    drafts.set(slipKey(box), "Read.", "memory");
    await settled();
    stage("collecting");
    await vi.advanceTimersByTimeAsync(8_000);
    stage("sealed");
    expect(drafts.get(slipKey(box))).toBe("");
    expect(drafts.get(keptSlipKey)).toBe("");
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it.each([
    ["a therapist", therapistView({ box: aBox() })],
    ["an observer", memberView({ box: aBox() }, { role: "observer" })],
    ["a member at the door", memberView({ box: aBox() }, { standing: "waiting" })],
  ])("of %s takes no part", async (_who, view) => {
    const { slipPass, post, show } = aRoom(view);
    show({ ...view, box: aBox({ stage: "collecting" }) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(slipPass).not.toHaveBeenCalled();
    expect(post).not.toHaveBeenCalled();
  });
});
