/** A colleague's link: leading a group together, with a new account or the one there is. */
import { useState } from "react";
import { useLoad, useSending } from "../../bind/load";
import { account } from "../../core/account";
import { ApiFailure, api } from "../../core/api";
import { go, href } from "../../core/route";
import { wordsFor } from "../../i18n/failures";
import { t } from "../../i18n/t";
import {
  Banner,
  Button,
  Failure,
  Form,
  Page,
  PasswordField,
  RadioGroup,
  Stack,
  TextField,
  Waiting,
} from "../../ui";
import { emailError, formError } from "./fields";
import { type NewAccount, NewAccountFields, newAccountReady } from "./NewAccountFields";

export function Colleague({ token }: { token: string | null }) {
  if (token === null) {
    return (
      <Page width="narrow" title={t("colleague.title")}>
        <Banner>{t("colleague.no_token")}</Banner>
      </Page>
    );
  }
  return <Peek token={token} />;
}

function Peek({ token }: { token: string }) {
  const [link, reload] = useLoad(token, () => api.peekColleague(token), "visitor");
  switch (link.is) {
    case "loading":
      return <Waiting label={t("common.loading")} />;
    case "failed":
      return (
        <Page width="narrow" title={t("colleague.broken")}>
          <Failure
            words={wordsFor(link.failure)}
            {...(isSpent(link.failure) ? {} : { onRetry: () => void reload() })}
          />
          <p>{t("colleague.ask")}</p>
        </Page>
      );
    case "ready":
      return <Accept token={token} group={link.value.group_name} />;
  }
}

/** Trying the same link once more cannot help. */
function isSpent(failure: unknown): boolean {
  switch (failure instanceof ApiFailure ? failure.code : null) {
    case "link_unknown":
    case "link_used":
    case "link_expired":
    case "link_revoked":
      return true;
    default:
      return false;
  }
}

/** Words for the form with a new account, which asks for no password that could be a wrong one. */
function newAccountError(failure: unknown): string | null {
  return failure instanceof ApiFailure && failure.code === "wrong_login"
    ? t("colleague.perhaps_known")
    : formError(failure, ["name", "email", "password"]);
}

function Accept({ token, group }: { token: string; group: string }) {
  const [which, setWhich] = useState<"new" | "existing">("new");
  const [fields, setFields] = useState<NewAccount>({ name: "", email: "", password: "" });
  const [tried, setTried] = useState(false);
  const { busy, failure, run, clear } = useSending();
  const fresh = which === "new";

  async function submit() {
    setTried(true);
    const { name, email, password } = fields;
    const ready = fresh
      ? newAccountReady(fields)
      : emailError(email, true) === undefined && password !== "";
    if (!ready) return;
    const done = await run(() =>
      account.acceptColleague({
        token,
        name: fresh ? name.trim() : null,
        email: email.trim(),
        password,
      }),
    );
    if (done) go(href.groups(), true);
  }

  return (
    <Page width="narrow" title={t("colleague.title")} lead={t("colleague.lead", { group })}>
      <Form onSubmit={() => void submit()}>
        <Stack gap="l">
          <RadioGroup
            label={t("colleague.which")}
            options={[
              { value: "new", label: t("colleague.new") },
              { value: "existing", label: t("colleague.existing") },
            ]}
            value={which}
            onChange={(value) => {
              setWhich(value);
              setTried(false);
              clear();
            }}
          />
          {fresh ? (
            <NewAccountFields
              fields={fields}
              onChange={setFields}
              tried={tried}
              failure={failure}
            />
          ) : (
            <>
              <TextField
                label={t("account.email")}
                type="email"
                value={fields.email}
                onChange={(email) => setFields({ ...fields, email })}
                visibility="account"
                autoComplete="username"
                error={emailError(fields.email, tried)}
                isRequired
              />
              <PasswordField
                label={t("account.password")}
                value={fields.password}
                onChange={(password) => setFields({ ...fields, password })}
                error={tried && fields.password === "" ? t("field.required") : undefined}
              />
            </>
          )}
          <Failure words={fresh ? newAccountError(failure) : formError(failure, [])} />
          <Button type="submit" tone="primary" busy={busy} wide>
            {t("colleague.submit")}
          </Button>
        </Stack>
      </Form>
    </Page>
  );
}
