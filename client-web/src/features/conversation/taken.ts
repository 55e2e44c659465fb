/** One's own lines that a therapist took away: nobody should wonder who can still see what they wrote. */
import type { LineId, LineView, View } from "../../protocol";

/** What is left to say of such a line. Its words are gone. */
export interface Taken {
  line: LineId;
  /** When it was written, in milliseconds. */
  at: number;
  /** Whether it was still waiting to be shown when it was last seen here. */
  held: boolean;
}

type Seen = Pick<View, "lines" | "me" | "session">;

/** Which of a member's own lines were taken away between two views. */
export function takenLines(before: Seen, after: Seen): Taken[] {
  if (before.lines === after.lines || !sameRoom(before, after)) return [];
  const left = new Set(after.lines.map((line) => line.line));
  return before.lines
    .filter((line) => line.from === after.me.seat && !left.has(line.line))
    .filter((line) => !isApproved(line, before, after) && !isOutgrown(line, after))
    .map(({ line, at, held }) => ({ line, at, held }));
}

/** Lines also go all at once, with the place in the circle or with the session. */
function sameRoom(before: Seen, after: Seen): boolean {
  return (
    after.me.role === "member" &&
    before.me.standing === "in" &&
    after.me.standing === "in" &&
    before.session.phase === after.session.phase
  );
}

/** A held line that is shown is a new line. */
function isApproved(line: LineView, before: Seen, after: Seen): boolean {
  const last = before.lines.at(-1)?.line ?? 0;
  const shown = (one: LineView) =>
    one.line > last && one.from === line.from && one.text === line.text && !one.held;
  return line.held && after.lines.some(shown);
}

/**
 * The oldest make room for new ones: the room keeps 500. The newest may not be for these eyes, so what
 * is nearly as old counts as well, and nothing is said of it.
 */
const outgrown_after = 400;

function isOutgrown(line: LineView, after: Seen): boolean {
  const newest = after.lines.at(-1)?.line ?? line.line;
  return newest - line.line >= outgrown_after;
}
