//! The one source of time: wall time when the process started, plus steady time since.
//!
//! Deadlines of a room are stored as wall times and compared with now. Reading the wall clock each
//! time would let an administrator's correction or a daylight-saving mistake cut turns short or end
//! a session; anchored to the start, a jump of the wall clock moves nothing while the process
//! lives. Nothing else in the server may read a clock to decide something.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use rondo_protocol::At;

/// Tells the time in milliseconds since 1970 UTC.
pub trait Clock: Send + Sync + 'static {
    /// Now; never earlier than an answer given before.
    fn now_ms(&self) -> u64;

    /// Now, as the protocol writes it.
    fn now(&self) -> At {
        At(self.now_ms())
    }
}

/// The running server's clock.
#[derive(Debug, Clone, Copy)]
pub struct AnchoredClock {
    wall_at_start_ms: u64,
    start: Instant,
}

impl AnchoredClock {
    /// Anchors the clock to the wall time of this moment.
    ///
    /// A wall clock before 1970 counts as 1970.
    #[must_use]
    pub fn new() -> Self {
        let wall = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            wall_at_start_ms: u64::try_from(wall.as_millis()).unwrap_or(u64::MAX),
            start: Instant::now(),
        }
    }
}

impl Default for AnchoredClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for AnchoredClock {
    fn now_ms(&self) -> u64 {
        let since = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.wall_at_start_ms.saturating_add(since)
    }
}

/// A clock that moves only when a test moves it.
#[derive(Debug)]
pub struct ManualClock(AtomicU64);

impl ManualClock {
    /// Stands still at `now_ms`.
    #[must_use]
    pub fn at(now_ms: u64) -> Self {
        Self(AtomicU64::new(now_ms))
    }

    /// Moves forward by `ms`.
    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now_ms(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}
