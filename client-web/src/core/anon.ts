/**
 * The way of a slip into the feedback box, with no name on it.
 *
 * Every member's client takes part in the same way, whether its member writes or not: it asks for a
 * pass when the box opens, and after the close it posts one envelope of one size at a random moment.
 * Who posted tells nothing then about who wrote. The envelope carries no cookie, no referrer and no
 * number, and never travels over the websocket. Words stay in memory until then, and leave no trace
 * on the device.
 */
import type { BoxView, View } from "../protocol";
import type { ServerClock } from "./clock";
import type { Drafts } from "./drafts";
import type { RoomState } from "./session";
import type { Store } from "./store";

/** Bytes of every envelope. The same as `ENVELOPE_BYTES` of the protocol. */
export const envelope_bytes = 2_048;
/** Bytes of UTF-8 that a slip may have. The same as `SLIP_BYTES_MAX` of the protocol. */
export const slip_bytes_max = 1_500;
/** Bytes of a pass. */
const pass_bytes = 32;
/** Envelopes are posted within this time after the close, in milliseconds. */
const spread_ms = 8_000;
/** After a post that never reached the server, in milliseconds. Still before the seal. */
const again_ms = 700;
/** Posts in all. The server takes a pass once, so saying it again never doubles. */
const posts_max = 3;

export type RandomBytes = (count: number) => Uint8Array;
export type Post = (boxId: string, envelope: Uint8Array) => Promise<void>;

const browserRandom: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

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

/** Drops what could hide or reorder words: control characters and bidirectional overrides. */
export function cleanSlip(text: string): string {
  // The same characters that the protocol's `Text` drops.
  return text.replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/gu, "").trim();
}

/** The envelope: pass, length in two bytes, text, and noise to the end. */
export function sealEnvelope(
  pass: string,
  text: string,
  random: RandomBytes = browserRandom,
): Uint8Array {
  if (!/^[0-9a-f]{64}$/i.test(pass)) throw new Error("a pass is 32 bytes in hexadecimal");
  const words = new TextEncoder().encode(clampSlip(cleanSlip(text)));
  const envelope = random(envelope_bytes);
  for (let i = 0; i < pass_bytes; i += 1) {
    envelope[i] = Number.parseInt(pass.slice(i * 2, i * 2 + 2), 16);
  }
  new DataView(envelope.buffer, envelope.byteOffset).setUint16(pass_bytes, words.length);
  envelope.set(words, pass_bytes + 2);
  return envelope;
}

/** When to post, in milliseconds from now: anywhere in what is left of the spread. */
export function postDelayMs(closesAt: number, now: number, random: RandomBytes): number {
  // A box closed before its time has all of the spread before it; who comes back late has less.
  const left = Math.min(spread_ms, Math.max(0, closesAt + spread_ms - now));
  const bytes = random(4);
  const drawn = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return Math.floor((drawn / 2 ** 32) * left);
}

export const postEnvelope: Post = async (boxId, envelope) => {
  const answer = await fetch(`/anon/${encodeURIComponent(boxId)}`, {
    method: "POST",
    body: envelope as Uint8Array<ArrayBuffer>,
    headers: { "content-type": "application/octet-stream" },
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    redirect: "error",
    keepalive: true,
  });
  if (!answer.ok) throw new Error("the envelope was not taken");
};

/** Where the words for one box are kept while it stands open: in memory, see `Drafts`. */
export const slipKey = (boxId: string): string => `slip.${boxId}`;
/** Where words are kept that were thrown away unread, to be offered again. */
export const keptSlipKey = "slip.kept";

/** What a courier needs of a `RoomSession`. */
export interface CourierRoom {
  readonly state: Store<RoomState>;
  readonly drafts: Drafts;
  readonly clock: ServerClock;
  slipPass(boxId: string): Promise<string | null>;
}

/** Carries one member's envelopes for as long as the session lasts. */
export class Courier {
  private readonly room: CourierRoom;
  private readonly post: Post;
  private readonly random: RandomBytes;
  private readonly passes = new Map<string, string>();
  /** Boxes whose envelope is on its way, or was brought. */
  private readonly taken = new Set<string>();
  private readonly brought = new Set<string>();
  private asking: string | null = null;
  /** What the server had no pass for, until something changes. */
  private refused: string | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(room: CourierRoom, options: { post?: Post; random?: RandomBytes } = {}) {
    this.room = room;
    this.post = options.post ?? postEnvelope;
    this.random = options.random ?? browserRandom;
  }

  start(): void {
    if (this.unsubscribe !== null) return;
    this.unsubscribe = this.room.state.subscribe(() => this.look());
    this.look();
  }

  /** Takes part in nothing new; what is on its way still goes. */
  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  private look(): void {
    const { view, link } = this.room.state.get();
    if (link.is !== "connected") this.refused = null;
    if (view === null || view.box === null || !takesPart(view)) return;
    const { box } = view;
    switch (box.stage) {
      case "open":
        this.askPass(box, link.is === "connected");
        return;
      case "collecting":
        if (this.taken.has(box.box_id)) return;
        if (this.passes.has(box.box_id)) this.bring(box);
        else this.askPass(box, link.is === "connected");
        return;
      case "sealed":
      case "settled":
        this.settle(box.box_id, !this.brought.has(box.box_id));
        return;
      case "discarded":
      case "voided":
        this.settle(box.box_id, true);
    }
  }

  private askPass(box: BoxView, connected: boolean): void {
    const asked = `${box.box_id} ${box.stage}`;
    if (!connected || this.passes.has(box.box_id) || this.asking === asked) return;
    if (this.refused === asked) return;
    this.asking = asked;
    void this.room.slipPass(box.box_id).then((pass) => {
      if (this.asking === asked) this.asking = null;
      if (pass !== null) this.passes.set(box.box_id, pass);
      else if (this.room.state.get().link.is === "connected") this.refused = asked;
      if (this.unsubscribe !== null) this.look();
    });
  }

  private bring(box: BoxView): void {
    this.taken.add(box.box_id);
    const delay = postDelayMs(box.closes_at, this.room.clock.now(), this.random);
    setTimeout(() => {
      const pass = this.passes.get(box.box_id);
      if (pass === undefined) return;
      const text = this.room.drafts.get(slipKey(box.box_id));
      void this.deliver(box.box_id, sealEnvelope(pass, text, this.random), 1);
    }, delay);
  }

  private async deliver(boxId: string, envelope: Uint8Array, attempt: number): Promise<void> {
    try {
      await this.post(boxId, envelope);
      this.brought.add(boxId);
    } catch {
      if (attempt >= posts_max) return;
      setTimeout(() => void this.deliver(boxId, envelope, attempt + 1), again_ms);
    }
  }

  /** The box is done: its words are forgotten, or kept if nobody read them. */
  private settle(boxId: string, unread: boolean): void {
    const { drafts } = this.room;
    const text = drafts.get(slipKey(boxId));
    if (text !== "" && unread) drafts.set(keptSlipKey, text, "memory");
    if (text !== "") drafts.set(slipKey(boxId), "", "memory");
    this.passes.delete(boxId);
  }
}

/** Members in the circle, whether they write or not; nobody else. */
export function takesPart(view: View): boolean {
  return view.me.role === "member" && view.me.standing === "in";
}
