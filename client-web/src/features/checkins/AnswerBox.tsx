/** A member answers, changes the answer, or would rather not say. */
import { useEffect, useState } from "react";
import { useAsking, useDraft, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { Answer, CheckinView } from "../../protocol";
import {
  AnswerControl,
  announce,
  answerOf,
  Banner,
  Button,
  draftOf,
  Icon,
  inWords,
  Row,
} from "../../ui";
import styles from "./Checkins.module.css";
import { draftKey } from "./draftKey";

export function AnswerBox({ checkin }: { checkin: CheckinView }) {
  const stored = useView((view) => view.me.answer);
  const paused = useView((view) => view.session.safe_mode) !== null;
  const { template } = checkin;
  const [draft, setDraft] = useDraft(draftKey(checkin.checkin));
  const [changing, setChanging] = useState(false);
  const [missing, setMissing] = useState(false);
  const [ask, busy] = useAsking();
  const answer = answerOf(template.answer, draft);
  useEffect(() => {
    if (answer !== null) setMissing(false);
  }, [answer]);

  async function give(given: Answer | null) {
    if (given === null) {
      setMissing(true);
      announce(t("checkin.missing"));
      return;
    }
    const told = await ask({
      feature: "checkins",
      type: "answer",
      checkin: checkin.checkin,
      answer: given,
    });
    if (told.is !== "ok") return;
    setChanging(false);
    setDraft("");
    announce(t(given.kind === "skip" ? "checkin.stored_skip" : "checkin.stored"));
  }

  if (stored !== null && !changing) {
    return (
      <div className={styles.stored}>
        <p className={styles.storedLine}>
          <Icon name="check" />
          <strong>{t(stored.kind === "skip" ? "checkin.stored_skip" : "checkin.stored")}</strong>
        </p>
        {stored.kind !== "skip" && (
          <p className={styles.yours}>
            {t("checkin.yours", { answer: inWords(template.answer, stored) })}
          </p>
        )}
        <p className={styles.soft}>{t("checkin.stored_hint")}</p>
        <Row>
          <Button
            size="s"
            isDisabled={paused}
            onPress={() => {
              setDraft(draftOf(stored));
              setChanging(true);
            }}
          >
            {t("checkin.change")}
          </Button>
        </Row>
      </div>
    );
  }
  return (
    <form
      className={styles.answer}
      onSubmit={(event) => {
        event.preventDefault();
        void give(answer);
      }}
    >
      <AnswerControl
        kind={template.answer}
        shownTo={template.shown_to}
        draft={draft}
        onChange={setDraft}
        disabled={paused}
      />
      {missing && <p className={styles.missing}>{t("checkin.missing")}</p>}
      {paused && <Banner tone="amber">{t("checkin.paused")}</Banner>}
      <div className={styles.equal}>
        <Button type="submit" tone="primary" busy={busy} isDisabled={paused}>
          {t(stored === null ? "checkin.send" : "checkin.change")}
        </Button>
        <Button busy={busy} isDisabled={paused} onPress={() => void give({ kind: "skip" })}>
          {t("checkin.skip")}
        </Button>
      </div>
    </form>
  );
}
