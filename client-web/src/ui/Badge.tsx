/** A word or a number set apart. Colour repeats what the words say, never replaces it. */
import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

export type BadgeTone = "plain" | "green" | "amber" | "blue" | "blue-soft" | "rose";

export function Badge({
  tone = "plain",
  icon,
  children,
}: {
  tone?: BadgeTone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={cx(styles.badge, styles[tone])}>
      {icon && <Icon name={icon} size={1} />}
      {children}
    </span>
  );
}
