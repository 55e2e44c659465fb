/**
 * How long to wait before coming back.
 *
 * Doubling with jitter over the upper half, so that a room full of clients that lost the same
 * server does not come back in one wave, and nobody waits for nothing at the first stumble.
 */

/** Middle of the first wait, in milliseconds. */
const first_ms = 500;
/** Longest wait, in milliseconds: somebody may be waiting for this person to speak. */
const longest_ms = 10_000;

/** `attempt` counts from 0; `random` is in 0..1. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(longest_ms, first_ms * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
