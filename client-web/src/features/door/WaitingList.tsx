/** The waiting room as therapists see it: who is there, and letting them in or turning them away. */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Badge, Button, Confirm, Disclosure, Menu, Reach, Section, Soft } from "../../ui";
import { ConsentLine } from "./ConsentLine";
import styles from "./Door.module.css";
import { type AtDoor, admittable, atDoor, hindrance } from "./waiting";

export function WaitingList({ level = 2 }: { level?: 2 | 3 }) {
  const seats = useView((view) => view.seats);
  const notes = useView((view) => view.notes);
  const locked = useView((view) => view.session.locked);
  const [denying, setDenying] = useState<AtDoor | null>(null);
  const [ask, busy] = useAsking();
  const people = atDoor({ seats, notes });
  const many = admittable(people, locked);
  return (
    <Section title={t("door.title")} level={level}>
      {people.length === 0 ? (
        <Soft>{t("door.nobody")}</Soft>
      ) : (
        <ul className={styles.people}>
          {people.map((person) => (
            <Person key={person.seat} person={person} onDeny={() => setDenying(person)} />
          ))}
        </ul>
      )}
      {locked && people.some((p) => !p.arriving) && <Soft>{t("door.locked_hint")}</Soft>}
      {many > 1 && (
        <Button
          size="s"
          busy={busy}
          onPress={() => void ask({ feature: "roster", type: "admit_all" })}
        >
          {t("door.admit_all", { n: many })}
        </Button>
      )}
      <Confirm
        open={denying !== null}
        onClose={() => setDenying(null)}
        onConfirm={() => {
          if (denying === null) return;
          void ask({ feature: "roster", type: "deny", seat: denying.seat });
          setDenying(null);
        }}
        title={t("door.deny_title", { name: denying?.name ?? "" })}
        confirm={t("door.deny")}
        danger
      >
        <p>{t("door.deny_words")}</p>
      </Confirm>
    </Section>
  );
}

function Person({ person, onDeny }: { person: AtDoor; onDeny: () => void }) {
  const [ask, busy] = useAsking();
  const why = hindrance(person);
  const { name, rosterName, seat } = person;
  return (
    <li className={styles.person}>
      <div className={styles.line}>
        <div className={styles.who}>
          <strong>{name}</strong>{" "}
          {rosterName !== null && rosterName !== name && (
            <span className={styles.state}>{t("door.rostered", { name: rosterName })} · </span>
          )}
          <span className={styles.state}>
            {person.reconnecting
              ? t("door.reconnecting")
              : t(person.arriving ? "door.arriving" : "door.waiting")}
          </span>
        </div>
        <div className={styles.acts}>
          {!person.arriving && (
            <Button
              size="s"
              busy={busy}
              isDisabled={why !== null}
              aria-label={t("door.admit_name", { name })}
              onPress={() => void ask({ feature: "roster", type: "admit", seat })}
            >
              {t("door.admit")}
            </Button>
          )}
          <Menu
            label={t("door.more", { name })}
            icon="more"
            items={[
              {
                id: "deny",
                label: t("door.deny_name", { name }),
                icon: "door",
                danger: true,
                onAction: onDeny,
              },
            ]}
          />
        </div>
      </div>
      {(person.observer || rosterName === null) && (
        <div className={styles.badges}>
          {person.observer && <Badge tone="blue-soft">{t("door.observer")}</Badge>}
          {rosterName === null && !person.observer && (
            <Badge tone="amber">{t("door.not_on_roster")}</Badge>
          )}
        </div>
      )}
      {person.observer && person.consent !== null && <ConsentLine consent={person.consent} />}
      {person.contact !== null && (
        <Disclosure summary={t("door.contact", { name })}>
          <Reach contact={person.contact} note />
        </Disclosure>
      )}
    </li>
  );
}
