/** Whether this page's envelope is ready: quiet words, since nobody has to do anything about it. */
import { useCourier } from "../../bind/room";
import { t } from "../../i18n/t";
import { Icon } from "../../ui";
import styles from "./Feedback.module.css";

export function EnvelopeLine() {
  const ready = useCourier().part === "ready";
  return (
    <p className={styles.envelope}>
      <Icon name="envelope" size={1.1} />
      <span>{t(ready ? "feedback.envelope_ready" : "feedback.envelope_asking")}</span>
    </p>
  );
}
