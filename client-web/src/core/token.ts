/**
 * The one token of a seat for one box, made blindly: whoever made it cannot recognise it.
 *
 * RFC 9497 in verifiable mode, with ristretto255 and SHA-512. This page draws a nonce and shows the
 * server only a blinded form of it; from the answer it makes 64 bytes that belong to the nonce and
 * that only the key of the box could have led to. The answer carries a proof that it was made with
 * the key everybody was told: a server that used a key of its own for each member could tell their
 * tokens apart, and its proof does not fit.
 *
 * Secrets are overwritten when they are no longer needed, as far as a script can do that: numbers
 * inside the library cannot be.
 */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import type { BlindedElement, BoxKey, Evaluation } from "../protocol";
import { fromHex, toHex } from "./hex";

const { voprf } = ristretto255_oprf;

/** Bytes of a nonce. The same as `NONCE_BYTES` of the protocol. */
export const nonce_bytes = 32;
const element_bytes = 32;
const proof_bytes = 64;

export type RandomBytes = (count: number) => Uint8Array;

export const browserRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** What was drawn for one box, before it is answered. */
export interface Draw {
  readonly nonce: Uint8Array;
  readonly blind: Uint8Array;
  /** All that the server sees of it. */
  readonly blinded: BlindedElement;
}

export interface Token {
  readonly nonce: Uint8Array;
  /** What the key of the box makes of the nonce: 64 bytes. */
  readonly output: Uint8Array;
}

export type TokenTrouble =
  /** The answer is for what another page of this seat drew. Its secrets are there. */
  | "other_page"
  /** The answer was not made with the key everybody was told, or is none at all. */
  | "other_key";

export class TokenRefused extends Error {
  readonly why: TokenTrouble;

  constructor(why: TokenTrouble) {
    super(why);
    this.name = "TokenRefused";
    this.why = why;
  }
}

export function draw(random: RandomBytes = browserRandom): Draw {
  const nonce = random(nonce_bytes);
  const chance: Uint8Array[] = [];
  const { blind, blinded } = voprf.blind(nonce, (count = nonce_bytes) => {
    const bytes = random(count);
    chance.push(bytes);
    return bytes;
  });
  // The blind could be made from it again.
  for (const bytes of chance) bytes.fill(0);
  return { nonce, blind, blinded: toHex(blinded) };
}

/**
 * The token, once the answer is verified. Takes over the nonce of `drawn`; its blind is overwritten
 * whatever comes of it.
 *
 * @throws TokenRefused
 */
export function finish(
  drawn: Draw,
  answer: { blinded: BlindedElement; evaluation: Evaluation },
  key: BoxKey,
): Token {
  try {
    if (answer.blinded !== drawn.blinded) throw new TokenRefused("other_page");
    const blinded = fromHex(drawn.blinded, element_bytes);
    const evaluated = fromHex(answer.evaluation.evaluated, element_bytes);
    const proof = fromHex(answer.evaluation.proof, proof_bytes);
    const publicKey = fromHex(key, element_bytes);
    if (!blinded || !evaluated || !proof || !publicKey) throw new TokenRefused("other_key");
    return {
      nonce: drawn.nonce,
      output: verified(drawn, evaluated, blinded, publicKey, proof),
    };
  } finally {
    drawn.blind.fill(0);
  }
}

function verified(
  { nonce, blind }: Draw,
  evaluated: Uint8Array,
  blinded: Uint8Array,
  key: Uint8Array,
  proof: Uint8Array,
): Uint8Array {
  try {
    return voprf.finalize(nonce, blind, evaluated, blinded, key, proof);
  } catch {
    // Not an element, the identity, or a proof that does not fit: it says nothing more.
    throw new TokenRefused("other_key");
  }
}

export function forget(secrets: Draw | Token): void {
  secrets.nonce.fill(0);
  if ("blind" in secrets) secrets.blind.fill(0);
  else secrets.output.fill(0);
}
