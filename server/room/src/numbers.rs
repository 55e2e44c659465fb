//! The numbers of the commands that each seat has given.
//!
//! They outlive every connection and every restart: a command that is repeated must never be done
//! again. Each command adds one, so they stand apart from the seats, which hardly ever change.

use std::{collections::BTreeMap, sync::Arc};

use rondo_protocol::SeatId;

use crate::limits::NUMBERS_MAX;

/// After so many commands what came of late is filed with the rest.
const LATE_MAX: usize = 32;

/// What is known of a command's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    New,
    Done,
    Stale,
}

/// The latest numbers of each seat, rising. A room is copied with each turn, and with each turn a number
/// comes: so copies share all but the few that came of late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    filed: Arc<BTreeMap<SeatId, Vec<u64>>>,
    /// In the order in which they came.
    late: Vec<(SeatId, u64)>,
}

impl Numbers {
    /// What is known of a seat's numbers, the latest first.
    fn of(&self, seat: SeatId) -> impl Iterator<Item = u64> {
        let late = self.late.iter().rev().filter(move |late| late.0 == seat);
        let filed = self.filed.get(&seat).map_or(&[][..], AsRef::as_ref);
        late.map(|late| late.1)
            .chain(filed.iter().rev().copied())
            .take(NUMBERS_MAX)
    }

    /// The last number of a seat; 0 before the first.
    pub fn last(&self, seat: SeatId) -> u64 {
        self.of(seat).next().unwrap_or(0)
    }

    pub fn known(&self, seat: SeatId, n: u64) -> Known {
        if n > self.last(seat) {
            Known::New
        } else if self.of(seat).any(|known| known == n) {
            Known::Done
        } else {
            Known::Stale
        }
    }

    /// Takes down a new number.
    pub fn take(&mut self, seat: SeatId, n: u64) {
        if self.known(seat, n) == Known::New {
            self.late.push((seat, n));
            if self.late.len() == LATE_MAX {
                self.file();
            }
        }
    }

    fn file(&mut self) {
        let filed = Arc::make_mut(&mut self.filed);
        for (seat, n) in self.late.drain(..) {
            let numbers = filed.entry(seat).or_default();
            if numbers.len() == NUMBERS_MAX {
                numbers.remove(0);
            }
            numbers.push(n);
        }
    }
}
