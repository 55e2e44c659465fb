//! The order in which subjects are measured, and what comes of it.
//!
//! A machine changes while it is measured: it warms up, others begin and end their work. So each
//! round goes through the subjects and back (limit, ours, peer, peer, ours, limit), every subject as
//! far from the middle on the one side as on the other, and what is compared is the median over all
//! rounds.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{
    cpus::Cpus,
    progress::Progress,
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

/// Subjects in the order of one round.
fn palindrome<T: Copy>(subjects: &[T]) -> impl Iterator<Item = T> {
    subjects
        .iter()
        .copied()
        .chain(subjects.iter().rev().copied())
}

/// Measures every subject, twice in every round. The first failure of a subject is its last
/// measurement, and fails its row.
pub fn measure(
    profile: &str,
    subjects: &[&dyn Subject],
    rounds: usize,
    cpus: Cpus,
    progress: &Progress,
    one: impl Fn(&dyn Subject, Cpus, usize) -> Result<Figures>,
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
    let order: Vec<usize> = (0..subjects.len()).collect();
    for round in 0..rounds {
        for at in palindrome(&order) {
            let (subject, row) = (subjects[at], &mut rows[at]);
            progress.step(&format!("{profile} · {}", subject.name()));
            if row.failed.is_some() {
                continue;
            }
            match one(subject, cpus, round) {
                Ok(figures) => {
                    let named = figures
                        .into_iter()
                        .map(|(name, figure)| (name.to_owned(), figure));
                    row.samples.push(named.collect());
                }
                Err(error) => {
                    stop::asked()?;
                    let why = format!("{error:#}");
                    progress.tell(&format!("{profile}, {}: {why}", subject.name()));
                    row.failed = Some(why);
                }
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
        let order: String = palindrome(&['l', 'o', 'p']).collect();
        assert_eq!(order, "loppol");
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
