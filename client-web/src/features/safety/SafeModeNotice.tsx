/**
 * The time without a therapist: what it means, until when, and where to turn.
 *
 * The countdown is the server's. It is spoken a few times, not every second.
 */
import { useEffect, useRef } from "react";
import { useNow, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import { announce, Banner, minutes } from "../../ui";
import { CrisisWords } from "./CrisisWords";
import { spokenMinutes } from "./calls";
import styles from "./Safety.module.css";

export function SafeModeNotice() {
  const safeMode = useView((view) => view.session.safe_mode);
  const role = useView((view) => view.me.role);
  const on = safeMode !== null;
  const now = useNow(1_000, on);
  const leftMs = safeMode === null ? 0 : safeMode.ends_at - now;
  useSpoken(on, leftMs);
  if (safeMode === null) return null;
  if (role === "therapist") return <Banner tone="amber" title={t("safe.therapist")} />;
  return (
    <Banner tone="amber" icon="pause" title={t("safe.title")}>
      <p>{t("safe.words")}</p>
      <p className={styles.countdown} role="timer" aria-live="off">
        {leftMs > 0 ? t("safe.countdown", { time: minutes(leftMs) }) : t("safe.ending")}
      </p>
      <p className={styles.crisisTitle}>{t("safe.crisis")}</p>
      <CrisisWords />
    </Banner>
  );
}

function useSpoken(on: boolean, leftMs: number) {
  const was = useRef(on);
  const said = useRef<number | null>(null);
  useEffect(() => {
    if (on) announce(t("safe.spoken"), "assertive");
    else if (was.current) announce(t("safe.spoken_back"), "assertive");
    was.current = on;
    said.current = null;
  }, [on]);
  useEffect(() => {
    if (!on) return;
    const now = spokenMinutes(leftMs);
    if (now === null || said.current === now) return;
    said.current = now;
    announce(t("safe.spoken_left", { n: now }));
  }, [on, leftMs]);
}
