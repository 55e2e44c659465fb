import { describe, expect, it } from "vitest";
import type { View } from "../../protocol";
import { memberView, now, seat, therapistView } from "../../test/cast";
import { stateOf } from "../../test/states";
import { facesOf, withYouEnds } from "./seats";

function face(view: View, number: number) {
  const found = facesOf(view).find((one) => one.seat === number);
  if (found === undefined) throw new Error(`no seat ${number}`);
  return found;
}

describe("a seat of the circle", () => {
  it("says who speaks", () => {
    expect(face(stateOf("round", "member"), seat.theo)).toMatchObject({
      speaking: true,
      state: "speaking",
    });
  });

  it("shows who comes first, second and third in a round, and no more", () => {
    const view = stateOf("round", "member");
    expect([seat.ayo, seat.noor, seat.maren].map((s) => face(view, s).place)).toEqual([1, 2, 3]);
    const started = {
      ...view,
      floor: view.floor && {
        ...view.floor,
        turn: null,
        round: view.floor.round && {
          ...view.floor.round,
          places: view.floor.round.places.map((p) => ({ ...p, state: "ahead" as const })),
        },
      },
    };
    expect(facesOf(started).filter((one) => one.place !== undefined)).toHaveLength(3);
  });

  it("numbers hands for a member without the private ones they cannot see", () => {
    const view = stateOf("hands", "member");
    expect(face(view, seat.noor).place).toBe(2);
    expect(face(view, seat.sam)).toMatchObject({ place: undefined, private: false, state: "" });
  });

  it("shows a private hand to therapists", () => {
    expect(face(stateOf("hands", "therapist"), seat.sam)).toMatchObject({
      place: 2,
      private: true,
      state: "private hand",
    });
  });

  it("shows one's own private hand, and says who sees it", () => {
    const mine = face(memberView({}, { hand_private: true }), seat.maren);
    expect(mine).toMatchObject({ private: true, hand: true, state: "private hand" });
  });

  it("says whom a raised hand would answer", () => {
    expect(face(stateOf("hands", "member"), seat.ayo).state).toBe("answers Theo");
  });

  it("keeps role and place in what is spoken when something else is shown", () => {
    const view = therapistView();
    const away = {
      ...view,
      seats: view.seats.map((s) =>
        s.seat === seat.hale ? { ...s, presence: "away" as const } : s,
      ),
    };
    expect(face(away, seat.hale)).toMatchObject({
      state: "stepped away",
      spoken: "stepped away, therapist",
      absent: true,
    });
  });

  it("stays, empty, for who has left, so that nobody else moves", () => {
    const view = memberView();
    const left = {
      ...view,
      seats: view.seats.map((s) => (s.seat === seat.ayo ? { ...s, standing: "left" as const } : s)),
    };
    expect(face(left, seat.ayo)).toMatchObject({ absent: true, state: "has left" });
    expect(facesOf(left)).toHaveLength(view.seats.length);
  });

  it("does not show who still waits at the door", () => {
    const view = therapistView();
    const waiting = {
      ...view,
      seats: view.seats.map((s) =>
        s.seat === seat.sam ? { ...s, standing: "waiting" as const } : s,
      ),
    };
    expect(facesOf(waiting).some((one) => one.seat === seat.sam)).toBe(false);
  });

  it("comes in the order of seats", () => {
    const numbers = facesOf(memberView()).map((one) => one.seat);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});

describe("with you", () => {
  it("goes out at the soonest moment that is still to come", () => {
    const faces = facesOf(stateOf("hands", "member"));
    expect(withYouEnds(faces, now)).toBe(now + 30_000);
    expect(withYouEnds(faces, now + 30_000)).toBeNull();
  });
});
