/** What the group sees of the slips, in the order drawn for it. */
import { t } from "../../i18n/t";
import type { ShownSlip } from "../../protocol";
import { Prose, Soft } from "../../ui";
import styles from "./Feedback.module.css";

export interface ShownSlipsProps {
  slips: readonly ShownSlip[];
  none?: string;
  /** What marks words that are not the author's own. */
  mark?: string;
}

export function ShownSlips({
  slips,
  none = t("feedback.shown_none"),
  mark = t("feedback.paraphrase"),
}: ShownSlipsProps) {
  if (slips.length === 0) return <Soft>{none}</Soft>;
  return (
    <ul className={styles.slips}>
      {slips.map((slip, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no ids on purpose, and never move
        <li key={i} className={styles.slip}>
          {slip.paraphrase && <p className={styles.mark}>{mark}</p>}
          <Prose>{slip.text}</Prose>
        </li>
      ))}
    </ul>
  );
}
