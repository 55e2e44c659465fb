//! The wire as clients see it: frames, markers, and how each kind of server words a line.

pub mod ear;
pub mod frame;
pub mod marker;

use self::frame::Opcode;

/// How a server words what it is told and tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// The line and nothing else.
    Plain,
    /// Socket.IO 4 over Engine.IO 4: `42["line","…"]`.
    SocketIo,
    /// Colyseus: a byte for the kind, then the type and the line in MessagePack.
    Colyseus,
    /// Rondo's own protocol, as in `docs/protocol.md`.
    Rondo,
}

/// What a text in MessagePack begins with when its length follows in two bytes.
const STR16: u8 = 0xda;
/// A text of four bytes in MessagePack.
const FIXSTR4: u8 = 0xa4;
/// Colyseus' kind of message for what rooms and clients say to each other.
const ROOM_DATA: u8 = 13;
/// Colyseus' kind of message that greets a client, and that the client answers with.
pub const JOIN_ROOM: u8 = 10;

impl Wording {
    /// Words a line, which must need no escaping in JSON. `n` counts what this connection says.
    pub fn line(self, line: &str, n: u64) -> (Opcode, Vec<u8>) {
        match self {
            Self::Plain => (Opcode::Text, line.into()),
            Self::SocketIo => (Opcode::Text, format!(r#"42["line","{line}"]"#).into()),
            Self::Colyseus => {
                let mut message = vec![ROOM_DATA, FIXSTR4];
                message.extend_from_slice(b"line");
                message.push(STR16);
                // Lines are a few hundred bytes.
                let length = u16::try_from(line.len()).unwrap_or(u16::MAX);
                message.extend_from_slice(&length.to_be_bytes());
                message.extend_from_slice(line.as_bytes());
                (Opcode::Binary, message)
            }
            Self::Rondo => {
                let say = format!(
                    r#"{{"feature":"conversation","type":"say","audience":{{"to":"everyone"}},"text":"{line}"}}"#
                );
                self.command(&say, n)
            }
        }
    }

    /// Numbers a command of Rondo's.
    pub fn command(self, command: &str, n: u64) -> (Opcode, Vec<u8>) {
        let frame = format!(r#"{{"type":"command","n":{n},"command":{command}}}"#);
        (Opcode::Text, frame.into())
    }

    /// What has to be answered at once to stay connected, and with what.
    pub fn answer(self, message: &[u8]) -> Option<&'static str> {
        // Engine.IO has pings of its own (protocol revision 4, "Heartbeat").
        (self == Self::SocketIo && message == b"2").then_some("3")
    }
}
