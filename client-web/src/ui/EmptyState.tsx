/** Nothing here yet: what this place is for, and the one thing to do next. */
import type { ReactNode } from "react";
import { Circle } from "./Circle";
import styles from "./EmptyState.module.css";

export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <Circle mood="empty" />
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}
