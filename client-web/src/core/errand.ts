/** One box, from the moment this page first saw it, and what this page holds for it. */
import type { Ask, BoxId, BoxKey, BoxView, Receipt } from "../protocol";
import { type Draw, draw, forget, type RandomBytes, type Token } from "./token";

/** Whether this page can take part in the box. Only with `ready` anything is ever posted. */
export type Part =
  /** There is no box, or none for this person. */
  | "none"
  /** The token is on its way; one may write. */
  | "asking"
  | "ready"
  /** The token of this seat belongs to another page: to this one before it was loaded anew, mostly. */
  | "elsewhere"
  /** The answer was made with another key than everybody was told: not to be trusted. */
  | "other_key"
  /** The server has no token for this seat. */
  | "absent";

/** What became of this page's envelope, with or without anything in it. */
export type EnvelopeState =
  | "none"
  /** A server answered, which it always does. */
  | "posted"
  /** Its receipt is among those of the seal. */
  | "counted"
  /** It is not, or the envelope never got away. */
  | "missing";

export interface Errand {
  readonly boxId: BoxId;
  readonly ask: Ask;
  readonly key: BoxKey;
  part: Part;
  envelope: EnvelopeState;
  drawn: Draw | null;
  token: Token | null;
  receipt: Receipt | null;
  asking: boolean;
  /** The envelope is on its way, or gone. */
  taken: boolean;
  /** Nothing may be posted any more. */
  over: boolean;
}

export function anErrand({ box_id, ask, key }: BoxView, random: RandomBytes): Errand {
  return {
    boxId: box_id,
    ask,
    key,
    part: "asking",
    envelope: "none",
    drawn: draw(random),
    token: null,
    receipt: null,
    asking: false,
    taken: false,
    over: false,
  };
}

export function wipe(errand: Errand): void {
  if (errand.drawn !== null) forget(errand.drawn);
  if (errand.token !== null) forget(errand.token);
  errand.drawn = null;
  errand.token = null;
}
