//! What people write on slips: of any length, nothing in it that would tell one author from another,
//! and no two alike.

use rand::{Rng, RngExt, seq::IndexedRandom};
use rondo_tests::CANARY;

const WORDS: [&str; 32] = [
    "today", "I", "felt", "left", "out", "when", "we", "spoke", "about", "home", "and", "nobody",
    "asked", "me", "it", "was", "good", "to", "be", "here", "the", "silence", "after", "that",
    "hurt", "more", "than", "words", "please", "slower", "next", "time",
];

/// A slip's text.
pub fn slip(rng: &mut impl Rng) -> String {
    let mut text = format!("{CANARY} {:08x}", rng.random::<u32>());
    for _ in 0..rng.random_range(3..60) {
        text.push(' ');
        text.push_str(WORDS.choose(rng).unwrap());
    }
    text
}
