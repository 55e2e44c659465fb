//! Positions with which somebody comes back, on a real hub behind a real websocket.
//!
//! Each line is one connection of Maren's: what she says for `resume` in her `hello`. After each
//! welcome she raises or lowers her hand, so that there is something to come back to.

use std::{
    future::{pending, ready},
    net::SocketAddr,
    sync::Arc,
};

use axum::{Router, routing::get};
use futures_util::{SinkExt, StreamExt};
use rondo_protocol::{
    ClientFrame, CloseCode, Command, LogId, PersonId, ServerFrame, View,
    floor::{FloorCommand, HandKind},
    frames::{Resume, SUBPROTOCOL, State},
    roster::Role,
    session::SessionCommand,
    text::Name,
};
use rondo_server::{
    clock::ManualClock,
    http::{
        serve::{Bounds, serve},
        upgrade::upgrade,
    },
    hub::{Admit, Hub},
    store::memory::MemoryLog,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::stage::{OPENED_AT, opening, person};

/// Connections tried.
const LINES_MAX: usize = 12;

/// Maren, in the third of the stage's chairs.
const MAREN: usize = 2;

type Socket = WebSocketStream<TcpStream>;

/// Whatever position somebody claims, what they are given leads from it to where they then stand,
/// or is the whole; what is no position closes the connection.
pub fn trial(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let door = Door::open().await;
        let mut known: Option<(View, u64)> = None;
        for line in text.lines().take(LINES_MAX) {
            door.comes_back(line, &mut known).await;
        }
        door.hub.stop().await;
    });
}

struct Door {
    hub: Hub,
    address: SocketAddr,
}

impl Door {
    async fn open() -> Self {
        let clock = Arc::new(ManualClock::at(OPENED_AT.0));
        let hub = Hub::new(Arc::new(MemoryLog::new()), clock);
        let by = PersonId::from_random(9);
        hub.open_session(opening(), by).await.unwrap();
        let router = Router::new().route("/ws", get(upgrade));
        let router = router.with_state(hub.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let served = serve(listener, router, Bounds::default(), pending(), ready(()));
        tokio::spawn(served);
        Self { hub, address }
    }

    async fn socket(&self) -> Socket {
        let stream = TcpStream::connect(self.address).await.unwrap();
        // Thousands of these a minute would else use up the ports.
        stream.set_zero_linger().unwrap();
        let mut request = "ws://127.0.0.1/ws".into_client_request().unwrap();
        let subprotocol = SUBPROTOCOL.parse().unwrap();
        request
            .headers_mut()
            .insert("sec-websocket-protocol", subprotocol);
        client_async(request, stream).await.unwrap().0
    }

    async fn comes_back(&self, resume: &str, known: &mut Option<(View, u64)>) {
        let admit = Admit {
            session: opening().session,
            person: person(MAREN),
            role: Role::Member,
            name: Name::new("Maren").unwrap(),
        };
        let ticket = self.hub.issue_ticket(admit).unwrap();
        let hello = format!(r#"{{"type":"hello","ticket":"{ticket}","resume":{resume}}}"#);
        let mut socket = self.socket().await;
        socket.send(Message::text(hello.as_str())).await.unwrap();
        let position = match ClientFrame::parse(&hello) {
            Ok(ClientFrame::Hello { resume, .. }) => resume,
            Ok(_) => return is_closed(&mut socket, CloseCode::NoHello).await,
            Err(_) => return is_closed(&mut socket, CloseCode::Unreadable).await,
        };
        let frame = next(&mut socket).await.expect("a welcome");
        let ServerFrame::Welcome {
            seq,
            state,
            last_command,
            ..
        } = frame
        else {
            panic!("{frame:?}");
        };
        let view = fits(position, seq, state, known.as_ref());
        *known = act(&mut socket, last_command, view, seq).await;
    }
}

/// The view that a welcome leads to, if what it starts from is known here.
fn fits(
    position: Option<Resume>,
    seq: u64,
    state: State,
    known: Option<&(View, u64)>,
) -> Option<View> {
    match state {
        State::View { view } => Some(*view),
        State::Delta { prev, updates } => {
            let position = position.expect("a change of what?");
            assert_eq!(position.log_id, LogId(opening().session.0), "another log's");
            assert_eq!(prev, position.last_seq);
            assert_eq!(updates.len() as u64, seq - prev);
            let (view, _) = known.filter(|(_, at)| *at == prev)?;
            let mut view = view.clone();
            updates.into_iter().for_each(|update| view.fold(update));
            Some(view)
        }
    }
}

/// Comes into the circle or moves a hand; gives what is seen after it, and where that is.
async fn act(
    socket: &mut Socket,
    last_command: u64,
    mut view: Option<View>,
    mut at: u64,
) -> Option<(View, u64)> {
    let n = last_command + 1;
    let command = match last_command {
        0 => Command::Session(SessionCommand::AcceptRules {
            version: 1,
            name: Name::new("Maren").unwrap(),
        }),
        n if n % 2 == 1 => Command::Floor(FloorCommand::RaiseHand {
            kind: HandKind::Speak,
            private: false,
        }),
        _ => Command::Floor(FloorCommand::LowerHand {}),
    };
    let frame = serde_json::to_string(&ClientFrame::Command { n, command }).unwrap();
    socket.send(Message::text(frame)).await.unwrap();
    loop {
        match next(socket).await? {
            ServerFrame::Update { seq, prev, updates } => {
                assert_eq!(prev, at, "a gap");
                at = seq;
                if let Some(view) = &mut view {
                    updates.into_iter().for_each(|update| view.fold(update));
                }
            }
            ServerFrame::Ok { .. } | ServerFrame::Refused { .. } => return Some((view?, at)),
            ServerFrame::Welcome { .. } | ServerFrame::Token { .. } | ServerFrame::Pong { .. } => {}
        }
    }
}

async fn next(socket: &mut Socket) -> Option<ServerFrame> {
    loop {
        match socket.next().await?.ok()? {
            Message::Text(text) => return Some(serde_json::from_str(&text).unwrap()),
            Message::Close(_) => return None,
            Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
}

async fn is_closed(socket: &mut Socket, code: CloseCode) {
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Close(frame) = message {
            assert_eq!(frame.map(|f| u16::from(f.code)), Some(code.number()));
            return;
        }
    }
    panic!("no close");
}
