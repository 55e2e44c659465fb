/** The room's head: which group, how long, as whom, and what concerns the session as a whole. */
import type { ReactNode } from "react";
import { useNow, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { SessionView } from "../../protocol";
import { Badge, usePageTitle } from "../../ui";
import styles from "./RoomHeader.module.css";
import { SessionMenu } from "./SessionMenu";

export interface RoomHeaderProps {
  /** More badges, such as who waits at the door. */
  badges?: ReactNode;
  /** The call for help, for who may call. */
  help?: ReactNode;
  /** Settings of this device, such as light and dark. */
  device?: ReactNode;
}

export function RoomHeader({ badges, help, device }: RoomHeaderProps) {
  const session = useView((view) => view.session);
  const me = useView((view) => view.me);
  const heading = usePageTitle(t("session.tab"));
  return (
    <div className={styles.header}>
      <div className={styles.what}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {t("session.title", { group: session.group_name, n: session.number })}
        </h1>
        <div className={styles.badges}>
          <Phase session={session} />
          {session.locked && (
            <Badge tone="amber" icon="lock">
              {t("session.locked")}
            </Badge>
          )}
          {badges}
        </div>
        {me.role !== "therapist" && (
          <p className={styles.who}>{t("session.you_are", { name: me.name })}</p>
        )}
      </div>
      <div className={styles.do}>
        {help && <div className={styles.help}>{help}</div>}
        {me.role === "therapist" && <SessionMenu />}
        {device && <span className={styles.device}>{device}</span>}
      </div>
    </div>
  );
}

function Phase({ session }: { session: SessionView }) {
  const live = session.phase === "live";
  const now = useNow(10_000, live);
  if (session.phase === "waiting") return <Badge>{t("session.not_begun")}</Badge>;
  if (!live) return <Badge tone="amber">{t("session.closing")}</Badge>;
  const n = minutesSince(session.started_at, now);
  return (
    <Badge tone="green">
      {session.planned_minutes === null
        ? t("session.live", { n })
        : t("session.live_of", { n, of: session.planned_minutes })}
    </Badge>
  );
}

/** Whole minutes that have passed. */
export function minutesSince(start: number | null, now: number): number {
  return start === null ? 0 : Math.max(0, Math.floor((now - start) / 60_000));
}
