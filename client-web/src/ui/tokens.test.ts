import { describe, expect, it } from "vitest";
import tokens from "./tokens.css?raw";

// Contrast by WCAG 2.2 (relative luminance), computed from the very file that ships.

type Theme = "light" | "dark";
const bodyText = 7;
const text = 4.5;
const outline = 3;
const seats = Array.from({ length: 12 }, (_, i) => `seat-${i + 1}`);
const grounds = ["canvas", "surface", "sunken", "raised"];

const pairs: [ink: string, grounds: string[], least: number][] = [
  ["ink", [...grounds, "green-soft", "amber-soft", "blue-soft", "rose-soft"], bodyText],
  ["ink-soft", [...grounds, "green-soft", "amber-soft", "blue-soft", "rose-soft"], text],
  ["primary", grounds, text],
  ["primary-hover", grounds, text],
  ["on-primary", ["primary", "primary-hover", "primary-press"], text],
  ["green-ink", ["green-soft"], bodyText],
  ["amber-ink", ["amber-soft"], bodyText],
  ["blue-ink", ["blue-soft"], bodyText],
  ["rose-ink", ["rose-soft"], bodyText],
  ["on-blue", ["blue"], text],
  ["on-rose", ["rose", "rose-hover"], text],
  ["rose", grounds, text],
  ["rose-hover", grounds, text],
  ["blue", grounds, text],
  ["seat-ink", seats, bodyText],
  ["line-strong", grounds, outline],
  ["rose-line", ["surface", "raised"], 2.5],
  ["amber", [...grounds, "amber-soft", ...seats], outline],
  ["focus", [...grounds, "green-soft", "amber-soft", "blue-soft", "rose-soft"], outline],
];

function colour(name: string, theme: Theme): string {
  const found = tokens.match(
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`),
  );
  const value = found?.[theme === "light" ? 1 : 2];
  if (value === undefined) throw new Error(`no colour --${name}`);
  return value;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each<Theme>(["light", "dark"])("in the %s theme", (theme) => {
  it.each(pairs)("%s reads on %s", (ink, on, least) => {
    const short = on
      .map((ground) => ({ ground, ratio: contrast(colour(ink, theme), colour(ground, theme)) }))
      .filter(({ ratio }) => ratio < least);
    expect(short).toEqual([]);
  });
});
