/** What only therapists see of each person: time held, turns, responses, silence. Never a ranking. */
import { useState } from "react";
import { useNow, useView } from "../../bind/room";
import { minutesLong } from "../../i18n/format";
import { t } from "../../i18n/t";
import { minutes, Section, Segments, Soft } from "../../ui";
import { type Figure, figures, type Sorting } from "./figures";
import styles from "./Observe.module.css";

/** A silence shorter than this is none, in milliseconds. */
const just_ms = 60_000;

export function ObservePanel({ level = 2 }: { level?: 2 | 3 }) {
  const role = useView((view) => view.me.role);
  const seats = useView((view) => view.seats);
  const notes = useView((view) => view.notes);
  const floor = useView((view) => view.floor);
  const running = floor?.turn != null && floor.turn.paused_since === null;
  const now = useNow(running ? 1_000 : 10_000);
  const [sorting, setSorting] = useState<Sorting>("time");
  if (role !== "therapist") return null;
  const list = figures(seats, notes, floor, now, sorting);
  return (
    <Section title={t("observe.title")} note={t("observe.only")} level={level}>
      <Soft>{t("observe.held")}</Soft>
      {list.length === 0 ? (
        <Soft>{t("observe.nobody")}</Soft>
      ) : (
        <>
          <Segments
            label={t("observe.sort")}
            labelHidden
            options={[
              { value: "time", label: t("observe.sort_time") },
              { value: "name", label: t("observe.sort_name") },
              { value: "silent", label: t("observe.sort_silent") },
            ]}
            value={sorting}
            onChange={setSorting}
          />
          <ul className={styles.list}>
            {list.map((figure) => (
              <Person key={figure.seat} figure={figure} now={now} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Person({ figure, now }: { figure: Figure; now: number }) {
  return (
    <li className={styles.person} data-speaking={figure.speaking || undefined}>
      <div className={styles.head}>
        <span className={styles.name}>
          {figure.name}
          {figure.state !== "here" && (
            <span className={styles.state}> {t(`observe.${figure.state}`)}</span>
          )}
        </span>
        <span className={styles.time}>{minutes(figure.heldMs)}</span>
      </div>
      <div className={styles.track} aria-hidden="true">
        <div className={styles.bar} style={{ inlineSize: `${figure.share * 100}%` }} />
      </div>
      <p className={styles.more}>{more(figure, now).join(" · ")}</p>
    </li>
  );
}

function more(figure: Figure, now: number): string[] {
  if (figure.turns === 0 && !figure.speaking) {
    return [t("observe.no_turns"), ...(figure.muted ? [t("observe.muted")] : [])];
  }
  const parts = [t("observe.turns", { n: figure.turns })];
  if (figure.responses > 0) parts.push(t("observe.responses", { n: figure.responses }));
  if (figure.speaking) parts.push(t("observe.speaking"));
  else if (figure.lastAt !== null) {
    const ago = now - figure.lastAt;
    parts.push(
      ago < just_ms ? t("observe.last_just") : t("observe.last", { time: minutesLong(ago) }),
    );
  }
  if (figure.muted) parts.push(t("observe.muted"));
  return parts;
}
