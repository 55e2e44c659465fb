/** At the door: the ground rules, the name to be seen under, and what to leave for the therapists. */
import { useEffect, useRef, useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import {
  announce,
  Button,
  Card,
  Checkbox,
  Form,
  notify,
  Page,
  Prose,
  Section,
  Stack,
  TextField,
} from "../../ui";
import { type Contact, ContactFields, leaveContact } from "./ContactForm";

const name_chars_max = 40;

/** `onBack` where somebody is at the door already and comes back to choose another name. */
export function Arriving({ onBack }: { onBack?: () => void }) {
  const session = useView((view) => view.session);
  const me = useView((view) => view.me);
  const { version, text } = session.ground_rules;
  const changing = onBack !== undefined;
  const [accepted, setAccepted] = useState(changing ? me.rules_accepted : null);
  const [name, setName] = useState(me.name);
  const [contact, setContact] = useState<Contact>({ place: "", phone: "" });
  const [missing, setMissing] = useState(false);
  const [refused, setRefused] = useState<{ name: string } | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const [ask, busy] = useAsking();
  const isRefused = refused !== null && refused.name === name.trim();
  const nameGone = name.trim() === "";
  // Accepting holds for the version that was on the screen, never for a later one.
  const agrees = accepted === version;

  useEffect(() => {
    if (refused === null || nameField.current === null) return;
    // Where the focus is there already, nothing would be read by itself.
    if (document.activeElement === nameField.current) announce(t("refusal.therapists_name"));
    else nameField.current.focus();
  }, [refused]);

  async function enter() {
    if (!agrees || nameGone || [...name].length > name_chars_max) {
      setMissing(true);
      return;
    }
    const answer = await ask(
      { feature: "session", type: "accept_rules", version, name: name.trim() },
      ["therapists_name"],
    );
    if (answer.is === "refused" && answer.code === "therapists_name") {
      setRefused({ name: name.trim() });
    }
    if (answer.is === "ok" && onBack !== undefined) {
      notify(t("arriving.changed", { name: name.trim() }), "good");
      onBack();
      return;
    }
    if (answer.is === "ok" && (contact.place.trim() || contact.phone.trim())) {
      await ask(leaveContact(contact));
    }
  }

  const nameError = isRefused
    ? t("refusal.therapists_name")
    : missing && nameGone
      ? t("field.required")
      : undefined;

  return (
    <Page
      width="narrow"
      title={changing ? t("arriving.change") : session.group_name}
      inTab={t(changing ? "arriving.change" : "arriving.tab")}
      lead={t(changing ? "arriving.change_lead" : "arriving.lead")}
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
            error={nameError}
            inputRef={nameField}
            autoComplete="off"
          />
          {me.role === "member" && !changing && (
            <Section title={t("contact.title")} note={t("contact.optional")}>
              <p>{t("contact.why")}</p>
              <ContactFields contact={contact} onChange={setContact} />
            </Section>
          )}
          <Button type="submit" tone="primary" busy={busy} wide>
            {t(changing ? "arriving.change_save" : "arriving.enter")}
          </Button>
          {onBack !== undefined && (
            <Button tone="quiet" onPress={onBack} wide>
              {t("arriving.change_back")}
            </Button>
          )}
        </Stack>
      </Form>
    </Page>
  );
}
