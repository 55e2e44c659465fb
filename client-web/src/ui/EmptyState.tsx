/** Nothing here yet: what this place is for, and the one thing to do next. */
import type { ReactNode } from "react";
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
      <Circle />
      <h2>{title}</h2>
      {children && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  );
}

/** An empty circle of seats, one of them waiting. */
function Circle() {
  const seats = Array.from({ length: 8 }, (_, i) => (i / 8) * 2 * Math.PI);
  return (
    <svg viewBox="0 0 120 120" width="112" height="112" aria-hidden="true" focusable="false">
      {seats.map((angle, i) => (
        <circle
          key={angle}
          cx={60 + 44 * Math.sin(angle)}
          cy={60 - 44 * Math.cos(angle)}
          r="11"
          className={i === 7 ? styles.first : styles.seat}
        />
      ))}
    </svg>
  );
}
