//! The order in which subjects are measured, and what comes of it.
//!
//! A machine changes while it is measured: it warms up, others begin and end their work. So each
//! round goes through the subjects and back (limit, ours, peer, peer, ours, limit), every subject as
//! far from the middle on the one side as on the other, and what is compared is the median over all
//! rounds.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use rondo_load::progress::Progress;

use crate::{
    stats::Spread,
    stop,
    subjects::{Kind, Subject},
};

/// The figures of one measurement, by name.
pub type Figures = BTreeMap<&'static str, f64>;

/// One subject in one profile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    pub profile: String,
    pub subject: String,
    pub ours: bool,
    pub limit: bool,
    /// Why there are no figures.
    pub failed: Option<String>,
    /// What each sample measured.
    pub samples: Vec<BTreeMap<String, f64>>,
}

impl Row {
    /// The spread of one figure over the samples.
    pub fn spread(&self, figure: &str) -> Option<Spread> {
        let samples = self.samples.iter();
        Spread::of(samples.filter_map(|sample| sample.get(figure).copied()))
    }

    /// The median of one figure, if every sample succeeded.
    pub fn median(&self, figure: &str) -> Option<f64> {
        match self.failed {
            Some(_) => None,
            None => self.spread(figure).map(|spread| spread.median),
        }
    }
}

/// How often a profile is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Each subject once: what hardly changes from one time to the next.
    Once,
    /// In so many rounds, in each of which every subject is measured twice.
    Rounds(usize),
}

impl Repeat {
    /// Measurements of each subject.
    pub fn times(self) -> usize {
        match self {
            Self::Once => 1,
            Self::Rounds(rounds) => 2 * rounds,
        }
    }

    /// All measurements in their order: the round, and the subject.
    fn order(self, subjects: usize) -> Vec<(usize, usize)> {
        match self {
            Self::Once => (0..subjects).map(|subject| (0, subject)).collect(),
            Self::Rounds(rounds) => {
                let there_and_back = || (0..subjects).chain((0..subjects).rev());
                let rounds = 0..rounds;
                rounds
                    .flat_map(|round| there_and_back().map(move |s| (round, s)))
                    .collect()
            }
        }
    }
}

/// Measures every subject in order. The first failure of a subject is its last measurement, and
/// fails its row.
pub fn measure(
    profile: &str,
    subjects: &[&dyn Subject],
    repeat: Repeat,
    progress: &Progress,
    one: impl Fn(&dyn Subject, usize) -> Result<Figures>,
) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = subjects
        .iter()
        .map(|subject| Row {
            profile: profile.to_owned(),
            subject: subject.name().to_owned(),
            ours: subject.kind() == Kind::Ours,
            limit: subject.kind() == Kind::Limit,
            failed: None,
            samples: Vec::new(),
        })
        .collect();
    for (round, at) in repeat.order(subjects.len()) {
        let (subject, row) = (subjects[at], &mut rows[at]);
        progress.step(&format!("{profile} · {}", subject.name()));
        if row.failed.is_some() {
            continue;
        }
        match one(subject, round) {
            Ok(figures) => {
                let figures = figures.into_iter();
                row.samples.push(
                    figures
                        .map(|(name, figure)| (name.to_owned(), figure))
                        .collect(),
                );
            }
            Err(error) => {
                stop::asked()?;
                let why = format!("{error:#}");
                progress.tell(&format!("{profile}, {}: {why}", subject.name()));
                row.failed = Some(why);
            }
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_goes_through_the_subjects_and_back() {
        let order = Repeat::Rounds(2).order(3).into_iter();
        let order: Vec<_> = order
            .map(|(round, subject)| format!("{round}{subject}"))
            .collect();
        assert_eq!(order.join(" "), "00 01 02 02 01 00 10 11 12 12 11 10");
        assert_eq!(Repeat::Once.order(2), [(0, 0), (0, 1)]);
        assert_eq!((Repeat::Once.times(), Repeat::Rounds(2).times()), (1, 4));
    }

    #[test]
    fn a_row_that_failed_has_no_median() {
        let mut row = Row {
            profile: "relay".into(),
            subject: "ours".into(),
            ours: true,
            limit: false,
            failed: None,
            samples: vec![
                [("cpu".to_owned(), 2.0)].into(),
                [("cpu".to_owned(), 4.0)].into(),
            ],
        };
        assert_eq!(row.median("cpu"), Some(3.0));
        row.failed = Some("one delivery is lost".into());
        assert_eq!(row.median("cpu"), None);
    }
}
