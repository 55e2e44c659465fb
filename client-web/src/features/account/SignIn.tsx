/** Signing in, for therapists; members have their link and no account. */
import { useEffect, useState } from "react";
import { useSending } from "../../bind/load";
import { account } from "../../core/account";
import { api } from "../../core/api";
import { go, takeWanted } from "../../core/route";
import { t } from "../../i18n/t";
import { Banner, Button, Failure, Form, Page, PasswordField, Stack, TextField } from "../../ui";
import { emailError, formError } from "./fields";

export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [setupNeeded, setSetupNeeded] = useState(false);
  const { busy, failure, run } = useSending();

  useEffect(() => {
    let here = true;
    api.status().then(
      (status) => here && setSetupNeeded(status.setup_needed),
      // Not being able to ask is said when signing in fails, not before.
      () => {},
    );
    return () => {
      here = false;
    };
  }, []);

  async function submit() {
    setTried(true);
    if (emailError(email, true) !== undefined || password === "") return;
    if (await run(() => account.signIn({ email: email.trim(), password }))) {
      go(takeWanted(), true);
    }
  }

  return (
    <Page width="narrow" title={t("login.title")} lead={t("login.lead")}>
      {setupNeeded && <Banner tone="amber">{t("login.setup_needed")}</Banner>}
      <Form onSubmit={() => void submit()}>
        <Stack gap="l">
          <TextField
            label={t("account.email")}
            type="email"
            value={email}
            onChange={setEmail}
            visibility="account"
            autoComplete="username"
            error={emailError(email, tried)}
            isRequired
          />
          <PasswordField
            label={t("account.password")}
            value={password}
            onChange={setPassword}
            error={tried && password === "" ? t("field.required") : undefined}
          />
          <Failure words={formError(failure, [])} />
          <Button type="submit" tone="primary" busy={busy} wide>
            {t("login.submit")}
          </Button>
        </Stack>
      </Form>
    </Page>
  );
}
