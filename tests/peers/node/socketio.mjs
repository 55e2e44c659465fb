// Socket.IO 4, websocket transport only, everything else as it comes.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { endWithStarter, listening } from "./stage.mjs";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });

io.on("connection", (socket) => {
  let room;
  socket.on("join", (name, joined) => {
    room = name;
    socket.join(name);
    joined();
  });
  socket.on("line", (text) => io.to(room).emit("line", text));
});

http.listen(0, "127.0.0.1", 4096, () => listening(http.address().port));
endWithStarter();
