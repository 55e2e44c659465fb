/** Bytes in hexadecimal, in the one form of the wire: two lower-case digits a byte. */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/** `null` for what is not exactly `length` bytes in that form, whatever the server sent. */
export function fromHex(digits: string, length: number): Uint8Array | null {
  const fits = typeof digits === "string" && digits.length === 2 * length;
  return fits && /^[0-9a-f]*$/.test(digits) ? hexToBytes(digits) : null;
}

/** The 16 bytes of a UUID as it is written (RFC 9562, section 4), or `null` for anything else. */
export const uuidBytes = (id: string): Uint8Array | null =>
  fromHex(id.toLowerCase().replaceAll("-", ""), 16);
