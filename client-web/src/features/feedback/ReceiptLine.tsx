/** Whether this page's envelope is among those that were counted. */
import { useCourier } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Icon, Soft } from "../../ui";
import { cannotTake, shutTitle } from "./CannotTake";
import styles from "./Feedback.module.css";

export function ReceiptLine({ box }: { box: BoxView }) {
  const { envelope, part } = useCourier();
  const shut = cannotTake(part);
  if (shut !== null) return <Soft>{shutTitle(shut)}</Soft>;
  switch (envelope) {
    case "none":
    case "posted":
      return null;
    case "counted":
      return (
        <p className={styles.counted}>
          <Icon name="check" size={1.1} />
          <span>{t("feedback.counted")}</span>
        </p>
      );
    case "missing":
      return (
        <p className={styles.missing}>
          <Icon name="warning" size={1.1} />
          <span>{t(box.ask.kind === "words" ? "feedback.missing_words" : "feedback.missing")}</span>
        </p>
      );
  }
}
