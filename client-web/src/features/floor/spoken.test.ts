import { describe, expect, it } from "vitest";
import type { FloorView, View } from "../../protocol";
import { memberView } from "../../test/cast";
import { stateOf } from "../../test/states";
import { spokenOfFloor } from "./spoken";

function said(before: View, after: View): string[] {
  return spokenOfFloor(before, after).map((one) => one.words);
}

function floor(view: View, change: Partial<FloorView>): View {
  return { ...view, floor: view.floor && { ...view.floor, ...change } };
}

const open = stateOf("open", "member");
const round = stateOf("round", "member");

describe("of the floor is said", () => {
  it("nothing when it did not change", () => {
    expect(said(round, { ...round, lines: [] })).toEqual([]);
  });

  it("that a round begins, who has the floor, and where one stands", () => {
    expect(said(open, round)).toEqual([
      "A go-round begins: What did you carry in with you today?",
      "Theo has the floor.",
      "You are third.",
    ]);
  });

  it("that it is one's turn, at once", () => {
    const offered = stateOf("offer_me", "member");
    const urgent = spokenOfFloor(round, offered).filter((one) => one.urgent);
    expect(urgent.map((one) => one.words)).toEqual([
      "It is your turn, if you like. You can speak, pass, or be asked again later.",
    ]);
  });

  it("that one has the floor, at once", () => {
    const mine = stateOf("speaking", "member");
    expect(spokenOfFloor(stateOf("offer_me", "member"), mine)[0]).toEqual({
      words: "You have the floor.",
      urgent: true,
    });
  });

  it("whom the speaker responds to, and what would help", () => {
    expect(said(open, stateOf("hands", "member"))).toEqual([
      "The floor passes by raised hands.",
      "Theo has the floor and responds to River.",
      "Theo says what would help: just listen.",
      "Your hand is up: you are third.",
    ]);
  });

  it("a change of one's place, and nothing else of the queue", () => {
    const hands = stateOf("hands", "member");
    const fewer = floor(hands, { hands: hands.floor?.hands.slice(1) ?? [] });
    expect(said(hands, fewer)).toEqual(["Your hand is up: you are second."]);
  });

  it("raised hands to therapists, and private ones as private", () => {
    const before = floor(stateOf("hands", "therapist"), { hands: [] });
    expect(said(before, stateOf("hands", "therapist"))).toEqual([
      "Ayo would respond to Theo.",
      "Sam raised a hand that only therapists see.",
      "Noor raised a hand.",
      "Maren raised a hand.",
    ]);
  });

  it("that the clock stands and goes on", () => {
    const paused = floor(round, { paused: true });
    expect(said(round, paused)).toEqual(["The clock is paused."]);
    expect(said(paused, round)).toEqual(["The clock goes on."]);
  });

  it("that the space is held and released", () => {
    const held = floor(round, { space_held: true });
    expect(said(round, held)).toEqual([
      "Your therapist holds the space. Nothing moves for a moment.",
    ]);
    expect(said(held, round)).toEqual(["The space is released."]);
  });

  it("that the time is up only to who speaks and to therapists", () => {
    const up = (view: View) => {
      const turn = view.floor?.turn ?? null;
      return floor(view, { turn: turn && { ...turn, time_up: true } });
    };
    const therapist = stateOf("round", "therapist");
    const speaking = stateOf("speaking", "member");
    expect(said(therapist, up(therapist))).toEqual(["Time is up, no hurry."]);
    expect(said(speaking, up(speaking))).toEqual(["Time is up, no hurry."]);
    expect(said(round, up(round))).toEqual([]);
  });

  it("that somebody has finished, when nobody follows at once", () => {
    const after = floor(round, { turn: null });
    expect(said(round, after)[0]).toBe("Theo has finished.");
  });

  it("that the session has begun", () => {
    expect(said(stateOf("waiting", "member"), memberView())).toContain("The session has begun.");
  });
});
