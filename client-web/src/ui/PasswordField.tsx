/** A password, with a way to look at what was typed. */
import { useState } from "react";
import { t } from "../i18n/t";
import { Switch } from "./Choice";
import { TextField } from "./Field";
import { Stack } from "./Layout";

export interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A new one gets the hint and the browser's offer to make one. */
  fresh?: boolean;
  error?: string | undefined;
}

export function PasswordField({
  label,
  value,
  onChange,
  fresh = false,
  error,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Stack gap="s">
      <TextField
        label={label}
        type={shown ? "text" : "password"}
        value={value}
        onChange={onChange}
        visibility="account"
        {...(fresh ? { hint: t("account.password_hint") } : {})}
        autoComplete={fresh ? "new-password" : "current-password"}
        spellCheck="false"
        error={error}
        isRequired
      />
      <Switch on={shown} onChange={setShown}>
        {t("account.password_show")}
      </Switch>
    </Stack>
  );
}
