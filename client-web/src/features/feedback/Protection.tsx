/** What this version protects, and what not: exactly, in words a twelve-year-old can read. */
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Icon } from "../../ui";
import styles from "./Feedback.module.css";

const yes = ["feedback.protect_1", "feedback.protect_2", "feedback.protect_3"] as const;
const no = ["feedback.protect_not_1", "feedback.protect_not_2", "feedback.protect_not_3"] as const;

export function Protection({ box }: { box: BoxView }) {
  return (
    <div className={styles.protection}>
      <div>
        <h3 className={styles.small}>{t("feedback.protects")}</h3>
        <ul className={styles.points}>
          {yes.map((key) => (
            <li key={key}>
              <Icon name="check" size={1.1} />
              <span>{t(key)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className={styles.small}>{t("feedback.protects_not")}</h3>
        <ul className={styles.points}>
          {no.map((key) => (
            <li key={key}>
              <Icon name="warning" size={1.1} />
              <span>{t(key)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p>
        <strong>{t("feedback.crowd", { n: box.present })}</strong>{" "}
        {t("feedback.threshold", { n: box.threshold })}
      </p>
    </div>
  );
}
