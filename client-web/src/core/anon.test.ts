import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ask, BoxStage } from "../protocol";
import { aBox, memberView, now, therapistView } from "../test/cast";
import { aMember, box, honest, posting } from "../test/member";
import { postDelayMs } from "./anon";
import { envelope_bytes } from "./envelope";
import { postEnvelope } from "./post";
import { answerSlip, keptSlipKey, meTooSlip, slipKey } from "./slip";
import type { RandomBytes } from "./token";

const words = "It is hard to be new.";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
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
    await postEnvelope(box, new Uint8Array(envelope_bytes));
    expect(fetched).toHaveBeenCalledWith(`/anon/${box}`, {
      method: "POST",
      body: expect.any(Uint8Array),
      headers: { "content-type": "application/octet-stream", "accept-language": "*" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "error",
      keepalive: true,
    });
  });

  it("is done whatever a server answers, and fails when none does", async () => {
    const fetched = vi.spyOn(globalThis, "fetch");
    fetched.mockResolvedValueOnce(new Response(null, { status: 502 }));
    await expect(postEnvelope(box, new Uint8Array(1))).resolves.toBeUndefined();
    fetched.mockRejectedValueOnce(new TypeError("network"));
    await expect(postEnvelope(box, new Uint8Array(1))).rejects.toThrow("network");
  });
});

describe("a member's client", () => {
  it("asks for its token at once when a box opens, and once", async () => {
    const { asked, show, says, settle } = aMember(memberView());
    await settle();
    expect(asked).toEqual([]);
    expect(says()).toEqual({ box: null, part: "none", envelope: "none" });
    await show({ box: aBox() });
    await show({ box: aBox({ present: 7 }) });
    expect(asked).toHaveLength(1);
    expect(says()).toEqual({ box, part: "ready", envelope: "none" });
  });

  it("posts what stands there at the close, after its random wait", async () => {
    const { write, post, stage, read, says, settle } = aMember();
    write(words);
    await settle();
    await stage("collecting");
    await posting();
    expect(post).toHaveBeenCalledTimes(1);
    expect(read()).toEqual([words]);
    expect(says().envelope).toBe("posted");
  });

  it("posts what stands there at the moment of posting, not before", async () => {
    const { write, stage, read, settle } = aMember();
    const late = vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
      if (bytes instanceof Uint8Array) bytes.fill(bytes.length === 4 ? 0xff : 7);
      return bytes;
    });
    await settle();
    await stage("collecting");
    await vi.advanceTimersByTimeAsync(7_000);
    write("Late.");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(read()).toEqual(["Late."]);
    late.mockRestore();
  });

  it("posts an envelope of the same size when its member wrote nothing", async () => {
    const { posted, read, stage, settle } = aMember();
    await settle();
    await stage("collecting");
    await posting();
    expect(posted[0]).toHaveLength(envelope_bytes);
    expect(read()).toEqual([""]);
  });

  it.each<[string, Ask, string, string]>([
    [
      "an answer",
      {
        kind: "answer",
        answer: { kind: "scale", min: 0, max: 10, step: 1, low: null, high: null },
      },
      answerSlip({ kind: "scale", value: 7 }),
      '{"kind":"scale","value":7}',
    ],
    ["a tap", { kind: "me_too" }, meTooSlip(true), "me too"],
  ])("carries %s in the same envelope", async (_what, ask, slip, content) => {
    const { write, stage, read, posted, settle } = aMember(memberView({ box: aBox({ ask }) }));
    write(slip);
    await settle();
    await stage("collecting");
    await posting();
    expect(read()).toEqual([content]);
    expect(posted[0]).toHaveLength(envelope_bytes);
  });

  it("posts once, however often it is told that envelopes are collected", async () => {
    const { post, stage, settle } = aMember();
    await settle();
    await stage("collecting");
    await stage("collecting");
    await vi.advanceTimersByTimeAsync(20_000);
    await stage("collecting");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(post).toHaveBeenCalledTimes(1);
  });

  it("takes part in the next box with a token of its own", async () => {
    const { show, asked, says, settle } = aMember();
    await settle();
    const box_id = "99999999-1111-4222-8333-944445555666";
    await show({ box: aBox({ box_id }) });
    expect(says()).toEqual({ box: box_id, part: "ready", envelope: "none" });
    expect(new Set(asked).size).toBe(2);
    await show({ box: null });
    expect(says()).toEqual({ box: null, part: "none", envelope: "none" });
  });

  it.each([
    ["a therapist", therapistView({ box: aBox() })],
    ["an observer", memberView({ box: aBox() }, { role: "observer" })],
    ["a member at the door", memberView({ box: aBox() }, { standing: "waiting" })],
  ])("of %s takes no part", async (_who, view) => {
    const { asked, post, stage, says } = aMember(view);
    await stage("collecting");
    await posting();
    expect(asked).toEqual([]);
    expect(post).not.toHaveBeenCalled();
    expect(says().part).toBe("none");
  });
});

describe("a bad line", () => {
  it("makes it ask again with the very same element", async () => {
    const { asked, drop, show, says, answerWith } = aMember(undefined, () => null);
    await drop();
    expect(says().part).toBe("asking");
    answerWith(honest);
    await show({});
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
    expect(says().part).toBe("ready");
  });

  it("costs nobody the token that is here already", async () => {
    const { asked, drop, show, stage, read, settle } = aMember();
    await settle();
    await drop();
    await show({});
    expect(asked).toHaveLength(1);
    await stage("collecting");
    await posting();
    expect(read()).toEqual([""]);
  });

  it("makes it post the very same envelope again when no server answered", async () => {
    const { post, posted, stage, settle } = aMember();
    const sent: Uint8Array[] = [];
    post.mockImplementationOnce(async (_box, envelope) => {
      sent.push(envelope.slice());
      throw new TypeError("network");
    });
    await settle();
    await stage("collecting");
    await vi.advanceTimersByTimeAsync(9_000);
    expect(sent).toHaveLength(1);
    expect(posted).toEqual(sent);
  });

  it("is given up before the seal, and the words are kept", async () => {
    const { post, stage, write, kept, says, settle } = aMember();
    post.mockRejectedValue(new TypeError("network"));
    write(words);
    await settle();
    await stage("collecting");
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = post.mock.calls.length;
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThanOrEqual(15);
    expect(says().envelope).toBe("none");
    await stage("sealed", { receipts: ["ab".repeat(32)] });
    expect(post).toHaveBeenCalledTimes(tries);
    expect(says()).toEqual({ box, part: "ready", envelope: "missing" });
    expect(kept()).toBe(words);
  });

  it("that is back after the seal brings nothing any more", async () => {
    const { post, stage, settle } = aMember();
    await settle();
    await stage("collecting");
    await stage("sealed");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post).not.toHaveBeenCalled();
  });
});

describe("the seal", () => {
  async function sealed(to: BoxStage, mine: boolean) {
    const member = aMember();
    member.write(words);
    await member.settle();
    await member.stage("collecting");
    await posting();
    const receipts = ["00".repeat(32), ...(mine ? member.receipts() : []), "ff".repeat(32)];
    await member.stage(to, { receipts });
    return member;
  }

  it.each(["sealed", "settled"] as const)("%s with our receipt counts", async (to) => {
    const { says, drafts, kept } = await sealed(to, true);
    expect(says()).toEqual({ box, part: "ready", envelope: "counted" });
    expect(drafts.get(slipKey(box))).toBe("");
    expect(kept()).toBe("");
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it.each(["sealed", "settled"] as const)("%s without it says so, and keeps", async (to) => {
    const { says, drafts, kept, stage, receipts } = await sealed(to, false);
    expect(says()).toEqual({ box, part: "ready", envelope: "missing" });
    expect(drafts.get(slipKey(box))).toBe("");
    expect(kept()).toBe(words);
    // What is told later about the same box changes nothing about it.
    await stage("settled", { receipts: receipts() });
    expect(says().envelope).toBe("missing");
  });

  it("says to a member who wrote nothing whether the envelope was counted, too", async () => {
    const { stage, receipts, says, settle } = aMember();
    await settle();
    await stage("collecting");
    await posting();
    await stage("sealed", { receipts: receipts() });
    expect(says().envelope).toBe("counted");
  });

  it("seen before the server's answer came is still counted", async () => {
    const { post, posted, stage, receipts, says, settle } = aMember();
    post.mockImplementationOnce((_box, envelope) => {
      posted.push(envelope.slice());
      return new Promise(() => {});
    });
    await settle();
    await stage("collecting");
    await posting();
    await stage("sealed", { receipts: receipts() });
    expect(says().envelope).toBe("counted");
  });

  it("of a box this page never saw open says nothing of an envelope", async () => {
    const { says, settle } = aMember(memberView({ box: aBox({ stage: "sealed" }) }));
    await settle();
    expect(says()).toEqual({ box, part: "none", envelope: "none" });
  });

  it.each(["discarded", "voided"] as const)("that never is (%s) keeps words", async (end) => {
    const { write, stage, drafts, kept, settle } = aMember();
    write(words);
    await settle();
    await stage("collecting");
    await posting();
    await stage(end);
    expect(kept()).toBe(words);
    expect(drafts.get(slipKey(box))).toBe("");
    expect(Object.keys(sessionStorage)).toEqual([]);
  });

  it("keeps words beside those kept before, and no answers", async () => {
    const { write, stage, kept, drafts, settle } = aMember();
    drafts.set(keptSlipKey, "Before.", "memory");
    write(words);
    await settle();
    await stage("voided");
    expect(kept()).toBe(`Before.\n${words}`);
    const tapping = aMember(memberView({ box: aBox({ ask: { kind: "me_too" } }) }));
    tapping.write(meTooSlip(true));
    await tapping.settle();
    await tapping.stage("voided");
    expect(tapping.kept()).toBe("");
    expect(tapping.drafts.get(slipKey(box))).toBe("");
  });
});
