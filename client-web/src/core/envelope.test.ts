import { describe, expect, it } from "vitest";
import vectors from "../../../protocol/wire/envelope.json";
import { Ballot, seeded } from "../test/ballot";
import { aBox } from "../test/cast";
import { envelope_bytes, receiptOf, sealEnvelope } from "./envelope";
import { fromHex, toHex } from "./hex";
import { slip_bytes_max } from "./slip";
import { draw, finish, type RandomBytes, type Token } from "./token";

const ballot = new Ballot();
const box = aBox().box_id;
const another = "0b0c0d0e-1111-4222-8333-944445555667";

function aToken(seed: number): Token {
  const drawn = draw(seeded(seed));
  const answer = { blinded: drawn.blinded, evaluation: ballot.evaluate(drawn.blinded) };
  return finish(drawn, answer, ballot.key);
}

function bytes(digits: string): Uint8Array {
  const read = fromHex(digits, digits.length / 2);
  if (read === null) throw new Error("no bytes");
  return read;
}

/**
 * Chance from which the library makes this scalar: it reads 48 bytes, little-endian, and adds one so
 * that zero is never drawn.
 */
function chanceFor(scalar: string): Uint8Array {
  const wide = new Uint8Array(48);
  wide.set(bytes(scalar));
  for (let at = 0; ; at += 1) {
    const byte = wide[at] ?? 0;
    wide[at] = (byte + 255) % 256;
    if (byte > 0) return wide;
  }
}

describe("the shared vectors", () => {
  it.each(vectors.envelopes)("come out from nonce to receipt: $what", (vector) => {
    const drawn = [bytes(vector.nonce), chanceFor(vector.blind)];
    const mine = draw(() => drawn.shift() ?? new Uint8Array());
    expect(mine.blinded).toBe(vector.blinded);
    expect(toHex(mine.blind)).toBe(vector.blind);

    const { evaluated, proof } = vector;
    const answer = { blinded: vector.blinded, evaluation: { evaluated, proof } };
    const token = finish(mine, answer, vectors.key);
    expect(toHex(token.output)).toBe(vector.output);

    const content_at = 98 + new TextEncoder().encode(vector.content).length;
    const padding: RandomBytes = (count) =>
      Uint8Array.from({ length: count }, (_, at) => Math.max(0, at - content_at) % 251);
    const envelope = sealEnvelope(token, vectors.box_id, vector.content, padding);
    expect(toHex(envelope.slice(32, 96))).toBe(vector.mac);
    expect(toHex(envelope)).toBe(vector.envelope);
    expect(receiptOf(envelope)).toBe(vector.receipt);
  });
});

describe("an envelope", () => {
  it("is opened by the box it was made for, and by no other", () => {
    const envelope = sealEnvelope(aToken(1), box, "Grüße", seeded(2));
    expect(ballot.open(box, envelope)).toBe("Grüße");
    expect(ballot.open(another, envelope)).toBeNull();
    expect(Ballot.another().open(box, envelope)).toBeNull();
  });

  it("is not genuine with any byte changed", () => {
    const envelope = sealEnvelope(aToken(1), box, "Hello", seeded(2));
    for (const at of [0, 31, 32, 95, 96, 97, 98, 103, 1_000, 2_047]) {
      const changed = envelope.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(ballot.open(box, changed)).toBeNull();
      expect(receiptOf(changed)).not.toBe(receiptOf(envelope));
    }
  });

  it.each([0, 1, 700, slip_bytes_max])("has one size with %i bytes in it", (length) => {
    const envelope = sealEnvelope(aToken(1), box, "x".repeat(length), seeded(2));
    expect(envelope).toHaveLength(envelope_bytes);
    expect(ballot.open(box, envelope)).toBe("x".repeat(length));
  });

  it("draws the same amount of chance whatever is in it", () => {
    for (const content of ["", "x".repeat(slip_bytes_max)]) {
      const drawn: number[] = [];
      sealEnvelope(aToken(1), box, content, (count) => {
        drawn.push(count);
        return new Uint8Array(count);
      });
      expect(drawn).toEqual([envelope_bytes]);
    }
  });

  it("is padded with fresh randomness", () => {
    const random: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));
    const [one, two] = [1, 1].map((seed) => sealEnvelope(aToken(seed), box, "a", random));
    expect(one?.slice(0, 32)).toEqual(two?.slice(0, 32));
    expect(one?.slice(99)).not.toEqual(two?.slice(99));
  });

  it("is never made with more than it holds", () => {
    const much = "x".repeat(slip_bytes_max + 1);
    expect(() => sealEnvelope(aToken(1), box, much, seeded(2))).toThrow();
  });
});
