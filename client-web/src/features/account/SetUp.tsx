/** The first therapist of a new server, with the link from its terminal. */
import { useState } from "react";
import { useSending } from "../../bind/load";
import { account } from "../../core/account";
import { go, href } from "../../core/route";
import { t } from "../../i18n/t";
import { Banner, Button, Failure, Form, LinkButton, Page, Stack } from "../../ui";
import { formError } from "./fields";
import { type NewAccount, NewAccountFields, newAccountReady } from "./NewAccountFields";

export function SetUp({ token }: { token: string | null }) {
  const [fields, setFields] = useState<NewAccount>({ name: "", email: "", password: "" });
  const [tried, setTried] = useState(false);
  const { busy, failure, run } = useSending();

  async function submit() {
    setTried(true);
    if (token === null || !newAccountReady(fields)) return;
    const { name, email, password } = fields;
    const done = await run(() =>
      account.setUp({ token, name: name.trim(), email: email.trim(), password }),
    );
    if (done) go(href.groups(), true);
  }

  if (token === null) {
    return (
      <Page width="narrow" title={t("setup.title")}>
        <Banner>{t("setup.no_token")}</Banner>
        <div>
          <LinkButton href={href.login()}>{t("login.title")}</LinkButton>
        </div>
      </Page>
    );
  }
  return (
    <Page width="narrow" title={t("setup.title")} lead={t("setup.lead")}>
      <Form onSubmit={() => void submit()}>
        <Stack gap="l">
          <NewAccountFields fields={fields} onChange={setFields} tried={tried} failure={failure} />
          <Failure words={formError(failure, ["name", "email", "password"])} />
          <Button type="submit" tone="primary" busy={busy} wide>
            {t("setup.submit")}
          </Button>
        </Stack>
      </Form>
    </Page>
  );
}
