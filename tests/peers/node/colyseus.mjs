// Colyseus 0.18: one room for each name, no state to synchronise.
import { createServer } from "node:http";
import { Room, Server } from "@colyseus/core";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { endWithStarter, listening } from "./stage.mjs";

class Relay extends Room {
  maxClients = 1_000;
  patchRate = null;

  onCreate() {
    this.onMessage("line", (_client, text) => this.broadcast("line", text));
  }
}

const http = createServer();
const server = new Server({ transport: new WebSocketTransport({ server: http }), greet: false });
server.define("relay", Relay).filterBy(["room"]);
await server.listen(0, "127.0.0.1", 4096);
listening(http.address().port);
endWithStarter();
