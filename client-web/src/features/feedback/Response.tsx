/** What a therapist answers to a box, before the whole group. */
import { useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { Response as ResponseWords } from "../../protocol";
import { CallableText, Prose } from "../../ui";
import styles from "./Feedback.module.css";

export function Response({ response }: { response: ResponseWords }) {
  const crisis = useView((view) => view.session.crisis_text);
  return (
    <div className={styles.response}>
      <h3 className={styles.small}>{t("feedback.response")}</h3>
      <Prose>{response.text}</Prose>
      {response.crisis && (
        <>
          <h4 className={styles.small}>{t("feedback.crisis")}</h4>
          <CallableText text={crisis} />
        </>
      )}
    </div>
  );
}
