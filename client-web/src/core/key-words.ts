/**
 * The key of a box as four words that people can compare aloud.
 *
 * A server that told members different keys could tell their tokens apart; it would have to give
 * different words to people who sit together. 44 bits: the words are told after the key is chosen
 * and there is no time to look for a second key with the same ones.
 */
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { BoxKey } from "../protocol";
import { fromHex } from "./hex";

const domain = utf8ToBytes("rondo box words v1");
const word_bits = 11n;
const words_shown = 4;

/** Four words, or none for what is not a key. */
export function keyWords(key: BoxKey): readonly string[] {
  const bytes = fromHex(key, 32);
  if (bytes === null) return [];
  const digest = sha512(concatBytes(domain, bytes));
  const first = new DataView(digest.buffer, digest.byteOffset).getBigUint64(0);
  return Array.from({ length: words_shown }, (_, i) => {
    const shift = 64n - word_bits * BigInt(i + 1);
    return wordlist[Number((first >> shift) & 0x7ffn)] ?? "";
  });
}
