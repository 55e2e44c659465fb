/**
 * What one member puts into a box, while it is still on this page: words, an answer, or a tap.
 *
 * It stands in the drafts of the session under `slipKey`, in memory alone, exactly as it will stand
 * in the envelope. Nothing chosen is the empty string.
 */
import type { Answer, Ask, BoxId } from "../protocol";
import { clean } from "./clean";

/** Bytes of UTF-8 that an envelope holds. The same as `SLIP_BYTES_MAX` of the protocol. */
export const slip_bytes_max = 1_500;

/** The content of a tap. */
const meToo = "me too";

/** Where what is meant for one box stands while it is open. */
export const slipKey = (boxId: BoxId): string => `slip.${boxId}`;
/** Where words are kept that nobody read, to be offered again. */
export const keptSlipKey = "slip.kept";

/** Length on the wire, in bytes of UTF-8. */
export function slipBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** As much of `text` as fits into an envelope, never cutting a character in two. */
export function clampSlip(text: string): string {
  if (slipBytes(text) <= slip_bytes_max) return text;
  let bytes = 0;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    bytes += slipBytes(segment);
    if (bytes > slip_bytes_max) break;
    kept += segment;
  }
  return kept;
}

/** The words as they will be read: see `clean`. */
export const cleanSlip = clean;

export const answerSlip = (answer: Answer | null): string =>
  answer === null ? "" : JSON.stringify(answer);

export function slipAnswer(slip: string): Answer | null {
  // Only ever written by `answerSlip`, on this page.
  return slip === "" ? null : (JSON.parse(slip) as Answer);
}

export const meTooSlip = (tapped: boolean): string => (tapped ? meToo : "");

export const slipMeToo = (slip: string): boolean => slip === meToo;

/** What goes into the envelope: at most `slip_bytes_max` bytes, of the kind the box asks for. */
export function contentOf(ask: Ask, slip: string): string {
  switch (ask.kind) {
    case "words":
      // Cut first, since the end that is left may be a blank.
      return clean(clampSlip(clean(slip)));
    case "answer":
      return slipBytes(slip) <= slip_bytes_max ? slip : "";
    case "me_too":
      return slip === meToo ? meToo : "";
  }
}
