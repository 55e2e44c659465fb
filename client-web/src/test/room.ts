/**
 * A room without a server: a `RoomSession` over a socket that is a function call.
 *
 * It is welcomed with a view, answers every command (`ok` unless told otherwise), and remembers
 * what was asked of it. Nothing is folded by itself: what the room would have changed is said with
 * `show`.
 */

import { ServerClock } from "../core/clock";
import { RoomSession } from "../core/session";
import type { SocketLike } from "../core/socket";
import type { ClientFrame, Command, RefusalCode, ServerFrame, View } from "../protocol";
import { now } from "./cast";

export interface FakeRoom {
  session: RoomSession;
  /** What was asked, in order. */
  asked: Command[];
  /** Shows another view. */
  show: (view: View) => void;
  /** Refuses everything from now on; `null` takes it back. */
  refuse: (code: RefusalCode | null) => void;
}

/** Resolves once the view is there. `clock` counts milliseconds from the moment of the cast. */
export async function fakeRoom(view: View, clock: () => number = () => 0): Promise<FakeRoom> {
  const asked: Command[] = [];
  let refusal: RefusalCode | null = null;
  let seq = 1;
  const socket: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    readyState: 1,
    send: (text) => hear(JSON.parse(text) as ClientFrame),
    close: () => {},
  };
  const say = (frame: ServerFrame) =>
    socket.onmessage?.(new MessageEvent("message", { data: JSON.stringify(frame) }));
  function hear(frame: ClientFrame) {
    switch (frame.type) {
      case "hello":
        say({
          type: "welcome",
          log_id: view.session.session,
          seat: view.me.seat,
          now,
          last_command: 0,
          seq,
          state: { kind: "view", view },
        });
        return;
      case "command":
        asked.push(frame.command);
        if (refusal === null) say({ type: "ok", n: frame.n, seq });
        else say({ type: "refused", n: frame.n, code: refusal, message: "" });
        return;
      case "slip_pass":
        say({ type: "slip_pass", box_id: frame.box_id, pass: "00".repeat(32) });
        return;
      case "ping":
        say({ type: "pong", now });
    }
  }
  const session = new RoomSession({
    session: view.session.session,
    ticket: async () => "ticket",
    url: "ws://room.test/ws",
    open: () => {
      queueMicrotask(() => socket.onopen?.(new Event("open")));
      return socket;
    },
    surroundings: { onWake: () => () => {}, online: () => true },
    clock: new ServerClock(clock),
  });
  const welcomed = new Promise<void>((resolve) => {
    const stop = session.state.subscribe(() => {
      if (session.state.get().view === null) return;
      stop();
      resolve();
    });
  });
  session.start();
  await welcomed;
  return {
    session,
    asked,
    show(next) {
      seq += 1;
      say({
        type: "update",
        seq,
        prev: seq - 1,
        updates: [{ feature: "view", type: "whole", view: next }],
      });
    },
    refuse(code) {
      refusal = code;
    },
  };
}
