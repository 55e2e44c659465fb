//! The proof that the whole works over real sockets: every test starts the real program.
//!
//! Names are sentences; ids in brackets are rules of `docs/spec.md`. Nothing here sleeps: tests wait
//! for what people see.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails")]

mod anonymity;
mod box_faults;
mod box_forgery;
mod crash;
mod erasure;
mod full_disk;
mod half_open;
mod hostile_frames;
mod hostile_requests;
mod journey;
mod links;
mod odd_requests;
mod operations;
mod password;
mod restart;
mod resume;
mod secrecy;
mod start;
mod stopping;
mod takeover;
mod third_party;
mod tickets;
mod upkeep;
mod websocket;
