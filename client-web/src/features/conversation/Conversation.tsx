/** What is written: the lines one may see, and the box to write the next. */
import { Fragment, useState } from "react";
import { useAsking, useLink, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { LineView, SeatId } from "../../protocol";
import { Badge, Button, Confirm, type MenuAction, Soft } from "../../ui";
import { Compose } from "./Compose";
import styles from "./Conversation.module.css";
import { Line, Sending } from "./Line";
import { LinesMenu } from "./LinesMenu";
import { follows, hasCome } from "./lines";
import type { Taken } from "./taken";
import { useFollow } from "./useFollow";
import { useOutbox } from "./useOutbox";
import { takenWords, useTaken } from "./useTaken";

/** What somewhere else in the room asks the box for; a new object each time. */
export type WriteTo =
  /** A therapist chose somebody at their seat. */
  | { to: "one"; seat: SeatId }
  /** A member would rather say this with their name. Stands in the box, is not sent. */
  | { to: "therapists"; text: string };

export interface ConversationProps {
  writeTo?: WriteTo | null;
  /** Asks the group whether words are true of them as well; for the menus of therapists. */
  meToo: (words: string) => MenuAction;
}

export function Conversation({ writeTo = null, meToo }: ConversationProps) {
  const lines = useView((view) => view.lines);
  const mode = useView((view) => view.lines_mode);
  const role = useView((view) => view.me.role);
  const outbox = useOutbox();
  const connected = useLink().is === "connected";
  const me = useView((view) => view.me.seat);
  const sending = outbox.sending.filter((one) => !hasCome(one, lines, me));
  const taken = useTaken();
  const follow = useFollow(lines.length + sending.length);
  const [hiding, setHiding] = useState<LineView | null>(null);
  return (
    <div className={styles.conversation}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t("lines.title")}</h2>
        {mode === "held" && <Badge tone="amber">{t("lines.is_held")}</Badge>}
        {mode === "closed" && <Badge tone="amber">{t("lines.is_closed")}</Badge>}
        {role === "therapist" && <LinesMenu />}
      </div>
      <div className={styles.scroll}>
        <section
          ref={follow.list}
          className={styles.lines}
          onScroll={follow.onScroll}
          aria-label={t("lines.label")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
          tabIndex={0}
        >
          <div ref={follow.content}>
            {lines.length + taken.length + sending.length === 0 ? (
              <div className={styles.none}>
                <p>{t("lines.none")}</p>
                <Soft>{t("lines.none_words")}</Soft>
              </div>
            ) : (
              <ol className={styles.list}>
                {lines.map((line, i) => (
                  <Fragment key={line.line}>
                    <TakenLines taken={taken} after={lines[i - 1]} before={line} />
                    <Line
                      line={line}
                      follows={follows(line, lines[i - 1])}
                      onHide={role === "therapist" ? setHiding : null}
                      meToo={meToo}
                    />
                  </Fragment>
                ))}
                <TakenLines taken={taken} after={lines.at(-1)} before={undefined} />
                {sending.map((line) => (
                  <Sending key={`sending ${line.id}`} text={line.text} connected={connected} />
                ))}
              </ol>
            )}
          </div>
        </section>
        {follow.unseen > 0 && (
          <span className={styles.newLines}>
            <Button tone="primary" size="s" icon="down" onPress={follow.toEnd}>
              {t("lines.new", { n: follow.unseen })}
            </Button>
          </span>
        )}
      </div>
      <Compose outbox={outbox} writeTo={writeTo} onSent={follow.toEnd} />
      <HideConfirm line={hiding} onClose={() => setHiding(null)} />
    </div>
  );
}

/** Where one's own lines stood, between two that are left. */
function TakenLines(props: {
  taken: readonly Taken[];
  after: LineView | undefined;
  before: LineView | undefined;
}) {
  const { taken, after, before } = props;
  return taken
    .filter(({ line }) => line > (after?.line ?? 0) && line < (before?.line ?? Infinity))
    .map((one) => (
      <li key={one.line} className={styles.taken}>
        {takenWords(one)}
      </li>
    ));
}

function HideConfirm({ line, onClose }: { line: LineView | null; onClose: () => void }) {
  const [ask, busy] = useAsking();
  return (
    <Confirm
      open={line !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (line === null) return;
        await ask({ feature: "conversation", type: "hide", line: line.line });
        onClose();
      }}
      title={t("lines.hide_title")}
      confirm={t("lines.hide_confirm")}
      busy={busy}
      danger
    >
      {line !== null && (
        <blockquote className={styles.quote}>
          <strong dir="auto">{line.from_name}</strong>
          <p dir="auto">{line.text}</p>
        </blockquote>
      )}
      <p>{t("lines.hide_words")}</p>
    </Confirm>
  );
}
