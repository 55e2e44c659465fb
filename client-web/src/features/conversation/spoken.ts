/** What of the conversation is said to a screen reader: new lines of others, a few at a time. */
import { t } from "../../i18n/t";
import type { LineView, View } from "../../protocol";

type LinesSeen = Pick<View, "lines" | "lines_mode" | "me">;

/** More than this at once is a number, not a reading. */
const read_most = 2;
/** A line longer than this is cut for the voice, in characters; the page has the whole. */
const read_chars = 240;

/** Lines that came between two views, without one's own. */
export function newLines(before: LinesSeen, after: LinesSeen): LineView[] {
  if (before.lines === after.lines) return [];
  const last = before.lines.at(-1)?.line ?? 0;
  return after.lines.filter((line) => line.line > last && line.from !== after.me.seat);
}

/** What to say about lines that came within a moment of each other. */
export function spokenOfLines(lines: readonly LineView[], me: View["me"]): string[] {
  if (lines.length > read_most) return [t("said.lines", { n: lines.length })];
  return lines.map((line) => lineWords(line, me));
}

function lineWords(line: LineView, me: View["me"]): string {
  const name = line.from_name;
  const text = cut(line.text);
  if (line.held && me.role === "therapist") return t("said.line_held", { name });
  switch (line.audience.to) {
    case "everyone":
      return t("said.line", { name, text });
    case "therapists":
      return t("said.line_therapists", { name, text });
    case "one":
      return line.audience.seat === me.seat
        ? t("said.line_to_you", { name, text })
        : t("said.line_to_one", { name, text });
  }
}

function cut(text: string): string {
  const chars = [...text];
  return chars.length <= read_chars ? text : `${chars.slice(0, read_chars).join("")}…`;
}

export function spokenOfMode(before: LinesSeen, after: LinesSeen): string | null {
  const mode = after.lines_mode;
  if (mode === null || before.lines_mode === null || mode === before.lines_mode) return null;
  return t(`said.mode_${mode}`);
}
