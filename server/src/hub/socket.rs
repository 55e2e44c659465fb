//! One websocket: the greeting, then frames both ways until somebody goes.
//!
//! It knows no rule of the room. Reading waits when the room is busy; writing is the room's own affair,
//! but for what the system does not take at once. Everything that is not a frame of ours closes the
//! connection with a code.

use std::{
    io,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::{SinkExt, StreamExt};
use rondo_protocol::{
    ClientFrame, CloseCode, RefusalCode, ServerFrame,
    frames::{FrameError, Resume},
    limits::FRAME_BYTES_MAX,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpStream, tcp::OwnedReadHalf},
    sync::mpsc,
    time::{Instant, sleep_until, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message as Received, Utf8Bytes,
        protocol::{CloseFrame, Role, WebSocketConfig},
    },
};

use super::{
    Hub,
    deliver::refused,
    frame::written,
    limits::{
        CLOSE_WITHIN, DEAD_AFTER, FRAME_EVERY_MS, FRAMES_AT_ONCE, HELLO_WITHIN, PING_EVERY,
        READ_BUFFER_BYTES,
    },
    outbox::{Aside, Inbox, Outbox, outbox},
    pace::Pace,
    task::{ConnectionId, Message},
    tickets::Admit,
};
use crate::{clock::Clock, metrics::Metrics};

/// Both ways of one connection: tungstenite reads frames from it, and what it answers by itself goes
/// out between the room's frames.
struct BothWays {
    read: OwnedReadHalf,
    write: Aside,
}

impl AsyncRead for BothWays {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.read).poll_read(context, buffer)
    }
}

impl AsyncWrite for BothWays {
    /// Takes whole frames: tungstenite writes none in pieces if all of it is taken.
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.write.write(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

type WebSocket = WebSocketStream<BothWays>;

/// Serves a websocket until it is over. `read` was already read from it; `understood` says whether
/// the other side speaks our protocol.
pub async fn serve(hub: Hub, stream: TcpStream, read: Vec<u8>, understood: bool) {
    let metrics = hub.metrics().clone();
    let _open = metrics.websocket();
    let (reading, writing) = stream.into_split();
    let (outbox, inbox) = outbox(Some(writing));
    let both_ways = BothWays {
        read: reading,
        write: inbox.aside(),
    };
    let mut socket =
        WebSocket::from_partially_read(both_ways, read, Role::Server, Some(config())).await;
    let end = match greet(&hub, &mut socket, understood).await {
        Ok((admit, resume)) => {
            Connection::run(hub, &mut socket, admit, resume, outbox, &inbox).await
        }
        Err(code) => End::Close(code),
    };
    inbox.give_up();
    let goodbye = async {
        match end {
            End::Close(code) => {
                metrics.closed(code);
                let frame = CloseFrame {
                    code: code.number().into(),
                    reason: Utf8Bytes::from_static(""),
                };
                // Whoever is gone already needs no goodbye.
                let _ = socket.send(Received::Close(Some(frame))).await;
            }
            End::Left => {}
            End::Gone => return,
        }
        // Reading on also answers a close of theirs with ours (RFC 6455, section 5.5.1).
        while let Some(Ok(_)) = socket.next().await {}
    };
    tokio::select! {
        _said_or_late = timeout(CLOSE_WITHIN, goodbye) => {}
        () = inbox.write_on() => {}
    }
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .max_frame_size(Some(FRAME_BYTES_MAX))
        .max_message_size(Some(FRAME_BYTES_MAX))
}

/// Waits for `hello` and takes its ticket.
async fn greet(
    hub: &Hub,
    socket: &mut WebSocket,
    understood: bool,
) -> Result<(Admit, Option<Resume>), CloseCode> {
    if !understood {
        return Err(CloseCode::NoHello);
    }
    let text = tokio::select! {
        biased;
        first = timeout(HELLO_WITHIN, first_words(hub, socket)) => {
            first.unwrap_or(Err(CloseCode::NoHello))?
        }
        () = hub.told_to_stop() => return Err(CloseCode::ComeBack),
    };
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
        match socket.next().await {
            Some(Ok(Received::Text(text))) => return Ok(text),
            Some(Ok(Received::Ping(_) | Received::Pong(_))) => {
                if !pace.take(hub.0.clock.now(), FRAMES_AT_ONCE, FRAME_EVERY_MS) {
                    return Err(CloseCode::Flood);
                }
            }
            Some(Ok(Received::Binary(_) | Received::Close(_) | Received::Frame(_)) | Err(_))
            | None => {
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
    async fn run(
        hub: Hub,
        socket: &mut WebSocket,
        admit: Admit,
        resume: Option<Resume>,
        outbox: Outbox,
        inbox: &Inbox,
    ) -> End {
        // A session that ended in the meantime is over for everybody.
        let Some(handle) = hub.room(admit.session) else {
            return End::Close(CloseCode::Over);
        };
        let (room, clock) = (handle.mailbox.clone(), Arc::clone(&handle.clock));
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

    async fn pump(&mut self, socket: &mut WebSocket, inbox: &Inbox) -> End {
        let mut writing = pin!(inbox.write_on());
        let mut ping_at = Instant::now() + PING_EVERY;
        // It wakes at the earlier of two times as they were known when it was set, and then looks.
        let mut look = pin!(sleep_until(ping_at));
        loop {
            tokio::select! {
                biased;
                code = inbox.ending() => return code.map_or(End::Gone, End::Close),
                () = writing.as_mut() => return End::Gone,
                frame = socket.next() => {
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
                        Ok(Some(answer)) => inbox.say(&written(&answer)),
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
                        if socket.send(Received::Ping(Bytes::new())).await.is_err() {
                            return End::Gone;
                        }
                    }
                    look.as_mut().reset(ping_at.min(dead_at));
                }
            }
        }
    }

    /// Takes a frame in. What is answered here and now, without the room, is given back.
    async fn read(&mut self, frame: Received) -> Result<Option<ServerFrame>, End> {
        let now = self.clock.now();
        if !self.pace.take(now, FRAMES_AT_ONCE, FRAME_EVERY_MS) {
            return Err(End::Close(CloseCode::Flood));
        }
        let text = match frame {
            Received::Text(text) => text,
            Received::Ping(_) | Received::Pong(_) => return Ok(None),
            // Bare frames are never read, only written.
            Received::Binary(_) | Received::Frame(_) => {
                return Err(End::Close(CloseCode::Unreadable));
            }
            Received::Close(_) => return Err(End::Left),
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
