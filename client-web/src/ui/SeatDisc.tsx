/** One person's place in the circle: an initial on a pastel that stays theirs for the session. */
import { t } from "../i18n/t";
import { cx } from "./cx";
import styles from "./SeatDisc.module.css";

export interface SeatDiscProps {
  /** The name shown in the room; its first letter stands on the disc. */
  name: string;
  /** Seat number, from 1; chooses the pastel. */
  seat: number;
  /** Holds the floor: the amber ring. */
  speaking?: boolean;
  /** Not here now (stepped away, reconnecting, left): dashed and pale. */
  absent?: boolean;
  /** Place in the queue, from 1: the blue badge. */
  place?: number | undefined;
  /** Is this you. */
  self?: boolean;
  /** Diameter, in rem. */
  size?: number;
}

/** Purely a picture: whoever uses it puts name and state into words beside it. */
export function SeatDisc({
  name,
  seat,
  speaking = false,
  absent = false,
  place,
  self = false,
  size = 4.75,
}: SeatDiscProps) {
  return (
    <span
      className={cx(
        styles.disc,
        speaking && styles.speaking,
        absent && styles.absent,
        self && styles.self,
      )}
      data-pastel={((Math.max(1, seat) - 1) % 12) + 1}
      style={{ width: `${size}rem`, height: `${size}rem`, fontSize: `${size * 0.36}rem` }}
      aria-hidden="true"
    >
      {initial(name)}
      {place !== undefined && <span className={styles.place}>{t("ordinal", { n: place })}</span>}
    </span>
  );
}

/** First letter of a name, past a title such as "Dr."; whole characters, whatever the script. */
export function initial(name: string): string {
  const bare = name.trim().replace(/^(dr|prof|mr|mrs|ms|mx)\.?\s+(?=\S)/i, "");
  return (firstCharacter(bare) ?? "?").toLocaleUpperCase();
}

/** A whole character as a reader sees it; an older browser makes do with its first code point. */
function firstCharacter(text: string): string | undefined {
  if (!("Segmenter" in Intl)) return Array.from(text)[0];
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  for (const { segment } of segments) return segment;
  return undefined;
}
