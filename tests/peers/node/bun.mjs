// uWebSockets as it comes with Bun: rooms are topics; whoever publishes hears it too.
import { endWithStarter, listening } from "./stage.mjs";

const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch(request, server) {
    const room = new URL(request.url).pathname;
    if (server.upgrade(request, { data: { room } })) return undefined;
    return new Response("a websocket is wanted", { status: 426 });
  },
  websocket: {
    idleTimeout: 120,
    backpressureLimit: 64 * 1024 * 1024,
    open(socket) {
      socket.subscribe(socket.data.room);
      socket.send("joined");
    },
    message(socket, text) {
      server.publish(socket.data.room, text);
    },
  },
});

listening(server.port);
endWithStarter();
