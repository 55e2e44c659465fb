//! Marks: what a clue says about pairs of slip and person, without knowing what it means.

use super::{insider::Insider, sightings::Sightings, views::View};

/// Everything a clue may look at.
pub struct Case<'a> {
    /// What the insider knows.
    pub insider: &'a Insider,
    /// The evidence, taken apart.
    pub views: &'a [View<'a>],
    /// What was seen in each view.
    pub sightings: &'a [Sightings],
}

/// The marks on all pairs of one prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    people: usize,
    marks: Vec<Option<u16>>,
}

impl Marks {
    /// Puts a mark on each pair; none where the clue has nothing to say.
    #[must_use]
    pub fn of_pairs(
        slips: usize,
        people: usize,
        mark: impl Fn(usize, usize) -> Option<u16>,
    ) -> Self {
        let pairs = (0..slips).flat_map(|slip| (0..people).map(move |person| (slip, person)));
        let marks = pairs.map(|(slip, person)| mark(slip, person)).collect();
        Self { people, marks }
    }

    /// The mark on a pair.
    #[must_use]
    pub fn on(&self, slip: usize, person: usize) -> Option<u16> {
        self.marks[slip * self.people + person]
    }

    /// How many slips there are.
    #[must_use]
    pub fn slips(&self) -> usize {
        self.marks.len().checked_div(self.people).unwrap_or(0)
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people
    }
}

/// One idea of how evidence may give an author away.
pub trait Clue {
    /// What it looks at, for the report.
    fn name(&self) -> String;

    /// Marks every pair of a slip and a person of one prompt. The same mark must mean the same
    /// thing in every prompt, or nothing can be learnt from it.
    fn marks(&self, case: &Case<'_>, prompt: usize) -> Marks;
}

/// For each of some keys, how many are smaller: its rank, the same for equal ones.
#[must_use]
pub fn ranks<K: Ord>(keys: &[Option<K>]) -> Vec<Option<u16>> {
    let rank = |key: &K| {
        let smaller = keys.iter().flatten().filter(|other| *other < key);
        u16::try_from(smaller.count()).ok()
    };
    keys.iter().map(|key| key.as_ref().and_then(rank)).collect()
}
