//! The proof that the whole works over real sockets: every test starts the real program.
//!
//! Names are sentences; ids in brackets are rules of `docs/spec.md`. Nothing here sleeps: tests wait
//! for what people see.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails")]

mod crash;
mod erasure;
mod journey;
mod restart;
mod resume;
mod takeover;
