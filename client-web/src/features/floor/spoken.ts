/**
 * What of the floor is said to a screen reader, from the view before and the view after.
 *
 * Only what one would want to be told while listening to somebody: who has the floor, that one is
 * asked, where one stands, that all rests. Being given the floor interrupts; nothing else does.
 */
import { nameOf } from "../../i18n/names";
import { t } from "../../i18n/t";
import type { FloorView, SeatId, View } from "../../protocol";
import { standWords } from "./now";

export interface Spoken {
  words: string;
  urgent: boolean;
}

export type FloorSeen = Pick<View, "session" | "floor" | "me" | "seats">;

export function spokenOfFloor(before: FloorSeen, after: FloorSeen): Spoken[] {
  const said: Spoken[] = [];
  const say = (words: string | null, urgent = false) => {
    if (words !== null) said.push({ words, urgent });
  };
  if (before.session.phase === "waiting" && after.session.phase === "live") say(t("said.began"));
  const [old, now] = [before.floor, after.floor];
  if (old === null || now === null || old === now) return said;
  say(modeWords(old, now));
  const speaker = speakerWords(old, now, after);
  if (speaker !== null) say(speaker, now.turn?.holder === after.me.seat);
  const asked = askedWords(old, now, after);
  if (asked !== null) say(asked, now.round?.offered === after.me.seat);
  for (const words of restWords(old, now, after.me.role)) say(words);
  say(wishWords(old, now, after));
  if (timeUp(old, now) && (after.me.role === "therapist" || now.turn?.holder === after.me.seat)) {
    say(t("said.time_up"));
  }
  if (after.me.role === "therapist") for (const words of handWords(old, now, after)) say(words);
  const stand = standWords(after);
  if (stand !== standWords(before)) say(stand === null ? null : `${stand}.`);
  return said;
}

function modeWords(old: FloorView, now: FloorView): string | null {
  const anew = now.mode === "go_round" && isNewRound(old, now);
  if (anew) {
    const prompt = now.round?.prompt ?? null;
    return prompt === null ? t("said.round") : t("said.round_prompt", { prompt });
  }
  if (old.mode === now.mode) return null;
  return now.mode === "open" ? t("said.open") : t("said.hands");
}

/** A round after a round is seen by its places: all of them are still to come. */
function isNewRound(old: FloorView, now: FloorView): boolean {
  if (old.mode !== "go_round" || old.round === null) return true;
  const fresh = now.round?.places.every((place) => place.state === "ahead") ?? false;
  const was = old.round.places.every((place) => place.state === "ahead");
  return old.round.prompt !== now.round?.prompt || (fresh && !was);
}

function speakerWords(old: FloorView, now: FloorView, after: FloorSeen): string | null {
  if (old.turn?.turn === now.turn?.turn) return null;
  const { seats, me } = after;
  if (now.turn !== null) {
    if (now.turn.holder === me.seat) return t("said.you_have");
    const name = nameOf(seats, now.turn.holder);
    return now.turn.responds_to === null
      ? t("said.has", { name })
      : t("said.has_responds", { name, other: nameOf(seats, now.turn.responds_to) });
  }
  if (old.turn === null) return null;
  if (old.turn.holder === me.seat) return t("said.you_ended");
  return t("said.ended", { name: nameOf(seats, old.turn.holder) });
}

function askedWords(old: FloorView, now: FloorView, { seats, me }: FloorSeen): string | null {
  const offered = now.round?.offered ?? null;
  if (offered === null || offered === (old.round?.offered ?? null)) return null;
  return offered === me.seat
    ? t("said.asked_you")
    : t("said.asked", { name: nameOf(seats, offered) });
}

function restWords(old: FloorView, now: FloorView, role: View["me"]["role"]): string[] {
  const words: string[] = [];
  if (old.space_held !== now.space_held) {
    const held = role === "therapist" ? t("said.held_therapist") : t("said.held");
    words.push(now.space_held ? held : t("said.released"));
  }
  if (old.paused !== now.paused) words.push(now.paused ? t("said.paused") : t("said.resumed"));
  return words;
}

function wishWords(old: FloorView, now: FloorView, { seats, me }: FloorSeen): string | null {
  const turn = now.turn;
  if (turn === null || turn.wish === null || turn.holder === me.seat) return null;
  if (old.turn?.turn === turn.turn && old.turn.wish === turn.wish) return null;
  return t("said.wish", { name: nameOf(seats, turn.holder), wish: t(`wish.${turn.wish}`) });
}

function timeUp(old: FloorView, now: FloorView): boolean {
  return now.turn?.time_up === true && old.turn?.turn === now.turn.turn && !old.turn.time_up;
}

function handWords(old: FloorView, now: FloorView, { seats }: FloorSeen): string[] {
  const had = new Set<SeatId>(old.hands.map((hand) => hand.seat));
  return now.hands
    .filter((hand) => !had.has(hand.seat))
    .map((hand) => {
      const name = nameOf(seats, hand.seat);
      if (hand.private) return t("said.hand_private", { name });
      return hand.responds_to === null
        ? t("said.hand", { name })
        : t("said.hand_respond", { name, other: nameOf(seats, hand.responds_to) });
    });
}
