/**
 * A box as four words that people can compare aloud.
 *
 * A server that told members different keys, or different boxes, could tell their envelopes apart;
 * it would have to give different words to people who sit together. The words are 44 bits: they find
 * out a mistake and a careless cheat, and not a server that looked beforehand for two keys with the
 * same words (`docs/threat-model.md`, "The four words").
 */
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import type { BoxView } from "../protocol";
import { fromHex, uuidBytes } from "./hex";

const domain = utf8ToBytes("rondo box words v1");
const word_bits = 11n;
const words_shown = 4;

/** Four words, or none for what is not a box. */
export function keyWords({ box_id, key }: Pick<BoxView, "box_id" | "key">): readonly string[] {
  const id = uuidBytes(box_id);
  const bytes = fromHex(key, 32);
  if (id === null || bytes === null) return [];
  const digest = sha512(concatBytes(domain, id, bytes));
  const first = new DataView(digest.buffer, digest.byteOffset).getBigUint64(0);
  return Array.from({ length: words_shown }, (_, i) => {
    const shift = 64n - word_bits * BigInt(i + 1);
    return wordlist[Number((first >> shift) & 0x7ffn)] ?? "";
  });
}
