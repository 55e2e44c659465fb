import { describe, expect, it } from "vitest";
import type { View } from "../../protocol";
import { memberView, seat } from "../../test/cast";
import { stateOf } from "../../test/states";
import {
  canBeGiven,
  canBeNamed,
  canExtend,
  canGoNext,
  canRaise,
  canRespond,
  canSayWithYou,
  whoIsNext,
} from "./can";

const as = (view: View, mine: Partial<View["me"]>): View => ({
  ...view,
  me: { ...view.me, ...mine },
});

describe("raising a hand", () => {
  it("is possible while somebody else speaks", () => {
    expect(canRaise(stateOf("round", "member"))).toBeNull();
  });

  it.each([
    ["waiting", "The session has not begun yet."],
    ["held", "Your therapist is holding the space. Nothing moves for a moment."],
    ["safe_mode", "The session is paused until your therapist is back."],
    ["speaking", "You have the floor."],
    ["offer_me", "You are being asked right now."],
  ])("in the state %s says why it is not", (state, why) => {
    expect(canRaise(stateOf(state, "member"))).toBe(why);
  });

  it("waits until one has come back", () => {
    expect(canRaise(as(memberView(), { away: true }))).toBe("You stepped away. Come back first.");
  });

  it("is not for observers", () => {
    expect(canRaise(as(memberView(), { role: "observer" }))).toBe("Observers are silent.");
  });

  it("to respond needs somebody who spoke", () => {
    expect(canRespond(memberView())).toBe("Nobody has spoken yet.");
    expect(canRespond(stateOf("round", "member"))).toBeNull();
  });
});

describe("with you", () => {
  it("is for those who listen", () => {
    expect(canSayWithYou(stateOf("round", "member"))).toBeNull();
    expect(canSayWithYou(stateOf("speaking", "member"))).toBe("You have the floor.");
  });
});

describe("going on to the next", () => {
  it("is possible while somebody speaks, even if nobody waits", () => {
    expect(canGoNext(stateOf("paused", "therapist"))).toBeNull();
  });

  it("says that nobody waits", () => {
    expect(canGoNext(stateOf("open", "therapist"))).toBe("Nobody is waiting to speak.");
  });

  it("needs the session to have begun", () => {
    expect(canGoNext(stateOf("waiting", "therapist"))).toBe("Start the session first.");
  });

  it("names the first who can be reached", () => {
    const view = stateOf("hands", "therapist");
    expect(whoIsNext(view)).toBe(seat.ayo);
    const lost = {
      ...view,
      seats: view.seats.map((s) =>
        s.seat === seat.ayo ? { ...s, presence: "reconnecting" as const } : s,
      ),
    };
    expect(whoIsNext(lost)).toBe(seat.sam);
  });
});

describe("giving the floor", () => {
  it("offers all who speak but who has it, and no observer", () => {
    const names = canBeGiven(stateOf("fourteen", "therapist")).map((one) => one.name);
    expect(names).toContain("Dr. Hale");
    expect(names).not.toContain("Theo");
    expect(names).not.toContain("Vera");
  });
});

describe("naming the next", () => {
  it("offers those still to come, where the round allows it", () => {
    const named = canBeNamed(stateOf("speaking", "member")).map((one) => one.name);
    expect(named).toEqual(["Theo", "Ayo", "Noor"]);
  });

  it("offers nobody where it does not", () => {
    expect(canBeNamed(stateOf("round", "member"))).toEqual([]);
  });
});

describe("a minute more", () => {
  it("is for turns with a limit", () => {
    const view = stateOf("round", "therapist");
    expect(canExtend(view)).toBe(true);
    const open = view.floor?.turn && {
      ...view.floor,
      turn: { ...view.floor.turn, allotment_ms: null },
    };
    expect(canExtend({ floor: open ?? null })).toBe(false);
  });

  it("ends at an hour", () => {
    const { floor } = stateOf("round", "therapist");
    const turn = floor?.turn && { ...floor.turn, allotment_ms: 3_600_000 };
    expect(canExtend({ floor: floor && { ...floor, turn: turn ?? null } })).toBe(false);
  });
});
