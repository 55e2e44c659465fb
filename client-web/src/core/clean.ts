/**
 * What may stand in a text: the rule of the protocol crate (`protocol/src/clean.rs`), so that what
 * a member sees counted is what will be read. Both are held to `protocol/wire/clean.json`.
 */

type Part = "sign" | "blank" | "line_end" | "joiner" | "selector" | "hidden";

type Range = readonly [first: number, last: number];

/** `Default_Ignorable_Code_Point` of Unicode 17, whole: what a browser knows of it may be older. */
const ignorable: readonly Range[] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const annotations: readonly Range[] = [[0xfff9, 0xfffb]];
const noncharacters: readonly Range[] = [[0xfdd0, 0xfdef]];
const selectors: readonly Range[] = [
  [0x180b, 0x180f],
  [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef],
];

const within = (code: number, ranges: readonly Range[]) =>
  ranges.some(([first, last]) => first <= code && code <= last);

function part(sign: string): Part {
  const code = sign.codePointAt(0) ?? 0;
  if (/[\n\r\v\f\x85\u2028\u2029]/.test(sign)) return "line_end";
  if (sign === "\t" || sign === "\u2800") return "blank";
  if (sign === "\u200C" || sign === "\u200D") return "joiner";
  if (within(code, selectors)) return "selector";
  if (/\p{Cc}/u.test(sign) || within(code, ignorable)) return "hidden";
  if (within(code, noncharacters) || (code & 0xfffe) === 0xfffe) return "hidden";
  if (within(code, annotations)) return "hidden";
  return /\p{White_Space}/u.test(sign) ? "blank" : "sign";
}

/** The text without what hides or pretends, and without blanks at its ends. */
export function clean(raw: string): string {
  // Half of a surrogate pair becomes what UTF-8 would make of it.
  const signs = [...raw].map((one) => (/^\p{Cs}$/u.test(one) ? "\uFFFD" : one));
  let kept = "";
  let before: Part = "blank";
  let seen = false;
  for (const [at, sign] of signs.entries()) {
    const now = part(sign);
    const next = shown(sign, now, before, signs[at + 1]);
    if (next === "") continue;
    seen ||= now === "sign";
    before = now;
    kept += next;
  }
  return seen ? kept.trim() : "";
}

function shown(sign: string, now: Part, before: Part, after: string | undefined): string {
  switch (now) {
    case "hidden":
      return "";
    case "sign":
      return sign;
    case "blank":
      return sign === "\t" ? " " : sign;
    case "line_end":
      return sign === "\r" && after === "\n" ? "" : "\n";
    case "joiner":
      return before === "sign" || before === "selector" ? sign : "";
    case "selector":
      return before === "sign" ? sign : "";
  }
}
