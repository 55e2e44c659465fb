//! What may be posted to `/anon`, and what may be in an envelope that is genuine.
//!
//! The first byte chooses. If it is even, each further four bytes post one envelope: which genuine
//! one, where it is changed, how, and how its length is. If it is odd, the rest is the content of a
//! genuine envelope.

use std::collections::BTreeSet;

use rand::{SeedableRng, rngs::StdRng};
use rondo_ballot::{Ballot, BoxSecret, Envelope, Request};
use rondo_protocol::{
    BoxId, SeatId,
    checkins::AnswerKind,
    feedback::{Ask, Content},
    limits::{ENVELOPE_BYTES, SLIP_BYTES_MAX},
};

/// Seats with a token.
const SEATS: u16 = 3;
/// Envelopes posted at most.
const POSTS_MAX: usize = 16;

/// Only genuine envelopes count, each once, and no content breaks its reader.
pub fn trial(bytes: &[u8]) {
    match bytes.split_first() {
        Some((choice, posts)) if choice % 2 == 0 => forgeries(posts),
        Some((_, content)) => contents(content),
        None => {}
    }
}

fn forgeries(posts: &[u8]) {
    let mut rng = StdRng::seed_from_u64(7);
    let mut ballot = Ballot::new(
        BoxId::from_random(7),
        Ask::Words {},
        BoxSecret::draw(&mut rng),
    );
    let genuine: Vec<Envelope> = (1..=SEATS)
        .map(|seat| envelope(&mut ballot, SeatId(seat), b"words", &mut rng))
        .collect();
    ballot.collect();
    let mut expected = BTreeSet::new();
    for post in posts.chunks_exact(4).take(POSTS_MAX) {
        let chosen = &genuine[usize::from(post[0]) % genuine.len()];
        let mut bytes = chosen.bytes().to_vec();
        let at = usize::from(u16::from_be_bytes([post[0], post[1]])) % ENVELOPE_BYTES;
        bytes[at] ^= post[2];
        match post[3] % 8 {
            0 => bytes.truncate(at),
            1 => bytes.push(post[2]),
            _ => {}
        }
        ballot.post(&bytes);
        if bytes == chosen.bytes() {
            expected.insert(chosen.receipt());
        }
    }
    let opened = ballot.seal(0, &mut rng);
    let receipts: Vec<_> = expected.into_iter().collect();
    assert_eq!(opened.receipts, receipts);
    assert_eq!(opened.slips.len(), receipts.len());
}

fn contents(content: &[u8]) {
    let asks = [
        Ask::Words {},
        Ask::MeToo {},
        Ask::Answer {
            answer: AnswerKind::Text { chars: 100 },
        },
    ];
    for ask in asks {
        if let Some(read) = Content::read(&ask, content) {
            let written = read.written();
            assert!(content.len() <= SLIP_BYTES_MAX);
            assert_eq!(Content::read(&ask, written.as_bytes()), Some(read));
        }
    }
    let mut rng = StdRng::seed_from_u64(8);
    let mut ballot = Ballot::new(
        BoxId::from_random(7),
        Ask::Words {},
        BoxSecret::draw(&mut rng),
    );
    if content.len() <= SLIP_BYTES_MAX {
        let envelope = envelope(&mut ballot, SeatId(1), content, &mut rng);
        ballot.collect();
        ballot.post(envelope.bytes());
        let opened = ballot.seal(1, &mut rng);
        assert_eq!(opened.receipts, [envelope.receipt()]);
        let words = Content::read(&Ask::Words {}, content);
        assert!(opened.slips.into_iter().map(|(_, words)| words).eq(words));
    }
}

fn envelope(ballot: &mut Ballot, seat: SeatId, content: &[u8], rng: &mut StdRng) -> Envelope {
    let request = Request::draw(rng);
    let (blinded, evaluation) = ballot.issue(seat, request.blinded(), rng).unwrap();
    let token = request.finish(&blinded, Some(&evaluation), &ballot.key());
    let sealed = token.ok().unwrap().seal(ballot.box_id(), content, rng);
    sealed.ok().unwrap()
}
