/** One message in the middle of the screen: a state to wait in, or an end. */
import type { ReactNode } from "react";
import { Circle } from "./Circle";
import { usePageTitle } from "./Page";
import styles from "./Screen.module.css";

export function Screen({
  title,
  inTab,
  waiting = false,
  children,
  actions,
}: {
  title: string;
  /** For the browser's title, where the screen's own names somebody. */
  inTab?: string;
  /** Breathes while something is on its way. */
  waiting?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const heading = usePageTitle(inTab ?? title);
  return (
    <div className={styles.screen}>
      <Circle size={5} mood={waiting ? "waiting" : "still"} />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children && <div className={styles.words}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
