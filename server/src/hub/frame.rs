//! Frames of a websocket as they go out (RFC 6455, section 5.2), put together where they wait to be
//! written.

use bytes::{BufMut, BytesMut};
use rondo_protocol::ServerFrame;
use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Data, OpCode},
};

/// Room for what is first put into an empty buffer: a frame of most kinds, and some that follow it in a
/// burst.
const FIRST_BYTES: usize = 1_024;

/// Puts a text frame behind what waits, from pieces of its text that lie apart: what is the receiver's
/// own, and what others get as well. A server's frames are not masked.
pub(crate) fn put_text(waiting: &mut BytesMut, pieces: &[&str]) {
    let header = FrameHeader {
        opcode: OpCode::Data(Data::Text),
        ..FrameHeader::default()
    };
    let text = text_bytes(pieces);
    let length = u64::try_from(text).unwrap_or(u64::MAX);
    let bytes = header.len(length) + text;
    waiting.reserve(if waiting.is_empty() {
        bytes.max(FIRST_BYTES)
    } else {
        bytes
    });
    // Memory takes everything.
    let _written = header.format(length, &mut waiting.writer());
    for piece in pieces {
        waiting.put_slice(piece.as_bytes());
    }
}

/// Bytes of a text that lies in pieces.
pub(crate) fn text_bytes(pieces: &[&str]) -> usize {
    pieces.iter().map(|piece| piece.len()).sum()
}

/// The text of a frame.
pub(crate) fn written(frame: &ServerFrame) -> String {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(frame).unwrap_or_default()
}
