/** When the courier does not trust what it is told, and what it leaves behind. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Ballot } from "../test/ballot";
import { aBox, memberView, now } from "../test/cast";
import { type Answers, aMember, ballot, box, honest, posting } from "../test/member";
import { envelope_bytes } from "./envelope";
import { browserRandom, type RandomBytes } from "./token";

const words = "It is hard to be new.";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("without a token nothing is posted, and the words are kept", () => {
  const other = ballot.evaluate(aBox().key);
  const cases: [string, string, Answers][] = [
    ["another page has it", "elsewhere", () => ({ blinded: aBox().key, evaluation: other })],
    ["there is none", "absent", (blinded) => ({ blinded, evaluation: null })],
    ["it never comes", "absent", () => null],
    [
      "it was made with another key",
      "other_key",
      (blinded) => ({ blinded, evaluation: Ballot.another().evaluate(blinded) }),
    ],
    [
      "it is nonsense",
      "other_key",
      (blinded) => ({ blinded, evaluation: { evaluated: "", proof: "" } }),
    ],
  ];

  it.each(cases)("because %s", async (_why, part, answers) => {
    const { write, stage, says, post, kept, settle } = aMember(undefined, answers);
    write(words);
    await settle();
    await stage("collecting");
    await posting();
    await stage("sealed", { receipts: ["00".repeat(32)] });
    expect(post).not.toHaveBeenCalled();
    expect(says()).toEqual({ box, part, envelope: "none" });
    expect(kept()).toBe(words);
  });

  it("but what was absent may be there after a drop", async () => {
    const { asked, drop, show, says, answerWith } = aMember(undefined, cases[1]?.[2]);
    await show({ box: aBox({ present: 7 }) });
    expect(asked).toHaveLength(1);
    await drop();
    answerWith(honest);
    await show({});
    expect(says().part).toBe("ready");
  });
});

describe("a lying server", () => {
  const liar = Ballot.another();

  it("that changes the key of an open box is not trusted any more", async () => {
    const { show, stage, says, write, post, kept, settle } = aMember();
    await settle();
    write(words);
    expect(says().part).toBe("ready");
    await show({ box: aBox({ key: liar.key }) });
    expect(says().part).toBe("other_key");
    expect(kept()).toBe(words);
    await stage("collecting");
    await posting();
    expect(post).not.toHaveBeenCalled();
  });

  it("that changes it while envelopes are posted gets none", async () => {
    const { stage, says, post, settle } = aMember();
    await settle();
    await stage("collecting", { closes_at: now + 100_000 });
    await stage("collecting", { key: liar.key });
    const before = post.mock.calls.length;
    await posting();
    expect(post).toHaveBeenCalledTimes(before);
    expect(says().part).toBe("other_key");
  });

  it("that says one key to this member and evaluates with it is heard in the four words", async () => {
    const answers: Answers = (blinded) => ({ blinded, evaluation: liar.evaluate(blinded) });
    const { says, settle } = aMember(memberView({ box: aBox({ key: liar.key }) }), answers);
    await settle();
    // Nothing on this page alone can tell: that is what the words are for (key-words.test.ts).
    expect(says().part).toBe("ready");
  });
});

describe("secrets", () => {
  it("are overwritten once the envelope is made, and the envelope once it is gone", async () => {
    const drawn: Uint8Array[] = [];
    const random: RandomBytes = (count) => {
      const bytes = browserRandom(count);
      drawn.push(bytes);
      return bytes;
    };
    const { stage, says, settle } = aMember(undefined, undefined, random);
    await settle();
    await stage("collecting");
    await posting();
    expect(says().envelope).toBe("posted");
    // The nonce, what the blind was made of, the delay, and the envelope itself.
    expect(drawn.map((bytes) => bytes.length)).toEqual([32, 48, 4, envelope_bytes]);
    const [nonce, chance, , envelope] = drawn;
    for (const bytes of [nonce, chance, envelope]) expect(new Set(bytes)).toEqual(new Set([0]));
  });

  it("go when the page leaves the room before the close", async () => {
    const { courier, stage, write, post, kept, settle } = aMember();
    write(words);
    await settle();
    courier.stop();
    await stage("collecting");
    await posting();
    expect(post).not.toHaveBeenCalled();
    expect(kept()).toBe(words);
  });

  it("on their way still arrive when the member leaves the circle after it", async () => {
    const { show, stage, write, read, says, settle } = aMember();
    write(words);
    await settle();
    await stage("collecting");
    await show({ me: { ...memberView().me, standing: "left" }, box: null });
    await posting();
    expect(read()).toEqual([words]);
    expect(says()).toEqual({ box: null, part: "none", envelope: "none" });
  });

  it("on their way still arrive when the page leaves the room after it", async () => {
    const { courier, stage, write, read, settle } = aMember();
    write(words);
    await settle();
    await stage("collecting");
    courier.stop();
    await posting();
    expect(read()).toEqual([words]);
  });
});
