//! The proof of `docs/spec.md`: every test cites the rules it proves.
//!
//! All of them act through the same cast, which after every step checks what has to hold always.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing fails")]

mod any;
mod any_box;
mod any_floor;
mod cast;
mod checkins;
mod commands;
mod conversation;
mod door;
mod feedback;
mod feedback_limits;
mod feedback_people;
mod feedback_sealed;
mod feedback_settled;
mod feedback_stages;
mod figures;
mod hands;
mod hands_led;
mod moderation;
mod observers;
mod outcome;
mod policy;
mod policy_rooms;
mod presence;
mod properties;
mod purity;
mod rounds;
mod rounds_led;
mod safe_mode;
mod safety;
mod seeing;
mod session;
mod turns;
