import { describe, expect, it } from "vitest";
import type { SeatView, View } from "../../protocol";
import { memberView, now, seat } from "../../test/cast";
import { spokenOfCircle } from "./spoken";

function change(view: View, number: number, to: Partial<SeatView>): View {
  return {
    ...view,
    seats: view.seats.map((one) => (one.seat === number ? { ...one, ...to } : one)),
  };
}

const before = memberView();

describe("of the circle is said", () => {
  it("nothing when nobody changed", () => {
    expect(spokenOfCircle(before, { ...before })).toEqual([]);
  });

  it("who lost the connection, and that the place is kept", () => {
    const after = change(before, seat.ayo, { presence: "reconnecting" });
    expect(spokenOfCircle(before, after)).toEqual([
      "Ayo lost the connection. Their place is kept.",
    ]);
    expect(spokenOfCircle(after, before)).toEqual(["Ayo is back."]);
  });

  it("who came in and who left", () => {
    const without = { ...before, seats: before.seats.filter((one) => one.seat !== seat.sam) };
    expect(spokenOfCircle(without, before)).toEqual(["Sam is in the circle."]);
    expect(spokenOfCircle(before, without)).toEqual(["Sam has left."]);
    const left = change(before, seat.sam, { standing: "left", presence: "gone" });
    expect(spokenOfCircle(before, left)).toEqual(["Sam has left."]);
  });

  it("who is with one, all at once", () => {
    const first = change(before, seat.ayo, { with_you_until: now + 30_000 });
    const both = change(first, seat.noor, { with_you_until: now + 30_000 });
    expect(spokenOfCircle(before, both)).toEqual(["Ayo and Noor: with you."]);
  });

  it("nothing of oneself", () => {
    const after = change(before, seat.maren, { presence: "away" });
    expect(spokenOfCircle(before, after)).toEqual([]);
  });
});
