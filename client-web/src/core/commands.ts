/**
 * Commands on their way to the room.
 *
 * Each has a number; until it is answered it is kept, and said again under the same number after a
 * drop. The room does a number once and answers it as often as it is asked, so nothing that was
 * pressed is lost, and nothing is done twice. Order is kept.
 */
import type { ClientFrame, Command, RefusalCode } from "../protocol";

export type CommandAnswer =
  /** Done and stored; the view shows it once it stands at `seq`. */
  | { is: "ok"; seq: number }
  /** Not done. `message` is the server's words; `i18n` has them by `code`. */
  | { is: "refused"; code: RefusalCode; message: string }
  /** Nobody will answer any more: the session is over here, or was taken over elsewhere. */
  | { is: "lost" };

interface Pending {
  n: number;
  command: Command;
  settle: (answer: CommandAnswer) => void;
}

/** Commands that may wait for an answer at once; a person alone never gets here. */
const pending_max = 50;

export class Commands {
  private readonly pending: Pending[] = [];
  private nextN = 1;
  private transmit: ((frame: ClientFrame) => void) | null = null;
  private closed = false;

  /** Never rejects. Waits through drops; settles at the latest when the session is over here. */
  ask(command: Command): Promise<CommandAnswer> {
    if (this.closed) return Promise.resolve({ is: "lost" });
    if (this.pending.length >= pending_max) {
      return Promise.resolve({ is: "refused", code: "too_fast", message: "" });
    }
    return new Promise((settle) => {
      // Before the first welcome the number is not known; `connected` gives it.
      const entry = { n: this.transmit === null ? 0 : this.nextN++, command, settle };
      this.pending.push(entry);
      this.transmit?.({ type: "command", n: entry.n, command });
    });
  }

  get waiting(): number {
    return this.pending.length;
  }

  /** Welcomed: numbers go on after `lastCommand`, and what is unanswered is said again. */
  connected(lastCommand: number, transmit: (frame: ClientFrame) => void): void {
    this.transmit = transmit;
    this.nextN = Math.max(this.nextN, lastCommand + 1);
    for (const entry of this.pending) {
      if (entry.n === 0) entry.n = this.nextN++;
      transmit({ type: "command", n: entry.n, command: entry.command });
    }
  }

  disconnected(): void {
    this.transmit = null;
  }

  ok(n: number, seq: number): void {
    this.settle(n, { is: "ok", seq });
  }

  refused(n: number, code: RefusalCode, message: string): void {
    this.settle(n, { is: "refused", code, message });
  }

  /** Gives up what is unanswered: its numbers mean nothing to whoever answers next. */
  drop(): void {
    for (const entry of this.pending.splice(0)) entry.settle({ is: "lost" });
  }

  /** For good: nothing is asked any more. */
  close(): void {
    this.closed = true;
    this.transmit = null;
    this.drop();
  }

  /** Numbers start over, as on another log. */
  restart(): void {
    this.drop();
    this.nextN = 1;
  }

  private settle(n: number, answer: CommandAnswer): void {
    const at = this.pending.findIndex((entry) => entry.n === n);
    this.pending.splice(at, at < 0 ? 0 : 1)[0]?.settle(answer);
  }
}
