//! One websocket: the handshake, then frames both ways until somebody goes.
//!
//! It knows no rule of the room. Reading waits when the room is busy, writing never makes the room
//! wait, and everything that is not a frame of ours closes the connection with a code.

use std::{pin::pin, sync::Arc};

use axum::{
    extract::{
        State,
        ws::{
            CloseFrame, Message as Frame, Utf8Bytes, WebSocket, WebSocketUpgrade,
            rejection::WebSocketUpgradeRejection,
        },
    },
    http::{HeaderValue, header::SEC_WEBSOCKET_VERSION},
    response::{IntoResponse, Response},
};
use futures_util::SinkExt;
use rondo_protocol::{
    ClientFrame, CloseCode, RefusalCode, ServerFrame,
    frames::{FrameError, Resume, SUBPROTOCOL},
    limits::FRAME_BYTES_MAX,
};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until, timeout},
};

use super::{
    Hub,
    deliver::{refused, written},
    limits::{
        CLOSE_WITHIN, DEAD_AFTER, FRAME_EVERY_MS, FRAMES_AT_ONCE, HELLO_WITHIN, PING_EVERY,
        READ_BUFFER_BYTES, WRITE_BUFFER_BYTES,
    },
    outbox::{Cut, Inbox, Outgoing, outbox},
    pace::Pace,
    task::{ConnectionId, Message},
    tickets::Admit,
};
use crate::{clock::Clock, metrics::Metrics};

/// Turns a request for `/ws` into a connection. Its Origin was checked before.
pub async fn upgrade(
    State(hub): State<Hub>,
    request: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let request = match request {
        Ok(request) => request,
        Err(refused) => return not_upgraded(refused),
    };
    request
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_frame_size(FRAME_BYTES_MAX)
        .max_message_size(FRAME_BYTES_MAX)
        .on_upgrade(move |socket| async move { serve(hub, socket).await })
}

/// A refusal that says which version of the protocol is spoken here (RFC 6455, section 4.4).
fn not_upgraded(refused: WebSocketUpgradeRejection) -> Response {
    let mut answer = refused.into_response();
    let version = HeaderValue::from_static("13");
    answer.headers_mut().insert(SEC_WEBSOCKET_VERSION, version);
    answer
}

async fn serve(hub: Hub, mut socket: WebSocket) {
    let metrics = hub.metrics().clone();
    let _open = metrics.websocket();
    let end = match greet(&hub, &mut socket).await {
        Ok((admit, resume)) => Connection::run(hub, &mut socket, admit, resume).await,
        Err(code) => End::Close(code),
    };
    let goodbye = async {
        match end {
            End::Close(code) => {
                metrics.closed(code);
                let frame = CloseFrame {
                    code: code.number(),
                    reason: Utf8Bytes::from_static(""),
                };
                // Whoever is gone already needs no goodbye.
                let _ = socket.send(Frame::Close(Some(frame))).await;
            }
            End::Left => {}
            End::Gone => return,
        }
        // Reading on also answers a close of theirs with ours (RFC 6455, section 5.5.1).
        while let Some(Ok(_)) = socket.recv().await {}
    };
    let _ = timeout(CLOSE_WITHIN, goodbye).await;
}

/// Waits for `hello` and takes its ticket.
async fn greet(hub: &Hub, socket: &mut WebSocket) -> Result<(Admit, Option<Resume>), CloseCode> {
    if socket.protocol().is_none() {
        return Err(CloseCode::NoHello);
    }
    let first = timeout(HELLO_WITHIN, first_words(hub, socket)).await;
    let text = first.unwrap_or(Err(CloseCode::NoHello))?;
    match ClientFrame::parse(&text) {
        Ok(ClientFrame::Hello { ticket, resume }) => {
            let admit = hub.0.tickets.redeem(&ticket.0, hub.0.clock.now());
            Ok((admit.ok_or(CloseCode::Ticket)?, resume))
        }
        Ok(ClientFrame::Command { .. } | ClientFrame::AskToken { .. } | ClientFrame::Ping {}) => {
            Err(CloseCode::NoHello)
        }
        Err(FrameError::Command { .. } | FrameError::Unreadable) => Err(CloseCode::Unreadable),
    }
}

/// The first text. Pings and pongs may come before it (RFC 6455, section 5.5), but no flood of them.
async fn first_words(hub: &Hub, socket: &mut WebSocket) -> Result<Utf8Bytes, CloseCode> {
    let mut pace = Pace::default();
    loop {
        match socket.recv().await {
            Some(Ok(Frame::Text(text))) => return Ok(text),
            Some(Ok(Frame::Ping(_) | Frame::Pong(_))) => {
                if !pace.take(hub.0.clock.now(), FRAMES_AT_ONCE, FRAME_EVERY_MS) {
                    return Err(CloseCode::Flood);
                }
            }
            Some(Ok(Frame::Binary(_) | Frame::Close(_)) | Err(_)) | None => {
                return Err(CloseCode::NoHello);
            }
        }
    }
}

/// Why a connection ends.
enum End {
    /// By us, with this code.
    Close(CloseCode),
    /// The other side said goodbye.
    Left,
    /// The other side is gone.
    Gone,
}

struct Connection {
    clock: Arc<dyn Clock>,
    id: ConnectionId,
    room: mpsc::Sender<Message>,
    pace: Pace,
    metrics: Metrics,
    heard_at: Instant,
}

impl Connection {
    /// Runs a greeted connection until it ends.
    async fn run(hub: Hub, socket: &mut WebSocket, admit: Admit, resume: Option<Resume>) -> End {
        // A session that ended in the meantime is over for everybody.
        let Some(handle) = hub.room(admit.session) else {
            return End::Close(CloseCode::Over);
        };
        let (room, clock) = (handle.mailbox.clone(), Arc::clone(&handle.clock));
        let (outbox, inbox) = outbox();
        let id = hub.next_connection();
        let connect = Message::Connect {
            admit,
            resume,
            connection: id,
            outbox,
        };
        if room.send(connect).await.is_err() {
            return End::Close(handle.turns_away());
        }
        let heard_at = Instant::now();
        let mut connection = Self {
            clock,
            id,
            room,
            pace: Pace::default(),
            metrics: hub.metrics().clone(),
            heard_at,
        };
        let end = connection.pump(socket, inbox).await;
        // A room that is gone needs not be told.
        let _ = connection
            .room
            .send(Message::Disconnect { connection: id })
            .await;
        end
    }

    async fn pump(&mut self, socket: &mut WebSocket, mut inbox: Inbox) -> End {
        let cut = inbox.cut();
        let mut ping_at = Instant::now() + PING_EVERY;
        // It wakes at the earlier of two times as they were known when it was set, and then looks.
        let mut look = pin!(sleep_until(ping_at));
        loop {
            tokio::select! {
                biased;
                () = cut.off() => return End::Close(CloseCode::FellBehind),
                // The room lets go of the inbox also if it stops without a word, as for a knock that
                // it never took.
                outgoing = inbox.next() => {
                    if let Err(end) = write_all(socket, outgoing, &mut inbox, &cut).await {
                        return end;
                    }
                }
                frame = socket.recv() => {
                    let frame = match frame {
                        Some(Ok(frame)) => frame,
                        // Too large, or against RFC 6455. If the other side is gone instead, the
                        // goodbye goes nowhere.
                        Some(Err(_)) => return End::Close(CloseCode::Unreadable),
                        None => return End::Gone,
                    };
                    self.heard_at = Instant::now();
                    match self.read(frame).await {
                        Ok(None) => {}
                        Ok(Some(answer)) => {
                            let answer = socket.send(Frame::Text(written(&answer)));
                            if let Err(end) = within(&cut, answer).await {
                                return end;
                            }
                        }
                        Err(end) => return end,
                    }
                }
                () = look.as_mut() => {
                    let now = Instant::now();
                    let dead_at = self.heard_at + DEAD_AFTER;
                    if now >= dead_at {
                        return End::Gone;
                    }
                    if now >= ping_at {
                        ping_at = now + PING_EVERY;
                        let ping = socket.send(Frame::Ping(bytes::Bytes::new()));
                        if let Err(end) = within(&cut, ping).await {
                            return end;
                        }
                    }
                    look.as_mut().reset(ping_at.min(dead_at));
                }
            }
        }
    }

    /// Takes a frame in. What is answered here and now, without the room, is given back.
    async fn read(&mut self, frame: Frame) -> Result<Option<ServerFrame>, End> {
        let now = self.clock.now();
        if !self.pace.take(now, FRAMES_AT_ONCE, FRAME_EVERY_MS) {
            return Err(End::Close(CloseCode::Flood));
        }
        let text = match frame {
            Frame::Text(text) => text,
            Frame::Ping(_) | Frame::Pong(_) => return Ok(None),
            Frame::Binary(_) => return Err(End::Close(CloseCode::Unreadable)),
            Frame::Close(_) => return Err(End::Left),
        };
        let message = match ClientFrame::parse(&text) {
            Ok(ClientFrame::Command { n, command }) => Message::Command {
                connection: self.id,
                n,
                command,
            },
            Ok(ClientFrame::AskToken { box_id, blinded }) => Message::AskToken {
                connection: self.id,
                box_id,
                blinded,
            },
            Ok(ClientFrame::Ping {}) => return Ok(Some(ServerFrame::Pong { now })),
            Err(FrameError::Command { n }) => {
                self.metrics.answered(Err(RefusalCode::Malformed));
                return Ok(Some(refused(n, RefusalCode::Malformed)));
            }
            Ok(ClientFrame::Hello { .. }) | Err(FrameError::Unreadable) => {
                return Err(End::Close(CloseCode::Unreadable));
            }
        };
        match self.room.send(message).await {
            Ok(()) => Ok(None),
            Err(_) => Err(End::Close(CloseCode::ComeBack)),
        }
    }
}

/// Writes everything that waits, as one write where it fits.
async fn write_all(
    socket: &mut WebSocket,
    first: Option<Outgoing>,
    inbox: &mut Inbox,
    cut: &Cut,
) -> Result<(), End> {
    let mut outgoing = Some(first.ok_or(End::Close(CloseCode::ComeBack))?);
    let mut close = None;
    while let Some(next) = outgoing {
        match next {
            Outgoing::Frame(frame) => within(cut, socket.feed(Frame::Text(frame))).await?,
            Outgoing::Close(code) => {
                close = Some(code);
                break;
            }
        }
        outgoing = inbox.ready();
    }
    within(cut, socket.flush()).await?;
    match close {
        Some(code) => Err(End::Close(code)),
        None => Ok(()),
    }
}

/// A write that gives up when the connection is cut off or has been stuck for too long.
async fn within<E>(cut: &Cut, write: impl Future<Output = Result<(), E>>) -> Result<(), End> {
    tokio::select! {
        biased;
        () = cut.off() => Err(End::Close(CloseCode::FellBehind)),
        written = timeout(DEAD_AFTER, write) => match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        },
    }
}
