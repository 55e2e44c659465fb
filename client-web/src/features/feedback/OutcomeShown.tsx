/** The figures of a box, the same for everybody: coarse on purpose, and never ranked. */
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { AnswerKind, Ask, Outcome, Share } from "../../protocol";
import { Soft } from "../../ui";
import styles from "./Outcome.module.css";
import { entriesOf, meanOf, pictureOf, toldOf } from "./outcome";

export function OutcomeShown({ ask, outcome }: { ask: Ask; outcome: Outcome }) {
  const kind = ask.kind === "answer" ? ask.answer : null;
  switch (outcome.kind) {
    case "too_few":
      return <p>{t("outcome.too_few")}</p>;
    case "scale":
      return kind?.kind === "scale" ? <OnScale kind={kind} outcome={outcome} /> : null;
    case "shares":
      return kind === null ? null : <Shares kind={kind} shares={outcome.shares} />;
    case "me_too":
      return outcome.share === "untold" ? (
        <p>{t("outcome.me_too_untold")}</p>
      ) : (
        <p className={styles.figure}>{t(`outcome.me_too_${outcome.share}`)}</p>
      );
  }
}

/** A soft band where the answers lie, and a mark at their mean: for the eye, beside the words. */
function OnScale({
  kind,
  outcome,
}: {
  kind: AnswerKind & { kind: "scale" };
  outcome: Outcome & { kind: "scale" };
}) {
  const { min, max, low, high } = kind;
  const { at, from, to } = pictureOf(kind, outcome);
  const place = { "--at": at, "--from": from, "--to": to } as React.CSSProperties;
  return (
    <div className={styles.outcome}>
      <p>
        <strong className={styles.figure}>{t("outcome.mean", { mean: meanOf(outcome) })}</strong>{" "}
        <span className={styles.quiet}>{t("outcome.scale_of", { min, max })}</span>
      </p>
      <div className={styles.scale} style={place} aria-hidden="true">
        <span className={styles.band} />
        <span className={styles.mark} />
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{low ? t("checkin.end", { value: min, word: low }) : min}</span>
        <span>{high ? t("checkin.end", { value: max, word: high }) : max}</span>
      </div>
      <p>{t(`outcome.${outcome.spread}`)}</p>
    </div>
  );
}

function Shares({ kind, shares }: { kind: AnswerKind; shares: readonly Share[] }) {
  const told = toldOf(entriesOf(kind), shares);
  if (told.length === 0) return <p>{t("outcome.untold_all")}</p>;
  return (
    <div className={styles.outcome}>
      <dl className={styles.shares}>
        {told.map(({ share, entries }) => (
          <div key={share} className={styles.share}>
            <dt>{t(`outcome.${share}`)}</dt>
            <dd>{list(entries)}</dd>
          </div>
        ))}
      </dl>
      {shares.includes("untold") && <Soft>{t("outcome.untold")}</Soft>}
    </div>
  );
}
