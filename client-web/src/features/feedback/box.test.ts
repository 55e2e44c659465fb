import { describe, expect, it } from "vitest";
import { aBox, memberView, now, seats } from "../../test/cast";
import { chosen, crowd, leftMs, parted, spokenMoment, whyNot } from "./box";

const { session } = memberView();

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
    const few = seats().slice(0, 4);
    expect(whyNot({ seats: few, session })).toEqual({ is: "too_few", n: 3, least: 5 });
    expect(whyNot({ seats: seats(), session })).toBeNull();
  });

  it("cannot be opened before the work begins or without a therapist", () => {
    expect(whyNot({ seats: seats(), session: { ...session, phase: "waiting" } })).toEqual({
      is: "not_live",
    });
    const safe_mode = { ends_at: now };
    expect(whyNot({ seats: seats(), session: { ...session, safe_mode } })).toEqual({
      is: "safe_mode",
    });
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

describe("the slips", () => {
  const slips = [
    { slip: "a", text: "one", released: false },
    { slip: "b", text: "two", released: true },
    { slip: "c", text: "three", released: false },
  ];

  it("are released in the order they lie in, not in the order they were ticked", () => {
    expect(chosen(slips, ["c", "a", "gone"])).toEqual(["a", "c"]);
  });

  it("are parted into shown and kept", () => {
    expect(parted(slips).released.map((s) => s.slip)).toEqual(["b"]);
    expect(parted(slips).kept.map((s) => s.slip)).toEqual(["a", "c"]);
  });
});
