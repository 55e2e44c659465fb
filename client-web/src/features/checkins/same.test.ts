import { expect, it } from "vitest";
import type { Template } from "../../protocol";
import { sameTemplate } from "./same";

it("two templates are the same whatever the order of their fields", () => {
  const one: Template = {
    prompt: "How?",
    answer: { kind: "choice", options: ["a", "b"] },
    shown_to: "group",
  };
  const two: Template = {
    shown_to: "group",
    answer: { options: ["a", "b"], kind: "choice" },
    prompt: "How?",
  };
  expect(sameTemplate(one, two)).toBe(true);
  expect(sameTemplate(one, { ...two, shown_to: "therapists" })).toBe(false);
});
