//! Points in time, as the server counts them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Milliseconds since 1970-01-01T00:00:00Z by the server's clock.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS,
)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct At(pub u64);

impl At {
    /// This moment moved later by `ms` milliseconds.
    #[must_use]
    pub fn plus_ms(self, ms: u64) -> At {
        At(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; zero if `earlier` is not earlier.
    #[must_use]
    pub fn ms_since(self, earlier: At) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
