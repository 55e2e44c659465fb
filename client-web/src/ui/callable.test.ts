import { describe, expect, it } from "vitest";
import { callable } from "./callable";

describe("numbers in a text", () => {
  it("can be called, and everything else stays as it was written", () => {
    const parts = callable("Call 112.\nNight line: +49 (0)800 111-0-111, room 12.");
    expect(parts.map((p) => p.words).join("")).toBe(
      "Call 112.\nNight line: +49 (0)800 111-0-111, room 12.",
    );
    expect(parts.filter((p) => p.number !== null)).toEqual([
      { words: "112", number: "112" },
      { words: "+49 (0)800 111-0-111", number: "+498001110111" },
    ]);
  });

  it("are not found where there are none", () => {
    expect(callable("Go to the nearest hospital.")).toEqual([
      { words: "Go to the nearest hospital.", number: null },
    ]);
  });
});
