import { describe, expect, it } from "vitest";
import type { AlertView, Presence } from "../../protocol";
import { notesOn, now, seat, therapistView } from "../../test/cast";
import { alertsOf, callState, spokenMinutes } from "./calls";

const help = { raised_at: now, acknowledged_by: null, unanswered: false };
const line = { pressed: false, connected: true };

describe("a call for help", () => {
  it("stands at nothing, told, with somebody, or unanswered", () => {
    expect(callState(null, now, line)).toEqual({ is: "none" });
    expect(callState(help, now + 5_000, line)).toEqual({ is: "told" });
    expect(callState({ ...help, acknowledged_by: "Dr. Hale" }, now + 60_000, line)).toEqual({
      is: "with_you",
      name: "Dr. Hale",
    });
    expect(callState({ ...help, unanswered: true }, now + 1, line)).toEqual({ is: "unanswered" });
  });

  it("counts the half minute itself, for those whose connection is lost", () => {
    expect(callState(help, now + 29_999, line)).toEqual({ is: "told" });
    expect(callState(help, now + 30_000, line)).toEqual({ is: "unanswered" });
  });

  it("says when it has not gone out", () => {
    const pressed = { pressed: true, connected: true };
    expect(callState(null, now, pressed)).toEqual({ is: "sending", lineLost: false });
    expect(callState(null, now, { pressed: true, connected: false })).toEqual({
      is: "sending",
      lineLost: true,
    });
  });
});

describe("alerts", () => {
  const alert = (n: number, change: Partial<AlertView>): AlertView => ({
    alert: n,
    seat: seat.sam,
    kind: "dropped_after_turn",
    raised_at: now,
    acknowledged_by: null,
    unanswered: false,
    ...change,
  });
  const contact = { place: "Ardle", phone: null };
  const view = therapistView({
    notes: [notesOn(seat.noor, { contact })],
    alerts: [
      alert(1, {}),
      alert(2, { seat: seat.noor, kind: "help", raised_at: now - 1_000 }),
      alert(3, { seat: seat.ayo, kind: "help", raised_at: now - 9_000 }),
      alert(4, { kind: "left_after_turn", acknowledged_by: seat.hale }),
      alert(5, { kind: "left_after_low_checkin", acknowledged_by: 99, seat: 98 }),
    ],
  });

  it("put calls for help first, the longest standing before all", () => {
    expect(alertsOf(view).open.map((a) => a.alert)).toEqual([3, 2, 1]);
  });

  it("carry who it is about and how to reach them", () => {
    expect(alertsOf(view).open[1]).toMatchObject({ name: "Noor", contact });
  });

  it("say when somebody who was lost is back, and nothing of the kind of a call for help", () => {
    const kinds = (presence: Presence) =>
      alertsOf({
        ...view,
        seats: view.seats.map((one) => ({ ...one, presence })),
      }).open.map((one) => one.back);
    expect(kinds("connected")).toEqual([false, false, true]);
    expect(kinds("reconnecting")).toEqual([false, false, false]);
  });

  it("step back once somebody is on them, and say who", () => {
    const { taken } = alertsOf(view);
    expect(taken.map((a) => a.by)).toEqual([
      { name: "Dr. Hale", you: true },
      { name: null, you: false },
    ]);
    expect(taken[1]?.name).toBeNull();
  });
});

describe("the time without a therapist", () => {
  it("is said at five, two and one minutes", () => {
    expect([600_000, 300_000, 240_001, 120_000, 59_000, 0].map(spokenMinutes)).toEqual([
      null,
      5,
      5,
      2,
      1,
      null,
    ]);
  });
});
