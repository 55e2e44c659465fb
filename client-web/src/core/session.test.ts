import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command } from "../protocol";
import { aBox } from "../test/cast";
import { FakeSurroundings, logId, quietRoom, Sockets, seat, welcome } from "../test/stage";
import { ApiFailure } from "./api";
import { screenOf } from "./screen";
import { RoomSession } from "./session";

const raise: Command = { feature: "floor", type: "raise_hand", kind: "speak", private: false };
const lower: Command = { feature: "floor", type: "lower_hand" };

/** Lets promises that are ready settle, without moving time. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function stage(ticket: () => Promise<string> = async () => "ticket") {
  const sockets = new Sockets();
  const surroundings = new FakeSurroundings();
  const room = new RoomSession({
    session: "s1",
    ticket,
    url: "ws://rondo.test/ws",
    open: sockets.open,
    surroundings,
    random: () => 0.5,
  });
  return { room, sockets, surroundings, link: () => room.state.get().link };
}

/** In the room, with the first view. */
async function inside() {
  const on = stage();
  on.room.start();
  await settle();
  on.sockets.last.accept();
  on.sockets.last.tell(welcome());
  return on;
}

/** Drops, waits out the pause and is accepted again. */
async function comeBack({ sockets }: Awaited<ReturnType<typeof inside>>, code = 1006) {
  sockets.last.drop(code);
  await pass(10_000);
  sockets.last.accept();
  return sockets.last;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("coming in", () => {
  it("says hello with a ticket and no place to resume from", async () => {
    const { sockets } = await inside();
    expect(sockets.last.said[0]).toEqual({ type: "hello", ticket: "ticket", resume: null });
  });

  it("shows the view it is welcomed with", async () => {
    const { room, link } = await inside();
    expect(link()).toEqual({ is: "connected" });
    expect(room.state.get().view).toEqual(quietRoom());
  });

  it("knows the server's time", async () => {
    const { room } = await inside();
    await pass(1_500);
    expect(Math.round(room.clock.now())).toBe(5_001_500);
  });

  it("tries again when the server does not answer the hello", async () => {
    const { room, sockets, link } = stage();
    room.start();
    await settle();
    sockets.last.accept();
    await pass(12_000);
    expect(link().is).toBe("connecting");
    await pass(1_000);
    expect(sockets.all).toHaveLength(2);
  });

  it("stops with the reason when no ticket is to be had", async () => {
    const { room, link, sockets } = stage(() => Promise.reject(new ApiFailure("not_signed_in")));
    room.start();
    await pass(60_000);
    expect(link()).toEqual({ is: "refused", code: "not_signed_in" });
    expect(sockets.all).toHaveLength(0);
  });

  it("keeps trying while the server cannot be reached", async () => {
    let tries = 0;
    const { room } = stage(async () => {
      tries += 1;
      if (tries < 4) throw new ApiFailure("unreachable");
      return "ticket";
    });
    room.start();
    await pass(6_000);
    expect(tries).toBe(4);
  });
});

describe("being told", () => {
  it("folds what follows on what it has", async () => {
    const { room, sockets } = await inside();
    sockets.last.tell({
      type: "update",
      prev: 10,
      seq: 11,
      updates: [{ feature: "roster", type: "seat", seat: seat(3, "Theo") }],
    });
    expect(room.state.get().view?.seats.map((s) => s.name)).toEqual(["Theo"]);
  });

  it("takes what it has already for nothing new", async () => {
    const { sockets, link } = await inside();
    sockets.last.tell({ type: "update", prev: 9, seq: 10, updates: [] });
    expect(link().is).toBe("connected");
    expect(sockets.all).toHaveLength(1);
  });

  it("notices a gap, and asks for everything afresh", async () => {
    const on = await inside();
    on.sockets.last.tell({
      type: "update",
      prev: 12,
      seq: 13,
      updates: [{ feature: "roster", type: "seat_gone", seat: 3 }],
    });
    expect(on.link().is).toBe("reconnecting");
    await pass(10_000);
    on.sockets.last.accept();
    expect(on.sockets.last.said[0]).toMatchObject({ type: "hello", resume: null });
  });

  it("does not trust a frame whose count does not fit its changes", async () => {
    const { sockets, link } = await inside();
    sockets.last.tell({
      type: "update",
      prev: 10,
      seq: 12,
      updates: [{ feature: "roster", type: "seat_gone", seat: 3 }],
    });
    expect(link().is).toBe("reconnecting");
  });

  it("drops what cannot be read and comes back afresh", async () => {
    const on = await inside();
    on.sockets.last.tellRaw("{");
    expect(on.link().is).toBe("reconnecting");
    await pass(10_000);
    on.sockets.last.accept();
    expect(on.sockets.last.said[0]).toMatchObject({ resume: null });
  });
});

describe("a drop", () => {
  it("leaves on the screen what was there", async () => {
    const { sockets, room, link } = await inside();
    sockets.last.drop();
    expect(link()).toMatchObject({ is: "reconnecting" });
    expect(room.state.get().view).toEqual(quietRoom());
    expect(screenOf(room.state.get()).is).toBe("room");
  });

  it("is followed by a return that says where one stood", async () => {
    const socket = await comeBack(await inside());
    expect(socket.said[0]).toEqual({
      type: "hello",
      ticket: "ticket",
      resume: { log_id: logId, last_seq: 10 },
    });
  });

  it("is made up for by the changes that were missed", async () => {
    const on = await inside();
    const socket = await comeBack(on);
    socket.tell(
      welcome({
        seq: 11,
        state: {
          kind: "delta",
          prev: 10,
          updates: [{ feature: "roster", type: "seat", seat: seat(3, "Theo") }],
        },
      }),
    );
    expect(on.room.state.get().view?.seats).toHaveLength(1);
    expect(on.link().is).toBe("connected");
  });

  it("never takes changes that start elsewhere for its own", async () => {
    const on = await inside();
    const socket = await comeBack(on);
    socket.tell(welcome({ seq: 30, state: { kind: "delta", prev: 29, updates: [] } }));
    expect(on.link().is).toBe("reconnecting");
    await pass(10_000);
    on.sockets.last.accept();
    expect(on.sockets.last.said[0]).toMatchObject({ resume: null });
  });

  it("into another log drops everything that was held", async () => {
    const on = await inside();
    const asked = on.room.ask(raise);
    const socket = await comeBack(on);
    socket.tell(
      welcome({
        log_id: "another",
        seq: 1,
        state: { kind: "view", view: quietRoom({ seats: [seat(9, "River")] }) },
      }),
    );
    await expect(asked).resolves.toEqual({ is: "lost" });
    expect(on.room.state.get().view?.seats.map((s) => s.name)).toEqual(["River"]);
  });

  it("waits longer each time, and starts small again after a good while", async () => {
    const { sockets } = await inside();
    const waits: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      const before = sockets.all.length;
      sockets.last.drop();
      let waited = 0;
      while (sockets.all.length === before) {
        await pass(50);
        waited += 50;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[3]).toBeGreaterThan((waits[0] ?? 0) * 4);
    sockets.last.accept();
    sockets.last.tell(welcome());
    await pass(15_000);
    const before = sockets.all.length;
    sockets.last.drop();
    await pass(500);
    expect(sockets.all.length).toBe(before + 1);
  });

  it("is noticed when nothing answers a ping", async () => {
    const { sockets, link } = await inside();
    await pass(20_000);
    expect(sockets.last.said.at(-1)).toEqual({ type: "ping" });
    await pass(10_000);
    expect(link().is).toBe("reconnecting");
    expect(sockets.all[0]?.closedByClient).toBe(true);
  });

  it("is not seen where the server answers", async () => {
    const { sockets, link } = await inside();
    for (let i = 0; i < 5; i += 1) {
      await pass(20_000);
      sockets.last.tell({ type: "pong", now: 5_000_000 + i });
    }
    expect(link().is).toBe("connected");
    expect(sockets.all).toHaveLength(1);
  });

  it("during sleep is noticed soon after waking", async () => {
    const { sockets, surroundings, link } = await inside();
    surroundings.wake();
    expect(sockets.last.said.at(-1)).toEqual({ type: "ping" });
    await pass(4_000);
    expect(link().is).toBe("reconnecting");
  });

  it("is mended at once when the network is back", async () => {
    const { sockets, surroundings } = await inside();
    sockets.last.drop();
    await settle();
    surroundings.wake();
    await settle();
    expect(sockets.all).toHaveLength(2);
  });

  it("says when the device itself is offline", async () => {
    const { sockets, surroundings, link } = await inside();
    surroundings.isOnline = false;
    sockets.last.drop();
    expect(link()).toMatchObject({ is: "reconnecting", offline: true });
  });

  it("of an old connection never touches the new one", async () => {
    const on = await inside();
    const old = on.sockets.last;
    const socket = await comeBack(on);
    socket.tell(welcome());
    old.drop(4411);
    old.tell({ type: "update", prev: 10, seq: 11, updates: [] });
    expect(on.link().is).toBe("connected");
  });
});

describe("commands", () => {
  it("are numbered after the last one the room knows", async () => {
    const { room, sockets } = stage();
    room.start();
    await settle();
    sockets.last.accept();
    sockets.last.tell(welcome({ last_command: 7 }));
    void room.ask(raise);
    void room.ask(lower);
    expect(sockets.last.commands().map((frame) => frame.n)).toEqual([8, 9]);
  });

  it("are answered", async () => {
    const { room, sockets } = await inside();
    const done = room.ask(raise);
    const not = room.ask(lower);
    sockets.last.tell({ type: "refused", n: 2, code: "not_in_room", message: "…" });
    sockets.last.tell({ type: "ok", n: 1, seq: 11 });
    await expect(done).resolves.toEqual({ is: "ok", seq: 11 });
    await expect(not).resolves.toEqual({ is: "refused", code: "not_in_room", message: "…" });
  });

  it("without an answer are said again after a drop, with their numbers, in order", async () => {
    const on = await inside();
    void on.room.ask(raise);
    const second = on.room.ask(lower);
    on.sockets.last.tell({ type: "ok", n: 1, seq: 11 });
    const socket = await comeBack(on);
    // The first had been answered; the second may have been done without its answer arriving.
    socket.tell(welcome({ last_command: 2 }));
    expect(socket.commands()).toEqual([{ type: "command", n: 2, command: lower }]);
    socket.tell({ type: "ok", n: 2, seq: 12 });
    await expect(second).resolves.toEqual({ is: "ok", seq: 12 });
  });

  it("pressed during a drop go out on the return", async () => {
    const on = await inside();
    on.sockets.last.drop();
    void on.room.ask(raise);
    await pass(10_000);
    on.sockets.last.accept();
    on.sockets.last.tell(welcome());
    expect(on.sockets.last.commands()).toEqual([{ type: "command", n: 1, command: raise }]);
  });

  it("have a bound", async () => {
    const { room, sockets } = await inside();
    for (let i = 0; i < 50; i += 1) void room.ask(raise);
    await expect(room.ask(raise)).resolves.toMatchObject({ is: "refused", code: "too_fast" });
    expect(sockets.last.commands()).toHaveLength(50);
  });

  it("after the end are lost, not left hanging", async () => {
    const { room, sockets } = await inside();
    const asked = room.ask(raise);
    sockets.last.drop(4410);
    await expect(asked).resolves.toEqual({ is: "lost" });
    await expect(room.ask(raise)).resolves.toEqual({ is: "lost" });
  });
});

describe("the ends", () => {
  it.each([
    [4410, "over"],
    [4411, "removed"],
    [4409, "moved"],
  ])("by close code %i are final: %s", async (code, is) => {
    const { sockets, link } = await inside();
    sockets.last.drop(code);
    await pass(120_000);
    expect(link().is).toBe(is);
    expect(sockets.all).toHaveLength(1);
  });

  it.each([4401, 4408, 4429, 4503, 1006, 1001])(
    "are not close code %i: it comes back",
    async (code) => {
      const { sockets, link } = await inside();
      sockets.last.drop(code);
      expect(link().is).toBe("reconnecting");
      await pass(10_000);
      expect(sockets.all).toHaveLength(2);
    },
  );

  it("on another device can be taken back", async () => {
    const { room, sockets, link } = await inside();
    sockets.last.drop(4409);
    room.takeOver();
    await settle();
    sockets.last.accept();
    sockets.last.tell(welcome({ last_command: 12 }));
    expect(link().is).toBe("connected");
    void room.ask(raise);
    expect(sockets.last.commands().map((frame) => frame.n)).toEqual([13]);
  });

  it("clear what was half written", async () => {
    const { room, sockets } = await inside();
    room.drafts.set("line", "I wanted to say");
    sockets.last.drop(4410);
    expect(room.drafts.get("line")).toBe("");
    expect(sessionStorage).toHaveLength(0);
  });

  it("by leaving the page say nothing more", async () => {
    const { room, sockets } = await inside();
    room.stop();
    await pass(60_000);
    expect(sockets.all).toHaveLength(1);
    expect(sockets.last.closedByClient).toBe(true);
  });
});

describe("the token for a box", () => {
  const box_id = "22222222-2222-4222-8222-222222222222";
  const blinded = "ab".repeat(32);

  it("is asked for beside the commands, and its answer is handed over", async () => {
    const { room, sockets } = await inside();
    const asked = room.askToken(box_id, blinded);
    expect(sockets.last.said.at(-1)).toEqual({ type: "ask_token", box_id, blinded });
    const evaluation = { evaluated: "cd".repeat(32), proof: "ef".repeat(64) };
    sockets.last.tell({ type: "token", box_id, blinded, evaluation });
    await expect(asked).resolves.toMatchObject({ blinded, evaluation });
  });

  it("is not waited for when the line drops, or is down", async () => {
    const { room, sockets } = await inside();
    const asked = room.askToken(box_id, blinded);
    sockets.last.drop();
    await expect(asked).resolves.toBeNull();
    await expect(room.askToken(box_id, blinded)).resolves.toBeNull();
  });

  it("is asked for by the session itself, as soon as it learns of an open box", async () => {
    const { sockets } = await inside();
    const { me } = quietRoom();
    const view = quietRoom({ me: { ...me, standing: "in" }, box: aBox() });
    sockets.last.tell({
      type: "update",
      prev: 10,
      seq: 11,
      updates: [{ feature: "view", type: "whole", view }],
    });
    expect(sockets.last.said.at(-1)).toMatchObject({ type: "ask_token", box_id: aBox().box_id });
  });
});
