//! socketioxide: Socket.IO's protocol in Rust, rooms as the library has them.

use axum::{Router, serve::ListenerExt};
use rondo_peers::listening;
use socketioxide::{
    SocketIo,
    extract::{AckSender, Data, Extension, SocketRef},
};
use tokio::net::TcpListener;

/// Packets that may wait for one socket; the library's own 128 would lose some in a burst.
const WAITING_MAX: usize = 8_192;

#[derive(Clone)]
struct Room(String);

#[tokio::main]
async fn main() {
    let (layer, io) = SocketIo::builder()
        .max_buffer_size(WAITING_MAX)
        .build_layer();
    io.ns("/", async |socket: SocketRef| {
        socket.on(
            "join",
            async |socket: SocketRef, Data::<String>(name), ack: AckSender| {
                socket.join(name.clone());
                socket.extensions.insert(Room(name));
                let _gone = ack.send(&());
            },
        );
        socket.on(
            "line",
            async |socket: SocketRef, Data::<String>(text), Extension::<Room>(room)| {
                let _gone = socket.within(room.0).emit("line", &text).await;
            },
        );
    });
    let router = Router::new().layer(layer);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listening(listener.local_addr().expect("an address"));
    let listener = listener.tap_io(|stream| {
        let _slower = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await.expect("serves");
}
