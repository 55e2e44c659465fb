/** Short notices at the edge: "Copied", "Ayo is back". They go by themselves and are also spoken. */
import { useEffect, useState } from "react";
import { t } from "../i18n/t";
import { announce } from "./Announcer";
import { IconButton } from "./Button";
import { cx } from "./cx";
import { Icon } from "./Icon";
import styles from "./Notices.module.css";

export type NoticeTone = "plain" | "good" | "trouble";

interface Notice {
  id: number;
  words: string;
  tone: NoticeTone;
}

/** How long a notice stays, in milliseconds; trouble stays until closed, or until it is over. */
const stays_ms = 6_000;
/** Notices shown at once; older ones make room. */
const most = 3;

let next = 1;
const listeners = new Set<(notice: Notice) => void>();
const leaving = new Set<(before: number) => void>();

export function notify(words: string, tone: NoticeTone = "plain"): void {
  announce(words, "polite");
  for (const tell of listeners) tell({ id: next, words, tone });
  next += 1;
}

/** Remembers the trouble told so far; what is returned lets it go, and nothing told later. */
export function troubleSoFar(): () => void {
  const before = next;
  return () => {
    for (const leave of leaving) leave(before);
  };
}

export function Notices() {
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const tell = (notice: Notice) => {
      setNotices((all) => [...all.filter((n) => n.words !== notice.words), notice].slice(-most));
      if (notice.tone === "trouble") return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        setNotices((all) => all.filter((n) => n.id !== notice.id));
      }, stays_ms);
      timers.add(timer);
    };
    const leave = (before: number) =>
      setNotices((all) =>
        all.some((n) => n.tone === "trouble" && n.id < before)
          ? all.filter((n) => n.tone !== "trouble" || n.id >= before)
          : all,
      );
    listeners.add(tell);
    leaving.add(leave);
    return () => {
      listeners.delete(tell);
      leaving.delete(leave);
      for (const timer of timers) clearTimeout(timer);
    };
  }, []);
  if (notices.length === 0) return null;
  return (
    <section className={styles.stack} aria-label={t("notices.label")}>
      {notices.map((notice) => (
        <div key={notice.id} className={cx(styles.notice, styles[notice.tone])}>
          {notice.tone !== "plain" && <Icon name={notice.tone === "good" ? "check" : "warning"} />}
          <p>{notice.words}</p>
          <IconButton
            icon="close"
            label={t("common.dismiss")}
            onPress={() => setNotices((all) => all.filter((n) => n.id !== notice.id))}
          />
        </div>
      ))}
    </section>
  );
}
