//! Frames of a websocket as they go out (RFC 6455, section 5.2), put together where they wait to be
//! written.

use std::io::{self, IoSlice};

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

/// A text frame whose text lies in pieces: what is the receiver's own, and what others get as well. A
/// server's frames are not masked.
pub(crate) struct TextFrame<'a> {
    pieces: &'a [&'a str],
    header: FrameHeader,
    text_bytes: usize,
}

impl<'a> TextFrame<'a> {
    pub fn of(pieces: &'a [&'a str]) -> Self {
        Self {
            pieces,
            header: FrameHeader {
                opcode: OpCode::Data(Data::Text),
                ..FrameHeader::default()
            },
            text_bytes: pieces.iter().map(|piece| piece.len()).sum(),
        }
    }

    /// Bytes of all of it.
    pub fn len(&self) -> usize {
        self.header.len(self.text_length()) + self.text_bytes
    }

    /// Puts it behind what waits.
    pub fn put(&self, waiting: &mut BytesMut) {
        waiting.reserve(if waiting.is_empty() {
            self.len().max(FIRST_BYTES)
        } else {
            self.len()
        });
        self.put_header(waiting);
        for piece in self.pieces {
            waiting.put_slice(piece.as_bytes());
        }
    }

    /// Writes as much of it as the socket takes, from where the pieces lie.
    pub fn write(&self, socket: &OwnedWriteHalf) -> io::Result<usize> {
        let mut header = BytesMut::with_capacity(self.header.len(self.text_length()));
        self.put_header(&mut header);
        let parts = [&*header]
            .into_iter()
            .chain(self.pieces.iter().map(|piece| piece.as_bytes()));
        let parts: Vec<_> = parts.map(IoSlice::new).collect();
        socket.try_write_vectored(&parts)
    }

    fn put_header(&self, bytes: &mut BytesMut) {
        // Memory takes everything.
        let _written = self.header.format(self.text_length(), &mut bytes.writer());
    }

    fn text_length(&self) -> u64 {
        u64::try_from(self.text_bytes).unwrap_or(u64::MAX)
    }
}

/// The text of a frame.
pub(crate) fn written(frame: &ServerFrame) -> String {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(frame).unwrap_or_default()
}
