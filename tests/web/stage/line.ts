/**
 * One person's line to the server, which can be cut and mended: a small proxy of their own.
 *
 * A browser told to be offline keeps the connections it has, which is not what a dead network does.
 */
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export class Line {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private whole = true;

  private constructor(server: Server) {
    this.server = server;
  }

  static async lay(): Promise<Line> {
    const server = createServer();
    const line = new Line(server);
    server.on("connection", (socket) => line.keep(socket));
    server.on("request", (asked, answer) => {
      const { method, headers, url = "" } = asked;
      const onward = request(url, { ...(method ? { method } : {}), headers }, (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
        answered.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      asked.pipe(onward);
    });
    server.on("connect", (asked, near: Socket) => {
      const [host, port] = (asked.url ?? "").split(":");
      const far = connect(Number(port), host ?? "", () => {
        near.write("HTTP/1.1 200 OK\r\n\r\n");
        near.pipe(far).pipe(near);
      });
      line.keep(far);
      far.on("close", () => near.destroy());
      near.on("close", () => far.destroy());
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return line;
  }

  /** For a browser: everything goes this way, the server on this machine too. */
  get proxy(): { server: string; bypass: string } {
    const { port } = this.server.address() as AddressInfo;
    return { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" };
  }

  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.whole = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }

  private keep(socket: Socket): void {
    socket.on("error", () => {});
    if (!this.whole) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
  }
}
