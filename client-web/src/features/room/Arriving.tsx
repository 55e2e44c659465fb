/** At the door: the ground rules, the name to be seen under, and what to leave for the therapists. */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Button, Card, Checkbox, Form, Page, Prose, Section, Stack, TextField } from "../../ui";
import { type Contact, ContactFields, leaveContact } from "./ContactForm";

const name_chars_max = 40;

export function Arriving() {
  const session = useView((view) => view.session);
  const me = useView((view) => view.me);
  const { version, text } = session.ground_rules;
  const [accepted, setAccepted] = useState<number | null>(null);
  const [name, setName] = useState(me.name);
  const [contact, setContact] = useState<Contact>({ place: "", phone: "" });
  const [missing, setMissing] = useState(false);
  const [ask, busy] = useAsking();
  const nameGone = name.trim() === "";
  // Accepting holds for the version that was on the screen, never for a later one.
  const agrees = accepted === version;

  async function enter() {
    if (!agrees || nameGone || [...name].length > name_chars_max) {
      setMissing(true);
      return;
    }
    const answer = await ask({
      feature: "session",
      type: "accept_rules",
      version,
      name: name.trim(),
    });
    if (answer.is === "ok" && (contact.place.trim() || contact.phone.trim())) {
      await ask(leaveContact(contact));
    }
  }

  return (
    <Page
      width="narrow"
      title={session.group_name}
      inTab={t("arriving.tab")}
      lead={t("arriving.lead")}
    >
      <Form onSubmit={() => void enter()}>
        <Stack gap="l">
          {me.rules_accepted !== null && me.rules_accepted !== version && (
            <p>{t("arriving.rules_changed")}</p>
          )}
          <Section title={t("arriving.rules")}>
            <Card>
              <Prose>{text}</Prose>
            </Card>
            <Checkbox
              checked={agrees}
              onChange={(checked) => setAccepted(checked ? version : null)}
              error={missing && !agrees ? t("arriving.accept_missing") : undefined}
            >
              {t("arriving.accept")}
            </Checkbox>
          </Section>
          <TextField
            label={t("arriving.name")}
            hint={t("arriving.name_hint")}
            value={name}
            onChange={setName}
            charsMax={name_chars_max}
            visibility="everyone"
            visibilityWords={t("arriving.name_visibility")}
            error={missing && nameGone ? t("field.required") : undefined}
            autoComplete="off"
          />
          {me.role === "member" && (
            <Section title={t("contact.title")} note={t("contact.optional")}>
              <p>{t("contact.why")}</p>
              <ContactFields contact={contact} onChange={setContact} />
            </Section>
          )}
          <Button type="submit" tone="primary" busy={busy} wide>
            {t("arriving.enter")}
          </Button>
        </Stack>
      </Form>
    </Page>
  );
}
