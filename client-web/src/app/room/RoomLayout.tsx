/**
 * Where everything in the room stands.
 *
 * Wide: group panel (therapists), stage with the bar under it, conversation. Less wide: the two
 * panels share a side. Narrow: one part at a time, chosen above, with the bar always there. All
 * parts stay mounted whatever is shown, so that nothing half-written or scrolled to is lost.
 */
import type { ReactNode } from "react";
import { t } from "../../i18n/t";
import { Badge, cx } from "../../ui";
import styles from "./RoomLayout.module.css";
import type { Part, Parts } from "./useParts";

export interface RoomLayoutProps {
  header: ReactNode;
  /** Alerts, help, safe mode, boxes that call: over the whole width, before all else. */
  notices?: ReactNode;
  /** The therapists' panel: waiting room, plan, who is next. `null` for members. */
  group: ReactNode | null;
  /** How much waits in the group panel. */
  groupCount?: number;
  stage: ReactNode;
  /** How much on the stage asks for an answer. */
  stageCount?: number;
  bar: ReactNode;
  conversation: ReactNode;
  /** Lines not yet read. */
  conversationCount?: number;
  parts: Parts;
}

export function RoomLayout(props: RoomLayoutProps) {
  const { group, parts } = props;
  const choices: { part: Part; label: string; count: number }[] = [
    { part: "stage", label: t("session.part_stage"), count: props.stageCount ?? 0 },
    {
      part: "conversation",
      label: t("session.part_conversation"),
      count: props.conversationCount ?? 0,
    },
  ];
  if (group !== null) {
    choices.push({ part: "group", label: t("session.part_group"), count: props.groupCount ?? 0 });
  }
  const holds = (part: Part) => ({
    onFocus: () => parts.show(part),
    ...(part === parts.main ? { id: "main", tabIndex: -1 } : {}),
  });
  return (
    <div
      className={styles.room}
      data-part={parts.part}
      data-side={parts.side}
      data-group={group !== null || undefined}
    >
      <header className={styles.header}>{props.header}</header>
      <main className={styles.all}>
        <nav className={styles.parts} aria-label={t("session.parts")}>
          {choices.map((choice) => (
            <button
              key={choice.part}
              type="button"
              className={cx(styles.part)}
              data-part={choice.part}
              aria-pressed={parts.inSight(choice.part)}
              onClick={() => parts.show(choice.part)}
            >
              {choice.label}
              {choice.count > 0 && <Badge tone="blue">{choice.count}</Badge>}
            </button>
          ))}
        </nav>
        {group !== null && (
          <section
            {...holds("group")}
            className={cx(styles.side, styles.group)}
            aria-label={t("session.part_group")}
          >
            {group}
          </section>
        )}
        <section className={styles.notices} aria-label={t("session.notices")}>
          {props.notices}
        </section>
        <div {...holds("stage")} className={styles.middle}>
          {props.stage}
        </div>
        <section className={styles.bar} aria-label={t("session.bar")}>
          {props.bar}
        </section>
        <section
          {...holds("conversation")}
          className={cx(styles.side, styles.conversation)}
          aria-label={t("session.part_conversation")}
        >
          {props.conversation}
        </section>
      </main>
    </div>
  );
}
