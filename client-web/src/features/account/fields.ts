/** What the forms of this folder check before they ask the server, which checks everything again. */
import { ApiFailure } from "../../core/api";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import type { Field } from "../../protocol";

const password_chars_min = 12;
export const name_chars_max = 40;

export function passwordError(password: string, tried: boolean): string | undefined {
  const missing = password_chars_min - [...password].length;
  return tried && missing > 0 ? t("account.password_short", { n: missing }) : undefined;
}

export function emailError(email: string, tried: boolean): string | undefined {
  return tried && !/^\S+@\S+\.\S+$|^\S+@localhost$/.test(email.trim())
    ? t("field.email")
    : undefined;
}

export function nameError(name: string, tried: boolean): string | undefined {
  return tried && name.trim() === "" ? t("field.required") : undefined;
}

/** The words for one field, where the server named it. */
export function fieldError(failure: unknown, field: Field): string | undefined {
  return failure instanceof ApiFailure && failure.code === "invalid" && failure.field === field
    ? wordsFor(failure)
    : undefined;
}

/** The words for the whole form: whatever is not about one of its `fields`. */
export function formError(failure: unknown, fields: Field[]): string | null {
  if (failure === null) return null;
  const ofField =
    failure instanceof ApiFailure && failure.field !== null && fields.includes(failure.field);
  return ofField ? null : wordsFor(failure);
}
