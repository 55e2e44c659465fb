/** What an anonymous box shows at this moment, and whether one can be opened: from the view alone. */
import { t } from "../../i18n/t";
import type { AnswerKind, Ask, BoxView, Template, View } from "../../protocol";

export type AskKind = Ask["kind"];

export const ask_kinds = ["words", "answer", "me_too"] as const satisfies AskKind[];

/** As in `protocol/src/text.rs`, in characters. */
export const prompt_chars_max = 300;
/** The fewest answers that figures are made of, and shares of a list: as in the protocol. */
const figures_from = 5;
const shares_from = 6;

/** How long a box of each kind may stand open, in seconds, within `BOX_SECONDS` of the protocol. */
export const seconds_choices: Record<AskKind, readonly number[]> = {
  words: [60, 120, 180, 300, 600, 900],
  answer: [30, 60, 120, 180, 300],
  me_too: [20, 30, 60, 120],
};

/** What it takes as a rule, in seconds. */
export const seconds_usual: Record<AskKind, number> = { words: 180, answer: 60, me_too: 30 };

/** What a therapist is about to open. */
export interface Opening {
  kind: AskKind;
  /** What stands in the field; theirs to change, unless it comes from a template. */
  prompt: string;
  /** A check-in that is asked as it is. */
  template: Template | null;
}

export function openingOf(template: Template): Opening {
  return { kind: askKindOf(template.answer), prompt: template.prompt, template };
}

/** Own words are what slips are for; everything else is an answer. */
export function askKindOf({ kind }: AnswerKind): AskKind {
  return kindOf(kind);
}

function kindOf(asked: Asked): AskKind {
  switch (asked) {
    case "words":
    case "text":
      return "words";
    case "me_too":
      return "me_too";
    case "scale":
    case "feelings":
    case "choice":
      return "answer";
  }
}

/** Members in the circle who can be reached: the crowd one would be hidden in. */
export function crowd(seats: View["seats"]): number {
  const here = seats.filter((s) => s.standing === "in" && s.presence === "connected");
  return here.filter((s) => s.role === "member").length;
}

/** What the fewest members depend on: the kind of box, and of an answer its form. */
export type Asked = Exclude<AskKind, "answer"> | AnswerKind["kind"];

/** Of each kind of box, what needs the fewest members. */
export const easiest: Record<AskKind, Asked> = {
  words: "words",
  answer: "scale",
  me_too: "me_too",
};

/** The fewest members with whom this can be asked. */
function least(asked: Asked, { feedback_threshold }: View["session"]): number {
  switch (asked) {
    case "words":
    case "text":
      return feedback_threshold;
    case "scale":
    case "me_too":
      return Math.max(feedback_threshold, figures_from);
    case "feelings":
    case "choice":
      return Math.max(feedback_threshold, shares_from);
  }
}

export type WhyNot =
  | { is: "not_live" }
  | { is: "safe_mode" }
  | { is: "box_open" }
  | { is: "used_up" }
  | { is: "too_few"; n: number; least: number };

export type OfBoxes = Pick<View, "seats" | "session" | "box">;

/** Why no box that asks for this can be opened now; `null` if one can. */
export function whyNot(asked: Asked, { seats, session, box }: OfBoxes): WhyNot | null {
  const kind = kindOf(asked);
  if (session.phase !== "live") return { is: "not_live" };
  if (session.safe_mode !== null) return { is: "safe_mode" };
  if (box !== null && !isOver(box)) return { is: "box_open" };
  if (session.boxes_left[kind] === 0) return { is: "used_up" };
  const n = crowd(seats);
  const needed = least(asked, session);
  return n < needed ? { is: "too_few", n, least: needed } : null;
}

export function whyNotInWords(why: WhyNot): string {
  return why.is === "too_few"
    ? t("boxes.too_few", { n: why.n, least: why.least })
    : t(`boxes.${why.is}`);
}

/** Whether nothing of it is still to come or to be decided: then another may follow it. */
export function isOver({ stage }: BoxView): boolean {
  switch (stage) {
    case "open":
    case "collecting":
    case "sealed":
      return false;
    case "discarded":
    case "voided":
    case "settled":
      return true;
  }
}

/** Whether slips lie there that therapists have not decided about. */
export function slipsWait(box: BoxView | null): boolean {
  return box?.stage === "sealed" && box.slips.length > 0;
}

/** Whether somebody in the circle is asked for something: now, and only for a moment. */
export function asksMembers(box: BoxView | null): boolean {
  return box?.stage === "open";
}

/** Time that is left, in milliseconds; never below zero. */
export function leftMs(box: BoxView, now: number): number {
  return Math.max(0, box.closes_at - now);
}

export type Moment = "minute" | "soon" | null;

/** The two moments before the close at which the time is said aloud. */
export function spokenMoment(left_ms: number): Moment {
  if (left_ms <= 0) return null;
  if (left_ms <= 10_000) return "soon";
  return left_ms <= 60_000 && left_ms > 50_000 ? "minute" : null;
}

/** Letters that still fit, counted carefully: some letters take several bytes. */
export function spaceLeft(usedBytes: number, maxBytes: number): number {
  return Math.max(0, maxBytes - usedBytes);
}
