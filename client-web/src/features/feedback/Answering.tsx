/** A member answers without a name: what is chosen when the box closes goes in. */
import { useBoxAnswer } from "../../bind/room";
import { t } from "../../i18n/t";
import type { AnswerKind, BoxView } from "../../protocol";
import { AnswerControl, answerOf, Button, draftOf, inWords, Visibility } from "../../ui";
import { EnvelopeLine } from "./EnvelopeLine";
import styles from "./Feedback.module.css";
import { Protection } from "./Protection";

export function Answering({ box, kind }: { box: BoxView; kind: AnswerKind }) {
  const [answer, setAnswer] = useBoxAnswer(box.box_id);
  const skipped = answer?.kind === "skip";
  return (
    <div className={styles.beside}>
      <div className={styles.writing}>
        <Visibility to="anonymous" words={t("feedback.answer_visibility")} />
        <AnswerControl
          kind={kind}
          shownTo="anonymous"
          draft={answer === null ? "" : draftOf(answer)}
          onChange={(draft) => setAnswer(answerOf(kind, draft))}
          disabled={false}
        />
        <div className={styles.instead}>
          <Button
            aria-pressed={skipped}
            icon={skipped ? "check" : "circle"}
            onPress={() => setAnswer(skipped ? null : { kind: "skip" })}
          >
            {t("feedback.answer_skip")}
          </Button>
        </div>
        <p className={styles.goesIn}>
          {answer === null
            ? t("feedback.answer_none")
            : t("feedback.answer_chosen", { answer: inWords(kind, answer) })}
        </p>
        <p className={styles.hint}>{t("feedback.answer_hint")}</p>
        <EnvelopeLine />
      </div>
      <Protection box={box} />
    </div>
  );
}
