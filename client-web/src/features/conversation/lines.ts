/** What stands above a line: who wrote it, and who sees it where not everyone does. */
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { LineId, LineView, SeatId, View } from "../../protocol";

export interface LineFace {
  name: string;
  mine: boolean;
  /** Who sees it; `null` for everyone. */
  audience: string | null;
  private: boolean;
  /** That it waits for a therapist; `null` if it does not. */
  held: string | null;
}

/**
 * Whether a line that was sent stands among the lines already: the line itself comes before the
 * answer to the command that sent it, and nobody should see their words twice meanwhile.
 */
export function hasCome(
  sent: { text: string; after: LineId },
  lines: readonly LineView[],
  me: SeatId,
): boolean {
  return lines.some((one) => one.line > sent.after && one.from === me && one.text === sent.text);
}

type Parts = Pick<View, "me" | "seats">;

export function lineFace(line: LineView, { me, seats }: Parts): LineFace {
  const mine = line.from === me.seat;
  const therapist = me.role === "therapist";
  return {
    name: mine ? t("lines.you") : line.from_name,
    mine,
    audience: audienceWords(line, { me, seats }),
    private: line.audience.to !== "everyone",
    held: line.held ? t(therapist ? "lines.held_therapist" : "lines.held") : null,
  };
}

function audienceWords({ audience, from }: LineView, { me, seats }: Parts): string | null {
  switch (audience.to) {
    case "everyone":
      return null;
    case "therapists": {
      if (me.role !== "therapist") return t("lines.to_therapists_mine");
      const writer = seats.find((seat) => seat.seat === from);
      return writer?.role === "therapist" ? t("lines.back_channel") : t("lines.to_therapists_from");
    }
    case "one":
      return audience.seat === me.seat
        ? t("lines.to_you")
        : t("lines.to_one", { name: nameOf(seats, audience.seat) });
  }
}

/** The same person soon after, to the same people: the name need not stand there again. */
export function follows(line: LineView, before: LineView | undefined): boolean {
  return (
    before !== undefined &&
    before.from === line.from &&
    before.held === line.held &&
    JSON.stringify(before.audience) === JSON.stringify(line.audience) &&
    line.at - before.at < together_ms
  );
}

/** Lines closer than this stand together, in milliseconds. */
const together_ms = 120_000;
