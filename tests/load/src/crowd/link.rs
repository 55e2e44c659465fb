//! One connection of the crowd: what it says, what it hears, and what it has heard already.

use std::io::{self, ErrorKind, Read, Write};

use mio::net::TcpStream;

use super::tally::Tally;
use crate::{
    dialogue::{Dialogue, Place},
    wire::{
        Wording,
        ear::{Ear, Heard},
        frame::{self, Opcode},
        marker::Marker,
    },
};

/// A connection that nobody waits for.
pub struct Link {
    pub stream: TcpStream,
    pub place: Place,
    /// Whether it takes in what comes; a reader that stopped is excused from hearing.
    pub reads: bool,
    /// Commands that were answered, and those refused (Rondo).
    pub done: u64,
    pub refused: u64,
    /// Where one stands in what one was told (Rondo).
    pub seq: u64,
    wording: Wording,
    ear: Ear,
    /// Messages said so far.
    said: u64,
    /// Bytes that are still to be written.
    owed: Vec<u8>,
    /// Which lines of the room were heard: one bit each.
    heard: Vec<u64>,
    closed: bool,
}

impl Link {
    /// Takes a connection over from the dialogue that opened it.
    pub fn of(place: Place, dialogue: Dialogue) -> io::Result<Self> {
        let Dialogue {
            stream,
            mut ear,
            wording,
            said,
            seq,
            ..
        } = dialogue;
        stream.set_nonblocking(true)?;
        ear.only_glimpse();
        Ok(Self {
            stream: TcpStream::from_std(stream),
            place,
            reads: true,
            done: 0,
            refused: 0,
            seq,
            wording,
            ear,
            said,
            owed: Vec::new(),
            heard: Vec::new(),
            closed: false,
        })
    }

    /// Puts a line into what is to be written.
    pub fn word_line(&mut self, line: &str) {
        self.said += 1;
        let (opcode, message) = self.wording.line(line, self.said);
        self.word(opcode, &message);
    }

    /// Puts a command of Rondo's into what is to be written.
    pub fn word_command(&mut self, command: &str) {
        self.said += 1;
        let (opcode, message) = self.wording.command(command, self.said);
        self.word(opcode, &message);
    }

    fn word(&mut self, opcode: Opcode, message: &[u8]) {
        // Any key that is not zero makes the server do the work of unmasking.
        let key = (self.said as u32 | 1)
            .wrapping_mul(0x9e37_79b1)
            .to_be_bytes();
        frame::write(&mut self.owed, opcode, message, key);
    }

    /// Writes what the system takes of what is owed.
    pub fn write(&mut self, tally: &mut Tally) {
        while !self.owed.is_empty() && !self.closed {
            match self.stream.write(&self.owed) {
                Ok(written) => drop(self.owed.drain(..written)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.lost(tally, &error.to_string()),
            }
        }
    }

    /// Reads what came. `now` gives the time at which a read returned.
    pub fn read(&mut self, buffer: &mut [u8], now: impl Fn() -> u64, tally: &mut Tally) {
        while self.reads && !self.closed {
            match self.stream.read(buffer) {
                Ok(0) => self.lost(tally, "the server hung up"),
                Ok(n) => {
                    self.take(&buffer[..n], now(), tally);
                    // There was no more, and what comes from now on is told anew (epoll(7)).
                    if n < buffer.len() {
                        return;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => self.lost(tally, &error.to_string()),
            }
        }
    }

    /// How many different lines were heard.
    pub fn heard(&self) -> u64 {
        self.heard
            .iter()
            .map(|bits| u64::from(bits.count_ones()))
            .sum()
    }

    /// Whether the connection is gone.
    pub fn closed(&self) -> bool {
        self.closed
    }

    fn take(&mut self, bytes: &[u8], now: u64, tally: &mut Tally) {
        let Self {
            ear,
            place,
            heard,
            wording,
            done,
            refused,
            seq,
            ..
        } = self;
        let mut answers = Vec::new();
        let mut closed = None;
        ear.hear(bytes, |what| match what {
            Heard::Line(marker) => match note(heard, place.room, marker) {
                Noted::First => tally.delivered(marker.at_ns, now),
                Noted::Again => tally.again += 1,
                Noted::Stranger => tally.strangers += 1,
            },
            Heard::Message(message) => match wording {
                Wording::Rondo => match Rondo::read(message) {
                    Rondo::Update { seq: to, prev } => {
                        tally.gaps += u64::from(prev != *seq);
                        tally.updates += to.saturating_sub(prev);
                        *seq = to;
                    }
                    Rondo::Ok => *done += 1,
                    Rondo::Refused => {
                        *refused += 1;
                        tally.refused(message);
                    }
                    Rondo::Other => {}
                },
                Wording::Plain | Wording::SocketIo | Wording::Colyseus => {
                    if let Some(answer) = wording.answer(message) {
                        answers.push((Opcode::Text, answer.as_bytes().to_vec()));
                    }
                }
            },
            Heard::Ping(bytes) => answers.push((Opcode::Pong, bytes.to_vec())),
            Heard::Close(code) => closed = Some(code),
        });
        if let Some(code) = closed {
            self.lost(tally, &format!("the server closed with {code:?}"));
        }
        if !answers.is_empty() {
            for (opcode, answer) in answers {
                self.word(opcode, &answer);
            }
            self.write(tally);
        }
    }

    fn lost(&mut self, tally: &mut Tally, why: &str) {
        self.closed = true;
        if self.reads {
            tally.lost_connection(self.place, why);
        }
    }
}

enum Noted {
    First,
    Again,
    Stranger,
}

/// Notes that a line was heard.
fn note(heard: &mut Vec<u64>, room: usize, marker: Marker) -> Noted {
    if marker.room as usize != room {
        return Noted::Stranger;
    }
    let (at, bit) = (marker.n as usize / 64, 1 << (marker.n % 64));
    if heard.len() <= at {
        heard.resize(at + 1, 0);
    }
    if heard[at] & bit != 0 {
        return Noted::Again;
    }
    heard[at] |= bit;
    Noted::First
}

/// What a frame of Rondo's is, from its beginning.
#[derive(Debug, PartialEq, Eq)]
pub enum Rondo {
    Update { seq: u64, prev: u64 },
    Ok,
    Refused,
    Other,
}

impl Rondo {
    /// Reads the beginning of a frame as the server writes it.
    pub fn read(message: &[u8]) -> Self {
        let Some(rest) = message.strip_prefix(br#"{"type":""#) else {
            return Self::Other;
        };
        if rest.starts_with(b"ok\"") {
            return Self::Ok;
        }
        if rest.starts_with(b"refused\"") {
            return Self::Refused;
        }
        let numbers = || {
            let rest = rest.strip_prefix(br#"update","seq":"#)?;
            let (seq, rest) = number(rest);
            let (prev, _) = number(rest.strip_prefix(br#","prev":"#)?);
            Some(Self::Update { seq, prev })
        };
        numbers().unwrap_or(Self::Other)
    }
}

fn number(bytes: &[u8]) -> (u64, &[u8]) {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = bytes.split_at(digits);
    let number = digits.iter().fold(0, |number: u64, digit| {
        number
            .wrapping_mul(10)
            .wrapping_add(u64::from(digit - b'0'))
    });
    (number, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_known_by_their_beginning() {
        let update = br#"{"type":"update","seq":42,"prev":41,"updates":[{"feature":"roster""#;
        assert_eq!(Rondo::read(update), Rondo::Update { seq: 42, prev: 41 });
        assert_eq!(Rondo::read(br#"{"type":"ok","n":13,"seq":42}"#), Rondo::Ok);
        let refused = br#"{"type":"refused","n":13,"code":"too_fast""#;
        assert_eq!(Rondo::read(refused), Rondo::Refused);
        assert_eq!(Rondo::read(br#"{"type":"pong","now":1}"#), Rondo::Other);
        assert_eq!(Rondo::read(b"joined"), Rondo::Other);
    }

    #[test]
    fn a_line_counts_once_for_each_who_hears_it() {
        let marker = |room, n| Marker {
            room,
            sender: 0,
            n,
            at_ns: 0,
        };
        let mut heard = Vec::new();
        assert!(matches!(note(&mut heard, 3, marker(3, 200)), Noted::First));
        assert!(matches!(note(&mut heard, 3, marker(3, 200)), Noted::Again));
        assert!(matches!(note(&mut heard, 3, marker(3, 0)), Noted::First));
        assert!(matches!(note(&mut heard, 3, marker(4, 1)), Noted::Stranger));
    }
}
