/** The middle of the circle: what goes on, who speaks, how long, and where one stands. */
import { useAsk, useNow, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { TurnView } from "../../protocol";
import { Button, cx, Icon, RingTimer } from "../../ui";
import styles from "./Activity.module.css";
import { canExtend, minute_ms } from "./can";
import { turnClock } from "./clock";
import { nowOf } from "./now";
import { Prompt } from "./Prompt";

export function Activity() {
  const session = useView((view) => view.session);
  const floor = useView((view) => view.floor);
  const me = useView((view) => view.me);
  const seats = useView((view) => view.seats);
  const now = nowOf({ session, floor, me, seats });
  const turn = session.phase === "live" ? (floor?.turn ?? null) : null;
  const mine = turn?.holder === me.seat;
  const resting = floor?.space_held === true || session.safe_mode !== null;
  return (
    <div className={styles.activity}>
      {turn !== null && (
        <div className={styles.clock}>
          <TurnRing turn={turn} counts={me.role === "therapist"} />
        </div>
      )}
      <div className={styles.words}>
        {now.mode !== null && <p className={styles.mode}>{now.mode}</p>}
        <h2 className={cx(styles.title, mine && styles.mine)}>{now.title}</h2>
        {now.words !== null && <p className={styles.soft}>{now.words}</p>}
        {now.responds !== null && <p className={styles.soft}>{now.responds}</p>}
        {now.prompt !== null && <Prompt prompt={now.prompt} />}
        {now.wish !== null && <p className={styles.wish}>{now.wish}</p>}
        {turn !== null && (mine || me.role === "therapist") && <TimeUp turn={turn} />}
        {now.stand !== null && <p className={styles.stand}>{now.stand}</p>}
      </div>
      {now.rest !== null && (
        <p className={styles.rest}>
          <Icon name="pause" size={1.1} />
          <span>
            <strong>{now.rest.title}.</strong> {now.rest.words}
          </span>
        </p>
      )}
      {turn !== null && me.role === "therapist" && !resting && <TurnTools turn={turn} />}
    </div>
  );
}

function useTurnClock(turn: TurnView) {
  const now = useNow(1_000, turn.paused_since === null);
  return turnClock(turn, now);
}

function TurnRing({ turn, counts }: { turn: TurnView; counts: boolean }) {
  const clock = useTurnClock(turn);
  return (
    <RingTimer
      leftMs={clock.over ? Math.min(0, clock.leftMs) : clock.leftMs}
      ofMs={turn.allotment_ms}
      passedMs={clock.passedMs}
      paused={clock.paused}
      countsOver={counts}
      size={6.5}
    />
  );
}

function TimeUp({ turn }: { turn: TurnView }) {
  return useTurnClock(turn).over ? <p className={styles.timeUp}>{t("floor.time_up")}</p> : null;
}

function TurnTools({ turn }: { turn: TurnView }) {
  const ask = useAsk();
  const floor = useView((view) => view.floor);
  return (
    <div className={styles.tools}>
      {canExtend({ floor }) && (
        <Button
          size="s"
          aria-label={t("lead.extend_spoken")}
          onPress={() =>
            void ask({ feature: "floor", type: "extend", turn: turn.turn, by_ms: minute_ms })
          }
        >
          {t("lead.extend")}
        </Button>
      )}
      <Button
        size="s"
        onPress={() =>
          void ask({ feature: "floor", type: "end_turn", turn: turn.turn, next: null })
        }
      >
        {t("lead.end_turn")}
      </Button>
    </div>
  );
}
