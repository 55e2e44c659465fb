/** Something the whole page should know: an alert, a paused session, a mistake of ours. */
import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

export type BannerTone = "info" | "amber" | "rose" | "green" | "private";

const icons: Record<BannerTone, IconName> = {
  info: "info",
  amber: "warning",
  rose: "warning",
  green: "check",
  private: "lock",
};

/** `live` speaks it when it appears; leave it off for what was there when the page opened. */
export function Banner({
  tone = "info",
  icon,
  title,
  children,
  actions,
  live = false,
}: {
  tone?: BannerTone;
  icon?: IconName;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
}) {
  return (
    <div className={cx(styles.banner, styles[tone])} {...(live ? { role: "alert" } : {})}>
      <Icon name={icon ?? icons[tone]} />
      <div className={styles.words}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
