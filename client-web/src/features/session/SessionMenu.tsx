/** What a therapist can do with the session as a whole. */
import { useState } from "react";
import { useAsk, useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { Button, Confirm, Menu } from "../../ui";
import styles from "./SessionMenu.module.css";

export function SessionMenu() {
  const session = useView((view) => view.session);
  const ask = useAsk();
  const [asking, setAsking] = useState<"close" | "end" | null>(null);
  const open = session.phase === "waiting" || session.phase === "live";
  const lock = () => void ask({ feature: "session", type: "lock", locked: !session.locked });
  return (
    <>
      <span className={styles.wide}>
        {open && (
          <Button icon={session.locked ? "unlock" : "lock"} onPress={lock}>
            {session.locked ? t("session.unlock") : t("session.lock")}
          </Button>
        )}
        {open && <Button onPress={() => setAsking("close")}>{t("session.close")}</Button>}
        <Button tone="danger" onPress={() => setAsking("end")}>
          {t("session.end")}
        </Button>
      </span>
      <span className={styles.narrow}>
        <Menu
          label={t("session.more")}
          icon="more"
          items={[
            open && {
              id: "lock",
              label: session.locked ? t("session.unlock") : t("session.lock"),
              hint: session.locked ? t("session.unlock_hint") : t("session.lock_hint"),
              icon: session.locked ? "unlock" : "lock",
              onAction: lock,
            },
            open && {
              id: "close",
              label: t("session.close"),
              hint: t("session.close_hint"),
              icon: "door",
              onAction: () => setAsking("close"),
            },
            {
              id: "end",
              label: t("session.end"),
              hint: t("session.end_hint"),
              icon: "close",
              danger: true,
              onAction: () => setAsking("end"),
            },
          ]}
        />
      </span>
      <CloseConfirm open={asking === "close"} onClose={() => setAsking(null)} />
      <EndConfirm open={asking === "end"} onClose={() => setAsking(null)} />
    </>
  );
}

function CloseConfirm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [ask, busy] = useAsking();
  return (
    <Confirm
      open={open}
      onClose={onClose}
      onConfirm={async () => {
        if ((await ask({ feature: "session", type: "close" })).is !== "refused") onClose();
      }}
      title={t("session.close_title")}
      confirm={t("session.close_confirm")}
      busy={busy}
    >
      <p>{t("session.close_words")}</p>
    </Confirm>
  );
}

function EndConfirm({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [ask, busy] = useAsking();
  return (
    <Confirm
      open={open}
      onClose={onClose}
      onConfirm={async () => {
        if ((await ask({ feature: "session", type: "end" })).is !== "refused") onClose();
      }}
      title={t("session.end_title")}
      confirm={t("session.end_confirm")}
      cancel={t("session.end_cancel")}
      busy={busy}
      danger
    >
      <p>{t("session.end_erased")}</p>
      <ul className={styles.erased}>
        <li>{t("session.end_erased_lines")}</li>
        <li>{t("session.end_erased_answers")}</li>
        <li>{t("session.end_erased_contacts")}</li>
        <li>{t("session.end_erased_floor")}</li>
      </ul>
      <p>{t("session.end_kept")}</p>
    </Confirm>
  );
}
