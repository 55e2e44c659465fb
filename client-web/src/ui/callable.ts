/** Finds telephone numbers in a text, so that a shaking hand needs one tap. */

export interface Part {
  words: string;
  /** What to dial, or `null` for ordinary words. */
  number: string | null;
}

/** Three digits or more in a row, with the usual signs between groups. */
const numbers = /\+?\(?\d(?:[\d ()/\u00a0-]*\d)?/g;
/** The shortest numbers to dial, such as 112. */
const digits_min = 3;
const digits_max = 15;

export function callable(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(numbers)) {
    const abroad = match[0].startsWith("+");
    // "+49 (0)800": the zero is for calls from inside the country only.
    const digits = match[0].replace(abroad ? /\(0\)|\D/g : /\D/g, "");
    if (digits.length < digits_min || digits.length > digits_max) continue;
    if (match.index > from) parts.push({ words: text.slice(from, match.index), number: null });
    parts.push({
      words: match[0],
      number: (abroad ? "+" : "") + digits,
    });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ words: text.slice(from), number: null });
  return parts;
}
