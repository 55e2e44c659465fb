/** A stage for tests of the core: a socket that is played by hand, and a room to be told about. */

import type { SocketLike } from "../core/socket";
import type { Surroundings } from "../core/wake";
import type { ClientFrame, ServerFrame, View } from "../protocol";

/** One websocket, whose server side is the test. */
export class FakeSocket implements SocketLike {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readyState = 0;
  readonly said: ClientFrame[] = [];
  closedByClient = false;

  send(text: string): void {
    this.said.push(JSON.parse(text) as ClientFrame);
  }

  close(): void {
    this.closedByClient = true;
    this.readyState = 3;
  }

  /** The server accepts the connection. */
  accept(): void {
    this.readyState = 1;
    this.onopen?.(new Event("open"));
  }

  tell(frame: ServerFrame): void {
    this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }

  tellRaw(data: unknown): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.(new CloseEvent("close", { code }));
  }

  /** What was said since the last look, without pings. */
  commands(): Extract<ClientFrame, { type: "command" }>[] {
    return this.said.filter((frame) => frame.type === "command");
  }
}

/** Every socket a session opens, the newest last. */
export class Sockets {
  readonly all: FakeSocket[] = [];
  readonly open = (): SocketLike => {
    const socket = new FakeSocket();
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.all.at(-1);
    if (socket === undefined) throw new Error("nothing was opened");
    return socket;
  }
}

/** A device that wakes when the test says so. */
export class FakeSurroundings implements Surroundings {
  isOnline = true;
  private readonly back = new Set<() => void>();

  onWake(back: () => void): () => void {
    this.back.add(back);
    return () => this.back.delete(back);
  }

  online(): boolean {
    return this.isOnline;
  }

  wake(): void {
    for (const back of this.back) back();
  }
}

/** Maren's view of a quiet room. */
export function quietRoom(change: Partial<View> = {}): View {
  return {
    session: {
      session: "11111111-1111-4111-8111-111111111111",
      group_name: "Tuesday evening group",
      number: 7,
      phase: "live",
      started_at: 1_000,
      planned_minutes: 90,
      locked: false,
      admission: "one_by_one",
      safe_mode: null,
      ended: null,
      ground_rules: { version: 2, text: "What is said here stays here." },
      crisis_text: "Call 112.",
      empty_chairs: 0,
      feedback_threshold: 5,
      feedback_confirmed: true,
      boxes_left: { words: 3, answer: 3, me_too: 3 },
    },
    me: {
      seat: 2,
      role: "member",
      name: "Maren",
      standing: "in",
      rules_accepted: 2,
      away: false,
      muted: false,
      hand_private: false,
      answer: null,
      help: null,
      contact: null,
      observers: [],
    },
    seats: [],
    notes: [],
    absent: [],
    floor: null,
    lines_mode: "open",
    lines: [],
    checkin: null,
    box: null,
    alerts: [],
    ...change,
  };
}

export function seat(number: number, name: string): View["seats"][number] {
  return {
    seat: number,
    name,
    role: "member",
    standing: "in",
    presence: "connected",
    with_you_until: null,
  };
}

export const logId = "11111111-1111-4111-8111-111111111111";

export function welcome(
  change: Partial<Extract<ServerFrame, { type: "welcome" }>> = {},
): Extract<ServerFrame, { type: "welcome" }> {
  return {
    type: "welcome",
    log_id: logId,
    seat: 2,
    now: 5_000_000,
    last_command: 0,
    seq: 10,
    state: { kind: "view", view: quietRoom() },
    ...change,
  };
}
