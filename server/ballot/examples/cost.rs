//! What a box costs a server: one token, and one envelope, good or bad.
//!
//! `cargo run --release -p rondo-ballot --example cost`
//!
//! A time means little on a machine one does not know, and less on one that others share. So each
//! is given beside two yardsticks taken in turns with it: SHA-512 of two kibibytes, which is about
//! what reading an envelope costs anybody, and one multiplication of a point by a scalar, which is
//! about what every new HTTPS connection costs. What counts are the ratios. Whatever disturbs a
//! measurement makes it longer, so they are made of the shortest tenth; how much longer the others
//! took says how much the machine was disturbed.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement that fails says so, and the others are printed"
)]

use std::{hint::black_box, time::Instant};

use rand::{Rng, SeedableRng, rngs::StdRng};
use rondo_ballot::{Ballot, BoxSecret, Envelope, Request};
use rondo_protocol::{BlindedElement, BoxId, SeatId, feedback::Ask, limits::ENVELOPE_BYTES};
use sha2::{Digest, Sha512};
use voprf::{Group, Ristretto255};

/// Rounds in which every cost is measured once.
const ROUNDS: usize = 40;
/// Repetitions within a round.
const TIMES: u16 = 50;

/// How long it takes each time, in microseconds.
fn each(mut work: impl FnMut(u16)) -> Vec<f64> {
    let timed = |n| {
        let started = Instant::now();
        work(n);
        started.elapsed().as_secs_f64() * 1e6
    };
    (0..TIMES).map(timed).collect()
}

/// A box that collects, with an envelope of every seat.
fn collecting(rng: &mut StdRng) -> (Ballot, Vec<Envelope>) {
    let secret = BoxSecret::draw(rng);
    let key = secret.key();
    let mut ballot = Ballot::new(BoxId::from_random(1), Ask::Words {}, secret);
    let mut envelopes = Vec::new();
    for seat in 0..TIMES {
        let request = Request::draw(rng);
        let issued = ballot.issue(SeatId(seat), request.blinded(), rng);
        let (blinded, evaluation) = issued.unwrap();
        let token = request.finish(&blinded, Some(&evaluation), &key);
        let sealed = token.unwrap().seal(BoxId::from_random(1), b"words", rng);
        envelopes.push(sealed.unwrap());
    }
    ballot.collect();
    (ballot, envelopes)
}

fn main() {
    let mut rng = StdRng::seed_from_u64(rand::random());
    let rng = &mut rng;
    let elements: Vec<BlindedElement> = (0..TIMES).map(|_| Request::draw(rng).blinded()).collect();
    let mut bytes = vec![0; 2_048];
    rng.fill_bytes(&mut bytes);
    let point = Ristretto255::base_elem();
    // Below the group's order, which is a little over 2^252.
    bytes[31] &= 0x0f;
    let scalar = Ristretto255::deserialize_scalar(&bytes[..32]).unwrap();

    let mut measured: [Vec<f64>; 7] = Default::default();
    for _ in 0..ROUNDS {
        let mut open = Ballot::new(BoxId::from_random(2), Ask::Words {}, BoxSecret::draw(rng));
        let (mut full, envelopes) = collecting(rng);
        let (mut flooded, others) = collecting(rng);
        let mut bad = [7; ENVELOPE_BYTES];
        let mut in_turn = 0;
        let mut next = |microseconds: Vec<f64>| {
            measured[in_turn].extend(microseconds);
            in_turn += 1;
        };
        next(each(|_| {
            black_box(Sha512::digest(black_box(&bytes)));
        }));
        next(each(|_| {
            black_box(black_box(point) * black_box(scalar));
        }));
        next(each(|_| {
            black_box(BoxSecret::draw(rng));
        }));
        next(each(|n| {
            let issued = open.issue(SeatId(n), elements[usize::from(n)], rng);
            assert!(black_box(issued).is_some());
        }));
        next(each(|n| full.post(envelopes[usize::from(n)].bytes())));
        next(each(|n| {
            bad[..2].copy_from_slice(&n.to_be_bytes());
            flooded.post(&bad);
        }));
        let posted = others[0].bytes();
        flooded.post(posted);
        next(each(|_| flooded.post(posted)));
        assert_eq!(full.seal(0, rng).receipts.len(), usize::from(TIMES));
    }
    report(measured);
}

fn report(measured: [Vec<f64>; 7]) {
    let names = [
        "yardstick: SHA-512 of 2 KiB",
        "yardstick: scalar multiplication",
        "a box's key",
        "a token, with its proof",
        "a good envelope",
        "a bad envelope",
        "a good envelope posted again",
    ];
    let quantiles = measured.map(|mut times| {
        times.sort_by(f64::total_cmp);
        [10, 50, 90].map(|percent| times[(times.len() - 1) * percent / 100])
    });
    println!(
        "{:34}{:>10}{:>18}{:>10}{:>10}",
        "", "µs", "50 … 90 %", "SHA-512", "scalar"
    );
    let [hash, multiplication] = [quantiles[0][0], quantiles[1][0]];
    for (name, [least, median, most]) in names.iter().zip(quantiles) {
        println!(
            "{name:34}{least:10.2}{:>18}{:9.1}x{:9.2}x",
            format!("{median:.2} … {most:.2}"),
            least / hash,
            least / multiplication,
        );
    }
}
