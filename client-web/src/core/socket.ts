/**
 * One websocket, from opening to its end, said exactly once.
 *
 * A connection that looks open may long be dead (a phone that slept, a cable pulled), so it is
 * pinged, and given up when nothing answers. Coming back is `session.ts`'s affair: a connection
 * never opens another one, and after its end it says nothing more, however late the browser calls.
 */
import type { ClientFrame, ServerFrame } from "../protocol";
import { SUBPROTOCOL } from "../protocol";

/** What is used of a browser's `WebSocket`. */
export interface SocketLike {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  readonly readyState: number;
  send(text: string): void;
  close(code?: number): void;
}

export type OpenSocket = (url: string, subprotocol: string) => SocketLike;

export const openWebSocket: OpenSocket = (url, subprotocol) => new WebSocket(url, subprotocol);

/** Time for opening and being welcomed, in milliseconds. */
const welcome_ms = 12_000;
/** Between pings, in milliseconds. */
const ping_ms = 20_000;
/** Time for any answer after a ping, in milliseconds. */
const answer_ms = 10_000;
/** The same after waking up, when the answer decides what is on the screen, in milliseconds. */
const probe_ms = 4_000;

/** Our own reasons, beside the codes of the wire. */
export const ENDED = {
  /** Nothing answered. */
  silent: 0,
  /** We closed it. */
  ours: 1,
  /** The server sent what cannot be read: it is newer or older than this page. */
  garbled: 2,
} as const;

export interface ConnectionEvents {
  frame(frame: ServerFrame): void;
  /** The last event. `code` is a close code of the wire or one of `ENDED`. */
  end(code: number): void;
  /** A ping goes out. */
  pinged(): void;
}

export class Connection {
  private readonly socket: SocketLike;
  private readonly events: ConnectionEvents;
  private welcomed = false;
  private over = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awaiting: ReturnType<typeof setTimeout> | undefined;

  constructor(open: OpenSocket, url: string, hello: ClientFrame, events: ConnectionEvents) {
    this.events = events;
    this.socket = open(url, SUBPROTOCOL);
    this.awaiting = setTimeout(() => this.end(ENDED.silent), welcome_ms);
    this.socket.onopen = () => this.send(hello);
    this.socket.onmessage = (event) => this.heard(event.data);
    this.socket.onclose = (event) => this.end(event.code);
    // Always followed by a close, which knows more.
    this.socket.onerror = () => {};
  }

  /** Says whether it was handed to the browser; that it arrived only an answer can say. */
  send(frame: ClientFrame): boolean {
    if (this.over || this.socket.readyState !== 1) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Is anybody still there? Ends the connection soon if not. */
  probe(): void {
    if (!this.over && this.welcomed) this.ping(probe_ms);
  }

  /** Closes it from here; its end is told like any other. */
  close(): void {
    this.end(ENDED.ours);
  }

  /** Closes it without a word: nobody waits for its end. */
  abandon(): void {
    this.shut();
  }

  private heard(data: unknown): void {
    if (this.over) return;
    const frame = parse(data);
    if (frame === null) {
      this.end(ENDED.garbled);
      return;
    }
    clearTimeout(this.awaiting);
    this.awaiting = undefined;
    if (frame.type === "welcome") this.welcomed = true;
    if (this.welcomed) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ping(answer_ms), ping_ms);
    }
    this.events.frame(frame);
  }

  private ping(patience_ms: number): void {
    clearTimeout(this.timer);
    clearTimeout(this.awaiting);
    this.awaiting = setTimeout(() => this.end(ENDED.silent), patience_ms);
    this.events.pinged();
    this.send({ type: "ping" });
  }

  private end(code: number): void {
    if (this.shut()) this.events.end(code);
  }

  /** Says whether there was something to shut. */
  private shut(): boolean {
    if (this.over) return false;
    this.over = true;
    clearTimeout(this.timer);
    clearTimeout(this.awaiting);
    const { socket } = this;
    socket.onopen = socket.onmessage = socket.onclose = null;
    try {
      socket.close();
    } catch {
      // It never opened: there is nothing to close.
    }
    return true;
  }
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame !== "object" || frame === null || !("type" in frame)) return null;
    // The server's own frames are trusted to be of the types they were generated from.
    return frame as ServerFrame;
  } catch {
    return null;
  }
}
