import { describe, expect, it } from "vitest";
import type { View } from "../../protocol";
import { memberView, seat, therapistView } from "../../test/cast";
import { stateOf } from "../../test/states";
import { audienceOf, choices, people, recall, remember, seenBy, shut } from "./audience";

const as = (view: View, mine: Partial<View["me"]>): View => ({
  ...view,
  me: { ...view.me, ...mine },
});

describe("writing to everyone", () => {
  it("is possible as a rule", () => {
    expect(shut(memberView(), "everyone")).toBeNull();
  });

  it("rests for others while somebody speaks in a strict round", () => {
    expect(shut(stateOf("strict", "member"), "everyone")).toBe(
      "Theo has the floor. Only they and the therapists write to everyone now. You can write to your therapist.",
    );
  });

  it("stays open to who speaks and to therapists in a strict round", () => {
    const strict = stateOf("strict", "member");
    expect(shut(as(strict, { seat: seat.theo }), "everyone")).toBeNull();
    expect(shut(stateOf("strict", "therapist"), "everyone")).toBeNull();
  });

  it("says when one is muted, when lines are closed, and when no therapist is there", () => {
    expect(shut(as(memberView(), { muted: true }), "everyone")).toContain("paused your lines");
    expect(shut({ ...memberView(), lines_mode: "closed" }, "everyone")).toContain("closed");
    expect(shut(stateOf("safe_mode", "member"), "everyone")).toContain("until your therapist");
  });
});

describe("writing to therapists", () => {
  it.each(["strict", "safe_mode", "held", "waiting"])("stays open in the state %s", (state) => {
    expect(shut(stateOf(state, "member"), "therapists")).toBeNull();
  });

  it("stays open to who is muted", () => {
    expect(shut(as(memberView(), { muted: true }), "therapists")).toBeNull();
  });
});

describe("the audiences one can choose", () => {
  it("never include another member, for a member", () => {
    expect(choices(memberView())).toEqual(["everyone", "therapists"]);
  });

  it("include one member, for a therapist, and no therapist or observer among them", () => {
    expect(choices(therapistView())).toEqual(["everyone", "one", "therapists"]);
    expect(people(stateOf("fourteen", "therapist")).map((one) => one.name)).not.toContain("Vera");
  });

  it("are therapists alone once members have left", () => {
    expect(choices(stateOf("closing", "therapist"))).toEqual(["therapists"]);
  });

  it("are none for observers", () => {
    expect(choices(as(memberView(), { role: "observer" }))).toEqual([]);
  });
});

describe("the words at the box", () => {
  it("name who will see it", () => {
    expect(seenBy(memberView(), "therapists", null)).toBe(
      "Only your therapists see this, with your name.",
    );
    expect(seenBy(therapistView(), "one", seat.theo)).toBe(
      "Only Theo and the therapists see this.",
    );
  });

  it("say that a therapist reads it first where lines are held", () => {
    expect(seenBy({ ...memberView(), lines_mode: "held" }, "everyone", null)).toContain(
      "A therapist reads it first",
    );
  });
});

describe("an audience kept with the draft", () => {
  it("comes back as it was", () => {
    const allowed = choices(therapistView());
    expect(recall(remember("one", 4), allowed)).toEqual({ to: "one", whom: 4 });
    expect(recall(remember("therapists", null), allowed)).toEqual({ to: "therapists", whom: null });
  });

  it("is the first there is, for words that mean nothing", () => {
    expect(recall("", choices(memberView()))).toEqual({ to: "everyone", whom: null });
    expect(recall("one x", choices(therapistView()))).toEqual({ to: "one", whom: null });
  });

  it("never falls from one person to everyone", () => {
    expect(recall("one 4", ["therapists"])).toEqual({ to: "therapists", whom: null });
  });

  it("cannot be sent to one person before one is chosen", () => {
    expect(audienceOf("one", null)).toBeNull();
    expect(audienceOf("one", 4)).toEqual({ to: "one", seat: 4 });
  });
});
