/** How somebody can be reached, for therapists: what they left themselves, until the session ends. */
import { t } from "../i18n/t";
import type { ContactView } from "../protocol";
import styles from "./Reach.module.css";

export function Reach({ contact }: { contact: ContactView }) {
  return (
    <div className={styles.reach}>
      <dl className={styles.list}>
        {contact.place !== null && (
          <div>
            <dt>{t("reach.place")}</dt>
            <dd>{contact.place}</dd>
          </div>
        )}
        {contact.phone !== null && (
          <div>
            <dt>{t("reach.phone")}</dt>
            <dd>
              <a className={styles.call} href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`}>
                {contact.phone}
              </a>
            </dd>
          </div>
        )}
      </dl>
      <p className={styles.note}>{t("reach.erased")}</p>
    </div>
  );
}
