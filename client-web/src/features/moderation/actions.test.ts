import { expect, it } from "vitest";
import type { FloorView } from "../../protocol";
import { notesOn, seat, seats, therapistView } from "../../test/cast";
import { actionsFor } from "./actions";

const of = (number: number) => {
  const found = seats().find((s) => s.seat === number);
  if (found === undefined) throw new Error("no such seat");
  return found;
};
const floor = therapistView().floor;

it("offers nothing about therapists and about people who are not in the circle", () => {
  expect(actionsFor(of(seat.hale), null, floor, true)).toEqual([]);
  expect(actionsFor({ ...of(seat.ayo), standing: "waiting" }, null, floor, true)).toEqual([]);
  expect(actionsFor({ ...of(seat.ayo), standing: "left" }, null, floor, true)).toEqual([]);
});

it("offers to lower a hand that is up, and the floor to who does not hold it", () => {
  const raised: FloorView = {
    ...(floor as FloorView),
    hands: [{ seat: seat.ayo, kind: "speak", responds_to: null, private: false }],
  };
  expect(actionsFor(of(seat.ayo), notesOn(seat.ayo), raised, true)).toEqual([
    "give_floor",
    "write",
    "lower_hand",
    "mute",
    "send_back",
    "remove",
  ]);
  expect(actionsFor(of(seat.theo), notesOn(seat.theo), raised, true)).not.toContain("lower_hand");
});

it("offers to allow lines where they are paused", () => {
  const actions = actionsFor(of(seat.ayo), notesOn(seat.ayo, { muted: true }), floor, true);
  expect(actions).toContain("unmute");
  expect(actions).not.toContain("mute");
});

it("gives the floor only while the group is at work, and never to an observer", () => {
  expect(actionsFor(of(seat.ayo), null, floor, false)).not.toContain("give_floor");
  expect(actionsFor({ ...of(seat.ayo), role: "observer" }, null, floor, true)).toEqual([
    "send_back",
    "remove",
  ]);
});
