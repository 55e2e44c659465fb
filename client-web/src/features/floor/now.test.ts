import { describe, expect, it } from "vitest";
import { memberView, seat } from "../../test/cast";
import { stateOf } from "../../test/states";
import { nowOf } from "./now";
import { inOrder, moved } from "./roundOrder";

const shown = (state: string, role = "member") => nowOf(stateOf(state, role));

describe("the middle of the circle", () => {
  it("says who has the floor, the question, how far the round is, and where one stands", () => {
    expect(shown("round")).toMatchObject({
      mode: "Go-round · 2 of 6 heard",
      title: "Theo has the floor",
      prompt: "What did you carry in with you today?",
      stand: "You are third",
      rest: null,
    });
  });

  it("says whom a turn answers and what would help", () => {
    expect(shown("hands")).toMatchObject({
      responds: "responds to River",
      wish: "What would help: just listen",
      stand: "Your hand is up: you are third",
    });
  });

  it("asks who is asked, without repeating it as their place", () => {
    expect(shown("offer_me")).toMatchObject({ title: "Would you like to speak?", stand: null });
  });

  it("tells the others who is asked", () => {
    expect(shown("offer_me", "therapist").title).toBe("Maren is asked");
  });

  it("says that one has the floor", () => {
    expect(shown("speaking").title).toBe("You have the floor");
  });

  it("says that the space is held, and that the clock stands", () => {
    expect(shown("held").rest?.title).toBe("Holding the space");
    expect(shown("paused").rest?.title).toBe("Paused");
  });

  it("says that a round is over, or for whom it waits", () => {
    const view = stateOf("round", "member");
    const { floor } = view;
    if (floor?.round == null) throw new Error("no round");
    const done = floor.round.places.map((place) => ({ ...place, state: "heard" as const }));
    const over = { ...floor, turn: null, round: { ...floor.round, places: done } };
    expect(nowOf({ ...view, floor: over }).title).toBe("Everybody has been asked");
    const waits = { ...floor, turn: null };
    expect(nowOf({ ...view, floor: waits }).title).toBe("Waiting for Theo, Ayo, Noor, and Maren");
  });

  it("calls nobody to speak while nothing moves", () => {
    const view = stateOf("open", "member");
    const safe = { ...view, session: { ...view.session, safe_mode: { ends_at: 0 } } };
    expect(nowOf(view)).toMatchObject({ mode: "Open floor", words: "Anyone may speak." });
    expect(nowOf(safe)).toMatchObject({ mode: null, title: "Nobody has the floor", words: null });
    if (view.floor === null) throw new Error("no floor");
    const held = { ...view, floor: { ...view.floor, space_held: true } };
    expect(nowOf(held)).toMatchObject({ words: null, rest: { title: "Holding the space" } });
  });

  it("does not call the floor open while somebody has it", () => {
    const { floor } = stateOf("hands", "member");
    if (floor === null) throw new Error("no floor");
    const view = { ...stateOf("open", "member"), floor: { ...floor, mode: "open" as const } };
    expect(nowOf(view)).toMatchObject({ mode: null, title: "Theo has the floor" });
  });

  it("before the session speaks to each in their place", () => {
    expect(shown("waiting").words).toBe("Take a moment to arrive.");
    expect(shown("waiting", "therapist").words).toBe("Begin when the group is there.");
  });
});

describe("the order a therapist makes", () => {
  const members = memberView().seats.filter((one) => one.role === "member");

  it("begins as seated, and keeps those who came meanwhile at the end", () => {
    expect(inOrder(members, [seat.noor, seat.maren])).toEqual([
      seat.noor,
      seat.maren,
      seat.theo,
      seat.ayo,
      seat.river,
      seat.sam,
    ]);
  });

  it("forgets those who have gone", () => {
    expect(inOrder(members, [99])).toEqual(members.map((one) => one.seat));
  });

  it("moves one before another, or to the end", () => {
    expect(moved([1, 2, 3], 3, 1)).toEqual([3, 1, 2]);
    expect(moved([1, 2, 3], 1, null)).toEqual([2, 3, 1]);
  });
});
