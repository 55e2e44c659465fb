/** One line, with who wrote it, when, and who sees it. */
import { useAsk, useView } from "../../bind/room";
import { timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { LineView } from "../../protocol";
import { Button, cx, Icon, IconButton, Menu, type MenuAction, VisuallyHidden } from "../../ui";
import styles from "./Line.module.css";
import { lineFace } from "./lines";

export interface LineProps {
  line: LineView;
  /** Stands under a line of the same person: the name is for the screen reader alone. */
  follows: boolean;
  /** For therapists. */
  onHide: ((line: LineView) => void) | null;
  /** Asks the group whether words are true of them as well; for therapists. */
  meToo: (words: string) => MenuAction;
}

export function Line({ line, follows, onHide, meToo }: LineProps) {
  const ask = useAsk();
  const me = useView((view) => view.me);
  const seats = useView((view) => view.seats);
  const face = lineFace(line, { me, seats });
  const bare = follows && face.held === null;
  const about = [face.name, face.audience].filter(Boolean).join(" · ");
  return (
    <li
      className={cx(
        styles.line,
        face.mine && styles.mine,
        face.private && styles.private,
        line.held && styles.held,
        bare && styles.follows,
      )}
    >
      <div className={styles.head}>
        {bare ? (
          <VisuallyHidden>{about}</VisuallyHidden>
        ) : (
          <span className={styles.who}>
            <strong className={styles.name} dir="auto">
              {face.name}
            </strong>
            {face.audience !== null && (
              <span className={styles.audience}>
                <Icon name="lock" size={0.95} />
                {face.audience}
              </span>
            )}
          </span>
        )}
        {!bare && (
          <time className={styles.at} dateTime={new Date(line.at).toISOString()}>
            {timeOfDay(line.at)}
          </time>
        )}
      </div>
      <div className={styles.row}>
        <p className={styles.text} dir="auto">
          {line.text}
        </p>
        {onHide !== null && <Acts line={line} onHide={onHide} meToo={meToo} />}
      </div>
      {face.held !== null && <p className={styles.note}>{face.held}</p>}
      {line.held && onHide !== null && (
        <div className={styles.actions}>
          <Button
            size="s"
            tone="primary"
            aria-label={t("lines.approve_line", { name: line.from_name })}
            onPress={() => void ask({ feature: "conversation", type: "approve", line: line.line })}
          >
            {t("lines.approve")}
          </Button>
        </div>
      )}
    </li>
  );
}

interface ActsProps {
  line: LineView;
  onHide: (line: LineView) => void;
  meToo: (words: string) => MenuAction;
}

/** What a therapist can do with a line. What only some can read is never put before the group. */
function Acts({ line, onHide, meToo }: ActsProps) {
  const params = { name: line.from_name, words: opening(line.text) };
  if (line.audience.to !== "everyone" || line.held) {
    return (
      <IconButton
        icon="unsigned"
        label={t("lines.hide_line", params)}
        className={cx(styles.hide)}
        onPress={() => onHide(line)}
      />
    );
  }
  return (
    <span className={styles.hide}>
      <Menu
        label={t("lines.more", params)}
        icon="more"
        items={[
          meToo(line.text),
          {
            id: "hide",
            label: t("lines.hide"),
            hint: t("lines.hide_hint"),
            icon: "unsigned",
            danger: true,
            onAction: () => onHide(line),
          },
        ]}
      />
    </span>
  );
}

/** One's own line that is not stored yet. */
export function Sending({ text, connected }: { text: string; connected: boolean }) {
  return (
    <li className={cx(styles.line, styles.mine, styles.sending)}>
      <p className={styles.text} dir="auto">
        {text}
      </p>
      <p className={styles.note}>{t(connected ? "lines.sending" : "lines.sending_lost")}</p>
    </li>
  );
}

/** The first words of a line, to tell it from the others of the same person. */
function opening(text: string): string {
  const words = text.split(/\s+/).slice(0, 4).join(" ");
  return words.length < text.trim().length ? `${words}…` : words;
}
