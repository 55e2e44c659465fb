/** What is told of a box of answers or *me too*, in words and as a picture: never more than that. */
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { AnswerKind, Outcome, Share, Spread } from "../../protocol";

type Scale = AnswerKind & { kind: "scale" };
type ScaleOutcome = Outcome & { kind: "scale" };

/** From half points: 13 is six and a half. */
export function meanOf({ mean_halves }: ScaleOutcome): number {
  return mean_halves / 2;
}

export interface Picture {
  /** Where the mean stands, from 0 to 1 along the scale. */
  at: number;
  /** The soft band around it, cut at the ends of the scale. */
  from: number;
  to: number;
}

/** Half the width of the band, as a share of the scale: the bounds that make a spread of its name. */
const reach: Record<Spread, number> = { close: 1 / 8, mixed: 1 / 4, wide: 3 / 8 };

export function pictureOf({ min, max }: Scale, outcome: ScaleOutcome): Picture {
  const within = (share: number) => Math.min(1, Math.max(0, share));
  const at = within((meanOf(outcome) - min) / (max - min));
  return {
    at,
    from: within(at - reach[outcome.spread]),
    to: within(at + reach[outcome.spread]),
  };
}

export interface Told {
  share: "most" | "some";
  entries: string[];
}

/** The entries of which something is told, by how many chose them; in each the order of the list. */
export function toldOf(entries: readonly string[], shares: readonly Share[]): Told[] {
  return (["most", "some"] as const)
    .map((share) => ({ share, entries: entries.filter((_, i) => shares[i] === share) }))
    .filter((told) => told.entries.length > 0);
}

/** The list that shares belong to. */
export function entriesOf(kind: AnswerKind): readonly string[] {
  switch (kind.kind) {
    case "feelings":
      return kind.words;
    case "choice":
      return kind.options;
    case "scale":
    case "text":
      return [];
  }
}

/** The whole of it in a sentence or two, for those who listen. */
export function outcomeInWords(outcome: Outcome, kind: AnswerKind | null): string {
  switch (outcome.kind) {
    case "too_few":
      return t("outcome.too_few");
    case "scale": {
      const mean = t("outcome.mean", { mean: meanOf(outcome) });
      return `${mean}. ${t(`outcome.${outcome.spread}`)}`;
    }
    case "shares": {
      const told = toldOf(kind === null ? [] : entriesOf(kind), outcome.shares);
      if (told.length === 0) return t("outcome.untold_all");
      return told
        .map(({ share, entries }) =>
          t("outcome.spoken_shares", { share: t(`outcome.${share}`), words: list(entries) }),
        )
        .join(" ");
    }
    case "me_too":
      return t(`outcome.me_too_${outcome.share}`);
  }
}
