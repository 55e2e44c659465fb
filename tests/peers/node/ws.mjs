// `ws`: rooms are sets of sockets, named by the path; a text goes to each of them.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { endWithStarter, listening } from "./stage.mjs";

const rooms = new Map();
const http = createServer();
const server = new WebSocketServer({ server: http });

server.on("connection", (socket, request) => {
  const name = request.url;
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room);
  room.add(socket);
  socket.on("message", (text) => {
    for (const member of room) member.send(text, { binary: false });
  });
  socket.on("close", () => room.delete(socket));
  socket.on("error", () => room.delete(socket));
  socket.send("joined");
});

http.listen(0, "127.0.0.1", 4096, () => listening(http.address().port));
endWithStarter();
