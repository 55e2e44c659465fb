/**
 * A box as four words that people can compare aloud.
 *
 * A server that told members different keys, or different boxes, could tell their envelopes apart;
 * it would have to give different words to people who sit together. Four words are 44 bits, and two
 * keys with the same words could be looked for beforehand. So making them is made slow: a page does
 * it once for each box, a search has to do it millions of times (`docs/threat-model.md`, "The four
 * words").
 */
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { BoxView } from "../protocol";
import { fromHex, uuidBytes } from "./hex";

/** PBKDF2 (RFC 8018) with HMAC-SHA-512. */
const rounds = 100_000;
const salt = utf8ToBytes("rondo box words v1");
const derived_bytes = 8;
const word_bits = 11n;
const words_shown = 4;

type Named = Pick<BoxView, "box_id" | "key">;

/** The words made last: one box is open at a time, and may be shown in two places. */
let last: { box: Named; words: Promise<readonly string[]> } | null = null;

/** Four words, or none for what is not a box. Takes a moment, during which the page goes on. */
export function keyWords({ box_id, key }: Named): Promise<readonly string[]> {
  if (last?.box.box_id !== box_id || last.box.key !== key) {
    last = { box: { box_id, key }, words: derive({ box_id, key }) };
  }
  return last.words;
}

async function derive({ box_id, key }: Named): Promise<readonly string[]> {
  const id = uuidBytes(box_id);
  const bytes = fromHex(key, 32);
  if (id === null || bytes === null) return [];
  const derived = await slowly(concatBytes(id, bytes));
  const first = new DataView(derived.buffer, derived.byteOffset).getBigUint64(0);
  return Array.from({ length: words_shown }, (_, i) => {
    const shift = 64n - word_bits * BigInt(i + 1);
    return wordlist[Number((first >> shift) & 0x7ffn)] ?? "";
  });
}

/**
 * By the browser itself, beside the page's own work. In our own words it takes half a second on a
 * laptop and seconds on an old phone, in which the page stands still: only where there is no other
 * way, which is on a page without HTTPS.
 */
async function slowly(secret: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (subtle === undefined) {
    return pbkdf2Async(sha512, secret, salt, { c: rounds, dkLen: derived_bytes });
  }
  const key = await subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-512", salt, iterations: rounds };
  return new Uint8Array(await subtle.deriveBits(how, key, derived_bytes * 8));
}
