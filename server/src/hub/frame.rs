//! A frame of a websocket as it goes out (RFC 6455, section 5.2): what is one receiver's own, and what
//! it shares with others' frames.

use std::sync::Arc;

use rondo_protocol::ServerFrame;
use tokio_tungstenite::tungstenite::protocol::frame::{
    FrameHeader,
    coding::{Data, OpCode},
};

/// Parts of a frame that lie apart in memory.
pub(crate) const PARTS: usize = 2;

/// A whole frame. Frames of a server are not masked, so equal words are equal bytes.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The header, and the text up to where it is shared.
    own: Vec<u8>,
    /// The rest of the text.
    shared: Option<Arc<str>>,
}

impl Frame {
    /// A frame whose text begins with what is the receiver's own, piece by piece, and may go on with
    /// what others get as well.
    pub fn text(own: &[&str], shared: Option<Arc<str>>) -> Self {
        let header = FrameHeader {
            opcode: OpCode::Data(Data::Text),
            ..FrameHeader::default()
        };
        let own_bytes = own.iter().map(|piece| piece.len()).sum::<usize>();
        let text = own_bytes + shared.as_deref().map_or(0, str::len);
        let text = u64::try_from(text).unwrap_or(u64::MAX);
        let mut bytes = Vec::with_capacity(header.len(text) + own_bytes);
        // Memory takes everything.
        let _written = header.format(text, &mut bytes);
        for piece in own {
            bytes.extend_from_slice(piece.as_bytes());
        }
        Self { own: bytes, shared }
    }

    /// A frame, or a part of one, that somebody else has put together.
    pub fn ready(bytes: &[u8]) -> Self {
        Self {
            own: bytes.to_vec(),
            shared: None,
        }
    }

    pub fn len(&self) -> usize {
        self.parts().iter().map(|part| part.len()).sum()
    }

    pub fn parts(&self) -> [&[u8]; PARTS] {
        let shared = self.shared.as_deref().unwrap_or_default();
        [&self.own, shared.as_bytes()]
    }
}

impl From<&ServerFrame> for Frame {
    fn from(frame: &ServerFrame) -> Self {
        Self::text(&[&written(frame)], None)
    }
}

/// The text of a frame.
pub(crate) fn written(frame: &ServerFrame) -> String {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_string(frame).unwrap_or_default()
}

#[cfg(test)]
impl std::fmt::Display for Frame {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [own, shared] = self.parts();
        let header = FrameHeader::parse(&mut std::io::Cursor::new(own)).unwrap();
        let (header, length) = header.unwrap();
        assert_eq!(header.opcode, OpCode::Data(Data::Text));
        let text = &own[header.len(length)..];
        for part in [text, shared] {
            f.write_str(std::str::from_utf8(part).unwrap())?;
        }
        Ok(())
    }
}
