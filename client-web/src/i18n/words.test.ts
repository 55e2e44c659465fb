import { afterEach, describe, expect, it } from "vitest";
import { ApiFailure } from "../core/api";
import { REFUSAL_CODES } from "../protocol";
import { en } from "./en";
import { wordsFor } from "./failures";
import { type MessageKey, speak, t } from "./t";
import { shippedTemplates } from "./templates";

afterEach(() => speak("en", en));

describe("words", () => {
  it("follow the number", () => {
    expect(t("time.minutes", { n: 1 })).toBe("1 minute");
    expect(t("time.minutes", { n: 24 })).toBe("24 minutes");
  });

  it("count places as the language does", () => {
    const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101];
    expect(places.map((n) => t("ordinal", { n }))).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "12th",
      "13th",
      "21st",
      "22nd",
      "101st",
    ]);
  });

  it("can be another language's, with its own plurals", () => {
    speak("pl", {
      ...en,
      "time.minutes": {
        one: "{n} minuta",
        few: "{n} minuty",
        many: "{n} minut",
        other: "{n} minuty",
      },
    });
    expect([1, 2, 5].map((n) => t("time.minutes", { n }))).toEqual([
      "1 minuta",
      "2 minuty",
      "5 minut",
    ]);
  });

  it("never put what somebody wrote in place of another parameter", () => {
    expect(t("invitation.title", { name: "{name} {n}" })).toBe("Personal link for {name} {n}");
  });

  it("are all there, and none is empty", () => {
    const empty = (Object.keys(en) as MessageKey[]).filter((key) => {
      const message: unknown = en[key];
      return typeof message === "string" ? message.trim() === "" : message === undefined;
    });
    expect(empty).toEqual([]);
  });

  it("are there for every code of the wire", () => {
    const missing = REFUSAL_CODES.filter((code) => !(`refusal.${code}` in en));
    expect(missing).toEqual([]);
  });

  it("speak of what went wrong, and of which field", () => {
    expect(wordsFor(new ApiFailure("unreachable"))).toMatch(/cannot be reached/);
    expect(
      wordsFor(new ApiFailure("invalid", { code: "invalid", message: "", field: "email" })),
    ).toMatch(/e-mail/);
    expect(
      wordsFor(
        new ApiFailure("too_many_tries", { code: "too_many_tries", message: "", wait_s: 1 }),
      ),
    ).toMatch(/1 second,/);
    expect(wordsFor(new Error("anything"))).not.toMatch(/anything/);
  });
});

describe("the check-ins that ship", () => {
  it("are all named where a group has none of its own", () => {
    const words = t("checkins.none").toLowerCase();
    const missing = shippedTemplates().filter(({ name }) => !words.includes(name.toLowerCase()));
    expect(missing).toEqual([]);
  });

  it("fit the bounds of the room", () => {
    for (const { template } of shippedTemplates()) {
      expect([...template.prompt].length).toBeLessThanOrEqual(300);
      if (template.answer.kind === "feelings") {
        expect(template.answer.words.length).toBeLessThanOrEqual(40);
        expect(new Set(template.answer.words).size).toBe(template.answer.words.length);
      }
    }
  });
});
