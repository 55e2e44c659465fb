import { describe, expect, it } from "vitest";
import type { Update } from "../protocol";
import { quietRoom, seat } from "../test/stage";
import { fold, foldAll } from "./fold";

const theo: Update = { feature: "roster", type: "seat", seat: seat(3, "Theo") };
const ayo: Update = { feature: "roster", type: "seat", seat: seat(1, "Ayo") };

describe("folding", () => {
  it("puts a new seat in its place by number", () => {
    const view = foldAll(quietRoom(), [theo, ayo]);
    expect(view.seats.map((s) => s.name)).toEqual(["Ayo", "Theo"]);
  });

  it("replaces a seat that was there", () => {
    const away: Update = {
      feature: "roster",
      type: "seat",
      seat: { ...seat(3, "Theo"), presence: "away" },
    };
    const view = foldAll(quietRoom(), [ayo, theo, away]);
    expect(view.seats.map((s) => s.presence)).toEqual(["connected", "away"]);
  });

  it("takes a change twice as once", () => {
    const once = foldAll(quietRoom(), [theo, ayo]);
    expect(foldAll(once, [theo, ayo])).toEqual(once);
  });

  it("takes a seat away, and does not mind one that is gone already", () => {
    const gone: Update = { feature: "roster", type: "seat_gone", seat: 3 };
    const view = foldAll(quietRoom(), [theo, ayo, gone, gone]);
    expect(view.seats.map((s) => s.name)).toEqual(["Ayo"]);
  });

  it("replaces everything by a whole view", () => {
    const before = fold(quietRoom(), theo);
    const whole = quietRoom({ seats: [seat(9, "River")] });
    expect(fold(before, { feature: "view", type: "whole", view: whole })).toBe(whole);
  });

  it("leaves the slices that did not change as they are", () => {
    const before = fold(quietRoom(), theo);
    const after = fold(before, {
      feature: "conversation",
      type: "mode",
      mode: "closed",
    });
    expect(after.lines_mode).toBe("closed");
    expect(after.seats).toBe(before.seats);
    expect(after.session).toBe(before.session);
  });

  it("puts away a check-in and a box with null", () => {
    const view = foldAll(quietRoom(), [
      { feature: "checkins", type: "checkin", checkin: null },
      { feature: "feedback", type: "box", box: null },
    ]);
    expect([view.checkin, view.box]).toEqual([null, null]);
  });

  it("keeps alerts by number and lets them go", () => {
    const alert = {
      alert: 1,
      seat: 2,
      kind: "help",
      raised_at: 5,
      acknowledged_by: null,
      unanswered: false,
    } as const;
    const raised = fold(quietRoom(), {
      feature: "safety",
      type: "alert",
      alert: { ...alert } as never,
    });
    expect(raised.alerts).toHaveLength(1);
    const done = fold(raised, { feature: "safety", type: "alert_gone", alert: 1 });
    expect(done.alerts).toEqual([]);
  });
});
