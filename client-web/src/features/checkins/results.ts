/** Answers laid out to be looked at together: calmly, in the order of the question, never ranked. */
import type { AnswerKind, AnswerView, CheckinView, SeatId, SeatView } from "../../protocol";

export interface Person {
  seat: SeatId;
  name: string;
}

/** A place on the axis where dots stand on each other. */
export interface Column {
  /** From 0 to 1 along the axis. */
  at: number;
  people: Person[];
}

export type Results =
  | {
      kind: "scale";
      min: number;
      max: number;
      low: string | null;
      high: string | null;
      columns: Column[];
      /** How many places there are on the axis. */
      places: number;
      /** Values somebody chose, rising. */
      values: { value: number; people: Person[] }[];
    }
  | { kind: "words"; rows: { word: string; people: Person[] }[] }
  | { kind: "options"; rows: { option: string; people: Person[] }[] }
  | { kind: "texts"; rows: { person: Person; text: string }[] };

/** More places than this do not fit beside each other; close values then share one. */
const places_max = 21;

const person = ({ seat, name }: AnswerView): Person => ({ seat, name });

export function resultsOf(kind: AnswerKind, answers: readonly AnswerView[]): Results {
  switch (kind.kind) {
    case "scale":
      return scale(kind, answers);
    case "feelings": {
      const whoChose = (place: number) =>
        answers.filter((a) => a.answer.kind === "feelings" && a.answer.words.includes(place));
      const rows = kind.words.map((word, i) => ({ word, people: whoChose(i).map(person) }));
      return { kind: "words", rows: rows.filter((row) => row.people.length > 0) };
    }
    case "choice": {
      const whoChose = (place: number) =>
        answers.filter((a) => a.answer.kind === "choice" && a.answer.option === place);
      return {
        kind: "options",
        rows: kind.options.map((option, i) => ({ option, people: whoChose(i).map(person) })),
      };
    }
    case "text":
      return {
        kind: "texts",
        rows: answers.flatMap((a) =>
          a.answer.kind === "text" ? [{ person: person(a), text: a.answer.text }] : [],
        ),
      };
  }
}

function scale(kind: AnswerKind & { kind: "scale" }, answers: readonly AnswerView[]): Results {
  const { min, max, step, low, high } = kind;
  const given = answers.flatMap((a) =>
    a.answer.kind === "scale" ? [{ value: a.answer.value, person: person(a) }] : [],
  );
  const places = Math.min(places_max, Math.floor((max - min) / step) + 1);
  const placeOf = (value: number) => Math.round(((value - min) / (max - min)) * (places - 1));
  const columns = new Map<number, Person[]>();
  const values = new Map<number, Person[]>();
  for (const one of [...given].sort((a, b) => a.value - b.value)) {
    const place = placeOf(one.value);
    columns.set(place, [...(columns.get(place) ?? []), one.person]);
    values.set(one.value, [...(values.get(one.value) ?? []), one.person]);
  }
  return {
    kind: "scale",
    min,
    max,
    low,
    high,
    places,
    columns: [...columns].map(([place, people]) => ({ at: place / (places - 1), people })),
    values: [...values].map(([value, people]) => ({ value, people })),
  };
}

export function skipped(answers: readonly AnswerView[]): Person[] {
  return answers.filter((a) => a.answer.kind === "skip").map(person);
}

export interface Progress {
  answered: Person[];
  missing: Person[];
}

/** Who has answered of the members in the circle; somebody who answered and left still counts. */
export function progress(checkin: CheckinView, seats: readonly SeatView[]): Progress {
  const asked = seats.filter(
    (s) => s.role === "member" && (s.standing === "in" || checkin.answered.includes(s.seat)),
  );
  const people = asked.map(({ seat, name }) => ({ seat, name }));
  return {
    answered: people.filter((p) => checkin.answered.includes(p.seat)),
    missing: people.filter((p) => !checkin.answered.includes(p.seat)),
  };
}
