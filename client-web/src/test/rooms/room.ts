/**
 * A room without a server: holds a view, answers every command with "done", and remembers them.
 * For looking at the room in any state, and for tests of its components.
 */
import type { CommandAnswer } from "../../core/commands";
import { Drafts } from "../../core/drafts";
import type { LinkState, RoomSession, RoomState } from "../../core/session";
import { createStore } from "../../core/store";
import type { Command, View } from "../../protocol";

export interface FixtureRoom {
  session: RoomSession;
  asked: Command[];
  show: (view: View, link?: LinkState) => void;
  /** How the next commands are answered; "done" until then. */
  answer: (answer: CommandAnswer | Promise<CommandAnswer>) => void;
}

export function fixtureRoom(view: View, now: () => number): FixtureRoom {
  const state = createStore<RoomState>({ link: { is: "connected" }, view });
  const asked: Command[] = [];
  let answer: CommandAnswer | Promise<CommandAnswer> = { is: "ok", seq: 1 };
  const session = {
    state,
    clock: { now, mark: () => 0 },
    drafts: new Drafts(view.session.session),
    ask: async (command: Command) => {
      asked.push(command);
      return answer;
    },
    slipPass: async () => null,
    retryNow: () => {},
    takeOver: () => {},
  } as unknown as RoomSession;
  return {
    session,
    asked,
    show: (next, link = { is: "connected" }) => state.set({ link, view: next }),
    answer: (next) => {
      answer = next;
    },
  };
}
