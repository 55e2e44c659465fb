/**
 * One person's line to one session: connects, comes back, and knows what to show meanwhile.
 *
 * Holds the view, the commands on their way, the server's time and the drafts. A view that cannot
 * be trusted (something was lost on the way, or the log is another one) is asked for afresh rather
 * than mended. What was seen stays on the screen during a drop: nobody is thrown out of the circle
 * by their own network.
 */
import type { BlindedElement, BoxId, Command, ServerFrame, View } from "../protocol";
import { CLOSE_CODES } from "../protocol";
import { type Carries, Courier, type CourierRoom } from "./anon";
import { ApiFailure, type FailureCode } from "./api";
import { backoffMs } from "./backoff";
import { ServerClock } from "./clock";
import { type CommandAnswer, Commands } from "./commands";
import { Drafts } from "./drafts";
import { foldAll } from "./fold";
import { Connection, ENDED, type OpenSocket, openWebSocket } from "./socket";
import { createStore, type Store } from "./store";
import { browserSurroundings, type Surroundings } from "./wake";

export type LinkState =
  /** The first time, nothing to show yet. */
  | { is: "connecting"; attempt: number }
  | { is: "connected" }
  /** Lost, with the last view still there. `retryAt` is on the monotonic clock. */
  | { is: "reconnecting"; attempt: number; offline: boolean }
  /** The same person connected from elsewhere; `session.takeOver()` brings it back here. */
  | { is: "moved" }
  /** A therapist closed the door for this person. */
  | { is: "removed" }
  /** Over for this person. */
  | { is: "over" }
  /** No ticket is to be had: signed out, invitation taken back, no such session. */
  | { is: "refused"; code: FailureCode };

export interface RoomState {
  link: LinkState;
  /** As last told; `null` until the first welcome. */
  view: View | null;
}

export interface RoomSessionOptions {
  /** Only to keep drafts apart. */
  session: string;
  /** Gets a single-use ticket; throws `ApiFailure`. */
  ticket: () => Promise<string>;
  url?: string;
  open?: OpenSocket;
  surroundings?: Surroundings;
  random?: () => number;
  clock?: ServerClock;
  /** Who carries what is put into boxes. */
  courier?: (room: CourierRoom) => Carries;
}

/** What the server answered to a blinded element. */
export type TokenAnswer = Pick<Extract<ServerFrame, { type: "token" }>, "blinded" | "evaluation">;

/** A connection that held this long was a good one: the next wait starts small. In milliseconds. */
const settled_ms = 10_000;

export class RoomSession {
  readonly commands = new Commands();
  readonly clock: ServerClock;
  readonly drafts: Drafts;
  /** Takes part in boxes for as long as the session runs, whatever is on the screen. */
  readonly courier: Carries;
  private readonly store = createStore<RoomState>({
    link: { is: "connecting", attempt: 0 },
    view: null,
  });
  private readonly options: Required<Omit<RoomSessionOptions, "session" | "clock" | "courier">>;
  private connection: Connection | null = null;
  private stood: { logId: string; seq: number } | null = null;
  private attempt = 0;
  private generation = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private stopWaking: (() => void) | null = null;
  private asked = 0;
  private readonly tokens = new Map<BoxId, ((answer: TokenAnswer | null) => void)[]>();

  constructor(options: RoomSessionOptions) {
    this.clock = options.clock ?? new ServerClock();
    this.drafts = new Drafts(options.session);
    this.options = {
      ticket: options.ticket,
      url: options.url ?? webSocketUrl(),
      open: options.open ?? openWebSocket,
      surroundings: options.surroundings ?? browserSurroundings,
      random: options.random ?? Math.random,
    };
    this.courier = options.courier?.(this) ?? new Courier(this);
  }

  get state(): Store<RoomState> {
    return this.store;
  }

  start(): void {
    if (this.stopWaking !== null) return;
    this.stopWaking = this.options.surroundings.onWake(() => this.wake());
    this.courier.start();
    void this.connect();
  }

  /** Leaves the page's side of it; the seat in the room is the server's affair. */
  stop(): void {
    this.generation += 1;
    this.stopWaking?.();
    this.stopWaking = null;
    this.courier.stop();
    this.unhook();
  }

  ask(command: Command): Promise<CommandAnswer> {
    return this.commands.ask(command);
  }

  /** Comes back here after the person had moved to another device. */
  takeOver(): void {
    if (this.store.get().link.is !== "moved") return;
    this.attempt = 0;
    this.link({ is: "reconnecting", attempt: 0, offline: false });
    void this.connect();
  }

  /** Try now instead of at the next turn. */
  retryNow(): void {
    const { is } = this.store.get().link;
    if ((is === "connecting" || is === "reconnecting") && this.connection === null) {
      void this.connect();
    }
  }

  /** The evaluation of a blinded element for a box; `null` when the line drops first. */
  askToken(boxId: BoxId, blinded: BlindedElement): Promise<TokenAnswer | null> {
    return new Promise((settle) => {
      if (this.connection?.send({ type: "ask_token", box_id: boxId, blinded }) !== true) {
        settle(null);
        return;
      }
      this.tokens.set(boxId, [...(this.tokens.get(boxId) ?? []), settle]);
    });
  }

  private wake(): void {
    if (this.connection !== null) this.connection.probe();
    else this.retryNow();
  }

  private async connect(): Promise<void> {
    this.unhook();
    this.generation += 1;
    const mine = this.generation;
    let ticket: string;
    try {
      ticket = await this.options.ticket();
    } catch (failure) {
      if (mine === this.generation) this.noTicket(failure);
      return;
    }
    if (mine !== this.generation) return;
    this.asked = this.clock.mark();
    const resume = this.stood && { log_id: this.stood.logId, last_seq: this.stood.seq };
    this.connection = new Connection(
      this.options.open,
      this.options.url,
      { type: "hello", ticket, resume },
      {
        frame: (frame) => this.heard(frame),
        end: (code) => this.ended(code),
        pinged: () => {
          this.asked = this.clock.mark();
        },
      },
    );
  }

  private noTicket(failure: unknown): void {
    const code = failure instanceof ApiFailure ? failure.code : "unreadable";
    switch (code) {
      case "unreachable":
      case "busy":
      case "fault":
      case "cannot_store":
      case "too_many_tries":
        this.again(failure instanceof ApiFailure ? (failure.waitS ?? 0) * 1000 : 0);
        return;
      case "no_session":
        this.finish(this.stood === null ? { is: "refused", code } : { is: "over" });
        return;
      default:
        this.finish({ is: "refused", code });
    }
  }

  private heard(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.welcomed(frame);
        return;
      case "update":
        this.updated(frame);
        return;
      case "ok":
        this.commands.ok(frame.n, frame.seq);
        return;
      case "refused":
        this.commands.refused(frame.n, frame.code, frame.message);
        return;
      case "token":
        for (const settle of this.tokens.get(frame.box_id) ?? []) settle(frame);
        this.tokens.delete(frame.box_id);
        return;
      case "pong":
        this.clock.heard(frame.now, this.asked);
        return;
      default:
        // A frame this page does not know yet: the server is newer. It may be left aside only
        // because everything that matters is counted, and a missed count shows.
        frame satisfies never;
    }
  }

  private welcomed(frame: Extract<ServerFrame, { type: "welcome" }>): void {
    this.clock.forget();
    this.clock.heard(frame.now, this.asked);
    const { view: held } = this.store.get();
    const sameLog = this.stood?.logId === frame.log_id;
    if (this.stood !== null && !sameLog) this.commands.restart();
    let view: View;
    if (frame.state.kind === "view") {
      view = frame.state.view;
    } else if (held !== null && sameLog && frame.state.prev === this.stood?.seq) {
      view = foldAll(held, frame.state.updates);
    } else {
      this.askAfresh();
      return;
    }
    this.stood = { logId: frame.log_id, seq: frame.seq };
    this.settling = setTimeout(() => {
      this.attempt = 0;
    }, settled_ms);
    this.store.set({ link: { is: "connected" }, view });
    this.commands.connected(frame.last_command, (command) => this.connection?.send(command));
  }

  private updated(frame: Extract<ServerFrame, { type: "update" }>): void {
    const { view } = this.store.get();
    if (view === null || this.stood === null) return;
    if (frame.seq <= this.stood.seq) return;
    if (frame.prev !== this.stood.seq || frame.seq - frame.prev !== frame.updates.length) {
      this.askAfresh();
      return;
    }
    this.stood = { ...this.stood, seq: frame.seq };
    this.store.set({ ...this.store.get(), view: foldAll(view, frame.updates) });
  }

  /** What is held cannot be trusted: come back without saying where one stands. */
  private askAfresh(): void {
    this.stood = null;
    this.connection?.close();
  }

  private ended(code: number): void {
    this.unhook();
    switch (code) {
      case CLOSE_CODES.moved:
        this.generation += 1;
        this.commands.drop();
        this.link({ is: "moved" });
        return;
      case CLOSE_CODES.over:
        this.finish({ is: "over" });
        return;
      case CLOSE_CODES.removed:
        this.finish({ is: "removed" });
        return;
      case CLOSE_CODES.unreadable:
      case ENDED.garbled:
        // Whatever we said or heard, saying it again would end the same way.
        this.commands.drop();
        this.stood = null;
        this.attempt = Math.max(this.attempt, 3);
        this.again(0);
        return;
      case CLOSE_CODES.flood:
        this.attempt = Math.max(this.attempt, 3);
        this.again(0);
        return;
      default:
        this.again(0);
    }
  }

  private again(least_ms: number): void {
    const wait = Math.max(least_ms, backoffMs(this.attempt, this.options.random()));
    this.attempt += 1;
    const { view } = this.store.get();
    this.link(
      view === null
        ? { is: "connecting", attempt: this.attempt }
        : {
            is: "reconnecting",
            attempt: this.attempt,
            offline: !this.options.surroundings.online(),
          },
    );
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.connect(), wait);
  }

  /** There is no coming back: forget what was said on this device too. */
  private finish(link: LinkState): void {
    this.stop();
    this.commands.close();
    this.drafts.clear();
    this.link(link);
  }

  private link(link: LinkState): void {
    this.store.set({ ...this.store.get(), link });
  }

  private unhook(): void {
    clearTimeout(this.retry);
    clearTimeout(this.settling);
    this.commands.disconnected();
    for (const settles of this.tokens.values()) for (const settle of settles) settle(null);
    this.tokens.clear();
    const { connection } = this;
    this.connection = null;
    connection?.abandon();
  }
}

function webSocketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/ws`;
}
