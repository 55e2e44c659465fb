/** A failed request or a refused command, in words fit to show. */
import { ApiFailure } from "../core/api";
import type { CommandAnswer } from "../core/commands";
import { t } from "./t";

export function wordsFor(failure: unknown): string {
  if (!(failure instanceof ApiFailure)) return t("failure.unreadable");
  switch (failure.code) {
    case "invalid":
      return failure.field === null ? t("failure.invalid") : t(`field.${failure.field}`);
    case "too_many_tries":
      return t("failure.too_many_tries", { n: failure.waitS ?? 60 });
    case "fault":
      return t("failure.fault", { message: failure.message });
    default:
      return t(`failure.${failure.code}`);
  }
}

/** What to say about a command that was not done; `null` if it was, or there is nothing to say. */
export function wordsForAnswer(answer: CommandAnswer): string | null {
  return answer.is === "refused" ? t(`refusal.${answer.code}`) : null;
}
