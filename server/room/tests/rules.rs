//! The proof of `docs/spec.md`: every test cites the rules it proves.
//!
//! All of them act through the same cast, which after every step checks what has to hold always.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails")]

mod cast;
mod door;
mod observers;
mod presence;
mod session;
