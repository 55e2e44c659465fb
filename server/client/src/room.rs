//! The websocket side: greet, fold, ask, and resume.

use std::collections::VecDeque;

use futures_util::{SinkExt, StreamExt};
use rondo_protocol::{
    At, ClientFrame, Command, SeatId, ServerFrame, View,
    frames::{Resume, SUBPROTOCOL},
    http::Secret,
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{
        Message,
        client::IntoClientRequest,
        http::{
            HeaderValue,
            header::{ORIGIN, SEC_WEBSOCKET_PROTOCOL},
        },
    },
};

use crate::{Answer, Heard, Issued, Refused, Screen};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Why a connection is no more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// The server closed it with this code.
    #[error("closed with {0}")]
    Code(u16),
    /// It broke.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// The server told something that does not follow what it told before.
    #[error("a gap: stood at {stood}, told from {prev}")]
    Gap {
        /// Where this client stood.
        stood: u64,
        /// Where the frame started.
        prev: u64,
    },
    /// The server sent something that is none of its frames.
    #[error("not a frame: {0}")]
    NotAFrame(String),
}

/// One person's connection to a room, and what they see.
pub struct Client {
    socket: Socket,
    screen: Screen,
    last_n: u64,
    answers: VecDeque<Answer>,
    pub(crate) issued: VecDeque<Issued>,
}

impl Client {
    /// Greets the room with a ticket. `before` is what this person had: their view and position.
    ///
    /// # Errors
    /// [`Closed`] with the server's code if it does not let them in.
    pub async fn connect(
        origin: &str,
        ticket: Secret,
        before: Option<(View, Resume)>,
    ) -> Result<Self, Closed> {
        Self::connect_at(origin, origin, ticket, before).await
    }

    /// The same for a server whose people come to `origin`, but which is reached at `address`.
    ///
    /// # Errors
    /// [`Closed`] with the server's code if it does not let them in.
    pub async fn connect_at(
        address: &str,
        origin: &str,
        ticket: Secret,
        before: Option<(View, Resume)>,
    ) -> Result<Self, Closed> {
        let mut socket = open(address, origin).await?;
        let resume = before.as_ref().map(|(_, resume)| resume.clone());
        send(&mut socket, &ClientFrame::Hello { ticket, resume }).await?;
        let mut welcome = receive(&mut socket).await?;
        while !matches!(welcome, ServerFrame::Welcome { .. }) {
            welcome = receive(&mut socket).await?;
        }
        let screen = Screen::welcomed(welcome, before)?;
        let screen = screen.ok_or_else(|| Closed::NotAFrame("no welcome".into()))?;
        Ok(Self {
            socket,
            last_n: screen.last_command(),
            screen,
            answers: VecDeque::new(),
            issued: VecDeque::new(),
        })
    }

    /// What this person sees.
    #[must_use]
    pub fn view(&self) -> &View {
        self.screen.view()
    }

    /// This person's seat.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.screen.seat()
    }

    /// Where this person stands in what they were told.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.screen.position().last_seq
    }

    /// The server's time when it last told it.
    #[must_use]
    pub fn now(&self) -> At {
        self.screen.now
    }

    /// Whether the server gave only what was missed.
    #[must_use]
    pub fn resumed(&self) -> bool {
        self.screen.resumed()
    }

    /// The last command number used.
    #[must_use]
    pub fn last_n(&self) -> u64 {
        self.last_n
    }

    /// Drops the connection without a word, as a bad network does; keeps what was known.
    #[must_use]
    pub fn drop_hard(self) -> (View, Resume) {
        let position = self.screen.position();
        (self.screen.view, position)
    }

    /// Sends a command under the next number, without waiting.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn send(&mut self, command: Command) -> Result<u64, Closed> {
        self.last_n += 1;
        self.send_as(self.last_n, command).await
    }

    /// Sends a command under a number of one's own, as after a drop.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn send_as(&mut self, n: u64, command: Command) -> Result<u64, Closed> {
        self.last_n = self.last_n.max(n);
        send(&mut self.socket, &ClientFrame::Command { n, command }).await?;
        Ok(n)
    }

    /// Sends a text frame as it is.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn send_raw(&mut self, text: &str) -> Result<(), Closed> {
        self.socket.send(Message::text(text)).await.map_err(broken)
    }

    /// Sends a command and waits for its answer.
    ///
    /// # Errors
    /// [`Closed`] outside, [`Refused`] inside.
    pub async fn ask(&mut self, command: Command) -> Result<Result<u64, Refused>, Closed> {
        let n = self.send(command).await?;
        self.answer_to(n).await
    }

    /// Waits for the answer to a command.
    ///
    /// # Errors
    /// [`Closed`] outside, [`Refused`] inside.
    pub async fn answer_to(&mut self, n: u64) -> Result<Result<u64, Refused>, Closed> {
        loop {
            if let Some(at) = self.answers.iter().position(|a| a.n == n) {
                let answer = self.answers.remove(at);
                if let Some(answer) = answer {
                    return Ok(answer.result);
                }
            }
            self.hear().await?;
        }
    }

    /// The next answer that came and nobody waited for.
    pub fn take_answer(&mut self) -> Option<Answer> {
        self.answers.pop_front()
    }

    pub(crate) async fn send_frame(&mut self, frame: &ClientFrame) -> Result<(), Closed> {
        send(&mut self.socket, frame).await
    }

    /// Asks the server for its time and waits for all it says before.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn ping(&mut self) -> Result<(), Closed> {
        send(&mut self.socket, &ClientFrame::Ping {}).await?;
        while !matches!(self.hear().await?, ServerFrame::Pong { .. }) {}
        Ok(())
    }

    /// Waits until what this person sees is so.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn until(&mut self, seen: impl Fn(&View) -> bool) -> Result<(), Closed> {
        while !seen(self.view()) {
            self.hear().await?;
        }
        Ok(())
    }

    /// Hears the next frame and folds it. Can be dropped while waiting without losing anything.
    ///
    /// # Errors
    /// [`Closed`].
    pub async fn hear(&mut self) -> Result<ServerFrame, Closed> {
        let frame = receive(&mut self.socket).await?;
        match self.screen.hear(frame.clone())? {
            Heard::News => {}
            Heard::Answer(answer) => self.answers.push_back(answer),
            Heard::Issued(issued) => self.issued.push_back(issued),
        }
        Ok(frame)
    }

    /// Closes properly and waits for the other side.
    pub async fn close(mut self) {
        // A connection that is already gone needs no goodbye.
        let _ = self.socket.close(None).await;
        while receive(&mut self.socket).await.is_ok() {}
    }
}

async fn open(address: &str, origin: &str) -> Result<Socket, Closed> {
    let url = format!("{}/ws", address.replacen("http", "ws", 1));
    let mut request = url.into_client_request().map_err(broken)?;
    let origin = HeaderValue::from_str(origin).map_err(|e| Closed::Broken(e.to_string()))?;
    request.headers_mut().insert(ORIGIN, origin);
    let protocol = HeaderValue::from_static(SUBPROTOCOL);
    request
        .headers_mut()
        .insert(SEC_WEBSOCKET_PROTOCOL, protocol);
    let (socket, _) = connect_async(request).await.map_err(broken)?;
    Ok(socket)
}

async fn send(socket: &mut Socket, frame: &ClientFrame) -> Result<(), Closed> {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    let text = serde_json::to_string(frame).unwrap_or_default();
    socket.send(Message::text(text)).await.map_err(broken)
}

async fn receive(socket: &mut Socket) -> Result<ServerFrame, Closed> {
    loop {
        let message = socket
            .next()
            .await
            .ok_or(Closed::Broken("no close frame".into()))?;
        match message.map_err(broken)? {
            Message::Text(text) => {
                return serde_json::from_str(&text).map_err(|e| Closed::NotAFrame(e.to_string()));
            }
            Message::Close(frame) => {
                return Err(Closed::Code(frame.map_or(1005, |f| f.code.into())));
            }
            Message::Ping(_) | Message::Pong(_) | Message::Binary(_) | Message::Frame(_) => {}
        }
    }
}

fn broken(error: impl std::fmt::Display) -> Closed {
    Closed::Broken(error.to_string())
}
