/** The check-in on the stage: a member's box, and after the reveal what everybody may see. */
import { useEffect, useRef } from "react";
import { useRoom, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { CheckinView } from "../../protocol";
import { announce, Disclosure, draftOf, notify, Soft } from "../../ui";
import { AnswerBox } from "./AnswerBox";
import { AnswersShown } from "./AnswersShown";
import styles from "./Checkins.module.css";
import { draftKey } from "./draftKey";
import { Shown } from "./Shown";

export function CheckinCard() {
  const checkin = useView((view) => view.checkin);
  const role = useView((view) => view.me.role);
  useSpoken(checkin, role === "member");
  useNotSent(checkin);
  if (checkin === null) return null;
  const collecting = checkin.stage === "collecting";
  // While answers come in, therapists have the panel; the stage stays the circle's.
  if (collecting && role === "therapist") return null;
  const mayRead = role === "therapist" || checkin.template.shown_to === "group";
  return (
    <section className={styles.card} aria-labelledby={`checkin-${checkin.checkin}`}>
      <p className={styles.kicker}>{t("checkin.title")}</p>
      <h2 id={`checkin-${checkin.checkin}`} className={styles.prompt} dir="auto">
        {checkin.template.prompt}
      </h2>
      {collecting ? (
        <>
          <Shown to={checkin.template.shown_to} />
          {role === "member" && <AnswerBox key={checkin.checkin} checkin={checkin} />}
        </>
      ) : mayRead ? (
        <Disclosure
          key={checkin.checkin}
          open
          summary={
            <>
              {t("checkin.results")}
              {checkin.template.shown_to === "therapists" && (
                <span className={styles.only}> {t("checkin.results_therapists")}</span>
              )}
            </>
          }
        >
          <AnswersShown checkin={checkin} />
        </Disclosure>
      ) : (
        <Soft>{t("checkin.results_read")}</Soft>
      )}
    </section>
  );
}

function useSpoken(checkin: CheckinView | null, asked: boolean) {
  const told = useRef("");
  const now = checkin === null ? "" : `${checkin.checkin} ${checkin.stage}`;
  useEffect(() => {
    if (checkin === null || told.current === now) return;
    told.current = now;
    if (checkin.stage === "collecting") {
      if (asked) announce(t("checkin.spoken", { prompt: checkin.template.prompt }));
    } else if (checkin.template.shown_to === "group") announce(t("checkin.spoken_revealed"));
    else if (asked) announce(t("checkin.spoken_read"));
  }, [checkin, now, asked]);
}

/** Says so when the answers are shown over one that was half made. */
function useNotSent(checkin: CheckinView | null) {
  const { drafts } = useRoom();
  const stored = useView((view) => view.me.answer);
  const open = useRef<{ checkin: CheckinView["checkin"]; stored: string | null } | null>(null);
  useEffect(() => {
    const before = open.current;
    if (checkin?.stage === "collecting") {
      open.current = { checkin: checkin.checkin, stored: stored && draftOf(stored) };
      return;
    }
    open.current = null;
    if (before === null || checkin?.checkin !== before.checkin) return;
    const draft = drafts.get(draftKey(before.checkin));
    if (draft.trim() === "") return;
    drafts.set(draftKey(before.checkin), "");
    if (before.stored === null) notify(t("checkin.not_sent"));
    else if (draft !== before.stored) notify(t("checkin.change_not_sent"));
  }, [checkin, stored, drafts]);
}
