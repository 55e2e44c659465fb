/** *Me too*: one private button, which looks much the same from a step away, tapped or not. */
import { useMeToo } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { QuietToggle } from "../../ui";
import { EnvelopeLine } from "./EnvelopeLine";
import styles from "./Feedback.module.css";
import { Protection } from "./Protection";

export function Tapping({ box }: { box: BoxView }) {
  const [tapped, setTapped] = useMeToo(box.box_id);
  return (
    <div className={styles.beside}>
      <div className={styles.writing}>
        <p>{t("feedback.tap_hint")}</p>
        <QuietToggle
          label={t("feedback.tap")}
          on={tapped}
          onChange={setTapped}
          onWords={t("feedback.tap_on")}
          offWords={t("feedback.tap_off")}
        />
        <p className={styles.hint}>
          {t("feedback.tap_until")} {t("feedback.tap_after")}
        </p>
        <EnvelopeLine />
      </div>
      <Protection box={box} />
    </div>
  );
}
