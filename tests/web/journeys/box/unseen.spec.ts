/** What the server is shown of whoever posts an envelope: in Chromium, and in Firefox. */
import { isThere, firefox as path } from "../../browser";
import { Simulated } from "../../people";
import { contentOf, envelope_bytes } from "../../people/token";
import { closesTheBox, isCounted, opensABox, slip } from "../../stage/box";
import { seat } from "../../stage/circle";
import { Fox } from "../../stage/fox";
import { headersOf, isPost, type Relay } from "../../stage/relay";
import { expect, test } from "../../stage/test";

test.use({ relayed: true });

const words = "A little more time.";
const others = ["Theo", "Ayo", "Lena", "Noor"];

/**
 * What browsers put on every request by themselves, and what the page adds to that: the kind of
 * content. It is the whole list, so that anything that is not on it is a finding.
 */
const headers_allowed = [
  "accept",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "content-length",
  "content-type",
  "host",
  "origin",
  "pragma",
  "priority",
  "sec-ch-ua",
  "sec-ch-ua-mobile",
  "sec-ch-ua-platform",
  "sec-fetch-dest",
  "sec-fetch-mode",
  "sec-fetch-site",
  "user-agent",
];

test("from Chromium an envelope goes without a name, over a connection that carries nothing else", async ({
  stage,
  people,
  relay,
}) => {
  const maren = await people.come("Maren");
  const { hale } = await seat(stage, people, { members: [maren], fill: others });
  await opensABox(hale);
  await slip(maren).fill(words);
  await closesTheBox(hale);
  await isCounted(maren);
  // What comes afterwards must not go that way either.
  await maren.page.reload();
  await expect(maren.heading("Nobody has the floor")).toBeVisible();
  await maren.writes("And here I am again.");
  expectNamelessPost(relay);
});

test("from Firefox an envelope goes without a name, over a connection that carries nothing else", async ({
  stage,
  people,
  relay,
}) => {
  test.skip(!isThere(path), `There is no Firefox at ${path}: install firefox-esr.`);
  const practice = await stage.practice({ members: ["Maren", ...others] });
  const session = await practice.openSession();
  const hale = await people.come("Dr. Hale");
  await practice.enters(hale, session);
  for (const name of others) await Simulated.comes(stage, practice.link(name), name);
  const maren = await Fox.starts(stage.origin);
  try {
    await maren.comesToTheDoor(practice.link("Maren"));
    for (const name of ["Maren", ...others]) await hale.letsIn(name);
    await hale.press("Start session");
    await maren.reads("Nobody has the floor");
    await opensABox(hale);
    await maren.writes("Your slip", words);
    await closesTheBox(hale);
    await maren.sees("Your envelope was counted.");
    await maren.page.reload();
    await maren.reads("Nobody has the floor");
    await maren.writes("Write a line", "Once more.");
    await maren.press("Send to everyone");
    await expect(hale.line("Once more.")).toBeVisible();
    expect(maren.complaints, "what Firefox complains about").toEqual([]);
  } finally {
    await maren.ends();
  }
  expectNamelessPost(relay);
});

/** Looks at all that went through the relay: two pages, of which one posted. */
function expectNamelessPost(relay: Relay): void {
  const posts = relay.posted();
  expect(posts, "one envelope came this way").toHaveLength(1);
  const [post] = posts;
  if (post === undefined) return;

  const headers = headersOf(post.head);
  const unknown = [...headers.keys()].filter((name) => !headers_allowed.includes(name));
  expect.soft(unknown, "headers that nobody expects").toEqual([]);
  expect(headers.get("content-type")).toBe("application/octet-stream");
  expect(headers.get("accept-language"), "which languages its member reads").toBe("*");
  expect(headers.get("origin")).toBe(relay.origin);
  expect(post.method).toBe("POST");
  expect(post.body).toHaveLength(envelope_bytes);
  expect(contentOf(post.body)).toBe(words);

  // Cookies, tickets and names do go through here; none of them is in this request.
  const secrets = secretsOf(relay);
  expect(secrets.length, "there is something to look for").toBeGreaterThan(4);
  const told = `${post.head}${post.body.toString("latin1")}`;
  expect.soft(secrets.filter((secret) => told.includes(secret))).toEqual([]);

  const its = relay.connections.filter(({ asked }) => asked.some(isPost));
  expect.soft(its, "one connection").toHaveLength(1);
  expect.soft(its[0]?.isWebSocket).toBe(false);
  expect.soft(its[0]?.asked.map((one) => one.path)).toEqual([post.path]);

  // There were others before it and after it that could have been used, and know who it is.
  const named = relay.asked().filter(({ head }) => headersOf(head).has("cookie"));
  expect(named.some(({ nth }) => nth < post.nth)).toBe(true);
  expect(named.some(({ nth }) => nth > post.nth)).toBe(true);

  const spoken = relay.connections.flatMap(({ frames }) => frames);
  expect(spoken.some((frame) => frame.includes('"ask_token"'))).toBe(true);
  expect.soft(spoken.filter((frame) => frame.includes(words))).toEqual([]);
}

/** All that could say who somebody is: cookies, tickets, ids in addresses, the name. */
function secretsOf(relay: Relay): string[] {
  const cookies = relay
    .asked()
    .flatMap(({ head }) => headersOf(head).get("cookie")?.split("; ") ?? [])
    .map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
  const parts = relay
    .asked()
    .filter((one) => one.path.startsWith("/api/"))
    .flatMap(({ path }) => path.split("/"))
    .filter((part) => part.length >= 16);
  const tickets = relay.connections
    .flatMap(({ frames }) => frames)
    .flatMap((frame) => /"ticket":"([^"]+)"/.exec(frame)?.[1] ?? []);
  return [...new Set([...cookies, ...parts, ...tickets, "Maren"])];
}
