//! What one connection hears: markers, the beginnings of messages, pings and the end.

use super::{
    frame::{Frames, Opcode, Piece},
    marker::{Marker, Scanner},
};

/// Bytes kept of the beginning of a message while it is only listened to for its kind.
pub const GLIMPSE_BYTES: usize = 64;

/// Something that was heard.
#[derive(Debug)]
pub enum Heard<'a> {
    /// A line arrived.
    Line(Marker),
    /// A message ended; its beginning, or all of it for an ear that keeps everything.
    Message(&'a [u8]),
    /// To be answered with the same bytes.
    Ping(&'a [u8]),
    /// The other side closes, with this code if it gave one.
    Close(Option<u16>),
}

/// Listens to the stream of one connection.
#[derive(Debug)]
pub struct Ear {
    frames: Frames,
    scanner: Scanner,
    /// The frame that is open.
    opcode: Opcode,
    last: bool,
    /// The beginning of the message that is open.
    message: Vec<u8>,
    /// The payload of a control frame.
    control: Vec<u8>,
    keep: usize,
}

impl Ear {
    /// An ear that keeps this much of each message.
    pub fn keeping(keep: usize) -> Self {
        Self {
            frames: Frames::default(),
            scanner: Scanner::default(),
            opcode: Opcode::Continuation,
            last: true,
            message: Vec::new(),
            control: Vec::new(),
            keep,
        }
    }

    /// From now on only the beginning of each message is kept.
    pub fn only_glimpse(&mut self) {
        self.keep = GLIMPSE_BYTES;
        self.message.shrink_to(GLIMPSE_BYTES);
    }

    /// Takes in what came, and gives what it is.
    pub fn hear(&mut self, bytes: &[u8], mut give: impl FnMut(Heard<'_>)) {
        let Self {
            frames,
            scanner,
            opcode,
            last,
            message,
            control,
            keep,
        } = self;
        frames.follow(bytes, |piece| match piece {
            Piece::Begin {
                opcode: begun,
                last: ends,
            } => {
                (*opcode, *last) = (begun, ends);
                match begun {
                    Opcode::Text | Opcode::Binary => message.clear(),
                    Opcode::Close | Opcode::Ping | Opcode::Pong => control.clear(),
                    Opcode::Continuation | Opcode::Unknown(_) => {}
                }
            }
            Piece::Payload(bytes) => match opcode {
                Opcode::Text | Opcode::Binary | Opcode::Continuation => {
                    let room = keep.saturating_sub(message.len()).min(bytes.len());
                    message.extend_from_slice(&bytes[..room]);
                    scanner.scan(bytes, |marker| give(Heard::Line(marker)));
                }
                Opcode::Close | Opcode::Ping | Opcode::Pong => control.extend_from_slice(bytes),
                Opcode::Unknown(_) => {}
            },
            Piece::End => match opcode {
                Opcode::Text | Opcode::Binary | Opcode::Continuation if *last => {
                    give(Heard::Message(message));
                }
                Opcode::Ping => give(Heard::Ping(control)),
                Opcode::Close => {
                    give(Heard::Close(
                        control.first_chunk().copied().map(u16::from_be_bytes),
                    ));
                }
                Opcode::Text
                | Opcode::Binary
                | Opcode::Continuation
                | Opcode::Pong
                | Opcode::Unknown(_) => {}
            },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was heard, in words.
    fn heard(stream: &[u8], keep: usize) -> Vec<String> {
        let mut ear = Ear::keeping(keep);
        let mut said = Vec::new();
        for byte in stream {
            ear.hear(&[*byte], |heard| {
                said.push(match heard {
                    Heard::Line(marker) => format!("line {}", marker.n),
                    Heard::Message(text) => format!("message {}", String::from_utf8_lossy(text)),
                    Heard::Ping(bytes) => format!("ping {}", String::from_utf8_lossy(bytes)),
                    Heard::Close(code) => format!("close {code:?}"),
                });
            });
        }
        said
    }

    #[test]
    fn several_lines_in_one_message_are_several_deliveries() {
        let mut text = String::from("[");
        for n in 0..3 {
            let marker = Marker {
                room: 1,
                sender: 2,
                n,
                at_ns: 3,
            };
            marker.write(&mut text);
        }
        let mut stream = vec![0x81, 126];
        stream.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        stream.extend(text.as_bytes());
        let expected = ["line 0", "line 1", "line 2", "message [~r"];
        assert_eq!(heard(&stream, 3), expected);
    }

    #[test]
    fn a_ping_inside_a_message_does_not_disturb_it() {
        let stream = b"\x01\x02ab\x89\x01?\x80\x01c\x88\x02\x11\x98";
        let expected = ["ping ?", "message abc", "close Some(4504)"];
        assert_eq!(heard(stream, 9), expected);
    }
}
