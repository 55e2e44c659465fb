/** More words behind one line. Nothing that somebody must read may hide here. */
import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";
import { Icon } from "./Icon";

export function Disclosure({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  /** How it starts. */
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className={styles.details} open={open}>
      <summary className={styles.summary}>
        <Icon name="right" size={1} />
        <span>{summary}</span>
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
