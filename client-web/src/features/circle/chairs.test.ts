import { describe, expect, it } from "vitest";
import type { SeatView } from "../../protocol";
import { quietRoom } from "../../test/stage";
import { chairsFor, facesOf } from "./seats";

const room = quietRoom();
const seat = (number: number, change: Partial<SeatView>): SeatView => ({
  seat: number,
  name: `Seat ${number}`,
  role: "member",
  standing: "in",
  presence: "connected",
  with_you_until: null,
  ...change,
});

describe("who sits in the circle", () => {
  it("shows oneself as here the moment one is back, and others once the room says so", () => {
    const other = room.me.seat + 1;
    const seats = [room.me.seat, other].map((one) => seat(one, { presence: "reconnecting" }));
    const [mine, theirs] = facesOf({ ...room, seats });
    expect(mine?.absent).toBe(false);
    expect(mine?.spoken).not.toContain("reconnecting");
    expect(theirs?.absent).toBe(true);
    expect(theirs?.spoken).toContain("reconnecting");
  });

  it("gives who left one chair, not two", () => {
    const session = { ...room.session, empty_chairs: 3 };
    const seats = [seat(7, { standing: "left", presence: "gone" }), seat(8, {})];
    expect(chairsFor({ seats, session })).toBe(2);
    expect(chairsFor({ seats: [], session })).toBe(3);
  });
});
