/** What a box protects, and what not: exactly, in words a twelve-year-old can read. */
import type { MessageKey } from "../../i18n/t";
import { t } from "../../i18n/t";
import type { BoxView } from "../../protocol";
import { Icon, type IconName } from "../../ui";
import type { AskKind } from "./box";
import styles from "./Feedback.module.css";

type Point = Extract<MessageKey, `feedback.protect_${string}`>;

const yes: Record<AskKind, readonly Point[]> = {
  words: ["feedback.protect_words_1", "feedback.protect_words_2", "feedback.protect_words_3"],
  answer: ["feedback.protect_answer_1", "feedback.protect_answer_2", "feedback.protect_answer_3"],
  me_too: ["feedback.protect_me_too_1", "feedback.protect_me_too_2", "feedback.protect_me_too_3"],
};

const no: Record<AskKind, readonly Point[]> = {
  words: [
    "feedback.protect_not_style",
    "feedback.protect_not_only_you",
    "feedback.protect_not_small",
    "feedback.protect_not_server",
  ],
  answer: [
    "feedback.protect_not_alike",
    "feedback.protect_not_small",
    "feedback.protect_not_server",
  ],
  me_too: ["feedback.protect_not_all", "feedback.protect_not_small", "feedback.protect_not_server"],
};

export function Protection({ box }: { box: BoxView }) {
  const { kind } = box.ask;
  return (
    <div className={styles.protection}>
      <Points title={t("feedback.protects")} icon="check" points={yes[kind]} />
      <Points title={t("feedback.protects_not")} icon="warning" points={no[kind]} />
      <p>
        <strong>{t("feedback.crowd", { n: box.present })}</strong>{" "}
        {t("feedback.threshold", { n: box.threshold })}
      </p>
    </div>
  );
}

function Points({
  title,
  icon,
  points,
}: {
  title: string;
  icon: IconName;
  points: readonly Point[];
}) {
  return (
    <div>
      <h3 className={styles.small}>{title}</h3>
      <ul className={styles.points}>
        {points.map((key) => (
          <li key={key}>
            <Icon name={icon} size={1.1} />
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
