/**
 * Who will see a line, whether it can be written, and in which words that is said.
 *
 * The one rule that matters here: what stands in the box never changes its audience by itself.
 */
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { Audience, SeatId, SeatView, View } from "../../protocol";

export type Parts = Pick<View, "session" | "me" | "floor" | "seats" | "lines_mode">;

export type To = Audience["to"];

/** What one can choose from. */
export function choices({ me, session }: Pick<View, "me" | "session">): To[] {
  switch (me.role) {
    case "therapist":
      return session.phase === "closing" ? ["therapists"] : ["everyone", "one", "therapists"];
    case "member":
      return ["everyone", "therapists"];
    case "observer":
      return [];
  }
}

/** Whom a therapist can write to alone. */
export function people({ seats, me }: Pick<View, "seats" | "me">): SeatView[] {
  return seats.filter(
    (seat) => seat.seat !== me.seat && seat.standing === "in" && seat.role === "member",
  );
}

/** Why this audience cannot be written to now; `null` if it can. */
export function shut(view: Parts, to: To): string | null {
  const { session, me } = view;
  const therapist = me.role === "therapist";
  if (me.role === "observer") return t("shut.observer");
  if (to === "therapists") return null;
  if (session.phase === "closing" || session.phase === "ended") return t("shut.ended");
  if (to === "one") return null;
  if (session.safe_mode !== null) return therapist ? t("shut.safe_therapist") : t("shut.safe");
  return therapist ? null : shutForMembers(view);
}

function shutForMembers({ me, floor, seats, lines_mode }: Parts): string | null {
  if (me.muted) return t("shut.muted");
  if (lines_mode === "closed") return t("shut.closed");
  const turn = floor?.turn ?? null;
  if (floor?.round?.strict && turn !== null && turn.holder !== me.seat) {
    return t("shut.strict", { name: nameOf(seats, turn.holder) });
  }
  return null;
}

/** Said at the box: who will see it. */
export function seenBy(view: Parts, to: To, whom: SeatId | null): string {
  const therapist = view.me.role === "therapist";
  switch (to) {
    case "everyone":
      return view.lines_mode === "held" && !therapist
        ? t("write.seen_held")
        : t("write.seen_everyone");
    case "therapists":
      return therapist ? t("write.seen_among") : t("write.seen_therapists");
    case "one":
      return whom === null
        ? t("write.seen_choose")
        : t("write.seen_one", { name: nameOf(view.seats, whom) });
  }
}

export function placeholder(view: Parts, to: To, whom: SeatId | null): string {
  switch (to) {
    case "everyone":
      return t("write.placeholder_everyone");
    case "therapists":
      return view.me.role === "therapist"
        ? t("write.placeholder_among")
        : t("write.placeholder_therapists");
    case "one":
      return whom === null
        ? t("write.whom_placeholder")
        : t("write.placeholder_one", { name: nameOf(view.seats, whom) });
  }
}

/** Spoken by the button, so that nobody sends to more people than they mean to. */
export function sendLabel(view: Parts, to: To, whom: SeatId | null): string {
  switch (to) {
    case "everyone":
      return t("write.send_everyone");
    case "therapists":
      return view.me.role === "therapist" ? t("write.send_among") : t("write.send_therapists");
    case "one":
      return whom === null
        ? t("write.send")
        : t("write.send_one", { name: nameOf(view.seats, whom) });
  }
}

/** The audience to send with; `null` while nobody is chosen. */
export function audienceOf(to: To, whom: SeatId | null): Audience | null {
  if (to !== "one") return { to };
  return whom === null ? null : { to, seat: whom };
}

/** An audience as a draft keeps it: "everyone", "therapists", "one 4". */
export function remember(to: To, whom: SeatId | null): string {
  return to === "one" && whom !== null ? `one ${whom}` : to;
}

export function recall(words: string, allowed: readonly To[]): { to: To; whom: SeatId | null } {
  const [word, seat] = words.split(" ");
  const to = allowed.find((one) => one === word) ?? allowed[0] ?? "therapists";
  const whom = to === "one" && seat !== undefined ? Number(seat) : null;
  return { to, whom: whom !== null && Number.isInteger(whom) ? whom : null };
}
