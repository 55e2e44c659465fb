/** How far an observer is agreed to: the count, never who. */
import { t } from "../../i18n/t";
import type { Consent } from "../../protocol";
import { Icon } from "../../ui";
import styles from "./Door.module.css";
import { allAgreed } from "./waiting";

export function ConsentLine({ consent }: { consent: Consent }) {
  return (
    <div className={styles.consent}>
      <p className={styles.count}>
        <Icon name={allAgreed(consent) ? "check" : "everyone"} size={1.1} />
        <span>
          {consent.asked === 0
            ? t("door.consent_nobody")
            : allAgreed(consent)
              ? t("door.consent_all", { asked: consent.asked })
              : t("door.consent", { agreed: consent.agreed, asked: consent.asked })}
          {consent.declined && ` ${t("door.consent_declined")}`}
        </span>
      </p>
      <p className={styles.hint}>{t("door.consent_hint")}</p>
    </div>
  );
}
