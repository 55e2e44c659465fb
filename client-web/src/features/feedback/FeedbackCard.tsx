/** The anonymous box on the stage: taking part, waiting, and what the group is told. */
import { useCourier, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { cx, Soft } from "../../ui";
import { Answering } from "./Answering";
import { CannotTake, cannotTake } from "./CannotTake";
import { Countdown } from "./Countdown";
import styles from "./Feedback.module.css";
import { FourWords } from "./FourWords";
import { Kept } from "./Kept";
import { OutcomeShown } from "./OutcomeShown";
import { ReceiptLine } from "./ReceiptLine";
import { Response } from "./Response";
import { ShownSlips } from "./ShownSlips";
import { Tapping } from "./Tapping";
import { useSpoken } from "./useSpoken";
import { Writing } from "./Writing";

export interface FeedbackCardProps {
  /** Opens a line to the therapists with this text in it, not yet sent. */
  onWriteWithName: (text: string) => void;
}

export function FeedbackCard({ onWriteWithName }: FeedbackCardProps) {
  const box = useView((view) => view.box);
  const role = useView((view) => view.me.role);
  const { part } = useCourier();
  useSpoken(box, role);
  if (box === null) return null;
  // Therapists have the panel; on the stage they see what the group sees.
  if (role === "therapist" && box.stage !== "settled" && box.response === null) return null;
  const id = `box-${box.box_id}`;
  const member = role === "member";
  const underWay = box.stage === "open" || box.stage === "collecting";
  // A member's page vouches for the words only once its own token was proven to be of this key.
  const shut = member && cannotTake(part) !== null;
  const proven = !member || part === "ready";
  return (
    <section
      className={cx(styles.card, box.stage === "open" && member && styles.wide)}
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <p className={styles.kicker}>{t(`feedback.is_${box.ask.kind}`)}</p>
        {box.stage === "open" && (
          <p className={styles.state}>
            <Countdown box={box} />
            <span>{t("feedback.in_box", { n: box.present })}</span>
          </p>
        )}
      </div>
      <h2 id={id} className={styles.prompt} dir="auto">
        {box.prompt}
      </h2>
      {underWay && !shut && <FourWords box={box} proven={proven} />}
      {member ? (
        <ForMember key={box.box_id} box={box} onWriteWithName={onWriteWithName} />
      ) : (
        <ForOthers box={box} />
      )}
    </section>
  );
}

function ForMember({ box, onWriteWithName }: { box: BoxView } & FeedbackCardProps) {
  const { part } = useCourier();
  const shut = cannotTake(part);
  switch (box.stage) {
    case "open":
      if (shut !== null) return <CannotTake why={shut} onWriteWithName={onWriteWithName} />;
      return <TakePart box={box} onWriteWithName={onWriteWithName} />;
    case "collecting":
      if (shut !== null) return <CannotTake why={shut} onWriteWithName={onWriteWithName} />;
      return <p>{t("feedback.collecting")}</p>;
    case "sealed":
    case "settled":
      return (
        <>
          <Told box={box} />
          <ReceiptLine box={box} />
          <Kept onWriteWithName={onWriteWithName} />
        </>
      );
    case "discarded":
    case "voided":
      return (
        <>
          <Unread box={box} />
          {box.ask.kind !== "words" && <p>{t("feedback.asked_again")}</p>}
          <Kept onWriteWithName={onWriteWithName} />
        </>
      );
  }
}

function TakePart({ box, onWriteWithName }: { box: BoxView } & FeedbackCardProps) {
  switch (box.ask.kind) {
    case "words":
      return <Writing box={box} onWriteWithName={onWriteWithName} />;
    case "answer":
      return <Answering box={box} kind={box.ask.answer} />;
    case "me_too":
      return <Tapping box={box} />;
  }
}

function ForOthers({ box }: { box: BoxView }) {
  switch (box.stage) {
    case "open":
      return <Soft>{t("feedback.observer")}</Soft>;
    case "collecting":
      return <p>{t("feedback.collecting")}</p>;
    case "sealed":
    case "settled":
      return <Told box={box} />;
    case "discarded":
    case "voided":
      return <Unread box={box} />;
  }
}

/** What everybody in the circle is told, therapists too when they look at the stage. */
function Told({ box }: { box: BoxView }) {
  return (
    <>
      {box.ask.kind === "words" &&
        (box.stage === "sealed" ? <p>{t("feedback.sealed")}</p> : <ShownSlips slips={box.shown} />)}
      {box.outcome !== null && <OutcomeShown ask={box.ask} outcome={box.outcome} />}
      {box.response !== null && <Response response={box.response} />}
    </>
  );
}

function Unread({ box }: { box: BoxView }) {
  return box.stage === "voided" ? (
    <p>
      <strong>{t("feedback.voided")}.</strong> {t("feedback.voided_words")}
    </p>
  ) : (
    <p>
      <strong>{t("feedback.discarded")}.</strong>{" "}
      {t("feedback.discarded_words", { n: box.envelopes ?? 0, least: box.threshold })}
    </p>
  );
}
