//! A websocket as octets on a TCP connection: frames that no library would write, and every frame
//! that comes back, with its first octet.

use rondo_protocol::{SessionId, frames::SUBPROTOCOL};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Guest, Stage, patiently,
    wire::{connect, hello},
};

/// First octet of a frame: the last one of its message (RFC 6455, section 5.2).
pub const FIN: u8 = 0x80;
/// A further fragment.
pub const CONTINUATION: u8 = 0x0;
/// Text.
pub const TEXT: u8 = 0x1;
/// Binary.
pub const BINARY: u8 = 0x2;
/// A close.
pub const CLOSE: u8 = 0x8;
/// A ping.
pub const PING: u8 = 0x9;
/// A pong.
pub const PONG: u8 = 0xa;

/// Any key does; this one changes every octet.
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

/// How a frame says how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// In seven bits.
    Seven,
    /// In sixteen more.
    Sixteen,
    /// In sixty-four more.
    SixtyFour,
}

impl Length {
    /// The shortest that can say it, as section 5.2 asks of senders.
    #[must_use]
    pub fn shortest(octets: usize) -> Self {
        match octets {
            0..126 => Self::Seven,
            126..65_536 => Self::Sixteen,
            _ => Self::SixtyFour,
        }
    }
}

/// The head of a masked frame that promises this many octets.
///
/// # Panics
/// If the length cannot be said in this way.
#[must_use]
pub fn head(first: u8, how: Length, octets: u64) -> Vec<u8> {
    let mut head = vec![first];
    match how {
        Length::Seven => head.push(0x80 | u8::try_from(octets).unwrap()),
        Length::Sixteen => {
            head.push(0x80 | 126);
            head.extend(u16::try_from(octets).unwrap().to_be_bytes());
        }
        Length::SixtyFour => {
            head.push(0x80 | 127);
            head.extend(octets.to_be_bytes());
        }
    }
    head.extend(MASK);
    head
}

/// A frame as a client has to send it: masked, with the shortest length.
#[must_use]
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    frame_with(first, payload, Length::shortest(payload.len()))
}

/// The same with a length said in another way.
#[must_use]
pub fn frame_with(first: u8, payload: &[u8], how: Length) -> Vec<u8> {
    let mut frame = head(first, how, payload.len() as u64);
    let masked = payload.iter().zip(MASK.iter().cycle()).map(|(p, m)| p ^ m);
    frame.extend(masked);
    frame
}

/// A frame without a mask, as only a server may send it.
#[must_use]
pub fn unmasked(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap_or(125);
    [&[first, length], payload].concat()
}

/// A message in fragments of these payloads.
#[must_use]
pub fn fragments<P: AsRef<[u8]>>(opcode: u8, payloads: &[P]) -> Vec<u8> {
    let last = payloads.len().saturating_sub(1);
    let frames = payloads.iter().enumerate().flat_map(|(i, payload)| {
        let opcode = if i == 0 { opcode } else { CONTINUATION };
        let fin = if i == last { FIN } else { 0 };
        frame(fin | opcode, payload.as_ref())
    });
    frames.collect()
}

/// A close with a code and a reason.
#[must_use]
pub fn close(code: u16, reason: &[u8]) -> Vec<u8> {
    frame(FIN | CLOSE, &[&code.to_be_bytes(), reason].concat())
}

/// One connection, after a handshake.
pub struct Octets {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Octets {
    /// A websocket over which nothing was said yet.
    ///
    /// # Panics
    /// If the server does not open it.
    pub async fn open(stage: &Stage) -> Self {
        let mut stream = connect(stage).await;
        let ask = format!(
            "GET /ws HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: {}\r\nconnection: upgrade\r\n\
             upgrade: websocket\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             sec-websocket-protocol: {SUBPROTOCOL}\r\n\r\n",
            stage.origin()
        );
        stream.write_all(ask.as_bytes()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(patiently("the handshake", stream.read_u8()).await.unwrap());
        }
        assert!(head.starts_with(b"HTTP/1.1 101 "), "not opened");
        Self {
            stream,
            unread: Vec::new(),
        }
    }

    /// A websocket of somebody who was welcomed.
    ///
    /// # Panics
    /// If the server does not welcome them.
    pub async fn welcomed(stage: &Stage, guest: &mut Guest, session: SessionId) -> Self {
        let mut octets = Self::open(stage).await;
        let ticket = guest.ticket(session).await;
        octets
            .send(&frame(FIN | TEXT, hello(&ticket.0).as_bytes()))
            .await;
        let (first, payload) = octets.frame().await.expect("a welcome");
        assert_eq!(first, FIN | TEXT);
        assert!(payload.starts_with(br#"{"type":"welcome""#), "no welcome");
        octets
    }

    /// Sends octets; a server that takes no more of them is none of our business.
    pub async fn send(&mut self, octets: &[u8]) {
        let _closed = self.stream.write_all(octets).await;
    }

    /// The next frame: its first octet and its payload. `None` at the end of the connection.
    ///
    /// # Panics
    /// If the server masks a frame, which it must not (section 5.1).
    pub async fn frame(&mut self) -> Option<(u8, Vec<u8>)> {
        let [first, second] = self.take::<2>().await?;
        assert_eq!(second & 0x80, 0, "a masked frame from the server");
        let length = match second {
            126 => u64::from(u16::from_be_bytes(self.take().await?)),
            127 => u64::from_be_bytes(self.take().await?),
            short => u64::from(short),
        };
        let length = usize::try_from(length).unwrap();
        self.fill(length).await?;
        Some((first, self.unread.drain(..length).collect()))
    }

    async fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.fill(N).await?;
        let taken: Vec<u8> = self.unread.drain(..N).collect();
        taken.try_into().ok()
    }

    async fn fill(&mut self, octets: usize) -> Option<()> {
        while self.unread.len() < octets {
            let more = patiently("a frame", self.stream.read_buf(&mut self.unread)).await;
            // A reset is an end as well.
            more.ok().filter(|n| *n > 0)?;
        }
        Some(())
    }
}
