/**
 * The question about an observer, to one member.
 *
 * Both answers weigh the same, can be changed at any time, and are shown to nobody: therapists see
 * how many agreed. A question already answered steps back to one line.
 */
import { useEffect, useRef, useState } from "react";
import { useAsking, useView } from "../../bind/room";
import { t } from "../../i18n/t";
import type { ObserverAsked } from "../../protocol";
import { announce, Button, Visibility } from "../../ui";
import styles from "./Door.module.css";
import { questions } from "./waiting";

export function ObserverQuestions() {
  const observers = useView((view) => view.me.observers);
  const asked = questions(observers);
  useSpoken(asked);
  if (asked.length === 0) return null;
  return (
    <div className={styles.questions}>
      {asked.map((observer) => (
        <Question key={observer.seat} observer={observer} />
      ))}
    </div>
  );
}

function useSpoken(asked: ObserverAsked[]) {
  const told = useRef(new Set<number>());
  useEffect(() => {
    for (const observer of asked) {
      if (observer.agreed !== null || told.current.has(observer.seat)) continue;
      told.current.add(observer.seat);
      announce(t("observer.spoken", { name: observer.name }));
    }
  });
}

function Question({ observer }: { observer: ObserverAsked }) {
  const { seat, name, agreed } = observer;
  const present = useView((view) => view.seats).some((s) => s.seat === seat && s.standing === "in");
  const [changing, setChanging] = useState(false);
  const [ask, busy] = useAsking();
  async function say(agree: boolean) {
    const answer = await ask({ feature: "roster", type: "agree_to_observer", seat, agree });
    if (answer.is !== "ok") return;
    setChanging(false);
    announce(t("observer.stored"));
  }
  if (agreed !== null && !changing) {
    return (
      <section className={styles.answered} aria-label={t("observer.title", { name })}>
        <p>
          <strong>{t("observer.again", { name })}</strong>{" "}
          {t(agreed ? "observer.said_agree" : "observer.said_decline")}
        </p>
        <Button size="s" tone="quiet" onPress={() => setChanging(true)}>
          {t("observer.change")}
        </Button>
      </section>
    );
  }
  return (
    <section className={styles.question} aria-label={t("observer.title", { name })}>
      <h2 className={styles.heading}>{t("observer.title", { name })}</h2>
      <p>
        {t(present ? "observer.present_words" : "observer.words")} {t("observer.question")}
      </p>
      <div className={styles.answers}>
        <Choice chosen={agreed === true} busy={busy} onPress={() => void say(true)}>
          {t("observer.agree")}
        </Choice>
        <Choice chosen={agreed === false} busy={busy} onPress={() => void say(false)}>
          {t("observer.decline")}
        </Choice>
      </div>
      <Visibility to="anonymous" words={t("observer.who")} />
    </section>
  );
}

interface ChoiceProps {
  chosen: boolean;
  busy: boolean;
  onPress: () => void;
  children: string;
}

/** The one that holds so far has a mark. */
function Choice({ chosen, ...rest }: ChoiceProps) {
  return <Button aria-pressed={chosen} {...(chosen ? { icon: "check" } : {})} {...rest} />;
}
