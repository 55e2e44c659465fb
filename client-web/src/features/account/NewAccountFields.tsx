/** Name, e-mail and password of a new therapist. */
import { t } from "../../i18n/t";
import { PasswordField, TextField } from "../../ui";
import { emailError, fieldError, name_chars_max, nameError, passwordError } from "./fields";

export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

export function newAccountReady({ name, email, password }: NewAccount): boolean {
  return (
    nameError(name, true) === undefined &&
    emailError(email, true) === undefined &&
    passwordError(password, true) === undefined
  );
}

export function NewAccountFields({
  fields,
  onChange,
  tried,
  failure,
}: {
  fields: NewAccount;
  onChange: (fields: NewAccount) => void;
  tried: boolean;
  failure: unknown;
}) {
  return (
    <>
      <TextField
        label={t("account.name")}
        hint={t("account.name_hint")}
        value={fields.name}
        onChange={(name) => onChange({ ...fields, name })}
        charsMax={name_chars_max}
        visibility="everyone"
        visibilityWords={t("account.name_visibility")}
        autoComplete="name"
        error={nameError(fields.name, tried) ?? fieldError(failure, "name")}
        isRequired
      />
      <TextField
        label={t("account.email")}
        type="email"
        value={fields.email}
        onChange={(email) => onChange({ ...fields, email })}
        visibility="account"
        autoComplete="username"
        error={emailError(fields.email, tried) ?? fieldError(failure, "email")}
        isRequired
      />
      <PasswordField
        label={t("account.new_password")}
        fresh
        value={fields.password}
        onChange={(password) => onChange({ ...fields, password })}
        error={passwordError(fields.password, tried) ?? fieldError(failure, "password")}
      />
    </>
  );
}
