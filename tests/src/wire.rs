//! Requests and frames as a stranger may write them: bytes that no client of ours would send.

use std::net::SocketAddr;

use futures_util::{SinkExt, StreamExt};
use rondo_protocol::{SessionId, frames::SUBPROTOCOL};
use serde_json::Value;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        handshake::client::Request,
        http::{
            HeaderValue,
            header::{ORIGIN, SEC_WEBSOCKET_PROTOCOL},
        },
    },
};

use crate::{Guest, Stage, patiently};

/// An answer, read to its last byte.
#[derive(Debug)]
pub struct Answer {
    /// The status line's number.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A connection without a word on it.
///
/// # Panics
/// If the server does not take it.
pub async fn connect(stage: &Stage) -> TcpStream {
    TcpStream::connect(address(stage)).await.unwrap()
}

/// Where the server listens.
#[must_use]
pub fn address(stage: &Stage) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], stage.port()))
}

/// Sends a request, its header lines as given, and reads the answer until the server closes.
///
/// # Panics
/// If what comes back is no answer.
pub async fn request(stage: &Stage, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    request_at(address(stage), line, headers, body).await
}

/// The same to a listener of the server's other than its public one.
///
/// # Panics
/// If what comes back is no answer.
pub async fn request_at(
    address: SocketAddr,
    line: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut head = format!("{line} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // A server that has refused already reads no further.
    let _refused = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    patiently("an answer", read).await.unwrap();
    parse(&bytes)
}

/// Posts JSON as this server's own page does.
pub async fn post(stage: &Stage, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
    let origin = stage.origin();
    let mut all = vec![
        ("origin", origin.as_str()),
        ("content-type", "application/json"),
    ];
    all.extend(headers);
    let body = body.to_string();
    request(stage, &format!("POST {path}"), &all, body.as_bytes()).await
}

/// Reads an answer: its head, and what comes behind it.
///
/// # Panics
/// If it is none.
#[must_use]
pub fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer {
        status: status.parse().unwrap(),
        headers: headers
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect(),
        body: bytes[end + 4..].to_vec(),
    }
}

/// A websocket on which anything can be written.
pub struct RawSocket(WebSocketStream<TcpStream>);

impl RawSocket {
    /// Opens a websocket as a page of this origin would, with these subprotocols.
    ///
    /// # Errors
    /// The status of the refusal.
    ///
    /// # Panics
    /// If the server answers something else.
    pub async fn open(
        stage: &Stage,
        origin: Option<&str>,
        subprotocols: Option<&str>,
    ) -> Result<Self, u16> {
        Self::open_on(connect(stage).await, stage, origin, subprotocols).await
    }

    /// Opens a websocket on a connection.
    ///
    /// # Errors
    /// The status of the refusal.
    ///
    /// # Panics
    /// If the server answers something else.
    pub async fn open_on(
        stream: TcpStream,
        stage: &Stage,
        origin: Option<&str>,
        subprotocols: Option<&str>,
    ) -> Result<Self, u16> {
        let request = ws_request(stage, origin, subprotocols);
        match patiently("the handshake", client_async(request, stream)).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a websocket with words of which the server may choose none, where the handshake may
    /// fail on this side.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn open_quietly(
        stage: &Stage,
        origin: &str,
        subprotocols: Option<&str>,
    ) -> Option<Self> {
        let request = ws_request(stage, Some(origin), subprotocols);
        let opened = client_async(request, connect(stage).await);
        match patiently("the handshake", opened).await {
            Ok((socket, _)) => Some(Self(socket)),
            Err(Error::Protocol(_)) => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// Opens a websocket as the client does.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn own(stage: &Stage) -> Self {
        let origin = stage.origin();
        let opened = Self::open(stage, Some(&origin), Some(SUBPROTOCOL)).await;
        opened.unwrap()
    }

    /// Opens a websocket and greets the room as somebody.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn greeted(stage: &Stage, guest: &mut Guest, session: SessionId) -> Self {
        let mut socket = Self::own(stage).await;
        socket.hello(guest, session).await;
        socket.text().await;
        socket
    }

    /// Says `hello` with a fresh ticket.
    pub async fn hello(&mut self, guest: &mut Guest, session: SessionId) {
        let ticket = guest.ticket(session).await;
        self.send(hello(&ticket.0)).await;
    }

    /// Sends a message; one that the server does not take any more is none of our business.
    pub async fn send(&mut self, message: impl Into<Message>) {
        let _closed = self.0.send(message.into()).await;
    }

    /// The next text frame.
    ///
    /// # Panics
    /// If the connection closes instead.
    pub async fn text(&mut self) -> Value {
        loop {
            let message = patiently("a frame", self.0.next()).await.unwrap().unwrap();
            if let Message::Text(text) = message {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    /// The type of the first frame, or with which code the server closed instead.
    ///
    /// # Errors
    /// The code of the close, if it said one.
    pub async fn first_word(&mut self) -> Result<String, Option<u16>> {
        loop {
            match patiently("a frame", self.0.next()).await {
                Some(Ok(Message::Text(text))) => {
                    let frame: Value = serde_json::from_str(&text).unwrap();
                    return Ok(frame["type"].as_str().unwrap_or_default().to_owned());
                }
                Some(Ok(Message::Close(frame))) => return Err(frame.map(|f| f.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(None),
            }
        }
    }

    /// Reads until the end, and gives the code with which the server closed, if it said one.
    pub async fn closed_with(&mut self) -> Option<u16> {
        loop {
            match patiently("the end", self.0.next()).await {
                Some(Ok(Message::Close(frame))) => return frame.map(|f| f.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }
}

fn ws_request(stage: &Stage, origin: Option<&str>, subprotocols: Option<&str>) -> Request {
    let url = format!("ws://{}/ws", address(stage));
    let mut request = url.into_client_request().unwrap();
    let headers = [(ORIGIN, origin), (SEC_WEBSOCKET_PROTOCOL, subprotocols)];
    for (name, value) in headers {
        if let Some(value) = value {
            let value = HeaderValue::from_str(value).unwrap();
            request.headers_mut().insert(name, value);
        }
    }
    request
}

/// A `hello` with this ticket.
#[must_use]
pub fn hello(ticket: &str) -> String {
    format!(r#"{{"type":"hello","ticket":"{ticket}","resume":null}}"#)
}

/// A connection that takes in very little unless it is read: small segments, a small buffer.
///
/// # Panics
/// If the system does not make it.
pub async fn narrow_connection(stage: &Stage) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, Some(Protocol::TCP)).unwrap();
    socket.set_recv_buffer_size(2_048).unwrap();
    socket.set_tcp_mss(536).unwrap();
    socket.connect(&address(stage).into()).unwrap();
    socket.set_nonblocking(true).unwrap();
    TcpStream::from_std(socket.into()).unwrap()
}
