/** The key of the box as four words, to be compared aloud: the same on every screen. */
import { keyWords } from "../../core/key-words";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import styles from "./FourWords.module.css";

export function FourWords({ box }: { box: BoxView }) {
  const words = keyWords(box);
  if (words.length === 0) return null;
  return (
    <div className={styles.frame}>
      <div className={styles.four}>
        <ol className={styles.words} aria-label={t("feedback.four")}>
          {words.map((word, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may be there twice, and none moves
            <li key={i} translate="no">
              {word}
            </li>
          ))}
        </ol>
        <p className={styles.hint}>
          <strong>{t("feedback.four")}.</strong> {t("feedback.four_hint")}
        </p>
      </div>
    </div>
  );
}
