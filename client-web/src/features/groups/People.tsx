/** The roster: who belongs to the group, and each person's own link. */
import { useState } from "react";
import { api } from "../../core/api";
import { day } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { InvitationState, Link, RosterEntry } from "../../protocol";
import {
  Banner,
  Button,
  Card,
  Menu,
  type MenuAction,
  Row,
  SeatDisc,
  Section,
  Soft,
  Stack,
} from "../../ui";
import styles from "./GroupPage.module.css";
import { AddPersonDialog, LinkDialog, RenameDialog, SureDialog } from "./PeopleDialogs";

/** What stands over the page; one at a time. */
type Asking =
  | { is: "nothing" }
  | { is: "add" }
  | { is: "rename"; person: RosterEntry }
  | { is: "remove"; person: RosterEntry }
  | { is: "renew"; person: RosterEntry }
  | { is: "revoke"; person: RosterEntry }
  | { is: "co" }
  | { is: "make"; person: RosterEntry };

export interface PeopleProps {
  group: string;
  roster: RosterEntry[];
  /** The signed-in therapist. */
  me: string | null;
  reload: () => Promise<void>;
}

export function People({ group, roster, me, reload }: PeopleProps) {
  const [asking, setAsking] = useState<Asking>({ is: "nothing" });
  const ask = (next: Asking) => setAsking(next);
  const of = (role: RosterEntry["role"]) => roster.filter((person) => person.role === role);
  const row = (person: RosterEntry) => (
    <PersonRow
      key={person.person}
      person={person}
      number={roster.indexOf(person) + 1}
      self={person.person === me}
      ask={ask}
    />
  );
  return (
    <Section
      title={t("people.title")}
      aside={
        <Row>
          <Button icon="link" onPress={() => ask({ is: "co" })}>
            {t("co.invite")}
          </Button>
          <Button tone="primary" icon="plus" onPress={() => ask({ is: "add" })}>
            {t("people.add")}
          </Button>
        </Row>
      }
    >
      <Stack>
        {of("member").length + of("observer").length === 0 && (
          <Banner tone="amber" icon="info">
            {t("people.none")}
          </Banner>
        )}
        {(["member", "observer", "therapist"] as const)
          .filter((role) => of(role).length > 0)
          .map((role) => (
            <Card key={role}>
              <Section level={3} title={t(`people.${role}s`)}>
                <ul className={styles.people}>{of(role).map(row)}</ul>
              </Section>
            </Card>
          ))}
      </Stack>
      <Dialogs
        group={group}
        asking={asking}
        onClose={() => ask({ is: "nothing" })}
        reload={reload}
      />
    </Section>
  );
}

function PersonRow({
  person,
  number,
  self,
  ask,
}: {
  person: RosterEntry;
  number: number;
  self: boolean;
  ask: (asking: Asking) => void;
}) {
  const { state } = person.invitation;
  const has = state === "active";
  const items: (MenuAction | false)[] = [
    has && {
      id: "renew",
      label: t("invitation.renew"),
      icon: "link",
      onAction: () => ask({ is: "renew", person }),
    },
    has && {
      id: "revoke",
      label: t("invitation.revoke"),
      icon: "close",
      onAction: () => ask({ is: "revoke", person }),
    },
    {
      id: "rename",
      label: t("people.rename"),
      icon: "edit",
      onAction: () => ask({ is: "rename", person }),
    },
    {
      id: "remove",
      label: t("people.remove"),
      icon: "trash",
      danger: true,
      onAction: () => ask({ is: "remove", person }),
    },
  ];
  return (
    <li className={styles.person}>
      <SeatDisc name={person.name} seat={number} size={2.75} />
      <span className={styles.who}>
        <span className={styles.name}>
          {person.name}
          {self && <Soft as="span"> ({t("people.you")})</Soft>}
        </span>
        {person.role !== "therapist" && (
          <span className={styles.state}>{stateInWords(person.invitation)}</span>
        )}
      </span>
      {person.role !== "therapist" && (
        <span className={styles.end}>
          {!has && (
            <Button size="s" icon="link" onPress={() => ask({ is: "make", person })}>
              {t("invitation.make")}
            </Button>
          )}
          <Menu label={t("people.actions", { name: person.name })} icon="more" items={items} />
        </span>
      )}
    </li>
  );
}

function stateInWords(invitation: InvitationState): string {
  switch (invitation.state) {
    case "none":
      return t("invitation.none");
    case "active":
      return invitation.opened_at === null
        ? t("invitation.active", { day: day(invitation.expires_at) })
        : t("invitation.opened", { day: day(invitation.expires_at) });
    case "expired":
      return t("invitation.expired");
    case "revoked":
      return t("invitation.revoked");
  }
}

function Dialogs({
  group,
  asking,
  onClose,
  reload,
}: {
  group: string;
  asking: Asking;
  onClose: () => void;
  reload: () => Promise<void>;
}) {
  const invite = async (person: string): Promise<Link> => {
    const link = await api.makeInvitation(group, person);
    void reload();
    return link;
  };
  switch (asking.is) {
    case "nothing":
      return null;
    case "add":
      return (
        <AddPersonDialog
          onClose={onClose}
          add={async (person) => {
            const added = await api.addPerson(group, person);
            await reload();
            return added;
          }}
          invite={invite}
        />
      );
    case "rename":
      return (
        <RenameDialog
          name={asking.person.name}
          onClose={onClose}
          rename={async (name) => {
            await api.renamePerson(group, asking.person.person, name);
            await reload();
          }}
        />
      );
    case "make":
      return (
        <LinkDialog
          key={asking.person.person}
          name={asking.person.name}
          make={() => invite(asking.person.person)}
          onClose={onClose}
        />
      );
    case "co":
      return <LinkDialog name={null} make={() => api.inviteColleague(group)} onClose={onClose} />;
    case "renew":
      return (
        <LinkDialog
          name={asking.person.name}
          sure={t("invitation.renew_words")}
          make={() => invite(asking.person.person)}
          onClose={onClose}
        />
      );
    case "revoke":
      return (
        <SureDialog
          title={t("invitation.revoke_title", { name: asking.person.name })}
          words={t("invitation.revoke_words")}
          confirm={t("invitation.revoke")}
          done={t("invitation.revoked_done", { name: asking.person.name })}
          act={async () => {
            await api.revokeInvitation(group, asking.person.person);
            await reload();
          }}
          onClose={onClose}
        />
      );
    case "remove":
      return (
        <SureDialog
          title={t("people.remove_title", { name: asking.person.name })}
          words={t("people.remove_words")}
          confirm={t("people.remove")}
          done={t("people.removed", { name: asking.person.name })}
          act={async () => {
            await api.removePerson(group, asking.person.person);
            await reload();
          }}
          onClose={onClose}
        />
      );
  }
}
