/** Time of a turn as a ring that empties. Past its end it rests as a full soft ring: it never cuts. */
import type { CSSProperties } from "react";
import { t } from "../i18n/t";
import { cx } from "./cx";
import styles from "./RingTimer.module.css";
import { VisuallyHidden } from "./VisuallyHidden";

export interface RingTimerProps {
  /** Milliseconds left; below zero it counts what is over. */
  leftMs: number;
  /** Milliseconds allotted; `null` shows time passed and an unbroken ring. */
  ofMs: number | null;
  /** Milliseconds passed, shown where nothing is allotted. */
  passedMs?: number;
  paused?: boolean;
  /** Counts on past zero; without it the ring then only rests. */
  countsOver?: boolean;
  /** Diameter, in rem; a place may have another in `--ring-size`. */
  size?: number;
}

const radius = 45;
const round = 2 * Math.PI * radius;

export function RingTimer({
  leftMs,
  ofMs,
  passedMs = 0,
  paused = false,
  countsOver = true,
  size = 7,
}: RingTimerProps) {
  const over = ofMs !== null && leftMs <= 0;
  const share = ofMs === null ? 1 : Math.max(0, Math.min(1, leftMs / ofMs));
  const shown = ofMs === null ? passedMs : Math.abs(leftMs);
  return (
    <div
      className={cx(styles.ring, over && styles.over, paused && styles.paused)}
      style={{ "--ring": `${size}rem` } as CSSProperties}
      role="timer"
      aria-live="off"
    >
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <circle cx="50" cy="50" r={radius} className={styles.ground} />
        <circle
          cx="50"
          cy="50"
          r={radius}
          className={styles.left}
          strokeDasharray={`${share * round} ${round}`}
          transform="rotate(-90 50 50)"
        />
      </svg>
      <span className={styles.words}>
        {(!over || countsOver) && (
          <span className={styles.time} aria-hidden="true">
            {over && "+"}
            {minutes(shown)}
          </span>
        )}
        {paused && <span className={styles.state}>{t("timer.paused")}</span>}
        {over && !paused && (
          <span className={styles.state}>{t(countsOver ? "timer.over" : "timer.rests")}</span>
        )}
        <VisuallyHidden>
          {ofMs === null
            ? t("timer.passed_spoken", { time: minutes(shown) })
            : over && !countsOver
              ? ""
              : over
                ? t("timer.over_spoken", { time: minutes(shown) })
                : t("timer.left_spoken", { time: minutes(shown) })}
        </VisuallyHidden>
      </span>
    </div>
  );
}

/** `125000` as `2:05`; a begun second of what is left still counts. */
export function minutes(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000 - 0.001));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
