import { describe, expect, it } from "vitest";
import type { FloorView, View } from "../protocol";
import { memberView, seat } from "../test/cast";
import { myHandIsUp, toCome, toRespondTo, whereIStand } from "./lineup";

const bare = memberView().floor as FloorView;
const places = [
  { seat: seat.river, state: "heard" as const },
  { seat: seat.theo, state: "ahead" as const },
  { seat: seat.ayo, state: "ahead" as const },
  { seat: seat.maren, state: "ahead" as const },
];
const round = { prompt: null, places, offered: null, strict: false, nomination: false };
const turn = {
  turn: 1,
  holder: seat.theo,
  kind: "round" as const,
  started_at: 0,
  allotment_ms: null,
  paused_ms: 0,
  paused_since: null,
  responds_to: null,
  wish: null,
  time_up: false,
};
const hand = (whose: number) => ({
  seat: whose,
  kind: "speak" as const,
  responds_to: null,
  private: false,
});

function view(floor: Partial<FloorView>, mine: Partial<View["me"]> = {}): View {
  return memberView({ floor: { ...bare, ...floor } }, mine);
}

describe("who is still to come", () => {
  it("is the queue of hands in the server's order", () => {
    expect(toCome({ ...bare, hands: [hand(6), hand(2)] })).toEqual([6, 2]);
  });

  it("is the round without those heard, and without who speaks", () => {
    expect(toCome({ ...bare, round, turn })).toEqual([seat.ayo, seat.maren]);
  });

  it("leaves out who is being asked", () => {
    const asked = { ...round, offered: seat.theo };
    expect(toCome({ ...bare, round: asked })).toEqual([seat.ayo, seat.maren]);
  });

  it("is the hands once the round has gone around", () => {
    const done = { ...round, places: places.map((p) => ({ ...p, state: "heard" as const })) };
    expect(toCome({ ...bare, round: done, hands: [hand(seat.noor)] })).toEqual([seat.noor]);
  });
});

describe("where one stands", () => {
  it("is nowhere on an open floor", () => {
    expect(whereIStand(view({}))).toEqual({ is: "free" });
  });

  it("counts places of the round from the one who comes next", () => {
    expect(whereIStand(view({ round, turn }))).toEqual({ is: "ahead", n: 2 });
  });

  it("is speaking, whatever the list says", () => {
    const mine = { ...turn, holder: seat.maren };
    expect(whereIStand(view({ round, turn: mine }))).toEqual({ is: "speaking" });
  });

  it("is being asked, and says whether coming back was used", () => {
    const again = places.map((p) =>
      p.seat === seat.maren ? { ...p, state: "coming_back" as const } : p,
    );
    const offered = { ...round, offered: seat.maren };
    expect(whereIStand(view({ round: offered }))).toEqual({ is: "offered", again: false });
    expect(whereIStand(view({ round: { ...offered, places: again } }))).toEqual({
      is: "offered",
      again: true,
    });
  });

  it("is the place of one's hand", () => {
    expect(whereIStand(view({ hands: [hand(seat.ayo), hand(seat.maren)] }))).toEqual({
      is: "hand",
      n: 2,
    });
  });

  it("of a private hand is for therapists to know", () => {
    expect(whereIStand(view({}, { hand_private: true }))).toEqual({ is: "private_hand" });
  });

  it("is the hand, for who was heard and raises one", () => {
    const heard = places.map((p) => ({ ...p, state: "heard" as const }));
    const floor = { round: { ...round, places: heard }, hands: [hand(seat.maren)] };
    expect(whereIStand(view(floor))).toEqual({ is: "hand", n: 1 });
  });
});

describe("one's own hand", () => {
  it("is up when all see it, and when only therapists do", () => {
    expect(myHandIsUp(view({ hands: [hand(seat.maren)] }))).toBe(true);
    expect(myHandIsUp(view({}, { hand_private: true }))).toBe(true);
    expect(myHandIsUp(view({ hands: [hand(seat.ayo)] }))).toBe(false);
  });
});

describe("a response", () => {
  it("answers who speaks, or else who spoke last", () => {
    expect(toRespondTo(view({ turn, last_speaker: seat.ayo }))).toBe(seat.theo);
    expect(toRespondTo(view({ last_speaker: seat.ayo }))).toBe(seat.ayo);
  });

  it("never answers oneself", () => {
    expect(toRespondTo(view({ last_speaker: seat.maren }))).toBeNull();
  });
});
