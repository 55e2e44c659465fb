/** How long one can still write, by the server's clock; said aloud twice. */
import { useEffect, useRef } from "react";
import { useNow, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { announce, Icon, minutes } from "../../ui";
import { leftMs, type Moment, spokenMoment } from "./box";
import styles from "./Feedback.module.css";

export function Countdown({ box }: { box: BoxView }) {
  const paused = useView((view) => view.session.safe_mode) !== null;
  const now = useNow(1_000, !paused);
  const left = leftMs(box, now);
  const moment = spokenMoment(left);
  const told = useRef<Moment>(null);
  useEffect(() => {
    if (moment === null || moment === told.current) return;
    told.current = moment;
    announce(t(`feedback.spoken_${moment}`));
  }, [moment]);
  return (
    <span className={styles.countdown} role="timer" aria-live="off">
      <Icon name="clock" size={1.1} />
      {t("feedback.closes_in", { time: minutes(left) })}
    </span>
  );
}
