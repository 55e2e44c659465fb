/** A text as the practice wrote it; the telephone numbers in it can be called with a tap. */
import styles from "./CallableText.module.css";
import { callable } from "./callable";

export function CallableText({ text }: { text: string }) {
  return (
    <div className={styles.text} dir="auto">
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
