/**
 * A room without a server: a `RoomSession` over a socket that is a function call.
 *
 * It is welcomed with a view, answers every command (`ok` unless told otherwise), and remembers
 * what was asked of it. Nothing is folded by itself: what the room would have changed is said with
 * `show`. Its courier carries nothing: members are ready to take part in any box, unless `carry`
 * says otherwise.
 */

import { type Carries, type CourierState, takesPart } from "../core/anon";
import { ServerClock } from "../core/clock";
import { RoomSession } from "../core/session";
import type { SocketLike } from "../core/socket";
import { createStore, type WritableStore } from "../core/store";
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
  /** Changes what the courier says of its part in the box. */
  carry: (change: Partial<CourierState>) => void;
}

/** What a courier says while all goes well. */
function readyFor(view: View): CourierState {
  const box = takesPart(view) ? (view.box?.box_id ?? null) : null;
  return { box, part: box === null ? "none" : "ready", envelope: "none" };
}

/** Resolves once the view is there. `clock` counts milliseconds from the moment of the cast. */
export async function fakeRoom(view: View, clock: () => number = () => 0): Promise<FakeRoom> {
  const asked: Command[] = [];
  const carried: WritableStore<CourierState> = createStore(readyFor(view));
  const courier: Carries = { state: carried, start: () => {}, stop: () => {} };
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
      case "ask_token":
        say({ type: "token", box_id: frame.box_id, blinded: frame.blinded, evaluation: null });
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
    courier: () => courier,
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
      const ready = readyFor(next);
      if (ready.box !== carried.get().box) carried.set(ready);
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
    carry: (change) => carried.set({ ...carried.get(), ...change }),
  };
}
