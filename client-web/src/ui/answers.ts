/**
 * Half-written answers, and answers in words.
 *
 * A draft is one line of text, so that it can be kept like any half-written words: the number, the
 * places of the chosen words, the place of the option, or the words themselves.
 */
import { list } from "../i18n/format";
import { t } from "../i18n/t";
import type { Answer, AnswerKind } from "../protocol";

/** Whole numbers of a draft that are in the list; others were not written by this page. */
function places(draft: string, length: number): number[] {
  const found = draft
    .split(",")
    .filter((part) => /^\d+$/.test(part))
    .map(Number)
    .filter((place) => place < length);
  return [...new Set(found)].sort((a, b) => a - b);
}

export function scaleOf(kind: AnswerKind & { kind: "scale" }, draft: string): number | null {
  if (!/^-?\d+$/.test(draft)) return null;
  const value = Number(draft);
  const fits = value >= kind.min && value <= kind.max && (value - kind.min) % kind.step === 0;
  return fits ? value : null;
}

export function feelingsOf(kind: AnswerKind & { kind: "feelings" }, draft: string): number[] {
  return places(draft, kind.words.length).slice(0, kind.most);
}

export function choiceOf(kind: AnswerKind & { kind: "choice" }, draft: string): number | null {
  return places(draft, kind.options.length)[0] ?? null;
}

/** The answer a draft makes, or `null` if it is not one yet. */
export function answerOf(kind: AnswerKind, draft: string): Answer | null {
  switch (kind.kind) {
    case "scale": {
      const value = scaleOf(kind, draft);
      return value === null ? null : { kind: "scale", value };
    }
    case "feelings": {
      const words = feelingsOf(kind, draft);
      return words.length === 0 ? null : { kind: "feelings", words };
    }
    case "choice": {
      const option = choiceOf(kind, draft);
      return option === null ? null : { kind: "choice", option };
    }
    case "text": {
      const text = draft.trim();
      return text === "" || [...text].length > kind.chars ? null : { kind: "text", text };
    }
  }
}

/** The draft an answer came from: to change it. */
export function draftOf(answer: Answer): string {
  switch (answer.kind) {
    case "scale":
      return String(answer.value);
    case "feelings":
      return answer.words.join(",");
    case "choice":
      return String(answer.option);
    case "text":
      return answer.text;
    case "skip":
      return "";
  }
}

export function inWords(kind: AnswerKind, answer: Answer): string {
  switch (answer.kind) {
    case "scale":
      return String(answer.value);
    case "feelings":
      return kind.kind === "feelings"
        ? list(answer.words.map((place) => kind.words[place] ?? ""))
        : "";
    case "choice":
      return kind.kind === "choice" ? (kind.options[answer.option] ?? "") : "";
    case "text":
      return answer.text;
    case "skip":
      return t("checkin.is_skip");
  }
}
