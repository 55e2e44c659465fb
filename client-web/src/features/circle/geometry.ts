/**
 * Where the seats stand around the middle.
 *
 * Seats go clockwise from below, evenly along a rounded frame, on discs as large as fit without
 * one seat touching another or the middle. Where no circle fits, the answer is a grid, which
 * scrolls. The same size and count always give the same places, so nothing moves by itself.
 * Lengths are in CSS pixels unless they say rem.
 */

export interface StageSize {
  width: number;
  height: number;
  /** Pixels of one rem, so that larger text gets more room. */
  rem: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface CircleLayout {
  is: "circle";
  /** Diameter of a disc, in rem. */
  disc: number;
  cell: { width: number; height: number };
  /** Middles of the cells. */
  cells: Point[];
  /** The free middle. */
  inner: { width: number; height: number };
}

export type SeatLayout = CircleLayout | { is: "grid" };

/** Diameters tried, largest first, in rem. */
const discs = [5, 4.5, 4, 3.5, 3] as const;
/** Exponents of the superellipse tried: a circle first, then rounder to squarer frames. */
const bends = [2, 2.5, 3, 4, 6] as const;
/** Least width of a seat with its name, in rem. */
const seat_width = 6.5;
/** Under the disc: a gap, the name, and one line of state, in rem. */
const words_height = 3;
/** A second line of a long name, in rem. */
const second_line = 1.2;
/** Over the disc, for "with you", in rem. */
const head = 0.9;
/** Between two seats, in pixels. */
const gap = 4;
/** From the edge of the stage, in rem. */
const edge = 0.5;
/** A circle does not grow past this, in rem: people should not sit worlds apart. */
const radius_max = { x: 27, y: 19 };
/**
 * What the middle needs for what goes on, in rem: upright, with the clock over the words, or broad,
 * with the clock beside them. Activity.module.css turns at the same height.
 */
const upright_min = { width: 15, height: 19 };
const broad_min = { width: 20, height: 13.5 };

export function seatLayout(count: number, stage: StageSize, longNames: boolean): SeatLayout {
  const { rem } = stage;
  if (count === 0 || stage.width <= 0 || stage.height <= 0) return { is: "grid" };
  for (const disc of discs) {
    const cell = {
      width: Math.max(disc + 1.5, seat_width) * rem,
      height: (head + disc + words_height + (longNames ? second_line : 0)) * rem,
    };
    const rx = Math.min((stage.width - cell.width) / 2 - edge * rem, radius_max.x * rem);
    const ry = Math.min((stage.height - cell.height) / 2 - edge * rem, radius_max.y * rem);
    if (rx <= 0 || ry <= 0) continue;
    for (const bend of bends) {
      const around = evenly(count, Math.min(rx, ry * 1.55), ry, bend, cell);
      if (overlap(around, cell)) continue;
      const inner = middle(around, cell, rem);
      if (inner === null) continue;
      const centre = { x: stage.width / 2, y: stage.height / 2 };
      const cells = around.map(({ x, y }) => ({ x: centre.x + x, y: centre.y + y }));
      return { is: "circle", disc, cell, cells, inner };
    }
  }
  return { is: "grid" };
}

/** Points of a superellipse at equal distances, counted in cells, so that tall cells get room. */
function evenly(
  count: number,
  rx: number,
  ry: number,
  bend: number,
  cell: { width: number; height: number },
): Point[] {
  const steps = 1_440;
  const path: Point[] = [];
  const lengths: number[] = [];
  let length = 0;
  for (let i = 0; i <= steps; i += 1) {
    // From below, clockwise as seen on the screen: to the left first.
    const angle = (i / steps) * 2 * Math.PI;
    const point = { x: -rx * power(Math.sin(angle), bend), y: ry * power(Math.cos(angle), bend) };
    const before = path.at(-1) ?? point;
    length += Math.hypot((point.x - before.x) / cell.width, (point.y - before.y) / cell.height);
    path.push(point);
    lengths.push(length);
  }
  return Array.from({ length: count }, (_, i) => {
    const wanted = (i / count) * length;
    const at = lengths.findIndex((one) => one >= wanted);
    const [a, b] = [path[at - 1] ?? path[0], path[at] ?? path[0]];
    if (a === undefined || b === undefined) return { x: 0, y: ry };
    const step = (lengths[at] ?? 0) - (lengths[at - 1] ?? 0);
    const share = step === 0 ? 0 : (wanted - (lengths[at - 1] ?? 0)) / step;
    return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  });
}

function power(of: number, bend: number): number {
  return Math.sign(of) * Math.abs(of) ** (2 / bend);
}

function overlap(cells: readonly Point[], cell: { width: number; height: number }): boolean {
  return cells.some((a, i) =>
    cells
      .slice(i + 1)
      .some(
        (b) =>
          Math.abs(a.x - b.x) < cell.width + gap - 1e-6 &&
          Math.abs(a.y - b.y) < cell.height + gap - 1e-6,
      ),
  );
}

/** The largest rectangle around the middle that no seat reaches into; `null` if it is too small. */
function middle(
  cells: readonly Point[],
  cell: { width: number; height: number },
  rem: number,
): { width: number; height: number } | null {
  const most = 34 * rem;
  let best: { width: number; height: number } | null = null;
  for (let width = upright_min.width * rem; width <= most; width += rem / 2) {
    const above = cells.filter((c) => Math.abs(c.x) - cell.width / 2 < width / 2 + gap);
    const halves = above.map((c) => Math.abs(c.y) - cell.height / 2 - gap);
    const height = 2 * Math.min(...halves, most / 2);
    const upright = height >= upright_min.height * rem;
    if (!upright && (width < broad_min.width * rem || height < broad_min.height * rem)) continue;
    // Room for the clock over the words is worth more than breadth; neither helps past a measure.
    const worth = (one: { width: number; height: number }) =>
      Math.min(one.width, 22 * rem) *
      Math.min(one.height, 20 * rem) *
      (one.height >= upright_min.height * rem ? 1.5 : 1);
    const found = { width, height };
    if (best === null || worth(found) > worth(best)) best = found;
  }
  return best;
}

/** A quiet bow from one seat to another that bends towards the middle and ends short of both. */
export function bow(from: Point, to: Point, centre: Point, disc: number): string {
  const pull = 0.25;
  const control = {
    x: (from.x + to.x) / 2 + (centre.x - (from.x + to.x) / 2) * pull,
    y: (from.y + to.y) / 2 + (centre.y - (from.y + to.y) / 2) * pull,
  };
  const a = towards(from, control, disc * 0.62);
  const b = towards(to, control, disc * 0.66);
  const n = (value: number) => value.toFixed(1);
  return `M ${n(a.x)} ${n(a.y)} Q ${n(control.x)} ${n(control.y)} ${n(b.x)} ${n(b.y)}`;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return from;
  const share = Math.min(1, distance / length);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
