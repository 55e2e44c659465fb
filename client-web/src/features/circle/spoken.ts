/** What of the circle is said to a screen reader: who comes, goes, and is "with you". */
import { list } from "../../i18n/format";
import { t } from "../../i18n/t";
import type { SeatView, View } from "../../protocol";

type CircleSeen = Pick<View, "seats" | "me">;

export function spokenOfCircle(before: CircleSeen, after: CircleSeen): string[] {
  if (before.seats === after.seats) return [];
  const others = after.seats.filter((seat) => seat.seat !== after.me.seat);
  const words = others.flatMap((seat) => {
    const old = before.seats.find((one) => one.seat === seat.seat);
    return changeOf(old, seat) ?? [];
  });
  const gone = before.seats.filter(
    (seat) => seat.standing === "in" && !after.seats.some((one) => one.seat === seat.seat),
  );
  words.push(...gone.map((seat) => t("circle.said_left", { name: seat.name })));
  const with_you = others.filter((seat) => {
    const old = before.seats.find((one) => one.seat === seat.seat)?.with_you_until ?? 0;
    return (seat.with_you_until ?? 0) > old;
  });
  if (with_you.length > 0) {
    words.push(t("circle.said_with_you", { names: list(with_you.map((seat) => seat.name)) }));
  }
  return words;
}

function changeOf(old: SeatView | undefined, now: SeatView): string | null {
  const { name } = now;
  const wasIn = old?.standing === "in";
  if (now.standing === "left") return wasIn ? t("circle.said_left", { name }) : null;
  if (now.standing !== "in") return null;
  if (!wasIn) return t("circle.said_in", { name });
  if (old.presence === now.presence) return null;
  switch (now.presence) {
    case "connected":
      return t("circle.said_back", { name });
    case "away":
      return t("circle.said_away", { name });
    case "reconnecting":
      return t("circle.said_lost", { name });
    case "gone":
      return t("circle.said_left", { name });
  }
}
