/**
 * Members who are not in a browser: small websocket clients that fill the circle where a threshold
 * needs more people. Written from docs/protocol.md; they know the few words they need.
 */
import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";

/** The part of a view that a simulated member looks at. */
interface View {
  me: { seat: number; standing: string; answer: unknown };
  session: { phase: string; ground_rules: { version: number } };
  floor: {
    round: { offered: number | null } | null;
    turn: { turn: number; holder: number } | null;
    hands: { seat: number }[];
  } | null;
  checkin: {
    checkin: number;
    stage: string;
    template: { answer: { kind: string; min?: number } };
  } | null;
  box: { box_id: string; stage: string } | null;
}

interface Update {
  feature: string;
  type: string;
  [slice: string]: unknown;
}

type Command = { feature: string; type: string; [field: string]: unknown };

export interface Habits {
  /** What they do when the round comes to them. */
  asked: "speaks" | "passes" | "waits";
  /** What they write into a feedback box; empty for an envelope without words. */
  slip: string;
  /** Whether they answer check-ins. */
  answers: boolean;
}

const usual: Habits = { asked: "passes", slip: "", answers: true };

export class Simulated {
  readonly name: string;
  readonly habits: Habits;
  private readonly origin: string;
  private readonly cookie: string;
  private readonly as: string;
  private socket: WebSocket | null = null;
  private view: View | null = null;
  private number = 0;
  private readonly done = new Set<string>();
  private pass: { box: string; hex: string } | null = null;
  private readonly timers = new Set<NodeJS.Timeout>();

  private constructor(
    name: string,
    habits: Habits,
    at: { origin: string; cookie: string; as: string },
  ) {
    this.name = name;
    this.habits = habits;
    this.origin = at.origin;
    this.cookie = at.cookie;
    this.as = at.as;
  }

  /** Opens the invitation, enters the session, accepts the rules and waits to be let in. */
  static async comes(
    origin: string,
    link: string,
    name: string,
    habits: Partial<Habits> = {},
  ): Promise<Simulated> {
    const token = link.split("/").at(-1);
    const opened = await fetch(`${origin}/api/invitations/open`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (!opened.ok) throw new Error(`${name} cannot open the invitation: ${opened.status}`);
    const { as, session } = (await opened.json()) as { as: string; session: string | null };
    const cookie = opened.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (session === null) throw new Error(`${name} comes while no session is open`);
    const member = new Simulated(
      name,
      { ...usual, ...habits },
      { origin, cookie: cookie.join("; "), as },
    );
    await member.enter(session);
    return member;
  }

  raisesHand(): void {
    this.ask({ feature: "floor", type: "raise_hand", kind: "speak", private: false });
  }

  says(text: string): void {
    this.ask({ feature: "conversation", type: "say", audience: { to: "everyone" }, text });
  }

  goes(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.socket?.removeAllListeners("close");
    this.socket?.close();
    this.socket = null;
  }

  private async enter(session: string): Promise<void> {
    const asked = await fetch(`${this.origin}/api/ticket`, {
      method: "POST",
      headers: { origin: this.origin, "content-type": "application/json", cookie: this.cookie },
      body: JSON.stringify({ session, as: this.as }),
    });
    if (!asked.ok) throw new Error(`${this.name} gets no ticket: ${asked.status}`);
    const { ticket } = (await asked.json()) as { ticket: string };
    const socket = new WebSocket(`${this.origin.replace("http", "ws")}/ws`, "rondo.v1", {
      headers: { origin: this.origin },
    });
    this.socket = socket;
    await new Promise<void>((arrived, failed) => {
      socket.once("error", failed);
      socket.on("open", () => this.send({ type: "hello", ticket, resume: null }));
      socket.on("message", (frame) => {
        this.hear(JSON.parse(frame.toString()) as Record<string, unknown>);
        arrived();
      });
      // A server that died comes back; so does everybody who was there.
      socket.on("close", () => {
        this.later(500, () => this.enter(session).catch(() => this.comeBack(session)));
      });
    });
  }

  private comeBack(session: string): void {
    this.later(500, () => this.enter(session).catch(() => this.comeBack(session)));
  }

  private later(ms: number, act: () => unknown): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
  }

  private hear(frame: Record<string, unknown>): void {
    switch (frame.type) {
      case "welcome": {
        const state = frame.state as { kind: string; view: View };
        this.view = state.view;
        this.number = Number(frame.last_command);
        break;
      }
      case "update":
        for (const update of frame.updates as Update[]) this.fold(update);
        break;
      case "slip_pass":
        if (typeof frame.pass === "string") {
          this.pass = { box: String(frame.box_id), hex: frame.pass };
        }
        break;
      default:
        return;
    }
    if (this.view !== null) this.act(this.view);
  }

  private fold(update: Update): void {
    if (update.type === "whole") {
      this.view = update.view as View;
      return;
    }
    if (this.view === null) return;
    for (const slice of ["session", "me", "floor", "checkin", "box"]) {
      if (slice in update && typeof update[slice] !== "number") {
        this.view = { ...this.view, [slice]: update[slice] };
      }
    }
  }

  private act({ me, session, floor, checkin, box }: View): void {
    if (me.standing === "arriving") {
      const { version } = session.ground_rules;
      this.once(`rules ${version}`, {
        feature: "session",
        type: "accept_rules",
        version,
        name: this.name,
      });
      return;
    }
    if (me.standing !== "in") return;
    if (floor?.round?.offered === me.seat && this.habits.asked !== "waits") {
      this.ask({ feature: "floor", type: this.habits.asked === "speaks" ? "accept_turn" : "pass" });
    }
    if (floor?.turn?.holder === me.seat && this.habits.asked === "speaks") {
      this.once(`turn ${floor.turn.turn}`, {
        feature: "floor",
        type: "end_turn",
        turn: floor.turn.turn,
        next: null,
      });
    }
    if (checkin?.stage === "collecting" && me.answer === null && this.habits.answers) {
      const { kind, min } = checkin.template.answer;
      const answer = kind === "scale" ? { kind, value: min } : { kind: "skip" };
      this.once(`checkin ${checkin.checkin}`, {
        feature: "checkins",
        type: "answer",
        checkin: checkin.checkin,
        answer,
      });
    }
    if (box?.stage === "open" && !this.done.has(`pass ${box.box_id}`)) {
      this.done.add(`pass ${box.box_id}`);
      this.send({ type: "slip_pass", box_id: box.box_id });
    }
    if (box?.stage === "collecting" && this.pass?.box === box.box_id) {
      void this.post(this.pass.box, this.pass.hex);
      this.pass = null;
    }
  }

  /** An envelope, at once: who fills the circle has nothing to hide. */
  private async post(box: string, pass: string): Promise<void> {
    const words = Buffer.from(this.habits.slip, "utf8");
    const envelope = randomBytes(2_048);
    Buffer.from(pass, "hex").copy(envelope, 0);
    envelope.writeUInt16BE(words.length, 32);
    words.copy(envelope, 34);
    await fetch(`${this.origin}/anon/${box}`, {
      method: "POST",
      headers: { origin: this.origin, "content-type": "application/octet-stream" },
      body: envelope,
    });
  }

  private once(key: string, command: Command): void {
    if (this.done.has(key)) return;
    this.done.add(key);
    this.ask(command);
  }

  private ask(command: Command): void {
    this.number += 1;
    this.send({ type: "command", n: this.number, command });
  }

  private send(frame: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
}
