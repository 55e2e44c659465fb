/** One seat: disc, name, state, and its marks. Says everything in words, in this order. */
import type { CSSProperties, ReactNode } from "react";
import { t } from "../../i18n/t";
import { cx, Icon, SeatDisc, VisuallyHidden } from "../../ui";
import styles from "./Circle.module.css";
import type { SeatFace } from "./seats";

interface Cell {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Diameter of a disc in the grid, in rem. */
const grid_disc = 2.9;

export interface SeatProps {
  face: SeatFace;
  withYou: boolean;
  /** Diameter, in rem; `null` in the grid. */
  disc: number | null;
  cell: Cell | null;
  menu: ReactNode;
}

export function Seat({ face, withYou, disc, cell, menu }: SeatProps) {
  return (
    <li
      className={cx(styles.seat, face.self && styles.self, face.absent && styles.absent)}
      style={{ ...cell, "--disc": `${disc ?? grid_disc}rem` } as CSSProperties}
      data-speaking={face.speaking || undefined}
    >
      <span className={cx(styles.face, face.offered && styles.offered)} aria-hidden="true">
        <SeatDisc
          name={face.name}
          seat={face.seat}
          speaking={face.speaking}
          absent={face.absent}
          size={disc ?? grid_disc}
        />
        {withYou && (
          <span className={styles.withYou}>
            <Icon name="heart" size={0.9} />
            {t("circle.with_you")}
          </span>
        )}
        <Mark face={face} />
      </span>
      <span className={styles.name} aria-hidden="true" title={face.name}>
        {face.name}
      </span>
      <span className={styles.state} aria-hidden="true">
        {face.self && <span className={styles.you}>{t("circle.you")}</span>}
        {face.state && <span>{face.state}</span>}
      </span>
      <VisuallyHidden>{spoken(face, withYou)}</VisuallyHidden>
      {menu !== null && <span className={styles.menu}>{menu}</span>}
    </li>
  );
}

/** The place in line, or a raised hand, at the disc's shoulder. A place in a round is nobody's secret. */
function Mark({ face }: { face: SeatFace }) {
  if (face.place === undefined && !face.hand) return null;
  const sign = face.private ? "lock" : face.hand ? "hand" : null;
  const secret = face.private && (face.place === undefined || !face.hand);
  return (
    <span className={cx(styles.mark, secret && styles.privateMark)}>
      {sign !== null && <Icon name={sign} size={0.95} />}
      {face.place !== undefined && t("ordinal", { n: face.place })}
    </span>
  );
}

function spoken(face: SeatFace, withYou: boolean): string {
  const name = face.self ? t("circle.name_you", { name: face.name }) : face.name;
  return [name, face.spoken, withYou ? t("circle.with_you") : ""].filter(Boolean).join(", ");
}

/** A chair kept for somebody of the group who is not here. */
export function Chair({ disc, cell }: { disc: number | null; cell: Cell | null }) {
  const size = `${disc ?? grid_disc}rem`;
  return (
    <li className={cx(styles.seat, styles.absent)} style={cell ?? {}}>
      <span className={styles.face} aria-hidden="true">
        <span className={styles.chair} style={{ width: size, height: size }} />
      </span>
      <span className={styles.state}>{t("circle.chair")}</span>
    </li>
  );
}
