/** The sign of Rondo: a circle of seats, one of them waiting or welcome. A picture only. */
import styles from "./Circle.module.css";
import { cx } from "./cx";

const seats = Array.from({ length: 8 }, (_, i) => (i / 8) * 2 * Math.PI);

export function Circle({
  size = 7,
  mood = "still",
}: {
  /** In rem. */
  size?: number;
  /** `waiting` breathes; `empty` shows seats nobody has taken. */
  mood?: "still" | "waiting" | "empty";
}) {
  return (
    <svg
      viewBox="0 0 120 120"
      width={`${size}rem`}
      height={`${size}rem`}
      aria-hidden="true"
      focusable="false"
    >
      {seats.map((angle, i) => (
        <circle
          key={angle}
          cx={60 + 44 * Math.sin(angle)}
          cy={60 - 44 * Math.cos(angle)}
          r="11"
          className={cx(
            mood === "empty" ? styles.empty : styles.taken,
            i === 0 && mood !== "still" && styles.one,
            i === 0 && mood === "waiting" && styles.breathing,
          )}
        />
      ))}
    </svg>
  );
}
