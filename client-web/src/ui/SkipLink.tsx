/** The first stop of the keyboard on every page: past the header, to what the page is about. */
import { t } from "../i18n/t";
import styles from "./SkipLink.module.css";

export function SkipLink({ to = "main" }: { to?: string }) {
  return (
    <a
      className={styles.skip}
      href={`#${to}`}
      onClick={(event) => {
        // The fragment belongs to the router; only the focus moves.
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {t("common.skip")}
    </a>
  );
}
