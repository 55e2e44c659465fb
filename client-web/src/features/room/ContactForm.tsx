/** Where somebody is now and how to reach them: for therapists, for this session only. */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Button, Form, notify, Row, Stack, TextField } from "../../ui";

const chars_max = 200;

export interface Contact {
  place: string;
  phone: string;
}

export function ContactFields({
  contact,
  onChange,
}: {
  contact: Contact;
  onChange: (contact: Contact) => void;
}) {
  return (
    <Stack>
      <TextField
        label={t("contact.place")}
        optional
        value={contact.place}
        onChange={(place) => onChange({ ...contact, place })}
        charsMax={chars_max}
        visibility="therapists"
        visibilityWords={t("contact.visibility")}
        hint={t("contact.place_hint")}
        autoComplete="off"
      />
      <TextField
        label={t("contact.phone")}
        optional
        type="tel"
        value={contact.phone}
        onChange={(phone) => onChange({ ...contact, phone })}
        charsMax={chars_max}
        visibility="therapists"
        visibilityWords={t("contact.visibility")}
        autoComplete="tel"
      />
    </Stack>
  );
}

/** The command that leaves it; empty means "nothing left". */
export function leaveContact({ place, phone }: Contact) {
  return {
    feature: "safety",
    type: "leave_contact",
    place: place.trim() || null,
    phone: phone.trim() || null,
  } as const;
}

/** To change it later, in the waiting room or from the circle. */
export function ContactForm({ onDone }: { onDone?: () => void }) {
  const left = useView((view) => view.me.contact);
  // What the room knows shows through until something else is written over it.
  const [written, setWritten] = useState<Contact | null>(null);
  const contact = written ?? { place: left?.place ?? "", phone: left?.phone ?? "" };
  const [ask, busy] = useAsking();
  const changed =
    contact.place.trim() !== (left?.place ?? "") || contact.phone.trim() !== (left?.phone ?? "");
  const tooLong = [...contact.place].length > chars_max || [...contact.phone].length > chars_max;
  return (
    <Form
      onSubmit={() => {
        if (!changed || tooLong) return;
        void ask(leaveContact(contact)).then((answer) => {
          if (answer.is !== "ok") return;
          setWritten(null);
          notify(t("contact.saved"), "good");
          onDone?.();
        });
      }}
    >
      <Stack>
        <ContactFields contact={contact} onChange={setWritten} />
        <Row>
          <Button type="submit" busy={busy} isDisabled={!changed || tooLong}>
            {t("contact.save")}
          </Button>
        </Row>
      </Stack>
    </Form>
  );
}
