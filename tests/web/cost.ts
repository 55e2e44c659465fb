/**
 * What taking part in a box costs a browser, measured in Chromium with the client's own code.
 *
 * Beside it stand two yardsticks of WebCrypto, run in turn with it: a machine that is busy or slow
 * is so for both, and the ratio stays.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "./stage/test";

const rounds = 60;
const warm_up = 10;
const core = resolve(import.meta.dirname, "../../client-web/src/core");

/** The parts of the client that are measured. */
interface Measured {
  draw(): { blinded: string };
  finish(drawn: unknown, answer: unknown, key: string): unknown;
  sealEnvelope(
    token: unknown,
    box: string,
    content: string,
    random: (bytes: number) => Uint8Array,
  ): Uint8Array;
  browserRandom(bytes: number): Uint8Array;
  keyWords(box: { box_id: string; key: string }): Promise<readonly string[]>;
  postEnvelope(box: string, envelope: Uint8Array): Promise<void>;
  /** The server's side, to have something to finish; not measured. */
  voprf: {
    generateKeyPair(): { secretKey: Uint8Array; publicKey: Uint8Array };
    blindEvaluate(
      secret: Uint8Array,
      key: Uint8Array,
      blinded: Uint8Array,
    ): { evaluated: Uint8Array; proof: Uint8Array };
  };
  toHex(bytes: Uint8Array): string;
  fromHex(digits: string, length: number): Uint8Array;
}

type Samples = Record<string, number[]>;

test("the cost of taking part is measured", async ({ stage, people }) => {
  test.setTimeout(300_000);
  const { page } = await people.come("Somebody");
  const bundled = await bundle();
  // Only pages that are isolated are given the time in microseconds.
  await page.route(`${stage.origin}/cost`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: {
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-embedder-policy": "require-corp",
      },
      body: '<!doctype html><title>Cost</title><script type="module" src="/cost.js"></script>',
    }),
  );
  await page.route(`${stage.origin}/cost.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: bundled }),
  );
  await page.route(`${stage.origin}/favicon.ico`, (route) => route.fulfill({ body: "" }));
  await page.goto(`${stage.origin}/cost`);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const samples = await page.evaluate(measure, { rounds, warm_up });
  process.stdout.write(`\n${table(samples)}\n`);
});

/** As it is shipped: bundled and minified by the client's own tools. */
async function bundle(): Promise<string> {
  const client = createRequire(join(core, "../../package.json"));
  const { build } = await import(pathToFileURL(client.resolve("vite")).href);
  const entry = "\0cost";
  const code = `
    import { draw, finish, browserRandom } from ${JSON.stringify(join(core, "token.ts"))};
    import { sealEnvelope } from ${JSON.stringify(join(core, "envelope.ts"))};
    import { postEnvelope } from ${JSON.stringify(join(core, "post.ts"))};
    import { keyWords } from ${JSON.stringify(join(core, "key-words.ts"))};
    import { fromHex, toHex } from ${JSON.stringify(join(core, "hex.ts"))};
    import { ristretto255_oprf } from "@noble/curves/ed25519.js";
    const { voprf } = ristretto255_oprf;
    globalThis.measured =
      { draw, finish, keyWords, browserRandom, sealEnvelope, postEnvelope, fromHex, toHex, voprf };`;
  const { output } = await build({
    root: resolve(core, "../.."),
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: "cost",
        resolveId: (id: string, from: string | undefined) => {
          if (id === "cost") return entry;
          // What the entry names is looked for from where the client stands.
          return from === entry && id.startsWith("@") ? client.resolve(id) : null;
        },
        load: (id: string) => (id === entry ? code : null),
      },
    ],
    build: { write: false, rollupOptions: { input: "cost" } },
  });
  return output[0].code;
}

/** Runs in the page. */
async function measure({ rounds, warm_up }: { rounds: number; warm_up: number }): Promise<Samples> {
  const it = (globalThis as unknown as { measured: Measured }).measured;
  const box = crypto.randomUUID();
  const { secretKey, publicKey } = it.voprf.generateKeyPair();
  const key = it.toHex(publicKey);
  const mebibyte = new Uint8Array(2 ** 20);
  const p256 = { name: "ECDH", namedCurve: "P-256" };
  const [mine, theirs] = await Promise.all([
    crypto.subtle.generateKey(p256, false, ["deriveBits"]),
    crypto.subtle.generateKey(p256, false, ["deriveBits"]),
  ]);
  const samples: Samples = {};
  const time = async <T>(what: string, act: () => T | Promise<T>): Promise<T> => {
    const before = performance.now();
    const made = await act();
    const after = performance.now();
    samples[what] ??= [];
    samples[what].push(after - before);
    return made;
  };
  for (let round = 0; round < warm_up + rounds; round += 1) {
    if (round === warm_up) for (const all of Object.values(samples)) all.length = 0;
    await time("SHA-512 of 1 MiB", () => crypto.subtle.digest("SHA-512", mebibyte));
    await time("ECDH P-256, one derivation", () =>
      crypto.subtle.deriveBits({ name: "ECDH", public: theirs.publicKey }, mine.privateKey, 256),
    );
    const drawn = await time("draw and blind", () => it.draw());
    const { evaluated, proof } = it.voprf.blindEvaluate(
      secretKey,
      publicKey,
      it.fromHex(drawn.blinded, 32),
    );
    const evaluation = { evaluated: it.toHex(evaluated), proof: it.toHex(proof) };
    const token = await time("verify and finalize", () =>
      it.finish(drawn, { blinded: drawn.blinded, evaluation }, key),
    );
    // Of another box each time, since the last ones are kept.
    await time("the four words", () => it.keyWords({ box_id: crypto.randomUUID(), key }));
    const envelope = await time("make the envelope", () =>
      it.sealEnvelope(token, box, "A little more time.", it.browserRandom),
    );
    await time("submit and be answered", () => it.postEnvelope(box, envelope));
  }
  return samples;
}

function table(samples: Samples): string {
  const yard = median(samples["SHA-512 of 1 MiB"] ?? []);
  const rule = median(samples["ECDH P-256, one derivation"] ?? []);
  const ms = (value: number) => value.toFixed(3).padStart(10);
  const times = (value: number) => value.toFixed(2).padStart(10);
  const rows = Object.entries(samples).map(([what, all]) => {
    const middle = median(all);
    return [
      what.padEnd(28),
      String(all.length).padStart(4),
      ms(middle),
      ms(Math.min(...all)),
      ms(Math.max(...all)),
      times(middle / yard),
      times(middle / rule),
    ].join(" ");
  });
  const head = [
    "what".padEnd(28),
    "   n",
    "median ms",
    "   min ms",
    "   max ms",
    "/ SHA-512",
    "  / P-256",
  ];
  return [
    head.map((one, i) => (i < 2 ? one : one.padStart(10))).join(" "),
    ...rows,
    "The answer to a submitted envelope is held back by the server on purpose: 250 ms of it are that.",
  ].join("\n");
}

function median(all: number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
