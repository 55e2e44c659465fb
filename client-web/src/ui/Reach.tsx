/** How somebody can be reached, for therapists: what they left themselves, until the session ends. */
import { t } from "../i18n/t";
import type { ContactView } from "../protocol";
import styles from "./Reach.module.css";

/** `note` says that it is erased; left out where there is no time to read. */
export function Reach({ contact, note = false }: { contact: ContactView; note?: boolean }) {
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
      {note && <p className={styles.note}>{t("reach.erased")}</p>}
    </div>
  );
}
