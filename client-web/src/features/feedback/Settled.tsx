/** What became of the slips: what the group sees, and what stayed with the therapists. */
import { t } from "../../i18n/t";
import type { BoxView, SlipFate } from "../../protocol";
import { Disclosure, Prose, Stack } from "../../ui";
import styles from "./Feedback.module.css";
import { Respond } from "./Respond";
import { ShownSlips } from "./ShownSlips";

export function Settled({ box }: { box: BoxView }) {
  return (
    <Stack gap="s">
      <p className={styles.small}>{t("boxes.shown")}</p>
      <ShownSlips slips={box.shown} none={t("boxes.shown_none")} mark={t("boxes.in_own_words")} />
      <Fate box={box} fate="paraphrased" title={t("boxes.reworded")} />
      <Fate box={box} fate="kept" title={t("boxes.kept")} />
      <Respond box={box} />
    </Stack>
  );
}

/** Slips that only therapists see, behind a line: the screen may be seen by others. */
function Fate({ box, fate, title }: { box: BoxView; fate: SlipFate; title: string }) {
  const slips = box.slips.filter((slip) => slip.fate === fate);
  if (slips.length === 0) return null;
  return (
    <Disclosure summary={t("boxes.fate", { what: title, n: slips.length })}>
      <ul className={styles.slips}>
        {slips.map((slip) => (
          <li key={slip.slip} className={styles.slip}>
            <Prose>{slip.text}</Prose>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
