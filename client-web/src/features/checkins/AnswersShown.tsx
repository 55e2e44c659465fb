/** The answers, once shown: looked at together, without judging or ranking. */
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { CheckinView } from "../../protocol";
import { SeatDisc, Soft } from "../../ui";
import styles from "./Checkins.module.css";
import { type Person, type Results, resultsOf, skipped } from "./results";

export function AnswersShown({ checkin }: { checkin: CheckinView }) {
  const { answers, template } = checkin;
  const silent = skipped(answers);
  return (
    <div className={styles.results}>
      {answers.length === 0 ? (
        <Soft>{t("checkin.none")}</Soft>
      ) : (
        <Layout results={resultsOf(template.answer, answers)} />
      )}
      {silent.length > 0 && <Soft>{t("checkin.skipped", { names: names(silent) })}</Soft>}
    </div>
  );
}

function Layout({ results }: { results: Results }) {
  switch (results.kind) {
    case "scale":
      return <Dots results={results} />;
    case "words":
      return (
        <dl className={styles.rows}>
          {results.rows.map((row) => (
            <div key={row.word} className={styles.row}>
              <dt>{row.word}</dt>
              <dd>{names(row.people)}</dd>
            </div>
          ))}
        </dl>
      );
    case "options":
      return (
        <dl className={styles.rows}>
          {results.rows.map((row) => (
            <div key={row.option} className={styles.row}>
              <dt>{row.option}</dt>
              <dd>
                <span className={styles.count}>{row.people.length}</span>{" "}
                {row.people.length > 0 ? names(row.people) : t("checkin.nobody")}
              </dd>
            </div>
          ))}
        </dl>
      );
    case "texts":
      return (
        <ul className={styles.texts}>
          {results.rows.map((row) => (
            <li key={row.person.seat} className={styles.text}>
              <strong dir="auto">{row.person.name}</strong>
              <span className={styles.words} dir="auto">
                {row.text}
              </span>
            </li>
          ))}
        </ul>
      );
  }
}

/** Dots on an axis for the eye; the same as a list for those who listen, and to find a name. */
function Dots({ results }: { results: Results & { kind: "scale" } }) {
  const { columns, values, min, max, low, high } = results;
  if (values.length === 0) return null;
  const tallest = Math.max(...columns.map((column) => column.people.length));
  return (
    <>
      <div
        className={styles.dots}
        style={{ "--tallest": tallest } as React.CSSProperties}
        aria-hidden="true"
      >
        {columns.map((column) => (
          <div
            key={column.at}
            className={styles.column}
            style={{ "--at": column.at } as React.CSSProperties}
          >
            {column.people.map((person) => (
              <SeatDisc key={person.seat} name={person.name} seat={person.seat} size={1.5} />
            ))}
          </div>
        ))}
      </div>
      <div className={styles.axis} aria-hidden="true">
        <span>{low ? t("checkin.end", { value: min, word: low }) : min}</span>
        <span>{high ? t("checkin.end", { value: max, word: high }) : max}</span>
      </div>
      <dl className={styles.rows}>
        {values.map((row) => (
          <div key={row.value} className={styles.row}>
            <dt className={styles.value}>{row.value}</dt>
            <dd>{names(row.people)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function names(people: readonly Person[]): string {
  return list(people.map((person) => person.name));
}
