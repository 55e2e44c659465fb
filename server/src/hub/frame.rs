//! Frames of a websocket as they go out (RFC 6455, section 5.2), put together as they are written or
//! where they wait for it.

use std::{
    io::{self, IoSlice},
    iter,
};

use bytes::{BufMut, BytesMut};
use rondo_protocol::ServerFrame;
use tokio::net::tcp::OwnedWriteHalf;
use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Data, OpCode},
};

/// Room for what is first put into an empty buffer: a frame of most kinds, and some that follow it in a
/// burst.
const FIRST_BYTES: usize = 1_024;
/// A frame of up to so many bytes is joined before it is written.
const JOINED_BYTES: usize = 1_024;

/// A text frame whose text lies in pieces: what is the receiver's own, and what others get as well.
pub(crate) struct TextFrame<'a> {
    pieces: &'a [&'a str],
    header: Header,
    bytes: usize,
}

impl<'a> TextFrame<'a> {
    pub fn of(pieces: &'a [&'a str]) -> Self {
        let text = pieces.iter().map(|piece| piece.len()).sum();
        let header = Header::of_text(text);
        Self {
            bytes: header.as_bytes().len() + text,
            pieces,
            header,
        }
    }

    /// Bytes of all of it.
    pub fn len(&self) -> usize {
        self.bytes
    }

    /// Puts it behind what waits.
    pub fn put(&self, waiting: &mut BytesMut) {
        if waiting.is_empty() {
            *waiting = BytesMut::with_capacity(self.bytes.max(FIRST_BYTES));
        } else {
            waiting.reserve(self.bytes);
        }
        for part in self.parts() {
            waiting.put_slice(part);
        }
    }

    /// Writes as much of it as the socket takes: a long one from where the pieces lie, which costs the
    /// system more than copying a short one.
    pub fn write(&self, socket: &OwnedWriteHalf) -> io::Result<usize> {
        if self.bytes > JOINED_BYTES {
            let parts: Vec<_> = self.parts().map(IoSlice::new).collect();
            return socket.try_write_vectored(&parts);
        }
        let mut joined = [0; JOINED_BYTES];
        let mut rest = &mut joined[..];
        for part in self.parts() {
            rest.put_slice(part);
        }
        socket.try_write(&joined[..self.bytes])
    }

    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let pieces = self.pieces.iter().map(|piece| piece.as_bytes());
        iter::once(self.header.as_bytes()).chain(pieces)
    }
}

/// What stands before the text of a frame that is whole and, as all of a server's, not masked.
struct Header {
    bytes: [u8; Self::BYTES_MAX],
    len: usize,
}

impl Header {
    /// Two bytes, and eight for the length of a long text.
    const BYTES_MAX: usize = 10;

    fn of_text(length: usize) -> Self {
        let header = FrameHeader {
            opcode: OpCode::Data(Data::Text),
            ..FrameHeader::default()
        };
        let mut bytes = [0; Self::BYTES_MAX];
        let mut rest = &mut bytes[..];
        // There is room for it.
        let _written = header.format(u64::try_from(length).unwrap_or(u64::MAX), &mut rest);
        let len = Self::BYTES_MAX - rest.len();
        Self { bytes, len }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// The text of a frame.
pub(crate) fn written(frame: &ServerFrame) -> String {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(frame).unwrap_or_default()
}
