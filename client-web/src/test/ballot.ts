/**
 * The server's side of one box, for tests of the client: makes tokens, and opens envelopes.
 *
 * Its key is that of the shared vectors unless it is given another one.
 */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import vectors from "../../../protocol/wire/envelope.json";
import { toHex } from "../core/hex";
import type { RandomBytes } from "../core/token";
import type { BoxId, Evaluation } from "../protocol";

/** What the library has and its types leave out. */
interface Evaluate {
  evaluate(secretKey: Uint8Array, input: Uint8Array): Uint8Array;
}
const voprf = ristretto255_oprf.voprf as typeof ristretto255_oprf.voprf & Evaluate;

export class Ballot {
  readonly key: string;
  private readonly secret: Uint8Array;

  constructor(keys?: { secretKey: Uint8Array; publicKey: Uint8Array }) {
    this.secret = keys?.secretKey ?? hexToBytes(vectors.secret);
    this.key = keys === undefined ? vectors.key : toHex(keys.publicKey);
  }

  /** Another key, drawn now. */
  static another(): Ballot {
    return new Ballot(voprf.generateKeyPair());
  }

  evaluate(blinded: string, random?: RandomBytes): Evaluation {
    const rng = random && ((count = 32) => random(count));
    const element = hexToBytes(blinded);
    const made = voprf.blindEvaluate(this.secret, hexToBytes(this.key), element, rng);
    return { evaluated: toHex(made.evaluated), proof: toHex(made.proof) };
  }

  outputOf(nonce: Uint8Array): Uint8Array {
    return voprf.evaluate(this.secret, nonce);
  }

  /** What is in an envelope; `null` if it is not genuine. */
  open(boxId: BoxId, envelope: Uint8Array): string | null {
    const output = this.outputOf(envelope.slice(0, 32));
    const box = hexToBytes(boxId.replaceAll("-", ""));
    const label = utf8ToBytes("rondo box envelope v1");
    const covered = concatBytes(label, box, envelope.slice(0, 32), envelope.slice(96));
    if (toHex(hmac(sha512, output, covered)) !== toHex(envelope.slice(32, 96))) return null;
    const length = new DataView(envelope.buffer, envelope.byteOffset).getUint16(96);
    return new TextDecoder().decode(envelope.slice(98, 98 + length));
  }
}

/** Bytes that follow from a seed: a test that passed once passes always. */
export function seeded(seed: number): RandomBytes {
  // Mulberry32. Good enough to scatter, not to keep a secret.
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 24;
  };
  return (count) => Uint8Array.from({ length: count }, next);
}
