/** What goes on in the middle of the circle, in words, from the view alone. */
import { isOpen, whereIStand } from "../../core/lineup";
import { list } from "../../i18n/format";
import { nameOf, nth } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { FloorView, View } from "../../protocol";

export interface Now {
  /** How the floor passes. */
  mode: string | null;
  title: string;
  /** A second line that goes with the title. */
  words: string | null;
  prompt: string | null;
  responds: string | null;
  wish: string | null;
  /** Where the viewer stands. */
  stand: string | null;
  /** Nothing moves: the space is held, or the clock is paused. */
  rest: { title: string; words: string } | null;
}

type Parts = Pick<View, "session" | "floor" | "me" | "seats">;

const quiet: Omit<Now, "title" | "words"> = {
  mode: null,
  prompt: null,
  responds: null,
  wish: null,
  stand: null,
  rest: null,
};

export function nowOf(view: Parts): Now {
  const { session, floor, me, seats } = view;
  const therapist = me.role === "therapist";
  if (session.phase === "waiting") {
    const words = therapist ? t("floor.not_begun_therapist") : t("floor.not_begun_words");
    return { ...quiet, title: t("floor.not_begun"), words };
  }
  if (session.phase !== "live" || floor === null) {
    return { ...quiet, title: t("floor.closing"), words: t("floor.closing_words") };
  }
  const { turn, round } = floor;
  return {
    mode: modeOf(session, floor),
    ...titleOf(view, floor),
    prompt: round?.prompt ?? null,
    responds:
      turn === null || turn.responds_to === null
        ? null
        : t("floor.responds", { name: nameOf(seats, turn.responds_to) }),
    wish: turn === null || turn.wish === null ? null : wishWords(turn.wish),
    stand: standWords(view),
    rest: restOf(session, floor),
  };
}

function wishWords(wish: NonNullable<NonNullable<FloorView["turn"]>["wish"]>): string {
  return t("floor.wish", { wish: t(`wish.${wish}`) });
}

function modeOf(session: View["session"], floor: FloorView): string | null {
  switch (floor.mode) {
    case "open":
      // It is not open to all while somebody has it, or while the session rests.
      return floor.turn !== null || session.safe_mode !== null ? null : t("floor.mode_open");
    case "hands":
      return floor.hand_order === "first_come"
        ? t("floor.mode_hands")
        : t("floor.mode_hands_least");
    case "go_round": {
      const places = floor.round?.places ?? [];
      const done = places.filter((place) => !isOpen(place)).length;
      const progress = t("floor.round_progress", { n: done, of: places.length });
      return `${t("floor.mode_go_round")} · ${progress}`;
    }
  }
}

function titleOf(
  { session, me, seats }: Parts,
  floor: FloorView,
): { title: string; words: string | null } {
  const { turn, round } = floor;
  if (turn !== null) {
    const title =
      turn.holder === me.seat
        ? t("floor.you_have")
        : t("floor.has", { name: nameOf(seats, turn.holder) });
    return { title, words: null };
  }
  if (round !== null && round.offered !== null) {
    const title =
      round.offered === me.seat
        ? t("floor.asked_you")
        : t("floor.asked", { name: nameOf(seats, round.offered) });
    return { title, words: null };
  }
  if (round !== null) {
    const missing = round.places.filter(isOpen).map((place) => nameOf(seats, place.seat));
    const title =
      missing.length === 0
        ? t("floor.round_over")
        : t("floor.round_waits", { names: list(missing) });
    return { title, words: null };
  }
  const rests = session.safe_mode !== null || floor.space_held;
  const words = floor.mode === "open" ? t("floor.nobody_open") : t("floor.nobody_hands");
  return { title: t("floor.nobody"), words: rests ? null : words };
}

function restOf(session: View["session"], floor: FloorView): Now["rest"] {
  // The notice above says more.
  if (session.safe_mode !== null) return null;
  if (floor.space_held) return { title: t("floor.held"), words: t("floor.held_words") };
  if (floor.paused) return { title: t("floor.paused"), words: t("floor.paused_words") };
  return null;
}

/** Where the viewer stands; `null` where that is said by the title, or there is no order. */
export function standWords(view: Pick<View, "floor" | "me">): string | null {
  const stand = whereIStand(view);
  switch (stand.is) {
    case "free":
    case "speaking":
    case "offered":
      return null;
    case "ahead":
      return stand.n === 1 ? t("stand.next") : t("stand.nth", { nth: nth(stand.n) });
    case "coming_back":
      return stand.n === 1 ? t("stand.again_next") : t("stand.last_again");
    case "heard":
      return t("stand.heard");
    case "passed":
      return t("stand.passed");
    case "hand":
      return stand.n === 1 ? t("stand.hand_next") : t("stand.hand_nth", { nth: nth(stand.n) });
    case "private_hand":
      return t("stand.private_hand");
  }
}
