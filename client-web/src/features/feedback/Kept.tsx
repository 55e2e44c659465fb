/** Words that nobody has read, kept on this page to be used again. */
import { useDraft } from "../../bind/room";
import { keptSlipKey } from "../../core/slip";
import { t } from "../../i18n/t";
import { Button, Prose, Row } from "../../ui";
import styles from "./Feedback.module.css";
import type { FeedbackCardProps } from "./FeedbackCard";

export function Kept({ onWriteWithName }: FeedbackCardProps) {
  const [kept, setKept] = useDraft(keptSlipKey, "memory");
  if (kept === "") return null;
  return (
    <div className={styles.kept}>
      <p>{t("feedback.kept_here")}</p>
      <Prose>{kept}</Prose>
      <Row>
        <Button
          size="s"
          onPress={() => {
            setKept("");
            onWriteWithName(kept);
          }}
        >
          {t("feedback.kept_name")}
        </Button>
        <Button size="s" tone="quiet" onPress={() => setKept("")}>
          {t("feedback.kept_drop")}
        </Button>
      </Row>
    </div>
  );
}
