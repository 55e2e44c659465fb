/**
 * The real program, started for one journey: its own port, its own data folder, its own end.
 *
 * It can be killed in the middle of anything and started again on the same port and data, which is
 * what a power cut looks like to everybody in a room.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { isThere } from "../browser";

const root = resolve(import.meta.dirname, "../../..");
/** A start that takes longer than this has failed, in milliseconds. */
const start_ms = 20_000;

/** `RONDO_BIN`, or what cargo built last for debugging, or for release. */
export function rondoBinary(): string {
  const named = process.env.RONDO_BIN;
  if (named !== undefined) return resolve(named);
  const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
  const built = ["debug", "release"].map((profile) => join(target, profile, "rondo"));
  const found = built.find(isThere);
  if (found === undefined) {
    throw new Error("There is no rondo to test: build it with `cargo build -p rondo-server`.");
  }
  return found;
}

export class Program {
  /** Where people reach it. */
  readonly origin: string;
  /** Where it listens itself. */
  readonly port: number;
  /** What it printed for the first therapist. */
  setupLink = "";
  private readonly data: string;
  private child: ChildProcess | null = null;
  private said = "";

  private constructor(port: number, data: string, origin: string | undefined) {
    this.port = port;
    this.data = data;
    this.origin = origin ?? this.door;
  }

  /** `origin` if people reach it in a roundabout way. */
  static async start(origin?: string): Promise<Program> {
    const data = await mkdtemp(join(tmpdir(), "rondo-web-"));
    const program = new Program(await freePort(), join(data, "data"), origin);
    await program.run(/\S+#\/setup\/\S+(?=\s)/);
    program.setupLink = /\S+#\/setup\/\S+/.exec(program.said)?.[0] ?? "";
    return program;
  }

  get door(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it again on the same port and data. */
  async restart(): Promise<void> {
    await this.run(/is open at \S+(?=\s)/);
  }

  /** No goodbye: as when the power fails. */
  async kill9(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Ends it in order, looks through what it said, and takes its data away. */
  async stop(): Promise<string> {
    await this.end("SIGTERM");
    const folder = resolve(this.data, "..");
    if (existsSync(folder)) await rm(folder, { recursive: true, force: true });
    return this.said;
  }

  /** Ready once it has printed this. */
  private async run(ready: RegExp): Promise<void> {
    const listen = `127.0.0.1:${this.port}`;
    const child = spawn(
      rondoBinary(),
      ["--listen", listen, "--data", this.data, "--public-url", this.origin],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.child = child;
    const before = this.said.length;
    const hear = (chunk: Buffer) => {
      this.said += chunk.toString("utf8");
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = Date.now() + start_ms;
    while (!ready.test(this.said.slice(before))) {
      if (child.exitCode !== null || Date.now() > end) {
        throw new Error(`rondo did not start:\n${this.said.slice(before)}`);
      }
      await Promise.race([once(child.stdout, "data"), once(child, "exit"), patience(200)]);
    }
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.child;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }
}

function patience(ms: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, ms).unref();
  });
}

/** One the system has just given out and taken back: free for the moment, and for the restart. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to be had");
  server.close();
  await once(server, "close");
  return address.port;
}
