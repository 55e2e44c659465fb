/**
 * What a therapist has to know before the first box of a group: what it can never give them, and
 * what they can do all the same when a slip frightens them.
 */
import { useAsking } from "../../bind/room";
import type { MessageKey } from "../../i18n/t";
import { t } from "../../i18n/t";
import { Button, Dialog, Stack } from "../../ui";
import styles from "./FirstUse.module.css";

const danger = ["boxes.danger_1", "boxes.danger_2", "boxes.danger_3", "boxes.danger_4"] as const;
const never = ["boxes.first_never_1", "boxes.first_never_2", "boxes.first_never_3"] as const;
const limits = [
  "boxes.first_limits_1",
  "boxes.first_limits_2",
  "boxes.first_limits_3",
  "boxes.first_limits_4",
] as const;

/** Stands before everything else until a therapist of the group has confirmed it. */
export function FirstUse({ onClose }: { onClose: () => void }) {
  const [ask, busy] = useAsking();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("boxes.first_title")}
      size="l"
      dismissable={false}
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            tone="primary"
            busy={busy}
            onPress={() => void ask({ feature: "feedback", type: "confirm" })}
          >
            {t("boxes.first_confirm")}
          </Button>
        </>
      }
    >
      <p>{t("boxes.first_lead")}</p>
      <Words />
    </Dialog>
  );
}

/** The same words, to be read again. */
export function About({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title={t("boxes.about")} size="l">
      <Words />
    </Dialog>
  );
}

function Words() {
  return (
    <Stack gap="l">
      <div>
        <h3>{t("boxes.first_nobody")}</h3>
        <p>{t("boxes.first_nobody_words")}</p>
      </div>
      <div>
        <h3>{t("boxes.danger")}</h3>
        <p>{t("boxes.first_danger_words")}</p>
        <DangerSteps />
      </div>
      <List title="boxes.first_never" points={never} />
      <List title="boxes.first_limits" points={limits} />
    </Stack>
  );
}

export function DangerSteps() {
  return (
    <ol className={styles.steps}>
      {danger.map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ol>
  );
}

type Line = (typeof never)[number] | (typeof limits)[number];

function List({
  title,
  points,
}: {
  title: Extract<MessageKey, "boxes.first_never" | "boxes.first_limits">;
  points: readonly Line[];
}) {
  return (
    <div>
      <h3>{t(title)}</h3>
      <ul className={styles.points}>
        {points.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </div>
  );
}
