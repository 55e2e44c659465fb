/**
 * The courier: carries what one member puts into a box, with no name on it.
 *
 * Every member's client does the same, whether its member writes or not: it asks for its token when
 * the box opens, and after the close posts one envelope of one size at a random moment. Who posted
 * tells nothing then about who wrote, and the token tells nothing about who posted. So nothing in
 * here may depend on the content: it is looked at once, at the moment of posting, to fill the
 * envelope. Content and secrets are in memory alone, and leave no trace on the device.
 */
import type { BoxId, BoxView, View } from "../protocol";
import type { ServerClock } from "./clock";
import type { Drafts } from "./drafts";
import { receiptOf, sealEnvelope } from "./envelope";
import { anErrand, type EnvelopeState, type Errand, type Part, wipe } from "./errand";
import { type Post, postEnvelope } from "./post";
import type { RoomState, TokenAnswer } from "./session";
import { contentOf, keptSlipKey, slipKey } from "./slip";
import { createStore, type Store } from "./store";
import {
  browserRandom,
  type Draw,
  finish,
  type RandomBytes,
  type Token,
  TokenRefused,
} from "./token";
import { browserWaiting, type Waiting } from "./wait";

/** Envelopes are posted within this time after the close, in milliseconds. */
const spread_ms = 8_000;
/** The seal comes this long after the close, in milliseconds. */
const seal_ms = 10_000;
/** After a post that no server answered, in milliseconds. */
const again_ms = 700;

export type { EnvelopeState, Part } from "./errand";

/** What the screens are told. */
export interface CourierState {
  box: BoxId | null;
  part: Part;
  envelope: EnvelopeState;
}

/** What a `RoomSession` and its screens know of a courier. */
export interface Carries {
  readonly state: Store<CourierState>;
  start(): void;
  stop(): void;
}

/** What a courier needs of a `RoomSession`. */
export interface CourierRoom {
  readonly state: Store<RoomState>;
  readonly drafts: Drafts;
  readonly clock: ServerClock;
  askToken(boxId: BoxId, blinded: string): Promise<TokenAnswer | null>;
}

const idle: CourierState = { box: null, part: "none", envelope: "none" };

/** When to post, in milliseconds from now: anywhere in what is left of the spread. */
export function postDelayMs(closesAt: number, now: number, random: RandomBytes): number {
  // A box closed before its time has all of the spread before it; who comes back late has less.
  const left = Math.min(spread_ms, Math.max(0, closesAt + spread_ms - now));
  const bytes = random(4);
  const drawn = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return Math.floor((drawn / 2 ** 32) * left);
}

/** Members in the circle, whether they write or not; nobody else. */
export function takesPart(view: View): boolean {
  return view.me.role === "member" && view.me.standing === "in";
}

/** Carries one member's envelopes for as long as the session lasts. */
export class Courier implements Carries {
  private readonly room: CourierRoom;
  private readonly post: Post;
  private readonly random: RandomBytes;
  private readonly open: () => Waiting;
  private readonly store = createStore<CourierState>(idle);
  private waiting: Waiting | null = null;
  private errand: Errand | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor(
    room: CourierRoom,
    options: { post?: Post; random?: RandomBytes; waiting?: () => Waiting } = {},
  ) {
    this.room = room;
    this.post = options.post ?? postEnvelope;
    this.random = options.random ?? browserRandom;
    this.open = options.waiting ?? browserWaiting;
  }

  get state(): Store<CourierState> {
    return this.store;
  }

  start(): void {
    if (this.unsubscribe !== null) return;
    // Opened with the room and not with a box: what it loads must be there by then.
    this.waiting = this.open();
    this.unsubscribe = this.room.state.subscribe(() => this.look());
    this.look();
  }

  /** Takes part in nothing new; what is on its way still goes. */
  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    this.waiting?.stop();
    if (this.errand !== null && !this.errand.taken) this.leave(this.errand);
    this.errand = null;
    this.tell(null);
  }

  private look(): void {
    const { view, link } = this.room.state.get();
    if (view === null || this.unsubscribe === null) return;
    const here = takesPart(view);
    const box = here ? view.box : null;
    if (this.errand !== null && this.errand.boxId !== box?.box_id) {
      // Whoever leaves the circle after the close has an envelope on its way like everybody else.
      if (here || !this.errand.taken) this.leave(this.errand);
      this.errand = null;
    }
    if (box !== null) this.attend(box, link.is === "connected");
    this.tell(box);
  }

  private attend(box: BoxView, connected: boolean): void {
    switch (box.stage) {
      case "open":
      case "collecting":
        this.errand ??= anErrand(box, this.random);
        this.take(this.errand, box, connected);
        return;
      case "sealed":
      case "settled":
        if (this.errand !== null) this.check(this.errand, box);
        return;
      case "discarded":
      case "voided":
        if (this.errand !== null) this.leave(this.errand);
    }
  }

  private take(errand: Errand, box: BoxView, connected: boolean): void {
    if (errand.over) return;
    // The words on the screen are those of the key shown now: it must be the one that is verified.
    if (box.key !== errand.key) {
      this.cannot(errand, "other_key");
      return;
    }
    // Where there was no token, it is asked for again after a drop, and not before.
    if (!connected && errand.part === "absent") errand.part = "asking";
    if (connected && errand.part === "asking" && !errand.asking) void this.ask(errand);
    if (box.stage === "collecting" && errand.token !== null && !errand.taken) {
      void this.bring(errand, errand.token, box);
    }
  }

  private async ask(errand: Errand): Promise<void> {
    const { drawn } = errand;
    if (drawn === null) return;
    errand.asking = true;
    // Asked again after a drop, it is with the same element, which gets the same answer.
    const answer = await this.room.askToken(errand.boxId, drawn.blinded);
    errand.asking = false;
    if (answer === null || errand.over) return;
    const { blinded, evaluation } = answer;
    if (evaluation === null) errand.part = "absent";
    else this.receive(errand, drawn, { blinded, evaluation });
    this.look();
  }

  private receive(errand: Errand, drawn: Draw, answer: Parameters<typeof finish>[1]): void {
    try {
      errand.token = finish(drawn, answer, errand.key);
      errand.drawn = null;
      errand.part = "ready";
    } catch (trouble) {
      if (!(trouble instanceof TokenRefused)) throw trouble;
      this.cannot(errand, trouble.why === "other_page" ? "elsewhere" : "other_key");
    }
  }

  private async bring(errand: Errand, token: Token, box: BoxView): Promise<void> {
    const { waiting } = this;
    if (waiting === null) return;
    errand.taken = true;
    const closed = this.room.clock.now();
    const sealed = Math.min(box.closes_at, closed) + seal_ms;
    await waiting.wait(postDelayMs(box.closes_at, closed, this.random));
    if (errand.over) return;
    const content = contentOf(errand.ask, this.room.drafts.get(slipKey(errand.boxId)));
    const envelope = sealEnvelope(token, errand.boxId, content, this.random);
    errand.receipt = receiptOf(envelope);
    wipe(errand);
    while (!errand.over) {
      try {
        await this.post(errand.boxId, envelope);
        if (!errand.over) errand.envelope = "posted";
        this.look();
        break;
      } catch {
        // Nobody answered. The very same bytes again: what arrives twice is counted once.
        if (this.room.clock.now() + again_ms >= sealed) break;
        await waiting.wait(again_ms);
      }
    }
    envelope.fill(0);
  }

  /** Sealed. If our envelope is among those opened, its words were read and are forgotten here. */
  private check(errand: Errand, { receipts }: BoxView): void {
    if (errand.over) return;
    const counted = errand.receipt !== null && receipts.includes(errand.receipt);
    if (counted) this.room.drafts.set(slipKey(errand.boxId), "", "memory");
    this.leave(errand);
    if (errand.part === "ready") errand.envelope = counted ? "counted" : "missing";
    // The token never came.
    if (errand.part === "asking") errand.part = "absent";
  }

  /** This page has no part in the box, and will have none. */
  private cannot(errand: Errand, part: "elsewhere" | "other_key"): void {
    this.leave(errand);
    errand.part = part;
  }

  /** Nothing more is posted. Words that nobody read are put aside, to be offered again. */
  private leave(errand: Errand): void {
    if (errand.over) return;
    errand.over = true;
    wipe(errand);
    const { drafts } = this.room;
    const unread = drafts.get(slipKey(errand.boxId));
    if (unread === "") return;
    drafts.set(slipKey(errand.boxId), "", "memory");
    // An answer would not fit another question.
    if (errand.ask.kind !== "words") return;
    const kept = drafts.get(keptSlipKey);
    drafts.set(keptSlipKey, kept === "" ? unread : `${kept}\n${unread}`, "memory");
  }

  private tell(box: BoxView | null): void {
    const { part, envelope } = this.errand ?? idle;
    const next = { box: box?.box_id ?? null, part, envelope };
    const told = this.store.get();
    const same = told.box === next.box && told.part === part && told.envelope === envelope;
    if (!same) this.store.set(next);
  }
}
