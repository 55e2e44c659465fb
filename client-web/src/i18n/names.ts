/** Names of people in sentences, where a seat may already be gone from the circle. */
import type { SeatId, SeatView } from "../protocol";
import { t } from "./t";

export function nameOf(seats: readonly SeatView[], seat: SeatId | null): string {
  return seats.find((one) => one.seat === seat)?.name ?? t("circle.somebody");
}

/** A place in a row in words: "third", and "7th" where words grow clumsy. */
export function nth(n: number): string {
  if (n === 1) return t("circle.nth_1");
  if (n === 2) return t("circle.nth_2");
  if (n === 3) return t("circle.nth_3");
  return t("ordinal", { n });
}
