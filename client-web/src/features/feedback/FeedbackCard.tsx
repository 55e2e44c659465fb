/** The feedback box on the stage, for members: writing, waiting, and what is shown to the group. */
import { useEffect, useRef } from "react";
import { useDraft, useView } from "../../bind/room";
import { keptSlipKey } from "../../core/slip";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { announce, cx, Prose, Soft } from "../../ui";
import { parted } from "./box";
import { Countdown } from "./Countdown";
import styles from "./Feedback.module.css";
import { Writing } from "./Writing";

export interface FeedbackCardProps {
  /** Opens a line to the therapists with this text in it, not yet sent. */
  onWriteWithName: (text: string) => void;
}

export function FeedbackCard({ onWriteWithName }: FeedbackCardProps) {
  const box = useView((view) => view.box);
  const role = useView((view) => view.me.role);
  useSpoken(box, role);
  if (box === null) return null;
  // Therapists have the panel; on the stage they see what the group sees.
  if (role === "therapist" && box.stage !== "settled") return null;
  const id = `box-${box.box_id}`;
  const writes = box.stage === "open" && role === "member";
  return (
    <section className={cx(styles.card, writes && styles.writingCard)} aria-labelledby={id}>
      <div className={styles.head}>
        <p className={styles.kicker}>{t("feedback.write_title")}</p>
        {box.stage === "open" && (
          <p className={styles.state}>
            <Countdown box={box} />
            <span>{t("feedback.in_box", { n: box.present })}</span>
          </p>
        )}
      </div>
      <h2 id={id} className={styles.prompt}>
        {box.prompt}
      </h2>
      <Inside box={box} member={role === "member"} onWriteWithName={onWriteWithName} />
    </section>
  );
}

function Inside({
  box,
  member,
  onWriteWithName,
}: { box: BoxView; member: boolean } & FeedbackCardProps) {
  switch (box.stage) {
    case "open":
      return member ? (
        <Writing key={box.box_id} box={box} onWriteWithName={onWriteWithName} />
      ) : null;
    case "collecting":
      return <p>{t("feedback.member_collecting")}</p>;
    case "sealed":
      return <p>{t("feedback.member_sealed")}</p>;
    case "settled":
      return <Released box={box} />;
    case "discarded":
      return (
        <>
          <p>
            <strong>{t("feedback.discarded")}.</strong>{" "}
            {t("feedback.discarded_words", { n: box.envelopes ?? 0, least: box.threshold })}
          </p>
          {member && <Kept />}
        </>
      );
    case "voided":
      return (
        <>
          <p>
            <strong>{t("feedback.voided")}.</strong> {t("feedback.voided_words")}
          </p>
          {member && <Kept />}
        </>
      );
  }
}

function Released({ box }: { box: BoxView }) {
  const { released } = parted(box.slips);
  if (released.length === 0) return <Soft>{t("feedback.member_released_none")}</Soft>;
  return (
    <ul className={styles.slips}>
      {released.map((slip) => (
        <li key={slip.slip} className={styles.slip}>
          <Prose>{slip.text}</Prose>
        </li>
      ))}
    </ul>
  );
}

function Kept() {
  const [kept] = useDraft(keptSlipKey, "memory");
  if (kept === "") return null;
  return (
    <div className={styles.kept}>
      <p>{t("feedback.yours_kept")}</p>
      <Prose>{kept}</Prose>
    </div>
  );
}

function useSpoken(box: BoxView | null, role: string) {
  const told = useRef("");
  const now = box === null ? "" : `${box.box_id} ${box.stage}`;
  useEffect(() => {
    if (box === null || told.current === now) return;
    told.current = now;
    const therapist = role === "therapist";
    switch (box.stage) {
      case "open":
        if (!therapist) announce(t("feedback.spoken_open", { prompt: box.prompt }));
        return;
      case "collecting":
        announce(t("feedback.spoken_closed"));
        return;
      case "sealed":
        if (therapist) announce(t("feedback.spoken_sealed"));
        return;
      case "settled":
        if (!therapist && box.slips.length > 0) announce(t("feedback.spoken_released"));
        return;
      case "discarded":
      case "voided":
        announce(t("feedback.spoken_void"));
    }
  }, [box, now, role]);
}
