//! An attack on the anonymous box: from everything a thief can carry off, and everything an insider
//! knows, it names the author of every slip.
//!
//! Whether slips keep their authors to themselves cannot be shown by looking for one known leak, so
//! this is a script that learns. It takes the seized files apart in every way it knows ([`views`]),
//! finds every slip and every person in them ([`sightings`]), and lets many independent [`clues`]
//! put marks on each pair of slip and person. What a mark means it learns from prompts whose authors
//! it is told; with the clue that did best there it names the authors of the others. On stores that
//! give authors away it is right almost always, which the tests hold it to.
//!
//! It must never be told anything a thief or a member of the group could not know, and never reads
//! the server's code: files, logs and what was on people's screens is all there is.

#![allow(
    clippy::unwrap_used,
    reason = "a script that cannot be run fails its test"
)]

pub mod clues;
pub mod evidence;
pub mod insider;
pub mod learning;
pub mod marks;
pub mod sightings;
pub mod sqlite;
pub mod times;
pub mod verdict;
pub mod views;

pub use evidence::{Evidence, Exhibit, Kind};
pub use insider::{Circle, Insider, Person, Prompt, Slip};
pub use learning::attack;
pub use verdict::{Findings, Verdict};
