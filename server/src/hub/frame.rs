//! Frames of a websocket as they go out (RFC 6455, section 5.2), put together where they wait to be
//! written.

use std::io::{self, IoSlice};

use bytes::BytesMut;
use rondo_protocol::ServerFrame;
use tokio::net::tcp::OwnedWriteHalf;

/// Room for what is first put into an empty buffer: a frame of most kinds, and some that follow it in a
/// burst.
const FIRST_BYTES: usize = 1_024;

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
        waiting.extend_from_slice(self.header.as_bytes());
        for piece in self.pieces {
            waiting.extend_from_slice(piece.as_bytes());
        }
    }

    /// Writes as much of it as the socket takes, from where the pieces lie.
    pub fn write(&self, socket: &OwnedWriteHalf) -> io::Result<usize> {
        let parts = [self.header.as_bytes()]
            .into_iter()
            .chain(self.pieces.iter().map(|piece| piece.as_bytes()));
        let parts: Vec<_> = parts.map(IoSlice::new).collect();
        socket.try_write_vectored(&parts)
    }
}

/// What stands before the text of a frame that is whole and, as all of a server's, not masked.
struct Header {
    bytes: [u8; Self::BYTES_MAX],
    len: usize,
}

impl Header {
    const BYTES_MAX: usize = 10;
    /// The last fragment of its message, and text.
    const FIN_TEXT: u8 = 0x81;
    /// Instead of a length up to 125: the two or eight bytes that follow are the length.
    const LENGTH_IN_TWO: u8 = 126;
    const LENGTH_IN_EIGHT: u8 = 127;

    fn of_text(length: usize) -> Self {
        let mut bytes = [0; Self::BYTES_MAX];
        bytes[0] = Self::FIN_TEXT;
        let len = match u16::try_from(length) {
            Ok(length) if length < u16::from(Self::LENGTH_IN_TWO) => {
                [bytes[1], _] = length.to_le_bytes();
                2
            }
            Ok(length) => {
                bytes[1] = Self::LENGTH_IN_TWO;
                bytes[2..4].copy_from_slice(&length.to_be_bytes());
                4
            }
            Err(_) => {
                bytes[1] = Self::LENGTH_IN_EIGHT;
                bytes[2..].copy_from_slice(&(length as u64).to_be_bytes());
                Self::BYTES_MAX
            }
        };
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

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use tokio_tungstenite::tungstenite::protocol::frame::{
        FrameHeader,
        coding::{Data, OpCode},
    };

    use super::*;

    #[test]
    fn a_header_says_how_long_the_text_is_in_as_few_bytes_as_it_may() {
        for (length, bytes) in [
            (0, 2),
            (125, 2),
            (126, 4),
            (65_535, 4),
            (65_536, 10),
            (1 << 33, 10),
        ] {
            let header = Header::of_text(length);
            assert_eq!(header.as_bytes().len(), bytes, "{length}");
            let read = FrameHeader::parse(&mut Cursor::new(header.as_bytes()));
            let (read, said) = read.unwrap().unwrap();
            assert_eq!(said, length as u64);
            let text = FrameHeader {
                opcode: OpCode::Data(Data::Text),
                ..FrameHeader::default()
            };
            assert_eq!(format!("{read:?}"), format!("{text:?}"));
        }
    }
}
