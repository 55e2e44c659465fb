//! Who may post into an open feedback box, and what was posted: in memory only, until the seal.
//!
//! This is the one seam between a box and the way its slips stay unknown. In this version every
//! member present gets a random pass over their own connection, and posts one envelope with it over
//! a request that carries nothing else. While the box is open this process could tell whose pass an
//! envelope used; it never writes that down, and forgets it with the box. Blind tokens will replace
//! the passes here and change nothing around it.
//!
//! Envelopes lie under random ids from the moment they arrive, so not even their order is kept. It
//! must never be logged, stored, or told apart by its answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rand::Rng;
use rondo_protocol::{
    SeatId, SlipId,
    limits::{ENVELOPE_BYTES, SLIP_BYTES_MAX},
    text::SlipText,
};

const PASS_BYTES: usize = 32;
type Pass = [u8; PASS_BYTES];

/// One box's passes and envelopes.
#[derive(Default)]
pub(crate) struct Ballot(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    passes: BTreeMap<SeatId, Pass>,
    unused: BTreeSet<Pass>,
    collecting: bool,
    envelopes: BTreeMap<SlipId, Option<SlipText>>,
}

impl Ballot {
    /// The pass of a seat, in hexadecimal: the same one each time it is asked for.
    pub fn pass_of(&self, seat: SeatId) -> String {
        let mut inside = self.inside();
        let known = inside.passes.get(&seat).copied();
        let pass = known.unwrap_or_else(|| {
            let mut pass = [0; PASS_BYTES];
            rand::rng().fill_bytes(&mut pass);
            inside.passes.insert(seat, pass);
            inside.unused.insert(pass);
            pass
        });
        pass.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Writing is over: envelopes are taken from now on.
    pub fn collect(&self) {
        self.inside().collecting = true;
    }

    /// Takes an envelope, if it is one. Nobody learns whether it was.
    ///
    /// Layout: 32 bytes of pass, 2 bytes of text length (big-endian), text in UTF-8, padding up to
    /// 2,048 bytes. An envelope without a readable text counts, and holds no slip.
    pub fn post(&self, envelope: &[u8]) {
        let Ok(envelope) = <&[u8; ENVELOPE_BYTES]>::try_from(envelope) else {
            return;
        };
        let (pass, rest) = envelope.split_at(PASS_BYTES);
        let (length, rest) = rest.split_at(2);
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let text = rest.get(..length).filter(|_| length <= SLIP_BYTES_MAX);
        let text = text.and_then(|bytes| std::str::from_utf8(bytes).ok());
        let slip = text.and_then(|text| SlipText::new(text).ok());

        let mut inside = self.inside();
        if inside.collecting && inside.unused.remove(pass) {
            let id = SlipId::from_random(rand::random());
            inside.envelopes.insert(id, slip);
        }
    }

    /// How many envelopes came, and the slips in them, by their random ids.
    pub fn open_all(&self) -> (u16, Vec<(SlipId, SlipText)>) {
        let inside = self.inside();
        let count = u16::try_from(inside.envelopes.len()).unwrap_or(u16::MAX);
        let slips = inside.envelopes.iter();
        let slips = slips.filter_map(|(id, text)| Some((*id, text.clone()?)));
        (count, slips.collect())
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(pass: &str, text: &str) -> Vec<u8> {
        let byte = |i: usize| u8::from_str_radix(&pass[2 * i..2 * i + 2], 16).unwrap();
        let mut bytes: Vec<u8> = (0..PASS_BYTES).map(byte).collect();
        bytes.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        bytes.extend(text.as_bytes());
        bytes.resize(ENVELOPE_BYTES, 7);
        bytes
    }

    fn texts(ballot: &Ballot) -> (u16, Vec<String>) {
        let (count, slips) = ballot.open_all();
        let text = |(_, text): &(SlipId, SlipText)| text.reveal().to_owned();
        (count, slips.iter().map(text).collect())
    }

    #[test]
    fn every_seat_posts_once_and_the_pass_is_the_same_when_asked_again() {
        let ballot = Ballot::default();
        let pass = ballot.pass_of(SeatId(1));
        assert_eq!(pass, ballot.pass_of(SeatId(1)));
        assert_ne!(pass, ballot.pass_of(SeatId(2)));
        ballot.collect();
        ballot.post(&envelope(&pass, "first"));
        ballot.post(&envelope(&pass, "second"));
        assert_eq!(texts(&ballot), (1, vec!["first".to_owned()]));
    }

    #[test]
    fn an_empty_envelope_counts_and_holds_no_slip() {
        let ballot = Ballot::default();
        let pass = ballot.pass_of(SeatId(1));
        ballot.collect();
        ballot.post(&envelope(&pass, ""));
        assert_eq!(texts(&ballot), (1, vec![]));
    }

    #[test]
    fn what_is_early_wrong_or_of_another_size_is_not_taken() {
        let ballot = Ballot::default();
        let pass = ballot.pass_of(SeatId(1));
        let good = envelope(&pass, "words");
        ballot.post(&good);
        ballot.collect();
        ballot.post(&good[..ENVELOPE_BYTES - 1]);
        ballot.post(&[good.as_slice(), b"x"].concat());
        ballot.post(&envelope(&"00".repeat(PASS_BYTES), "guess"));
        ballot.post(&[]);
        assert_eq!(texts(&ballot), (0, vec![]));
    }

    #[test]
    fn a_text_with_a_false_length_or_no_utf_8_is_an_empty_slip() {
        let ballot = Ballot::default();
        ballot.collect();
        let mut long = envelope(&ballot.pass_of(SeatId(1)), "x");
        long[PASS_BYTES..PASS_BYTES + 2].copy_from_slice(&2_000_u16.to_be_bytes());
        ballot.post(&long);
        let mut broken = envelope(&ballot.pass_of(SeatId(2)), "xx");
        broken[PASS_BYTES + 2] = 0xff;
        ballot.post(&broken);
        assert_eq!(texts(&ballot), (2, vec![]));
    }
}
