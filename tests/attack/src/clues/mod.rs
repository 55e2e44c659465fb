//! The clues: each file is one idea of how a store, a log or a copy may give an author away.

mod between;
mod digests;
mod near;
mod order;
mod time;
mod together;

use super::marks::{Case, Clue};

/// Every clue there is for this evidence.
#[must_use]
pub fn all(case: &Case<'_>) -> Vec<Box<dyn Clue>> {
    let mut clues = Vec::new();
    clues.extend(near::clues(case));
    clues.extend(together::clues(case));
    clues.extend(order::clues(case));
    clues.extend(time::clues(case));
    clues.extend(between::clues(case));
    clues.extend(digests::clues(case));
    clues
}
