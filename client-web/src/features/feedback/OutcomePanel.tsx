/** The figures as the group sees them, and the one number that only therapists are told. */
import { t } from "../../i18n/t";
import type { BoxView, Outcome } from "../../protocol";
import { Visibility } from "../../ui";
import styles from "./Feedback.module.css";
import { OutcomeShown } from "./OutcomeShown";

export function OutcomePanel({ box, outcome }: { box: BoxView; outcome: Outcome }) {
  const taps = outcome.kind === "me_too" ? outcome.taps : null;
  return (
    <>
      <p className={styles.small}>{t("boxes.shown")}</p>
      <OutcomeShown ask={box.ask} outcome={outcome} />
      {taps !== null && (
        <div className={styles.private}>
          <p className={styles.small}>{t("boxes.taps_of", { n: taps, m: box.envelopes ?? 0 })}</p>
          <Visibility to="therapists_only" words={t("boxes.taps_private")} />
        </div>
      )}
    </>
  );
}
