/** The group in its circle, around what is going on. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useRoom, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { SeatId } from "../../protocol";
import { cx } from "../../ui";
import styles from "./Circle.module.css";
import { bow, type CircleLayout, seatLayout } from "./geometry";
import { Chair, Seat } from "./Seat";
import { chairsFor, facesOf, hasLongNames, type SeatFace, withYouEnds } from "./seats";
import { useStageSize } from "./useStageSize";

export interface CircleProps {
  /** What is going on: stands in the middle, or above the seats where there is no circle. */
  children: ReactNode;
  /** What can be done about somebody, as a small button at their seat; `null` for nothing. */
  menu?: (seat: SeatId) => ReactNode;
}

export function Circle({ children, menu }: CircleProps) {
  const stage = useRef<HTMLElement>(null);
  const size = useStageSize(stage);
  const seats = useView((view) => view.seats);
  const floor = useView((view) => view.floor);
  const me = useView((view) => view.me);
  const chairs = useView(chairsFor);
  const faces = facesOf({ seats, floor, me });
  const now = useWithYou(faces);
  const layout = seatLayout(faces.length + chairs, size, hasLongNames(faces));
  const responds = floor?.turn?.responds_to ?? null;
  const grid = layout.is === "grid";
  return (
    <section
      ref={stage}
      className={cx(styles.stage, grid ? styles.grid : styles.round)}
      aria-label={t("circle.label")}
      {...(grid ? { tabIndex: 0 } : {})}
    >
      {!grid && responds !== null && floor?.turn && (
        <Bow faces={faces} layout={layout} size={size} from={floor.turn.holder} to={responds} />
      )}
      <div
        className={styles.middle}
        style={grid ? {} : { width: layout.inner.width, height: layout.inner.height }}
      >
        {children}
      </div>
      <ul className={styles.seats} aria-label={t("circle.seats")}>
        {faces.map((face, i) => (
          <Seat
            key={face.seat}
            face={face}
            withYou={(face.withYouUntil ?? 0) > now}
            disc={grid ? null : layout.disc}
            cell={grid ? null : cellOf(layout, i)}
            menu={menu?.(face.seat) ?? null}
          />
        ))}
        {grid && chairs > 0 ? (
          <li className={styles.chairsLine}>{t("circle.chairs", { n: chairs })}</li>
        ) : (
          Array.from({ length: chairs }, (_, i) => (
            <Chair
              // biome-ignore lint/suspicious/noArrayIndexKey: empty chairs are all alike
              key={i}
              disc={grid ? null : layout.disc}
              cell={grid ? null : cellOf(layout, faces.length + i)}
            />
          ))
        )}
      </ul>
    </section>
  );
}

function cellOf(layout: CircleLayout, at: number) {
  const { width, height } = layout.cell;
  const { x, y } = layout.cells[at] ?? { x: 0, y: 0 };
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** Shows whom the speaker responds to. The middle says the same in words. */
function Bow({
  faces,
  layout,
  size,
  from,
  to,
}: {
  faces: SeatFace[];
  layout: CircleLayout;
  size: { width: number; height: number; rem: number };
  from: SeatId;
  to: SeatId;
}) {
  const at = (seat: SeatId) => layout.cells[faces.findIndex((face) => face.seat === seat)];
  const [start, end] = [at(from), at(to)];
  if (start === undefined || end === undefined) return null;
  const centre = { x: size.width / 2, y: size.height / 2 };
  return (
    <svg className={styles.bow} aria-hidden="true" focusable="false">
      <path d={bow(start, end, centre, layout.disc * size.rem)} />
    </svg>
  );
}

/** The server's time, renewed when the next "with you" goes out. */
function useWithYou(faces: readonly SeatFace[]): number {
  const { clock } = useRoom();
  const [, renew] = useState(0);
  const now = clock.now();
  const ends = withYouEnds(faces, now);
  useEffect(() => {
    if (ends === null) return;
    const timer = setTimeout(() => renew((n) => n + 1), Math.max(0, ends - clock.now()) + 50);
    return () => clearTimeout(timer);
  }, [ends, clock]);
  return now;
}
