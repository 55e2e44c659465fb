/** The few shapes pages are made of: stacks, rows, cards, sections. */
import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import styles from "./Layout.module.css";

type Gap = "s" | "m" | "l" | "xl";

export function Stack({
  gap = "m",
  children,
  as: As = "div",
}: {
  gap?: Gap;
  children: ReactNode;
  as?: "div" | "ul" | "ol";
}) {
  return <As className={cx(styles.stack, styles[`gap-${gap}`])}>{children}</As>;
}

/** Side by side, wrapping where there is no room. */
export function Row({
  gap = "s",
  spread = false,
  align = "center",
  children,
}: {
  gap?: Gap;
  /** First to the start, last to the end. */
  spread?: boolean;
  align?: "center" | "start" | "end";
  children: ReactNode;
}) {
  return (
    <div
      className={cx(
        styles.row,
        styles[`gap-${gap}`],
        spread && styles.spread,
        styles[`align-${align}`],
      )}
    >
      {children}
    </div>
  );
}

export function Card({
  children,
  tone = "surface",
}: {
  children: ReactNode;
  tone?: "surface" | "sunken" | "green" | "blue" | "amber";
}) {
  return <div className={cx(styles.card, styles[`card-${tone}`])}>{children}</div>;
}

/** A titled part of a page or panel, named for the screen reader by its heading. */
export function Section({
  title,
  aside,
  note,
  level = 2,
  children,
}: {
  title: ReactNode;
  /** A button or badge at the end of the title's line. */
  aside?: ReactNode;
  /** A quiet word beside the title, such as "only therapists see this". */
  note?: ReactNode;
  level?: 2 | 3 | 4;
  children: ReactNode;
}) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <Heading id={id} className={styles.sectionTitle}>
          {title}
          {note && <span className={styles.note}> {note}</span>}
        </Heading>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Quiet, secondary words. */
export function Soft({
  children,
  as: As = "p",
}: {
  children: ReactNode;
  as?: "p" | "span" | "div";
}) {
  return <As className={styles.soft}>{children}</As>;
}

/** Text as somebody wrote it: line breaks kept, long words broken. */
export function Prose({ children }: { children: string }) {
  return (
    <div className={styles.prose} dir="auto">
      {children}
    </div>
  );
}

/** Waiting for something, without hurry. `label` says for what. */
export function Waiting({ label, compact = false }: { label: string; compact?: boolean }) {
  return (
    <div className={cx(styles.waiting, compact && styles.compact)} role="status">
      <span className={styles.pulse} aria-hidden="true" />
      <span>{label}</span>
    </div>
  );
}
