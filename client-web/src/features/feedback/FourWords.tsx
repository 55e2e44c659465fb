/** The box and its key as four words, to be compared aloud: the same on every screen. */
import { useEffect, useState } from "react";
import { keyWords } from "../../core/key-words";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import styles from "./FourWords.module.css";

/** Where the words will stand, so that nothing moves when they come. */
const to_come = ["…", "…", "…", "…"] as const;

export function FourWords({ box }: { box: BoxView }) {
  const words = useKeyWords(box);
  if (words?.length === 0) return null;
  return (
    <div className={styles.frame}>
      <div className={styles.four}>
        <ol className={styles.words} aria-label={t("feedback.four")} aria-busy={words === null}>
          {(words ?? to_come).map((word, i) => (
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

/** `null` while they are being made. */
function useKeyWords({ box_id, key }: BoxView): readonly string[] | null {
  const [made, setMade] = useState<{ key: string; words: readonly string[] } | null>(null);
  useEffect(() => {
    let wanted = true;
    void keyWords({ box_id, key }).then((words) => {
      if (wanted) setMade({ key, words });
    });
    return () => {
      wanted = false;
    };
  }, [box_id, key]);
  return made?.key === key ? made.words : null;
}
