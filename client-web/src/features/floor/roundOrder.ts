/** The order of a round while a therapist still makes it. */
import type { SeatId, SeatView } from "../../protocol";

/** Everybody who is there: first as wanted, then who came since, as seated. */
export function inOrder(members: readonly SeatView[], wanted: readonly SeatId[]): SeatId[] {
  const here = members.map((member) => member.seat);
  const named = wanted.filter((seat) => here.includes(seat));
  return [...named, ...here.filter((seat) => !named.includes(seat))];
}

export function moved(order: readonly SeatId[], seat: SeatId, before: SeatId | null): SeatId[] {
  const others = order.filter((one) => one !== seat);
  const at = before === null ? others.length : others.indexOf(before);
  return others.toSpliced(at, 0, seat);
}
