import { describe, expect, it } from "vitest";
import type { Template } from "../../protocol";
import { aBox, memberView, now, seats } from "../../test/cast";
import {
  ask_kinds,
  crowd,
  isOver,
  leftMs,
  openingOf,
  seconds_choices,
  seconds_usual,
  spokenMoment,
  whyNot,
} from "./box";

const { session } = memberView();
const all = { seats: seats(), session, box: null };

describe("a box", () => {
  it("counts members who are there and can be reached, and nobody else", () => {
    const some = seats().map((s) =>
      s.name === "Noor"
        ? { ...s, standing: "left" as const }
        : s.name === "Sam"
          ? { ...s, role: "observer" as const }
          : s.name === "River"
            ? { ...s, presence: "away" as const }
            : s,
    );
    expect(crowd(some)).toBe(3);
  });

  it("cannot be opened before there are enough people, and says how many there are", () => {
    const few = { ...all, seats: seats().slice(0, 4) };
    expect(whyNot("words", few)).toEqual({ is: "too_few", n: 3, least: 5 });
    expect(whyNot("words", all)).toBeNull();
  });

  it("needs five for figures, even where four are enough for words", () => {
    const four = {
      ...all,
      seats: seats().slice(0, 5),
      session: { ...session, feedback_threshold: 4 },
    };
    expect(whyNot("words", four)).toBeNull();
    expect(whyNot("scale", four)).toEqual({ is: "too_few", n: 4, least: 5 });
    expect(whyNot("text", four)).toBeNull();
    expect(whyNot("me_too", four)).toEqual({ is: "too_few", n: 4, least: 5 });
  });

  it("needs six for a list, of which nothing could be told of five", () => {
    const five = { ...all, seats: seats().filter((s) => s.role === "therapist" || s.seat <= 6) };
    expect(crowd(five.seats)).toBe(5);
    expect(whyNot("scale", five)).toBeNull();
    expect(whyNot("feelings", five)).toEqual({ is: "too_few", n: 5, least: 6 });
    expect(whyNot("choice", five)).toEqual({ is: "too_few", n: 5, least: 6 });
  });

  it("cannot be opened before the work begins or without a therapist", () => {
    expect(whyNot("words", { ...all, session: { ...session, phase: "waiting" } })).toEqual({
      is: "not_live",
    });
    const safe_mode = { ends_at: now };
    expect(whyNot("words", { ...all, session: { ...session, safe_mode } })).toEqual({
      is: "safe_mode",
    });
  });

  it("is opened three times of each kind, which says nothing of the others", () => {
    const boxes_left = { words: 0, answer: 3, me_too: 1 };
    const used = { ...all, session: { ...session, boxes_left } };
    expect(whyNot("words", used)).toEqual({ is: "used_up" });
    expect(whyNot("scale", used)).toBeNull();
    expect(whyNot("me_too", used)).toBeNull();
  });

  it("waits for the one before until nothing of that is still to come or to be decided", () => {
    const stages = ["open", "collecting", "sealed", "settled", "discarded", "voided"] as const;
    const shut = stages.filter((stage) => whyNot("words", { ...all, box: aBox({ stage }) }));
    expect(shut).toEqual(["open", "collecting", "sealed"]);
    expect(stages.filter((stage) => !isOver(aBox({ stage })))).toEqual(shut);
  });

  it("stands open as long as is usual for its kind, within the bounds of the protocol", () => {
    for (const kind of ask_kinds) {
      expect(seconds_choices[kind]).toContain(seconds_usual[kind]);
      for (const seconds of seconds_choices[kind]) {
        expect(seconds).toBeGreaterThanOrEqual(15);
        expect(seconds).toBeLessThanOrEqual(900);
      }
    }
  });

  it("takes a check-in in own words as slips, and any other as it is", () => {
    const scale: Template = {
      prompt: "How?",
      answer: { kind: "scale", min: 0, max: 10, step: 1, low: null, high: null },
      shown_to: "anonymous",
    };
    expect(openingOf(scale)).toEqual({ kind: "answer", prompt: "How?", template: scale });
    expect(openingOf({ ...scale, answer: { kind: "text", chars: 40 } }).kind).toBe("words");
  });

  it("never counts below nothing", () => {
    expect(leftMs(aBox({ closes_at: now }), now + 5)).toBe(0);
  });

  it("says the time aloud twice", () => {
    expect(spokenMoment(61_000)).toBeNull();
    expect(spokenMoment(60_000)).toBe("minute");
    expect(spokenMoment(30_000)).toBeNull();
    expect(spokenMoment(9_000)).toBe("soon");
    expect(spokenMoment(0)).toBeNull();
  });
});
