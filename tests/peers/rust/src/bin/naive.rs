//! tokio-tungstenite as in its own example: a map of rooms under a lock, an unbounded channel and a
//! writing task for each connection, default buffers.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use futures_util::{StreamExt, future, stream::TryStreamExt};
use rondo_peers::{JOINED, listening};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc::{UnboundedSender, unbounded_channel},
};
use tokio_tungstenite::{
    accept_hdr_async,
    tungstenite::{
        Message,
        handshake::server::{ErrorResponse, Request, Response},
    },
};

type Rooms = Arc<Mutex<HashMap<String, HashMap<u64, UnboundedSender<Message>>>>>;

#[tokio::main]
async fn main() {
    let rooms = Rooms::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listening(listener.local_addr().expect("an address"));
    let mut id = 0;
    while let Ok((stream, _)) = listener.accept().await {
        id += 1;
        tokio::spawn(serve(Arc::clone(&rooms), stream, id));
    }
}

async fn serve(rooms: Rooms, stream: TcpStream, id: u64) {
    let _slower = stream.set_nodelay(true);
    let mut name = String::new();
    #[allow(clippy::result_large_err, reason = "the library's signature")]
    let note = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        name = request.uri().path().to_owned();
        Ok(response)
    };
    let Ok(socket) = accept_hdr_async(stream, note).await else {
        return;
    };
    let (sender, mut receiver) = unbounded_channel();
    let _gone = sender.send(Message::text(JOINED));
    rooms
        .lock()
        .expect("no panics")
        .entry(name.clone())
        .or_default()
        .insert(id, sender);
    let (sink, stream) = socket.split();
    let hearing = stream.try_for_each(|message| {
        if message.is_text() {
            let rooms = rooms.lock().expect("no panics");
            for member in rooms[&name].values() {
                let _gone = member.send(message.clone());
            }
        }
        future::ok(())
    });
    let outgoing = futures_util::stream::poll_fn(move |cx| receiver.poll_recv(cx));
    let saying = outgoing.map(Ok).forward(sink);
    future::select(std::pin::pin!(hearing), std::pin::pin!(saying)).await;
    if let Some(room) = rooms.lock().expect("no panics").get_mut(&name) {
        room.remove(&id);
    }
}
