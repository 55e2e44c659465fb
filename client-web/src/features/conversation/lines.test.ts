import { describe, expect, it } from "vitest";
import { aLine, memberView, seat, therapistView } from "../../test/cast";
import { lineFace } from "./lines";
import { newLines, spokenOfLines, spokenOfMode } from "./spoken";

const line = aLine;
const member = memberView();
const therapist = therapistView();
const toTherapists = { to: "therapists" } as const;
const toMaren = { to: "one", seat: seat.maren } as const;

describe("above a line stands", () => {
  it("nothing but the name, when everyone sees it", () => {
    expect(lineFace(line(1), member)).toMatchObject({ name: "Theo", audience: null });
  });

  it("to its writer, that only therapists see it", () => {
    const mine = line(1, { from: seat.maren, audience: toTherapists });
    expect(lineFace(mine, member)).toMatchObject({
      name: "You",
      audience: "Only your therapists see this",
    });
  });

  it("to therapists, whether it is theirs alone or a member's", () => {
    expect(lineFace(line(1, { audience: toTherapists }), therapist).audience).toBe(
      "Only therapists see this",
    );
    const back = line(1, { from: seat.hale, audience: toTherapists });
    expect(lineFace(back, therapist).audience).toBe("Therapists only");
  });

  it("to one person, from both sides", () => {
    const alone = line(1, { from: seat.hale, from_name: "Dr. Hale", audience: toMaren });
    expect(lineFace(alone, member).audience).toBe("To you and the therapists");
    expect(lineFace(alone, therapist).audience).toBe("To Maren and the therapists");
  });

  it("that it waits, in the words of whoever looks", () => {
    const held = line(1, { held: true });
    expect(lineFace(held, therapist).held).toContain("only therapists see this line so far");
    expect(lineFace({ ...held, from: seat.maren }, member).held).toBe("Waits for a therapist");
  });
});

describe("of new lines is said", () => {
  const before = { ...member, lines: [line(1)] };

  it("what others wrote, and nothing of one's own", () => {
    const after = { ...before, lines: [line(1), line(2), line(3, { from: seat.maren })] };
    expect(newLines(before, after).map((one) => one.line)).toEqual([2]);
    expect(spokenOfLines(newLines(before, after), member.me)).toEqual(["Theo: Hello."]);
  });

  it("that it is private", () => {
    const alone = line(2, { from_name: "Dr. Hale", audience: toMaren });
    expect(spokenOfLines([alone], member.me)).toEqual([
      "Dr. Hale, to you and the therapists: Hello.",
    ]);
    expect(spokenOfLines([alone], therapist.me)).toEqual([
      "Dr. Hale, to one person and the therapists: Hello.",
    ]);
  });

  it("how many, when they come together", () => {
    expect(spokenOfLines([line(2), line(3), line(4)], member.me)).toEqual(["3 new lines."]);
  });

  it("nothing of lines that went", () => {
    expect(newLines(before, { ...before, lines: [] })).toEqual([]);
  });

  it("only that one waits, when it is held", () => {
    expect(spokenOfLines([line(2, { held: true })], therapist.me)).toEqual([
      "A line of Theo waits to be shown.",
    ]);
  });

  it("the beginning, when it is long", () => {
    const [words = ""] = spokenOfLines([line(2, { text: "a".repeat(2_000) })], member.me);
    expect(words.length).toBeLessThan(300);
  });

  it("that lines are closed, held, and open again", () => {
    const closed = { ...member, lines_mode: "closed" as const };
    expect(spokenOfMode(member, closed)).toBe("The conversation is closed for the moment.");
    expect(spokenOfMode(closed, member)).toBe("Lines are shown at once again.");
    expect(spokenOfMode(member, member)).toBeNull();
  });
});
