/** How an answer is given, while somebody still makes it up; checks what the room will check again. */
import { t } from "../i18n/t";
import type { AnswerKind } from "../protocol";

// Bounds of `protocol/src/limits.rs` and `text.rs`.
export const word_chars_max = 60;
export const chars_max = 1_000;
const feelings_max = 40;
const options_max = 12;
const span_max = 100;

export interface AnswerDraft {
  kind: AnswerKind["kind"];
  min: number;
  max: number;
  low: string;
  high: string;
  /** One on each line: feelings or options. */
  words: string;
  most: number;
  chars: number;
}

export const emptyAnswerDraft: AnswerDraft = {
  kind: "scale",
  min: 0,
  max: 10,
  low: "",
  high: "",
  words: "",
  most: 3,
  chars: 200,
};

function lines(words: string): string[] {
  return words
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What is wrong with it, in words that say what to do. */
export function errorIn(draft: AnswerDraft): string | undefined {
  switch (draft.kind) {
    case "scale": {
      const long = [draft.low, draft.high].some((end) => [...end].length > word_chars_max);
      if (long) return t("template.too_long");
      const span = draft.max - draft.min;
      return span < 1 || span > span_max ? t("template.range") : undefined;
    }
    case "feelings":
    case "choice": {
      const list = lines(draft.words);
      const most = draft.kind === "feelings" ? feelings_max : options_max;
      if (list.length < 2) return t("template.too_few");
      if (list.length > most) return t("template.too_many", { n: most });
      if (list.some((line) => [...line].length > word_chars_max)) return t("template.too_long");
      return new Set(list).size < list.length ? t("template.twice") : undefined;
    }
    case "text":
      return undefined;
  }
}

/** What it makes, once nothing is wrong with it. */
export function answerKindOf(draft: AnswerDraft): AnswerKind {
  switch (draft.kind) {
    case "scale":
      return {
        kind: "scale",
        min: draft.min,
        max: draft.max,
        step: 1,
        low: draft.low.trim() || null,
        high: draft.high.trim() || null,
      };
    case "feelings": {
      const words = lines(draft.words);
      return { kind: "feelings", words, most: Math.min(draft.most, words.length) };
    }
    case "choice":
      return { kind: "choice", options: lines(draft.words) };
    case "text":
      return { kind: "text", chars: draft.chars };
  }
}
