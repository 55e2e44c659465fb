//! How fast something may go: a bucket that refills steadily, as the time at which it will be full
//! again (the generic cell rate algorithm, ITU-T I.371).

use rondo_protocol::At;

/// One bucket. A new one is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pace {
    full_at_ms: u64,
}

impl Pace {
    /// Takes one out of a bucket that holds `at_once` and gains one each `every_ms`.
    pub fn take(&mut self, now: At, at_once: u64, every_ms: u64) -> bool {
        let after = self.full_at_ms.max(now.0) + every_ms;
        let in_time = after <= now.0 + every_ms * at_once;
        if in_time {
            self.full_at_ms = after;
        }
        in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_taken_and_then_one_at_a_time() {
        let mut pace = Pace::default();
        let taken = (0..50).filter(|_| pace.take(At(1_000), 20, 200)).count();
        assert_eq!(taken, 20);
        assert!(!pace.take(At(1_199), 20, 200));
        assert!(pace.take(At(1_200), 20, 200));
        assert!(!pace.take(At(1_200), 20, 200));
    }
}
