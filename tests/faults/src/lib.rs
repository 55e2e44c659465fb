//! Proof that nothing acknowledged is ever lost: the real program is killed under load, its disk loses
//! power, and it is used for long; what its people sent, saw acknowledged and were shown is judged
//! afterwards.
//!
//! The faults are real and everything is seen from outside: no part of the server is replaced. What
//! is judged is data (a [`history`], the [tape](power::tape) of a disk), so that the judging itself
//! can be tested without a server.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a stage that cannot be set up fails its test"
)]

pub mod history;
pub mod kills;
pub mod people;
pub mod power;
pub mod soak;
pub mod watch;
