//! The fuzz targets' twins: the same trials, with the seeds of `fuzz/seeds`, what becomes of them on
//! a rough way, and chance. Random tests print their seed.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails")]

use std::{fs, path::Path};

use proptest::prelude::*;
use rondo_hostile::{TRIALS, Trial, seeds};
use serde_json::Value;

/// One change on the way: where, what kind, which byte.
type Change = (usize, u8, u8);

/// Numbers at which something could turn over.
const NUMBERS: [&str; 8] = [
    "0",
    "1",
    "-1",
    "65535",
    "4294967295",
    "9007199254740991",
    "18446744073709551615",
    "1e9",
];

/// Bytes changed, cut, doubled, put in; pieces of another seed put in; numbers changed.
fn changed(seed: &[u8], other: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for &(at, kind, byte) in changes {
        let at = at % (bytes.len() + 1);
        match kind % 8 {
            0 => bytes.insert(at, byte),
            1 if at < bytes.len() => bytes[at] = byte,
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            4 => {
                let from = usize::from(byte) * other.len() / 256;
                let piece = other[from..].iter().take(64).copied();
                bytes.splice(at..at, piece);
            }
            5 | 6 => {
                let digit = |byte: &u8| byte.is_ascii_digit();
                let from = at + bytes[at..].iter().take_while(|byte| !digit(byte)).count();
                let to = from + bytes[from..].iter().take_while(|byte| digit(byte)).count();
                let number = NUMBERS[usize::from(byte) % NUMBERS.len()];
                bytes.splice(from..to, number.bytes());
            }
            _ => {
                let tail: Vec<_> = bytes[at..].iter().take(200).copied().collect();
                bytes.extend(tail);
            }
        }
    }
    bytes
}

fn tried(name: &str, cases: u32) {
    let (_, trial) = named(name);
    let seeds = seeds::of(name);
    assert!(!seeds.is_empty(), "no seeds for {name}");
    seeds.iter().for_each(|seed| trial(seed));
    let seed = prop::sample::select(seeds);
    let change = (any::<usize>(), any::<u8>(), any::<u8>());
    let rough = (seed.clone(), seed, prop::collection::vec(change, 0..6))
        .prop_map(|(seed, other, changes)| changed(&seed, &other, &changes));
    let chance = prop::collection::vec(any::<u8>(), 0..300);
    proptest!(config(cases), |(bytes in prop_oneof![4 => rough, 1 => chance])| trial(&bytes));
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn named(name: &str) -> Trial {
    let found = TRIALS.into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no trial {name}"))
}

#[test]
fn any_frame_has_an_answer() {
    tried("frames", 2_000);
}

#[test]
fn any_commands_leave_a_room_that_its_log_gives_again() {
    tried("commands", 300);
}

#[test]
fn any_position_leads_to_where_one_stands() {
    tried("resume", 100);
}

#[test]
fn only_the_token_of_an_invitation_opens_it() {
    tried("invitations", 300);
}

#[test]
fn only_genuine_envelopes_count_and_any_content_is_read_or_left() {
    tried("envelopes", 100);
}

#[test]
fn any_record_that_can_be_read_can_be_taken_in() {
    tried("events", 1_000);
}

/// Whole items of many logs, in any order: each can be read, and together they tell no sense.
#[test]
fn any_items_in_any_order_can_be_taken_in() {
    let (_, trial) = named("events");
    let logs = seeds::of("events");
    let items: Vec<Value> = logs
        .iter()
        .flat_map(|log| serde_json::from_slice::<Vec<Value>>(log).unwrap())
        .collect();
    let some = prop::collection::vec(prop::sample::select(items), 0..60);
    let change = (any::<usize>(), Just(5), any::<u8>());
    let changes = prop::collection::vec(change, 0..4);
    proptest!(config(500), |(items in some, changes in changes)| {
        let log = serde_json::to_vec(&items).unwrap();
        trial(&changed(&log, &[], &changes));
    });
}

#[test]
fn any_configuration_is_understood_or_refused_in_one_sentence() {
    tried("config", 1_000);
}

/// Every trial has its fuzz target, so that none is forgotten in either place.
#[test]
fn every_trial_has_a_fuzz_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    let files = fs::read_dir(folder).unwrap();
    let mut targets: Vec<_> = files
        .map(|file| file.unwrap().path().file_stem().unwrap().to_owned())
        .collect();
    targets.sort();
    let trials: Vec<_> = TRIALS.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, trials);
}
