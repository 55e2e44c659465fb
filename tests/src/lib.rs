//! The stage on which the real server is tested: the program in a process of its own, with people
//! who come over real sockets.
//!
//! Everything people write here holds one word, [`CANARY`], so that a single search tells whether
//! anything leaked into a log. Every test ends by looking: no error in the log, no canary, no
//! token, and the process ended as it was told to. It must never reach into the server's code: what
//! cannot be seen from outside is not proven here.

#![allow(
    clippy::unwrap_used,
    reason = "a stage that cannot be set up fails its test"
)]

pub mod asking;
pub mod boxes;
pub mod circle;
pub mod disk;
pub mod files;
pub mod octets;
pub mod people;
pub mod program;
pub mod seated;
pub mod stage;
pub mod wire;

use std::time::Duration;

pub use circle::Circle;
pub use people::{Group, Guest};
pub use seated::Seated;
pub use stage::Stage;

/// Stands in every name, address, password and line of every test, and must never be in a log.
pub const CANARY: &str = "zephyrine";

/// A test that waits this long for one thing has failed. Only a guard: nothing is timed by it.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for something that will happen.
///
/// # Panics
/// After [`PATIENCE`], naming what was waited for.
pub async fn patiently<T>(what: &str, happening: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, happening).await {
        Ok(happened) => happened,
        Err(_elapsed) => panic!("waited {PATIENCE:?} for {what}"),
    }
}

/// Words with the canary in them.
#[must_use]
pub fn words(words: &str) -> String {
    format!("{CANARY} {words}")
}
