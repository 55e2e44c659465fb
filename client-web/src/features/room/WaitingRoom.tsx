/** Accepted, and waiting to be let in: what happens next, and what can be done meanwhile. */
import { useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Banner, Button, Card, Confirm, CrisisCard, Screen, Section, Stack } from "../../ui";
import { Arriving } from "./Arriving";
import { ContactForm } from "./ContactForm";
import styles from "./WaitingRoom.module.css";

/** Until one is let in, another name can be chosen. */
export function WaitingRoom() {
  const [changing, setChanging] = useState(false);
  return changing ? (
    <Arriving onBack={() => setChanging(false)} />
  ) : (
    <AtDoor onChangeName={() => setChanging(true)} />
  );
}

function AtDoor({ onChangeName }: { onChangeName: () => void }) {
  const session = useView((view) => view.session);
  const me = useView((view) => view.me);
  const [leaving, setLeaving] = useState(false);
  const [ask, busy] = useAsking();
  return (
    <div className={styles.room}>
      <Screen
        waiting
        title={t("waiting.title")}
        actions={<Button onPress={onChangeName}>{t("waiting.change_name")}</Button>}
      >
        <p>
          {me.role === "observer"
            ? t("waiting.observer", { group: session.group_name })
            : t("waiting.words", { name: me.name, group: session.group_name })}
        </p>
        <p>{session.phase === "waiting" ? t("waiting.not_begun") : t("waiting.begun")}</p>
        {session.locked && <Banner icon="lock">{t("waiting.locked")}</Banner>}
        {session.safe_mode && <Banner tone="amber">{t("waiting.no_therapist")}</Banner>}
      </Screen>
      <div className={styles.below}>
        <Stack gap="l">
          {me.role === "member" && (
            <Card>
              <Section title={t("contact.title")} note={t("contact.optional")} level={2}>
                <p>{t("contact.why")}</p>
                <ContactForm />
              </Section>
            </Card>
          )}
          <CrisisCard text={session.crisis_text} />
          <Button tone="quiet" onPress={() => setLeaving(true)}>
            {t("waiting.leave")}
          </Button>
        </Stack>
      </div>
      <Confirm
        open={leaving}
        onClose={() => setLeaving(false)}
        onConfirm={() => void ask({ feature: "roster", type: "leave" })}
        title={t("waiting.leave_title")}
        confirm={t("waiting.leave")}
        busy={busy}
      >
        <p>{t("waiting.leave_words")}</p>
      </Confirm>
    </div>
  );
}
