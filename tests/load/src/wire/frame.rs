//! Websocket frames (RFC 6455, section 5): written masked as clients must, read as they come.
//!
//! Only as much as a load generator needs: what servers send is followed by its headers and never
//! gathered, so that a frame of any length costs no memory.

/// What a frame carries (section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opcode {
    /// Goes on with a text or binary message.
    Continuation,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
    /// None that is defined.
    Unknown(u8),
}

impl Opcode {
    fn of(first: u8) -> Self {
        match first & 0x0f {
            0x0 => Self::Continuation,
            0x1 => Self::Text,
            0x2 => Self::Binary,
            0x8 => Self::Close,
            0x9 => Self::Ping,
            0xa => Self::Pong,
            other => Self::Unknown(other),
        }
    }

    fn number(self) -> u8 {
        match self {
            Self::Continuation => 0x0,
            Self::Text => 0x1,
            Self::Binary => 0x2,
            Self::Close => 0x8,
            Self::Ping => 0x9,
            Self::Pong => 0xa,
            Self::Unknown(other) => other,
        }
    }
}

/// Writes one whole frame behind `out`, masked with `key` (section 5.3).
pub fn write(out: &mut Vec<u8>, opcode: Opcode, payload: &[u8], key: [u8; 4]) {
    out.push(0x80 | opcode.number());
    match u16::try_from(payload.len()) {
        Ok(length) if length < 126 => out.push(0x80 | length.to_be_bytes()[1]),
        Ok(length) => {
            out.push(0x80 | 126);
            out.extend_from_slice(&length.to_be_bytes());
        }
        Err(_) => {
            out.push(0x80 | 127);
            out.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    out.extend_from_slice(&key);
    let masked = payload.iter().zip(key.iter().cycle());
    out.extend(masked.map(|(byte, key)| byte ^ key));
}

/// A part of the stream of frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A frame begins; whether it is the last of its message.
    Begin { opcode: Opcode, last: bool },
    /// Some of the frame's payload.
    Payload(&'a [u8]),
    /// The frame ends.
    End,
}

/// Follows the frames in a stream of bytes from a server.
#[derive(Debug, Default)]
pub struct Frames {
    /// The beginning of a frame's header.
    header: [u8; 10],
    have: usize,
    /// Payload bytes still to come; none while a header is read.
    left: Option<u64>,
}

impl Frames {
    /// Gives the parts of the stream that these bytes are.
    pub fn follow(&mut self, mut bytes: &[u8], mut give: impl FnMut(Piece<'_>)) {
        loop {
            match self.left {
                Some(0) => {
                    self.left = None;
                    give(Piece::End);
                }
                _ if bytes.is_empty() => return,
                Some(left) => {
                    let here = usize::try_from(left).map_or(bytes.len(), |l| l.min(bytes.len()));
                    give(Piece::Payload(&bytes[..here]));
                    bytes = &bytes[here..];
                    self.left = Some(left - here as u64);
                }
                None => {
                    self.header[self.have] = bytes[0];
                    self.have += 1;
                    bytes = &bytes[1..];
                    if let Some(length) = self.length() {
                        self.have = 0;
                        self.left = Some(length);
                        give(Piece::Begin {
                            opcode: Opcode::of(self.header[0]),
                            last: self.header[0] & 0x80 != 0,
                        });
                    }
                }
            }
        }
    }

    /// The length of the payload, once the header is whole. Servers do not mask.
    fn length(&self) -> Option<u64> {
        let header = &self.header[..self.have];
        match header.get(1)? & 0x7f {
            126 => Some(u16::from_be_bytes(*header.get(2..4)?.first_chunk()?).into()),
            127 => Some(u64::from_be_bytes(*header.get(2..10)?.first_chunk()?)),
            short => Some(short.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame as a server writes it.
    fn from_server(first: u8, payload: &[u8]) -> Vec<u8> {
        let mut frame = vec![first];
        match payload.len() {
            length @ 0..126 => frame.push(u8::try_from(length).unwrap()),
            length @ 126..0x1_0000 => {
                frame.push(126);
                frame.extend(u16::try_from(length).unwrap().to_be_bytes());
            }
            length => {
                frame.push(127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        frame.extend(payload);
        frame
    }

    /// Opcodes, whether last, and payloads of what was followed.
    fn followed(stream: &[u8], at_once: usize) -> Vec<(Opcode, bool, Vec<u8>)> {
        let mut frames = Frames::default();
        let (mut open, mut whole) = (Vec::new(), Vec::new());
        for part in stream.chunks(at_once) {
            frames.follow(part, |piece| match piece {
                Piece::Begin { opcode, last } => open.push((opcode, last, Vec::new())),
                Piece::Payload(bytes) => open.last_mut().unwrap().2.extend(bytes),
                Piece::End => whole.append(&mut open),
            });
        }
        assert!(open.is_empty(), "a frame did not end");
        whole
    }

    #[test]
    fn frames_of_every_length_are_followed_however_the_stream_is_cut() {
        let lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 70_000];
        let payloads = lengths.map(|length| vec![b'x'; length]);
        let stream: Vec<u8> = payloads
            .iter()
            .flat_map(|payload| from_server(0x81, payload))
            .collect();
        for at_once in [1, 2, 3, 7, 4_096, usize::MAX] {
            let seen = followed(&stream, at_once.min(stream.len()));
            let expected: Vec<_> = payloads
                .iter()
                .map(|payload| (Opcode::Text, true, payload.clone()))
                .collect();
            assert_eq!(seen, expected, "{at_once} at once");
        }
    }

    #[test]
    fn a_ping_between_the_parts_of_a_message_is_a_frame_of_its_own() {
        let stream = [
            from_server(0x01, b"be"),
            from_server(0x89, b"?"),
            from_server(0x80, b"gin"),
        ]
        .concat();
        let expected = [
            (Opcode::Text, false, b"be".to_vec()),
            (Opcode::Ping, true, b"?".to_vec()),
            (Opcode::Continuation, true, b"gin".to_vec()),
        ];
        assert_eq!(followed(&stream, 1), expected);
    }

    #[test]
    fn what_a_client_writes_is_masked_and_has_its_length() {
        for length in [0_usize, 125, 126, 65_535, 65_536] {
            let payload = vec![0x55; length];
            let mut out = Vec::new();
            write(&mut out, Opcode::Text, &payload, [1, 2, 3, 4]);
            let extended = match length {
                0..126 => 0,
                126..0x1_0000 => 2,
                _ => 8,
            };
            assert_eq!(out.len(), 2 + extended + 4 + length);
            assert_eq!(out[0], 0x81);
            assert_eq!(out[1] & 0x80, 0x80, "the mask bit");
            let masked = &out[2 + extended + 4..];
            let key = [1, 2, 3, 4].iter().cycle();
            assert!(masked.iter().zip(key).all(|(byte, key)| byte ^ key == 0x55));
        }
    }
}
