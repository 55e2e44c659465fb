//! axum as in its own example of a chat: a broadcast channel for each room, two tasks for each
//! connection, default buffers.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{
        Path, State,
        ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    response::Response,
    routing::get,
    serve::ListenerExt,
};
use futures_util::{SinkExt, StreamExt};
use rondo_peers::{JOINED, listening};
use tokio::{net::TcpListener, sync::broadcast};

/// Texts a slow member may be behind; the example has 100, and would lose some in a burst.
const BEHIND_MAX: usize = 4_096;

type Rooms = Arc<Mutex<HashMap<String, broadcast::Sender<Utf8Bytes>>>>;

#[tokio::main]
async fn main() {
    let router = Router::new()
        .route("/{room}", get(upgrade))
        .with_state(Rooms::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listening(listener.local_addr().expect("an address"));
    let listener = listener.tap_io(|stream| {
        let _slower = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await.expect("serves");
}

async fn upgrade(
    State(rooms): State<Rooms>,
    Path(name): Path<String>,
    request: WebSocketUpgrade,
) -> Response {
    request.on_upgrade(move |socket| serve(rooms, name, socket))
}

async fn serve(rooms: Rooms, name: String, socket: WebSocket) {
    let room = rooms
        .lock()
        .expect("no panics")
        .entry(name)
        .or_insert_with(|| broadcast::channel(BEHIND_MAX).0)
        .clone();
    let (mut sink, mut stream) = socket.split();
    let mut said = room.subscribe();
    if sink.send(Message::text(JOINED)).await.is_err() {
        return;
    }
    let mut saying = tokio::spawn(async move {
        while let Ok(text) = said.recv().await {
            if sink.send(Message::Text(text)).await.is_err() {
                break;
            }
        }
    });
    let mut hearing = tokio::spawn(async move {
        while let Some(Ok(Message::Text(text))) = stream.next().await {
            let _nobody = room.send(text);
        }
    });
    tokio::select! {
        _ = &mut saying => hearing.abort(),
        _ = &mut hearing => saying.abort(),
    }
}
