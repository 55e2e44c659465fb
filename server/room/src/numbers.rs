//! The numbers of the commands that each seat has given.
//!
//! They outlive every connection and every restart: a command that is repeated must never be done
//! again. Each command adds one, so they stand apart from the seats, which hardly ever change.

use std::{collections::BTreeMap, sync::Arc};

use rondo_protocol::SeatId;

use crate::limits::NUMBERS_MAX;

/// What is known of a command's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    New,
    Done,
    Stale,
}

/// The latest numbers of each seat, rising. Copies share those of whom nothing came since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers(BTreeMap<SeatId, Arc<[u64]>>);

impl Numbers {
    fn of(&self, seat: SeatId) -> &[u64] {
        self.0.get(&seat).map_or(&[], AsRef::as_ref)
    }

    /// The last number of a seat; 0 before the first.
    pub fn last(&self, seat: SeatId) -> u64 {
        self.of(seat).last().copied().unwrap_or(0)
    }

    pub fn known(&self, seat: SeatId, n: u64) -> Known {
        if n > self.last(seat) {
            Known::New
        } else if self.of(seat).binary_search(&n).is_ok() {
            Known::Done
        } else {
            Known::Stale
        }
    }

    /// Takes down a new number.
    pub fn take(&mut self, seat: SeatId, n: u64) {
        if self.known(seat, n) == Known::New {
            let earlier = self.of(seat);
            let latest = &earlier[earlier.len().saturating_sub(NUMBERS_MAX - 1)..];
            let numbers = latest.iter().copied().chain([n]).collect();
            self.0.insert(seat, numbers);
        }
    }
}
