/**
 * A relay in front of the program that writes down what browsers say to it: which requests came
 * over which connection, in what order, byte for byte, and what went over a websocket.
 *
 * It changes nothing and adds nothing. Pages are opened through its port, which is the public
 * address of the program, so that for a browser there is nothing in between.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface Asked {
  /** Counts every request from every connection, as they came. */
  readonly nth: number;
  readonly method: string;
  readonly path: string;
  /** Request line and headers as they were sent, with the empty line. */
  readonly head: string;
  readonly body: Buffer;
}

/** One connection that a browser opened, with what it said over it, oldest first. */
export class Heard {
  readonly asked: Asked[] = [];
  /** Text frames of the websocket that the connection became. */
  readonly frames: string[] = [];
  isWebSocket = false;
  private rest = Buffer.alloc(0);
  private readonly count: () => number;

  constructor(count: () => number) {
    this.count = count;
  }

  hear(chunk: Buffer): void {
    this.rest = Buffer.concat([this.rest, chunk]);
    while (this.isWebSocket ? this.readFrame() : this.readRequest());
  }

  /** RFC 9112, as far as browsers use it: every body has its length. */
  private readRequest(): boolean {
    const end = this.rest.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const head = this.rest.toString("latin1", 0, end + 4);
    const headers = headersOf(head);
    if (headers.has("transfer-encoding")) throw new Error("a request without its length");
    const length = Number(headers.get("content-length") ?? 0);
    if (this.rest.length < end + 4 + length) return false;
    const body = Buffer.from(this.rest.subarray(end + 4, end + 4 + length));
    this.rest = this.rest.subarray(end + 4 + length);
    const [method = "", path = ""] = head.split(" ", 2);
    this.asked.push({ nth: this.count(), method, path, head, body });
    this.isWebSocket = headers.get("upgrade")?.toLowerCase() === "websocket";
    return true;
  }

  /** RFC 6455, section 5.2: a browser masks what it sends, and does not split what is short. */
  private readFrame(): boolean {
    const [first, second] = this.rest;
    if (first === undefined || second === undefined) return false;
    let [length, at] = [second & 0x7f, 2];
    if (length === 127) throw new Error("a frame of more than 64 KiB");
    if (length === 126) {
      if (this.rest.length < 4) return false;
      [length, at] = [this.rest.readUInt16BE(2), 4];
    }
    if (this.rest.length < at + 4 + length) return false;
    const mask = this.rest.subarray(at, at + 4);
    const masked = this.rest.subarray(at + 4, at + 4 + length);
    if (first === 0x81) {
      const words = masked.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
      this.frames.push(Buffer.from(words).toString("utf8"));
    } else if ((first & 0x08) === 0) {
      throw new Error("a frame that is neither a whole text nor control");
    }
    this.rest = this.rest.subarray(at + 4 + length);
    return true;
  }
}

export class Relay {
  /** Every connection over which something was said, in the order of opening. */
  readonly connections: Heard[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private requests = 0;
  private port = 0;

  private constructor(server: Server) {
    this.server = server;
  }

  static async stand(): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on("connection", (near) => relay.pass(near));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return relay;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(port: number): void {
    this.port = port;
  }

  /** Requests from all connections, as they came. */
  asked(): Asked[] {
    return this.connections.flatMap(({ asked }) => asked).sort((a, b) => a.nth - b.nth);
  }

  /** Envelopes posted, as they came. */
  posted(): Asked[] {
    return this.asked().filter(isPost);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private pass(near: Socket): void {
    const heard = new Heard(() => this.requests++);
    const far = connect(this.port, "127.0.0.1");
    for (const socket of [near, far]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.once("data", () => this.connections.push(heard));
    near.on("data", (chunk: Buffer) => heard.hear(chunk));
    near.pipe(far).pipe(near);
  }
}

export const isPost = ({ path }: Asked): boolean => path.startsWith("/anon/");

/** By name in small letters. What comes twice is joined, so that nothing hides behind the first. */
export function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.trimEnd().split("\r\n").slice(1)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
