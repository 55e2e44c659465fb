//! One box: who gets a token, which envelopes count, and what is left when it is sealed.
//!
//! Random tests print their seed; chance comes from seeded generators.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use proptest::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use rondo_ballot::{Ballot, BoxSecret, Envelope, NoToken, Opened, Request, Token, TooLong};
use rondo_protocol::{
    BlindedElement, BoxId, BoxKey, EvaluatedElement, Proof, Receipt, SeatId,
    feedback::{Ask, Content},
    frames::Evaluation,
    limits::{ENVELOPE_BYTES, SLIP_BYTES_MAX},
    text::SlipText,
};

const BOX: u128 = 7;

/// A box, and chance for everybody.
struct Stage {
    ballot: Ballot,
    key: BoxKey,
    rng: StdRng,
}

impl Stage {
    fn new(seed: u64) -> Self {
        Self::asking(Ask::Words {}, BOX, seed)
    }

    fn asking(ask: Ask, box_id: u128, seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let secret = BoxSecret::draw(&mut rng);
        let ballot = Ballot::new(BoxId::from_random(box_id), ask, secret);
        let key = ballot.key();
        Self { ballot, key, rng }
    }

    /// A box that collects, and the envelopes of so many seats, each with its number in it.
    fn collecting(seats: u16, seed: u64) -> (Self, Vec<Envelope>) {
        let mut stage = Self::new(seed);
        let envelopes = (1..=seats).map(|seat| stage.envelope(seat, &format!("slip {seat}")));
        let envelopes = envelopes.collect();
        stage.ballot.collect();
        (stage, envelopes)
    }

    fn token(&mut self, seat: u16) -> Result<Token, NoToken> {
        let request = Request::draw(&mut self.rng);
        let issued = self
            .ballot
            .issue(SeatId(seat), request.blinded(), &mut self.rng);
        let (blinded, evaluation) = issued.unzip();
        let blinded = blinded.unwrap_or(request.blinded());
        request.finish(&blinded, evaluation.as_ref(), &self.key)
    }

    fn envelope(&mut self, seat: u16, content: &str) -> Envelope {
        let token = self.token(seat).ok().unwrap();
        let box_id = self.ballot.box_id();
        let sealed = token.seal(box_id, content.as_bytes(), &mut self.rng);
        sealed.ok().unwrap()
    }

    fn post(&mut self, envelope: &Envelope) {
        self.ballot.post(envelope.bytes());
    }

    /// Opens everything, however little it is.
    fn seal(mut self) -> Opened {
        self.ballot.seal(0, &mut self.rng)
    }

    fn count(self) -> usize {
        self.seal().receipts.len()
    }
}

fn receipts(envelopes: &[Envelope]) -> Vec<Receipt> {
    let mut receipts: Vec<_> = envelopes.iter().map(Envelope::receipt).collect();
    receipts.sort();
    receipts
}

fn texts(opened: &Opened) -> Vec<String> {
    let mut texts: Vec<_> = opened.slips.iter().map(|(_, c)| c.written()).collect();
    texts.sort();
    texts
}

#[test]
fn what_five_seats_post_is_opened_under_receipts_and_ids_that_say_nothing_about_their_order() {
    let (mut stage, envelopes) = Stage::collecting(5, 1);
    for envelope in &envelopes {
        stage.post(envelope);
    }
    let opened = stage.seal();
    assert_eq!(opened.receipts, receipts(&envelopes));
    assert_eq!(
        texts(&opened),
        ["slip 1", "slip 2", "slip 3", "slip 4", "slip 5"]
    );
    assert!(opened.slips.is_sorted_by_key(|(id, _)| *id));
}

#[test]
fn a_seat_is_given_its_first_token_whatever_it_asks_with_later() {
    let mut stage = Stage::new(2);
    let (first, second) = (Request::draw(&mut stage.rng), Request::draw(&mut stage.rng));
    let mut ask = |seat, request: &Request| {
        let issued = stage
            .ballot
            .issue(SeatId(seat), request.blinded(), &mut stage.rng);
        issued.unwrap()
    };
    let issued = ask(1, &first);
    assert_eq!(issued.0, first.blinded());
    assert_eq!(ask(1, &first), issued);
    assert_eq!(ask(1, &second), issued);
    assert_ne!(ask(2, &second), issued);
    let another_page = second.finish(&issued.0, Some(&issued.1), &stage.key);
    assert_eq!(another_page.err(), Some(NoToken::AnotherPage));
    assert!(first.finish(&issued.0, Some(&issued.1), &stage.key).is_ok());
}

#[test]
fn what_is_no_element_is_not_evaluated_and_leaves_the_seat_its_chance() {
    let mut stage = Stage::new(3);
    let identity = [0; 32];
    let not_canonical = [0xff; 32];
    let negative = std::array::from_fn(|i| u8::from(i == 0));
    for bytes in [identity, not_canonical, negative] {
        let none = stage
            .ballot
            .issue(SeatId(1), BlindedElement(bytes), &mut stage.rng);
        assert_eq!(none, None);
    }
    assert!(stage.token(1).is_ok());
}

#[test]
fn a_token_of_another_key_or_with_a_false_proof_is_not_taken() {
    let mut stage = Stage::new(4);
    let other = BoxSecret::draw(&mut stage.rng);
    let finish = |request: Request, evaluation: &Evaluation, key: &BoxKey| {
        let blinded = request.blinded();
        request.finish(&blinded, Some(evaluation), key).err()
    };
    let mut draw = || {
        let request = Request::draw(&mut stage.rng);
        let theirs = other.evaluate(&request.blinded(), &mut stage.rng).unwrap();
        (request, theirs)
    };
    let not_proven = Some(NoToken::NotProven);
    let (request, theirs) = draw();
    assert_eq!(finish(request, &theirs, &stage.key), not_proven);
    let (request, theirs) = draw();
    assert_eq!(finish(request, &theirs, &other.key()), None);
    // The proof of one evaluation under another.
    let (_, first) = draw();
    let (request, second) = draw();
    let mixed = Evaluation {
        evaluated: second.evaluated,
        proof: first.proof,
    };
    assert_eq!(finish(request, &mixed, &other.key()), not_proven);
    for bytes in [[0; 32], [0xff; 32]] {
        let (request, theirs) = draw();
        assert_eq!(finish(request, &theirs, &BoxKey(bytes)), not_proven);
        let (request, theirs) = draw();
        let none = Evaluation {
            evaluated: EvaluatedElement(bytes),
            ..theirs
        };
        assert_eq!(finish(request, &none, &other.key()), not_proven);
    }
    let (request, theirs) = draw();
    let unproven = Evaluation {
        proof: Proof([0; 64]),
        ..theirs
    };
    assert_eq!(finish(request, &unproven, &other.key()), not_proven);
}

#[test]
fn an_envelope_of_another_box_is_refused_even_if_both_have_the_same_key() {
    let seed = 5;
    let mut here = Stage::asking(Ask::Words {}, 1, seed);
    let mut there = Stage::asking(Ask::Words {}, 2, seed);
    assert_eq!(here.key, there.key);
    let foreign = there.envelope(1, "from there");
    let own = here.envelope(1, "from here");
    here.ballot.collect();
    here.post(&foreign);
    here.post(&own);
    assert_eq!(here.seal().receipts, [own.receipt()]);

    let mut elsewhere = Stage::new(6);
    let stranger = elsewhere.envelope(1, "with another key");
    let (mut stage, _) = Stage::collecting(1, 7);
    stage.post(&stranger);
    assert_eq!(stage.count(), 0);
}

#[test]
fn what_is_early_of_another_size_or_without_a_token_is_refused() {
    let mut stage = Stage::new(8);
    let envelope = stage.envelope(1, "words");
    stage.post(&envelope);
    stage.ballot.collect();
    let bytes = envelope.bytes();
    for wrong in [
        &bytes[..ENVELOPE_BYTES - 1],
        &[bytes, b"x"].concat(),
        &[],
        &bytes[..1],
        &[7; ENVELOPE_BYTES],
        &[bytes, bytes].concat(),
    ] {
        stage.ballot.post(wrong);
    }
    assert_eq!(stage.count(), 0);
}

#[test]
fn nobody_gets_a_token_after_the_close_but_the_one_they_have() {
    let mut stage = Stage::new(16);
    let early = Request::draw(&mut stage.rng).blinded();
    let given = stage.ballot.issue(SeatId(1), early, &mut stage.rng);
    stage.ballot.collect();
    let late = Request::draw(&mut stage.rng).blinded();
    assert!(given.is_some());
    assert_eq!(stage.ballot.issue(SeatId(1), late, &mut stage.rng), given);
    assert_eq!(stage.ballot.issue(SeatId(2), late, &mut stage.rng), None);
}

#[test]
fn an_envelope_counts_once_however_often_it_is_posted_and_the_first_of_a_token_counts() {
    let mut stage = Stage::new(9);
    let request = Request::draw(&mut stage.rng);
    let blinded = request.blinded();
    let issued = stage.ballot.issue(SeatId(1), blinded, &mut stage.rng);
    let issued = issued.unwrap().1;
    // A page that seals twice with one token, as none of ours does.
    let mut again = StdRng::seed_from_u64(9);
    let _ = BoxSecret::draw(&mut again);
    let twin = Request::draw(&mut again);
    assert_eq!(twin.blinded(), blinded);
    let envelopes = [(request, "first"), (twin, "second")].map(|(request, content)| {
        let token = request.finish(&blinded, Some(&issued), &stage.key);
        let box_id = stage.ballot.box_id();
        let sealed = token
            .ok()
            .unwrap()
            .seal(box_id, content.as_bytes(), &mut stage.rng);
        sealed.ok().unwrap()
    });
    let _other = stage.envelope(2, "of somebody else");
    stage.ballot.collect();
    for envelope in envelopes.iter().chain(&envelopes) {
        stage.post(envelope);
    }
    let opened = stage.seal();
    assert_eq!(opened.receipts, [envelopes[0].receipt()]);
    assert_eq!(texts(&opened), ["first"]);
}

#[test]
fn every_byte_of_an_envelope_is_under_its_seal() {
    let (mut stage, envelopes) = Stage::collecting(2, 15);
    let mut bytes = envelopes[0].bytes().to_vec();
    for at in 0..ENVELOPE_BYTES {
        bytes[at] ^= 1;
        stage.ballot.post(&bytes);
        bytes[at] ^= 1;
    }
    stage.ballot.post(&bytes);
    assert_eq!(stage.seal().receipts, [envelopes[0].receipt()]);
}

#[test]
fn a_stranger_who_saw_a_nonce_cannot_spend_it() {
    let (mut stage, envelopes) = Stage::collecting(2, 10);
    let mut forged = [7; ENVELOPE_BYTES];
    forged[..32].copy_from_slice(&envelopes[0].bytes()[..32]);
    stage.ballot.post(&forged);
    stage.post(&envelopes[0]);
    assert_eq!(stage.seal().receipts, [envelopes[0].receipt()]);
}

#[test]
fn content_fits_up_to_its_limit_and_an_envelope_with_a_false_length_holds_nothing() {
    let mut stage = Stage::new(11);
    let box_id = stage.ballot.box_id();
    let longest = "é".repeat(SLIP_BYTES_MAX / 2);
    let fits = stage.envelope(1, &longest);
    let token = stage.token(2).ok().unwrap();
    let too_long = token.seal(box_id, &[b'x'; SLIP_BYTES_MAX + 1], &mut stage.rng);
    assert_eq!(too_long.err(), Some(TooLong));
    let empty = stage.envelope(3, "");
    let no_utf_8 = stage.token(4).ok().unwrap();
    let no_utf_8 = no_utf_8
        .seal(box_id, b"\xff\xff", &mut stage.rng)
        .ok()
        .unwrap();
    stage.ballot.collect();
    for envelope in [&fits, &empty, &no_utf_8] {
        stage.post(envelope);
    }
    let opened = stage.seal();
    assert_eq!(opened.receipts.len(), 3);
    assert_eq!(texts(&opened), [longest]);
}

#[test]
fn a_box_gives_what_it_asked_for_and_takes_everything_else_for_nothing() {
    for (ask, given) in [(Ask::Words {}, 1), (Ask::MeToo {}, 1)] {
        let mut stage = Stage::asking(ask.clone(), BOX, 12);
        let fits = match &ask {
            Ask::Words {} => Content::Words(SlipText::new("words").unwrap()),
            Ask::MeToo {} | Ask::Answer { .. } => Content::MeToo,
        };
        let envelopes = [
            stage.envelope(1, &fits.written()),
            stage.envelope(2, ""),
            stage.envelope(3, "\u{200b}"),
        ];
        stage.ballot.collect();
        for envelope in &envelopes {
            stage.post(envelope);
        }
        let opened = stage.seal();
        assert_eq!(opened.receipts.len(), 3);
        let contents: Vec<_> = opened
            .slips
            .into_iter()
            .map(|(_, content)| content)
            .collect();
        assert_eq!(contents, vec![fits; given]);
    }
}

#[test]
fn with_fewer_envelopes_than_the_threshold_nothing_is_read() {
    let (mut stage, envelopes) = Stage::collecting(5, 13);
    for envelope in &envelopes[..4] {
        stage.post(envelope);
    }
    let opened = stage.ballot.seal(5, &mut stage.rng);
    assert_eq!((opened.receipts.len(), opened.slips.len()), (4, 0));
}

proptest! {
    #[test]
    fn an_envelope_with_any_byte_changed_is_refused(
        seed: u64,
        at in 0..ENVELOPE_BYTES,
        flip in 1..=u8::MAX,
    ) {
        let (mut stage, envelopes) = Stage::collecting(2, seed);
        let mut changed = envelopes[0].bytes().to_vec();
        changed[at] ^= flip;
        stage.ballot.post(&changed);
        stage.post(&envelopes[0]);
        prop_assert_eq!(stage.seal().receipts, [envelopes[0].receipt()]);
    }

    #[test]
    fn envelopes_in_any_order_and_any_number_of_times_give_the_same(
        seed: u64,
        order in prop::collection::vec(0..4_usize, 4..20),
    ) {
        let (mut stage, envelopes) = Stage::collecting(4, seed);
        for at in &order {
            stage.post(&envelopes[*at]);
        }
        let mut posted: Vec<_> = order.iter().map(|at| envelopes[*at].receipt()).collect();
        posted.sort();
        posted.dedup();
        prop_assert_eq!(stage.seal().receipts, posted);
    }

    #[test]
    fn no_bytes_of_any_length_make_it_stumble(bytes: Vec<u8>, elements: [u8; 32]) {
        let mut stage = Stage::new(14);
        let _ = stage.ballot.issue(SeatId(1), BlindedElement(elements), &mut stage.rng);
        let _ = stage.token(2);
        stage.ballot.collect();
        stage.ballot.post(&bytes);
        let mut padded = bytes;
        padded.resize(ENVELOPE_BYTES, 0);
        stage.ballot.post(&padded);
        prop_assert_eq!(stage.count(), 0);
    }
}
