/**
 * One envelope: all are of one size and look like noise, whatever is in them.
 *
 * Nonce, then a code that only the token can make over box, nonce and all the rest, then the length
 * of the content and the content, then noise to the end. The layout is `docs/protocol.md`, section
 * 10; `protocol/wire/envelope.json` holds both sides to the same bytes.
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { BoxId, Receipt } from "../protocol";
import { toHex, uuidBytes } from "./hex";
import { slip_bytes_max } from "./slip";
import { nonce_bytes, type RandomBytes, type Token } from "./token";

/** Bytes of every envelope. The same as `ENVELOPE_BYTES` of the protocol. */
export const envelope_bytes = 2_048;
/** Where the code begins, and where what it covers. */
const mac_at = nonce_bytes;
const length_at = mac_at + 64;
const content_at = length_at + 2;

const domain = utf8ToBytes("rondo box envelope v1");

/** `content` has at most `slip_bytes_max` bytes; empty says that nothing was written. */
export function sealEnvelope(
  token: Token,
  boxId: BoxId,
  content: string,
  random: RandomBytes,
): Uint8Array {
  const words = new TextEncoder().encode(content);
  if (words.length > slip_bytes_max) throw new Error("too much for an envelope");
  const envelope = random(envelope_bytes);
  envelope.set(token.nonce, 0);
  new DataView(envelope.buffer, envelope.byteOffset).setUint16(length_at, words.length);
  envelope.set(words, content_at);
  const covered = concatBytes(domain, boxBytes(boxId), token.nonce, envelope.subarray(length_at));
  envelope.set(hmac(sha512, token.output, covered), mac_at);
  words.fill(0);
  covered.fill(0);
  return envelope;
}

/** What stands in the list after the seal, if the envelope is among those that were opened. */
export function receiptOf(envelope: Uint8Array): Receipt {
  return toHex(sha256(envelope));
}

function boxBytes(boxId: BoxId): Uint8Array {
  const bytes = uuidBytes(boxId);
  if (bytes === null) throw new Error("a box is named by a UUID");
  return bytes;
}
