/** The group's crisis text, as the practice wrote it; numbers in it can be called with a tap. */
import { useView } from "../../bind/room";
import { callable } from "./callable";
import styles from "./Safety.module.css";

export function CrisisWords() {
  const text = useView((view) => view.session.crisis_text);
  return (
    <div className={styles.crisis}>
      {callable(text).map((part, i) =>
        part.number === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          <span key={i}>{part.words}</span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          <a key={i} className={styles.number} href={`tel:${part.number}`}>
            {part.words}
          </a>
        ),
      )}
    </div>
  );
}
