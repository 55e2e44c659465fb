//! A process's clock in virtual time, which can jump.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::time::Instant;

use crate::clock::Clock;

/// Anchored to a wall time when its process starts, as the server's is.
pub(super) struct SimClock {
    wall_at_start_ms: u64,
    start: Instant,
    jumped_ms: AtomicU64,
}

impl SimClock {
    pub fn anchored(wall_at_start_ms: u64) -> Self {
        Self {
            wall_at_start_ms,
            start: Instant::now(),
            jumped_ms: AtomicU64::new(0),
        }
    }

    /// Time passes of which no timer heard, as while a machine is suspended.
    pub fn jump(&self, ms: u64) {
        self.jumped_ms.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for SimClock {
    fn now_ms(&self) -> u64 {
        let since = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.wall_at_start_ms + since + self.jumped_ms.load(Ordering::Relaxed)
    }
}
