/** The same box twice, with two authors who change places: what goes over the wire is the same. */
import { contentOf, envelope_bytes } from "../../people/token";
import { closesTheBox, isCounted, opensABox, putsTheBoxAway, slip } from "../../stage/box";
import { seat } from "../../stage/circle";
import type { Person } from "../../stage/person";
import { type Asked, isPost, type Relay } from "../../stage/relay";
import { expect, test } from "../../stage/test";

test.use({ relayed: true });

const first = "I would like more time for each of us.";
const second = "I am afraid of the silence.";

/** Where the nonce and the code stand, which are random by definition. So is what pads the rest. */
const random_until = 96;

test("when two authors change places, requests stay the same byte for byte but for what is random", async ({
  stage,
  people,
  relay,
}) => {
  test.setTimeout(180_000);
  const [maren, theo, ayo] = [
    await people.come("Maren"),
    await people.come("Theo"),
    await people.come("Ayo"),
  ];
  const { hale } = await seat(stage, people, {
    members: [maren, theo, ayo],
    fill: ["Lena", "Noor"],
  });
  const box = async (written: [Person, string][]) => {
    const before = { asked: relay.asked().length, frames: framesOf(relay) };
    await opensABox(hale);
    for (const [author, words] of written) await slip(author).fill(words);
    await closesTheBox(hale);
    for (const member of [maren, theo, ayo]) await isCounted(member);
    await putsTheBoxAway(hale);
    return {
      posts: relay.asked().slice(before.asked).filter(isPost),
      frames: framesOf(relay).map((frames, i) => frames.slice(before.frames[i]?.length ?? 0)),
    };
  };
  // Ayo writes nothing, both times.
  const one = await box([
    [maren, first],
    [theo, second],
  ]);
  const other = await box([
    [maren, second],
    [theo, first],
  ]);

  await test.step("the heads are one head", () => {
    const heads = [one, other].flatMap(({ posts }) => posts.map(withoutBox));
    expect(heads).toHaveLength(6);
    expect([...new Set(heads)]).toHaveLength(1);
  });

  await test.step("the bodies have one size, and differ in what is random and in the words alone", () => {
    for (const { posts } of [one, other]) {
      expect(posts.map(({ body }) => body.length)).toEqual(Array(3).fill(envelope_bytes));
      expect(posts.map(({ body }) => contentOf(body)).sort()).toEqual(["", first, second].sort());
    }
    for (const words of ["", first, second]) {
      const [before, after] = [bodyWith(one.posts, words), bodyWith(other.posts, words)];
      const length = 2 + Buffer.byteLength(words);
      const written = (body: Buffer) => body.subarray(random_until, random_until + length);
      expect(written(before)).toEqual(written(after));
      // One byte in 256 is the same by chance.
      expect(same(before, after) - length).toBeLessThan(40);
    }
  });

  await test.step("over the websockets of members goes one request for a token, of one form", () => {
    const said = [one, other].flatMap(({ frames }) => frames.map((all) => all.filter(notPing)));
    const members = said.filter((all) => all.some((frame) => frame.includes("ask_token")));
    expect(members).toHaveLength(6);
    expect([...new Set(members.map((all) => all.map(withoutToken).join("\n")))]).toHaveLength(1);
  });
});

function framesOf(relay: Relay): string[][] {
  return relay.connections.map(({ frames }) => [...frames]);
}

function withoutBox({ head, path }: Asked): string {
  return head.replace(path.slice("/anon/".length), "…");
}

/** The box, and an element that is random by definition. */
function withoutToken(frame: string): string {
  return frame
    .replace(/"box_id":"[0-9a-f-]{36}"/, '"box_id":"…"')
    .replace(/"blinded":"[0-9a-f]{64}"/, '"blinded":"…"');
}

const notPing = (frame: string): boolean => !frame.includes('"type":"ping"');

function bodyWith(posts: Asked[], words: string): Buffer {
  const found = posts.find(({ body }) => contentOf(body) === words);
  if (found === undefined) throw new Error("an envelope is missing");
  return found.body;
}

/** Bytes that are the same at the same place. */
function same(one: Buffer, other: Buffer): number {
  return one.filter((byte, i) => byte === other[i]).length;
}
