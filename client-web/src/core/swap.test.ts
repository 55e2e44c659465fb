/**
 * The swap proof: when the authors change places and nothing else does, nobody beside them sees a
 * difference.
 *
 * Once exactly: with the same chance, all that is sent is the same to the millisecond and the byte
 * count, whoever wrote. And once as the server sees it, which has no names but an order of arrival:
 * over many boxes the written envelope comes at every place equally often. Couriers that give their
 * authors away, each in its own way, fail the same checks, so these can fail. Time is the test's:
 * what a processor takes to fill an envelope is not measured here.
 */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Authors, around, type Meddle, type Seen, seats } from "../test/group";
import { envelope_bytes } from "./envelope";

const slips = ["It is hard to be new.", "x".repeat(1_500), "Ayo, thank you."];

/** The same three slips, in other hands. */
const worlds: Authors[] = [
  new Map([...slips.entries()]),
  new Map(slips.map((slip, at) => [at + 3, slip])),
  new Map(slips.map((slip, at) => [5 - 2 * at, slip])),
  new Map(slips.map((slip, at) => [2 - at, slip])),
];

/** Ways in which a courier can give its author away. */
const broken: Record<string, Meddle> = {
  "posts at once when something is written": (_room, written, { waiting }) => ({
    options: {
      waiting: () => {
        const patient = waiting();
        return { ...patient, wait: (ms) => patient.wait(written() ? 0 : ms) };
      },
    },
  }),
  "posts only when something is written": (_room, written, { post }) => ({
    options: { post: async (box, envelope) => void (written() && (await post(box, envelope))) },
  }),
  "posts a smaller envelope when nothing is written": (_room, written, { post }) => ({
    options: { post: (box, envelope) => post(box, envelope.slice(0, written() ? 2_048 : 512)) },
  }),
  "posts twice when something is written": (_room, written, { post }) => ({
    options: {
      post: async (box, envelope) => {
        await post(box, envelope);
        if (written()) await post(box, envelope);
      },
    },
  }),
  "draws another delay when something is written": (_room, written, { random }) => ({
    options: {
      random: (count) => (count === 4 && written() ? random(count).reverse() : random(count)),
    },
  }),
  "asks for its token when it knows that something is written": (room, written) => ({
    room: {
      ...room,
      askToken: async (box, blinded) => {
        while (!written()) await new Promise((resolve) => setTimeout(resolve, 30_000));
        return room.askToken(box, blinded);
      },
    },
  }),
  "fetches in another way when something is written": (_room, written, { post }) => ({
    options: {
      post: async (box, envelope) => {
        if (!written()) return post(box, envelope);
        const ours = globalThis.fetch;
        globalThis.fetch = (to, init) => ours(to, { ...init, priority: "high" });
        await post(box, envelope);
        globalThis.fetch = ours;
      },
    },
  }),
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What tells two worlds with the same chance apart. */
function differences(one: Seen, other: Seen): string[] {
  const told: string[] = [];
  if (JSON.stringify(one.sent) !== JSON.stringify(other.sent)) told.push("what is sent");
  if (JSON.stringify(one.screens) !== JSON.stringify(other.screens)) told.push("what is shown");
  const sorted = ({ contents }: Seen) => JSON.stringify(contents.toSorted());
  if (sorted(one) !== sorted(other)) told.push("what arrives");
  return told;
}

async function exchanged(seed: number, meddle?: Meddle): Promise<string[]> {
  const [first, ...others] = worlds;
  const one = await around(seed, first ?? new Map(), meddle);
  const told: string[] = [];
  for (const authors of others) told.push(...differences(one, await around(seed, authors, meddle)));
  return told;
}

it("nobody can tell that the authors changed places, nor that anybody wrote", async () => {
  for (let seed = 1; seed <= 4; seed += 1) {
    expect(await exchanged(seed)).toEqual([]);
    const [wrote, silent] = [worlds[0] ?? new Map(), new Map()];
    const [one, other] = [await around(seed, wrote), await around(seed, silent)];
    expect(one.sent).toEqual(other.sent);
    expect(one.screens).toEqual(other.screens);
  }
});

it("every seat asks once, posts once, and posts the same size in the same way", async () => {
  const { sent, contents, screens } = await around(1, worlds[0] ?? new Map());
  const asks = sent.filter(({ to }) => to === "ask_token");
  const posts = sent.filter(({ to }) => to.startsWith("/anon/"));
  expect(sent).toHaveLength(12);
  for (const kind of [asks, posts]) {
    expect(kind.map(({ seat }) => seat).toSorted()).toEqual([...seats]);
    expect(new Set(kind.map(({ bytes, how, to }) => `${bytes} ${how} ${to}`)).size).toBe(1);
  }
  expect(asks.every(({ at }) => at === 0)).toBe(true);
  expect(posts.every(({ bytes }) => bytes === envelope_bytes)).toBe(true);
  expect(new Set(screens).size).toBe(1);
  expect(screens[0]).toContain('"counted"');
  expect(contents.toSorted()).toEqual(["", "", "", ...slips].toSorted());
});

it.each(Object.entries(broken))("a courier that %s is found out", async (_what, meddle) => {
  expect(await exchanged(1, meddle)).not.toEqual([]);
});

/** Chi-square with five degrees of freedom passes this once in a thousand times by chance. */
const bound = 20.52;

/** How far from evenly the one written envelope comes at each of the six places. */
async function unevenness(boxes: number, meddle?: Meddle): Promise<number> {
  const counts = seats.map(() => 0);
  for (let seed = 1; seed <= boxes; seed += 1) {
    const { contents } = await around(100 + seed, new Map([[seed % 6, "Only me."]]), meddle);
    const place = contents.indexOf("Only me.");
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const expected = boxes / seats.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

it("the written envelope comes at every place equally often", async () => {
  expect(await unevenness(60)).toBeLessThan(bound);
});

it("one that is posted at once does not, by the same count", async () => {
  const atOnce = broken["posts at once when something is written"];
  expect(await unevenness(24, atOnce)).toBeGreaterThan(bound);
});
