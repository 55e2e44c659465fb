/** What a feedback box shows at this moment, and whether one can be opened: from the view alone. */
import type { BoxView, SlipId, SlipView, View } from "../../protocol";

/** Bounds of a box, in minutes, within `BOX_SECONDS` of the protocol. */
export const minutes_choices = [1, 2, 3, 5, 10, 15] as const;
export const prompt_chars_max = 300;

/** Members in the circle who can be reached: the crowd one would be hidden in. */
export function crowd(seats: View["seats"]): number {
  const here = seats.filter((s) => s.standing === "in" && s.presence === "connected");
  return here.filter((s) => s.role === "member").length;
}

export type WhyNot =
  | { is: "too_few"; n: number; least: number }
  | { is: "not_live" }
  | { is: "safe_mode" };

/** Why no box can be opened now; `null` if one can. */
export function whyNot({ seats, session }: Pick<View, "seats" | "session">): WhyNot | null {
  if (session.phase !== "live") return { is: "not_live" };
  if (session.safe_mode !== null) return { is: "safe_mode" };
  const n = crowd(seats);
  const least = session.feedback_threshold;
  return n < least ? { is: "too_few", n, least } : null;
}

/** Time to write that is left, in milliseconds; never below zero. */
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

export function parted(slips: readonly SlipView[]): { released: SlipView[]; kept: SlipView[] } {
  return {
    released: slips.filter((s) => s.released),
    kept: slips.filter((s) => !s.released),
  };
}

/** The slips ticked, in the order in which they lie there: what the room is asked to release. */
export function chosen(slips: readonly SlipView[], ticked: readonly SlipId[]): SlipId[] {
  return slips.filter((s) => ticked.includes(s.slip)).map((s) => s.slip);
}

/** Letters that still fit, counted carefully: some letters take several bytes. */
export function spaceLeft(usedBytes: number, maxBytes: number): number {
  return Math.max(0, maxBytes - usedBytes);
}
