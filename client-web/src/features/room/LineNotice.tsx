/** A quiet word about the connection, over the page rather than in it, so that nothing jumps. */
import { useEffect, useRef, useState } from "react";
import { useLink, useRoom } from "../../bind/room";
import { t } from "../../i18n/t";
import { announce, Button, Icon } from "../../ui";
import styles from "./LineNotice.module.css";

/** A drop shorter than this is nobody's business, in milliseconds. */
const quiet_ms = 1_500;

export function LineNotice() {
  const link = useLink();
  const room = useRoom();
  const lost = link.is === "reconnecting";
  const [shown, setShown] = useState(false);
  const spoken = useRef(false);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      if (spoken.current) announce(t("line.back"));
      spoken.current = false;
      return;
    }
    const timer = setTimeout(() => {
      setShown(true);
      spoken.current = true;
      announce(t("line.lost"));
    }, quiet_ms);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!shown || link.is !== "reconnecting") return null;
  return (
    <section className={styles.notice} aria-label={t("line.label")}>
      <Icon name="clock" />
      <span className={styles.words}>
        <strong>{link.offline ? t("line.offline_title") : t("line.lost_title")}</strong>{" "}
        {t("line.lost_words")} <span className={styles.more}>{t("line.lost_more")}</span>
      </span>
      <Button size="s" tone="amber" onPress={() => room.retryNow()}>
        {t("line.retry")}
      </Button>
    </section>
  );
}
