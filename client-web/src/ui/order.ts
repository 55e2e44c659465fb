/** Moving one of a list, said as "before whom": the only way the server understands. */

/** Who follows `at`, leaving `moved` out of it; `null` at the end. */
export function firstAfter(order: readonly number[], at: number, moved: number): number | null {
  const others = order.filter((id) => id !== moved);
  return others[others.indexOf(at) + 1] ?? null;
}

/** Before whom one stands after a step up; `undefined` for the first. */
export function stepUp(movable: readonly number[], id: number): number | undefined {
  const at = movable.indexOf(id);
  return at > 0 ? movable[at - 1] : undefined;
}

/** Before whom one stands after a step down, `null` for the end; `undefined` for the last. */
export function stepDown(
  order: readonly number[],
  movable: readonly number[],
  id: number,
): number | null | undefined {
  const below = movable[movable.indexOf(id) + 1];
  return below === undefined ? undefined : firstAfter(order, below, id);
}
