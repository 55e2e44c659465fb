//! Is a digest of the slip's text together with its author's name or id anywhere, as a receipt or a
//! checksum might be?

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::{
    insider::{Person, Slip},
    marks::{Case, Clue, Marks},
};

/// Digits of a digest that are compared.
const DIGITS: usize = 16;

struct Digests(BTreeSet<Vec<u8>>);

pub(super) fn clues(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let last = case
        .views
        .iter()
        .filter(|view| view.is_last && view.is_whole);
    let mut found = BTreeSet::new();
    for piece in last.flat_map(|view| &view.pieces) {
        let runs = piece.bytes.split(|b| !b.is_ascii_hexdigit());
        let runs = runs.filter(|run| run.len() >= DIGITS);
        found.extend(runs.map(|run| run[..DIGITS].to_ascii_lowercase()));
    }
    vec![Box::new(Digests(found))]
}

impl Clue for Digests {
    fn name(&self) -> String {
        "a digest of text and author".to_owned()
    }

    fn marks(&self, case: &Case<'_>, prompt: usize) -> Marks {
        let known = &case.insider.prompts[prompt];
        let people = case.insider.people(known);
        Marks::of_pairs(known.slips.len(), people.len(), |slip, person| {
            let digests = digests(&known.slips[slip], &people[person]);
            let mut found = digests.iter().filter(|digest| self.0.contains(*digest));
            Some(u16::from(found.next().is_some()))
        })
    }
}

fn digests(slip: &Slip, person: &Person) -> Vec<Vec<u8>> {
    let mut digests = Vec::new();
    for who in person.handles.iter().chain([&person.name]) {
        for words in [[who, &slip.text], [&slip.text, who]] {
            let digest = Sha256::digest(words.map(String::as_str).concat());
            let digits: String = digest.iter().map(|b| format!("{b:02x}")).collect();
            digests.push(digits.as_bytes()[..DIGITS].to_vec());
        }
    }
    digests
}
