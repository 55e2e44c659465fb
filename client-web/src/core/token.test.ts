import { describe, expect, it } from "vitest";
import rfc from "../../../protocol/wire/rfc9497-voprf.json";
import { Ballot, seeded } from "../test/ballot";
import { fromHex, toHex } from "./hex";
import { type Draw, draw, finish, forget, TokenRefused } from "./token";

const ballot = new Ballot();
const identity = "00".repeat(32);
/** Not below the field's prime: an encoding of nothing (RFC 9496, appendix A.3). */
const notCanonical = `00${"ff".repeat(31)}`;
const notAnElement = "ff".repeat(32);

function bytes(digits: string): Uint8Array {
  const read = fromHex(digits, digits.length / 2);
  if (read === null) throw new Error("no bytes");
  return read;
}

/** The same draw again: finishing takes it over. */
const copy = (drawn: Draw): Draw => ({
  nonce: drawn.nonce.slice(),
  blind: drawn.blind.slice(),
  blinded: drawn.blinded,
});

function why(attempt: () => unknown): string {
  try {
    attempt();
  } catch (trouble) {
    if (trouble instanceof TokenRefused) return trouble.why;
    throw trouble;
  }
  return "taken";
}

describe("the vectors of RFC 9497, appendix A.1.2", () => {
  it.each(rfc.vectors)("verify and finish for the input $input", (vector) => {
    const drawn = {
      nonce: bytes(vector.input),
      blind: bytes(vector.blind),
      blinded: vector.blindedElement,
    };
    const evaluation = { evaluated: vector.evaluationElement, proof: vector.proof };
    const token = finish(drawn, { blinded: vector.blindedElement, evaluation }, rfc.pkSm);
    expect(toHex(token.output)).toBe(vector.output);
  });
});

describe("a token", () => {
  const drawn = draw(seeded(1));
  const evaluation = ballot.evaluate(drawn.blinded);
  const answer = { blinded: drawn.blinded, evaluation };

  it("is what the key of the box makes of the nonce", () => {
    const token = finish(copy(drawn), answer, ballot.key);
    expect(token.nonce).toEqual(drawn.nonce);
    expect(token.output).toHaveLength(64);
    expect(token.output).toEqual(ballot.outputOf(drawn.nonce));
  });

  it("is the same however it was blinded", () => {
    const nonce = seeded(3)(32);
    const outputs = [4, 5].map((seed) => {
      const rest = seeded(seed);
      let first = true;
      const mine = draw((count) => {
        if (!first) return rest(count);
        first = false;
        return nonce.slice();
      });
      const made = { blinded: mine.blinded, evaluation: ballot.evaluate(mine.blinded) };
      return { blinded: mine.blinded, output: toHex(finish(mine, made, ballot.key).output) };
    });
    expect(outputs[0]?.blinded).not.toBe(outputs[1]?.blinded);
    expect(outputs[0]?.output).toBe(outputs[1]?.output);
  });

  it("drawn twice is never the same", () => {
    expect(draw().blinded).not.toBe(draw().blinded);
  });

  it("made for another page is known as that", () => {
    const other = draw(seeded(6));
    const theirs = { blinded: other.blinded, evaluation: ballot.evaluate(other.blinded) };
    expect(why(() => finish(copy(drawn), theirs, ballot.key))).toBe("other_page");
  });

  it("made with another key is refused, and so is the right one under another key", () => {
    const liar = Ballot.another();
    const theirs = { blinded: drawn.blinded, evaluation: liar.evaluate(drawn.blinded) };
    expect(why(() => finish(copy(drawn), theirs, ballot.key))).toBe("other_key");
    expect(why(() => finish(copy(drawn), answer, liar.key))).toBe("other_key");
    expect(why(() => finish(copy(drawn), theirs, liar.key))).toBe("taken");
  });

  it("is refused when the answer for another element is passed off as ours", () => {
    const other = draw(seeded(7));
    const moved = { blinded: drawn.blinded, evaluation: ballot.evaluate(other.blinded) };
    expect(why(() => finish(copy(drawn), moved, ballot.key))).toBe("other_key");
  });

  it("is refused for every changed byte of its proof", () => {
    for (let at = 0; at < 64; at += 7) {
      const proof = bytes(evaluation.proof);
      proof[at] = (proof[at] ?? 0) ^ 1;
      const changed = { ...answer, evaluation: { ...evaluation, proof: toHex(proof) } };
      expect(why(() => finish(copy(drawn), changed, ballot.key))).toBe("other_key");
    }
  });

  it.each([
    ["the identity", identity],
    ["an encoding that is not canonical", notCanonical],
    ["what is no element", notAnElement],
    ["nothing", ""],
    ["another element", draw(seeded(8)).blinded],
    ["upper case", evaluation.evaluated.toUpperCase()],
    ["one byte too many", `${evaluation.evaluated}00`],
  ])("is refused with %s for an evaluation or a key", (_what, element) => {
    const changed = { ...answer, evaluation: { ...evaluation, evaluated: element } };
    expect(why(() => finish(copy(drawn), changed, ballot.key))).toBe("other_key");
    expect(why(() => finish(copy(drawn), answer, element))).toBe("other_key");
  });

  it.each([
    ["the identity everywhere", identity, identity, "00".repeat(64)],
    ["a proof over the group's order", evaluation.evaluated, ballot.key, "ff".repeat(64)],
    ["half a proof", evaluation.evaluated, ballot.key, evaluation.proof.slice(64)],
  ])("is refused with %s", (_what, evaluated, key, proof) => {
    const changed = { ...answer, evaluation: { evaluated, proof } };
    expect(why(() => finish(copy(drawn), changed, key))).toBe("other_key");
  });

  it("leaves no blind behind, taken or not", () => {
    const good = copy(drawn);
    finish(good, answer, ballot.key);
    const bad = copy(drawn);
    why(() => finish(bad, answer, Ballot.another().key));
    for (const { blind } of [good, bad]) expect(new Set(blind)).toEqual(new Set([0]));
  });

  it("is overwritten when it is forgotten, as is a draw", () => {
    const mine = copy(drawn);
    forget(mine);
    const token = finish(copy(drawn), answer, ballot.key);
    forget(token);
    for (const secret of [mine.nonce, mine.blind, token.nonce, token.output]) {
      expect(new Set(secret)).toEqual(new Set([0]));
    }
  });
});
