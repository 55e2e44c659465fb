/**
 * Members who are not in a browser: small websocket clients that fill the circle where a threshold
 * needs more people. Written from docs/protocol.md; they know the few words they need.
 */
import { WebSocket } from "ws";
import { Token } from "./people/token";

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
  box: { box_id: string; stage: string; ask: { kind: string }; key: string } | null;
}

type Answer = { kind: string; value?: number; option?: number; words?: number[] };

interface Update {
  feature: string;
  type: string;
  [slice: string]: unknown;
}

interface TokenFrame {
  blinded: string;
  evaluation: { evaluated: string; proof: string } | null;
}

type Command = { feature: string; type: string; [field: string]: unknown };

export interface Habits {
  /** What they do when the round comes to them. */
  asked: "speaks" | "passes" | "waits";
  /** What they write into a box of words; empty for an envelope without words. */
  slip: string;
  /** Whether they answer check-ins. */
  answers: boolean;
  /** What they answer where nobody can see who answered; null for an envelope without an answer. */
  unnamed: Answer | null;
  /** Whether a statement is true of them too. */
  shares: boolean;
}

const usual: Habits = {
  asked: "passes",
  slip: "",
  answers: true,
  unnamed: null,
  shares: false,
};

/** Where the server is: as pages know it, and where it listens itself. */
export interface Whereabouts {
  origin: string;
  door: string;
}

export class Simulated {
  readonly name: string;
  readonly habits: Habits;
  private readonly at: Whereabouts;
  private readonly cookie: string;
  private readonly as: string;
  private socket: WebSocket | null = null;
  private view: View | null = null;
  private number = 0;
  private readonly done = new Set<string>();
  private token: Token | null = null;
  private readonly timers = new Set<NodeJS.Timeout>();

  private constructor(
    name: string,
    habits: Habits,
    at: Whereabouts,
    known: { cookie: string; as: string },
  ) {
    this.name = name;
    this.habits = habits;
    this.at = at;
    this.cookie = known.cookie;
    this.as = known.as;
  }

  /** Opens the invitation, enters the session, accepts the rules and waits to be let in. */
  static async comes(
    { origin, door }: Whereabouts,
    link: string,
    name: string,
    habits: Partial<Habits> = {},
  ): Promise<Simulated> {
    const token = link.split("/").at(-1);
    const opened = await fetch(`${door}/api/invitations/open`, {
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
      { origin, door },
      { cookie: cookie.join("; "), as },
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
    const { origin, door } = this.at;
    const asked = await fetch(`${door}/api/ticket`, {
      method: "POST",
      headers: { origin, "content-type": "application/json", cookie: this.cookie },
      body: JSON.stringify({ session, as: this.as }),
    });
    if (!asked.ok) throw new Error(`${this.name} gets no ticket: ${asked.status}`);
    const { ticket } = (await asked.json()) as { ticket: string };
    const socket = new WebSocket(`${door.replace("http", "ws")}/ws`, "rondo.v1", {
      headers: { origin },
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
      case "token":
        this.finish(frame as unknown as TokenFrame);
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
    if (box?.stage === "open" && this.token?.box !== box.box_id) {
      this.token = new Token(box.box_id);
      this.send({ type: "ask_token", box_id: box.box_id, blinded: this.token.blinded });
    }
    if (box?.stage === "collecting" && this.token?.box === box.box_id && this.token.made) {
      void this.post(this.token, this.content(box.ask.kind));
      this.token = null;
    }
  }

  private finish({ blinded, evaluation }: TokenFrame): void {
    const key = this.view?.box?.key;
    // After a restart there is a first answer to somebody who is no more: nothing to be had from it.
    if (key === undefined || blinded !== this.token?.blinded || evaluation === null) return;
    this.token.finish(key, evaluation);
  }

  private content(asked: string): string {
    switch (asked) {
      case "words":
        return this.habits.slip;
      case "answer":
        return this.habits.unnamed === null ? "" : JSON.stringify(this.habits.unnamed);
      case "me_too":
        return this.habits.shares ? "me too" : "";
      default:
        throw new Error(`a box that asks for ${asked}`);
    }
  }

  /** An envelope, at once: who fills the circle has nothing to hide. */
  private async post(token: Token, content: string): Promise<void> {
    const { origin, door } = this.at;
    await fetch(`${door}/anon/${token.box}`, {
      method: "POST",
      headers: { origin, "content-type": "application/octet-stream" },
      body: token.envelope(content),
    }).catch(() => {
      // The server has just died, and the box with it.
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
