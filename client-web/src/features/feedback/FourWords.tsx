/** The box and its key as four words, to be compared aloud: the same on every screen. */
import { useEffect, useState } from "react";
import { keyWords } from "../../core/key-words";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import styles from "./FourWords.module.css";

export interface FourWordsProps {
  box: BoxView;
  /** Until then the words are held back, and only their place is kept. */
  proven?: boolean;
}

export function FourWords({ box, proven = true }: FourWordsProps) {
  const words = useKeyWords(box);
  if (words?.length === 0) return null;
  return (
    <div className={styles.frame}>
      <div className={styles.four}>
        {words === null || !proven ? (
          // Nothing moves under somebody's fingers when the words come.
          <p className={styles.words} aria-hidden="true">
            <span className={styles.place}>…</span>
          </p>
        ) : (
          <ol className={styles.words} aria-label={t("feedback.four")}>
            {words.map((word, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may be there twice, and none moves
              <li key={i} translate="no">
                {word}
              </li>
            ))}
          </ol>
        )}
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
