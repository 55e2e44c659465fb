import { describe, expect, it } from "vitest";
import type { SeatView } from "../../protocol";
import { notesOn, seats } from "../../test/cast";
import { admittable, allAgreed, atDoor, hindrance, questions, waitingCount } from "./waiting";

const someone = (number: number, name: string, change: Partial<SeatView> = {}): SeatView => ({
  seat: number,
  name,
  role: "member",
  standing: "waiting",
  presence: "connected",
  with_you_until: null,
  ...change,
});

const agreed = { agreed: 3, asked: 3, declined: false };
const all = [
  ...seats(),
  someone(8, "Kit", { standing: "arriving" }),
  someone(9, "Jo"),
  someone(10, "Dr. Sato", { role: "observer" }),
  someone(11, "Wren"),
];
const people = atDoor({
  seats: all,
  notes: [
    notesOn(9, { contact: { place: "Ardle", phone: null } }),
    notesOn(10, { consent: { agreed: 2, asked: 3, declined: false } }),
    notesOn(11, { roster_name: null }),
  ],
});

describe("the waiting room", () => {
  it("lists those who wait before those who still arrive, as they came", () => {
    expect(people.map((p) => p.name)).toEqual(["Jo", "Dr. Sato", "Wren", "Kit"]);
  });

  it("says who is on the roster, and where they are", () => {
    expect(people[0]).toMatchObject({ rosterName: "Jo", contact: { place: "Ardle" } });
    expect(people[2]).toMatchObject({ rosterName: null });
  });

  it("counts those a therapist has to act on", () => {
    expect(waitingCount(all)).toBe(3);
  });

  it("lets nobody in who has not accepted the rules, nor an observer before all agreed", () => {
    expect(people.map((p) => hindrance(p))).toEqual([null, "not_agreed", null, "arriving"]);
    const sato = people.filter((p) => p.observer).map((p) => ({ ...p, consent: agreed }))[0];
    expect(sato && hindrance(sato)).toBeNull();
  });

  it("offers to let all members in at once, while the door is not locked", () => {
    expect(admittable(people, false)).toBe(2);
    expect(admittable(people, true)).toBe(0);
  });
});

describe("agreement to an observer", () => {
  it("is complete only when everybody agreed and nobody declined", () => {
    expect(allAgreed(agreed)).toBe(true);
    expect(allAgreed({ ...agreed, agreed: 2 })).toBe(false);
    expect(allAgreed({ agreed: 2, asked: 3, declined: true })).toBe(false);
    expect(allAgreed(null)).toBe(false);
  });

  it("asks what is open before it shows what was answered", () => {
    const asked = questions([
      { seat: 1, name: "Kim", agreed: true },
      { seat: 2, name: "Dr. Sato", agreed: null },
    ]);
    expect(asked.map((o) => o.name)).toEqual(["Dr. Sato", "Kim"]);
  });
});
