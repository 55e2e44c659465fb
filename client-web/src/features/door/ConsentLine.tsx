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
        <span>{words(consent)}</span>
      </p>
      <p className={styles.hint}>{t("door.consent_hint")}</p>
    </div>
  );
}

function words(consent: Consent): string {
  const { agreed, asked, declined } = consent;
  if (asked === 0) return t("door.consent_nobody");
  if (declined) return t("door.consent_declined", { agreed, asked });
  return allAgreed(consent)
    ? t("door.consent_all", { asked })
    : t("door.consent", { agreed, asked });
}
