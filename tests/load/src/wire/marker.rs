//! Markers: a few bytes in every line that say which line it is and when it was meant to be sent.
//!
//! Servers differ in how they frame a line and in how many they put into one frame, so deliveries are
//! counted by these bytes in what each connection receives, whatever stands around them. A marker is
//! printable ASCII without quotes, so it looks the same inside JSON, MessagePack and plain text.

use memchr::memchr;

/// Bytes of a marker: `~r0012s007n000123t0123456789abcdef~`.
pub const MARKER_BYTES: usize = 35;

/// One line, as its marker tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The room, at most 9,999.
    pub room: u32,
    /// Who wrote it, at most 999.
    pub sender: u32,
    /// Which line of the room, from 0, at most 999,999.
    pub n: u32,
    /// When it was meant to be sent, in nanoseconds since the generator began.
    pub at_ns: u64,
}

impl Marker {
    /// Writes the marker behind `text`.
    pub fn write(&self, text: &mut String) {
        use std::fmt::Write;
        let Self {
            room,
            sender,
            n,
            at_ns,
        } = self;
        // Writing to a string cannot fail.
        let _ = write!(text, "~r{room:04}s{sender:03}n{n:06}t{at_ns:016x}~");
    }

    /// Reads the marker that these bytes are, if they are one.
    fn read(bytes: &[u8; MARKER_BYTES]) -> Option<Self> {
        let whole = bytes[0] == b'~'
            && bytes[1] == b'r'
            && bytes[6] == b's'
            && bytes[10] == b'n'
            && bytes[17] == b't'
            && bytes[34] == b'~';
        if !whole {
            return None;
        }
        Some(Self {
            room: decimal(&bytes[2..6])?,
            sender: decimal(&bytes[7..10])?,
            n: decimal(&bytes[11..17])?,
            at_ns: hexadecimal(&bytes[18..34])?,
        })
    }
}

fn decimal(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

fn hexadecimal(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0, |number, digit| {
        let value = char::from(*digit).to_digit(16)?;
        Some(number << 4 | u64::from(value))
    })
}

/// Finds markers in a stream of bytes, also where one is cut in two by the end of a read.
#[derive(Debug, Default)]
pub struct Scanner {
    /// The beginning of what may be a marker; shorter than one.
    begun: Vec<u8>,
}

impl Scanner {
    /// Gives every marker that is whole with these bytes.
    pub fn scan(&mut self, mut bytes: &[u8], mut found: impl FnMut(Marker)) {
        while !self.begun.is_empty() {
            let missing = MARKER_BYTES - self.begun.len();
            let taken = missing.min(bytes.len());
            self.begun.extend_from_slice(&bytes[..taken]);
            bytes = &bytes[taken..];
            if taken < missing {
                return;
            }
            let joined = std::mem::take(&mut self.begun);
            self.whole(&joined, &mut found);
        }
        self.whole(bytes, &mut found);
    }

    /// Scans what does not begin inside a marker, and keeps what may be the beginning of one.
    fn whole(&mut self, mut bytes: &[u8], found: &mut impl FnMut(Marker)) {
        while let Some(at) = memchr(b'~', bytes) {
            bytes = &bytes[at..];
            let Some(first) = bytes.first_chunk() else {
                self.begun.extend_from_slice(bytes);
                return;
            };
            let skip = match Marker::read(first) {
                Some(marker) => {
                    found(marker);
                    MARKER_BYTES
                }
                None => 1,
            };
            bytes = &bytes[skip..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(n: u32) -> Marker {
        Marker {
            room: 12,
            sender: 7,
            n,
            at_ns: 0x1234_5678_9abc_def0,
        }
    }

    fn text(markers: &[Marker]) -> String {
        let mut text = String::from("so ~ it ~r begins");
        for marker in markers {
            marker.write(&mut text);
            text.push_str(" and goes ~on");
        }
        text
    }

    #[test]
    fn a_marker_reads_as_it_was_written() {
        let mut text = String::new();
        marker(123).write(&mut text);
        assert_eq!(text, "~r0012s007n000123t123456789abcdef0~");
        let bytes = text.as_bytes().first_chunk().unwrap();
        assert_eq!(Marker::read(bytes), Some(marker(123)));
    }

    #[test]
    fn every_marker_is_found_once_wherever_the_stream_is_cut() {
        let markers = [marker(0), marker(1), marker(2)];
        let text = text(&markers);
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let mut found = Vec::new();
                let mut scanner = Scanner::default();
                for part in [&text[..first], &text[first..second], &text[second..]] {
                    scanner.scan(part.as_bytes(), |marker| found.push(marker));
                }
                assert_eq!(found, markers, "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn markers_side_by_side_are_found_byte_by_byte() {
        let mut text = String::new();
        marker(1).write(&mut text);
        marker(2).write(&mut text);
        let mut found = Vec::new();
        let mut scanner = Scanner::default();
        for byte in text.bytes() {
            scanner.scan(&[byte], |marker| found.push(marker));
        }
        assert_eq!(found, [marker(1), marker(2)]);
    }

    #[test]
    fn what_only_looks_like_a_marker_hides_no_real_one() {
        let mut text = String::from("~r0012s007n00x");
        marker(5).write(&mut text);
        let mut found = Vec::new();
        let mut scanner = Scanner::default();
        for part in text.as_bytes().chunks(20) {
            scanner.scan(part, |marker| found.push(marker));
        }
        assert_eq!(found, [marker(5)]);
    }
}
