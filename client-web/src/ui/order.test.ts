import { describe, expect, it } from "vitest";
import { firstAfter, stepDown, stepUp } from "./order";

const order = [3, 4, 5, 6];

describe("moving one of a list", () => {
  it("up puts it before the one above", () => {
    expect(stepUp(order, 5)).toBe(4);
  });

  it("up is nothing for the first", () => {
    expect(stepUp(order, 3)).toBeUndefined();
  });

  it("down puts it before the one after next", () => {
    expect(stepDown(order, order, 4)).toBe(6);
  });

  it("down puts the last but one at the end", () => {
    expect(stepDown(order, order, 5)).toBeNull();
  });

  it("down is nothing for the last", () => {
    expect(stepDown(order, order, 6)).toBeUndefined();
  });

  it("steps over those who cannot be moved", () => {
    expect(stepUp([3, 6], 6)).toBe(3);
    expect(stepDown([3, 4, 6, 7], [3, 6, 7], 3)).toBe(7);
  });

  it("after one means before its follower, leaving the moved one out", () => {
    expect(firstAfter(order, 4, 5)).toBe(6);
    expect(firstAfter(order, 6, 3)).toBeNull();
  });
});
