/** Dates, times and lengths of time in the reader's language and time zone. */
import { languageTag, t } from "./t";

export function dateTime(at_ms: number): string {
  return new Intl.DateTimeFormat(languageTag(), { dateStyle: "medium", timeStyle: "short" }).format(
    at_ms,
  );
}

export function day(at_ms: number): string {
  return new Intl.DateTimeFormat(languageTag(), { dateStyle: "long" }).format(at_ms);
}

export function timeOfDay(at_ms: number): string {
  return new Intl.DateTimeFormat(languageTag(), { timeStyle: "short" }).format(at_ms);
}

/** Whole minutes, at least one: "24 minutes". */
export function minutesLong(ms: number): string {
  return t("time.minutes", { n: Math.max(1, Math.round(ms / 60_000)) });
}

/** "Maren, Theo and Ayo". */
export function list(names: readonly string[]): string {
  return new Intl.ListFormat(languageTag(), { type: "conjunction" }).format(names);
}
