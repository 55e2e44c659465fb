//! What strangers, broken clients and broken disks may bring: one function for each door, which
//! takes any bytes, tries them on Rondo's own code, and panics if something does not hold.
//!
//! Two callers try them, so that what one finds the other keeps: the fuzz targets in `fuzz/`, which
//! search for long with the coverage of the code as their guide, and the property tests beside this
//! library, which take a moment on every build. It must never know a rule that the code under trial
//! does not promise in its own documentation.

#![allow(
    clippy::unwrap_used,
    reason = "what cannot be set up, and what does not hold, fails the trial"
)]

pub mod commands;
pub mod config;
pub mod envelopes;
pub mod events;
pub mod frames;
pub mod invitations;
pub mod resume;
pub mod seeds;
mod stage;

/// One door: its name, which is also that of its fuzz target and its seeds, and what tries bytes
/// on it.
pub type Trial = (&'static str, fn(&[u8]));

/// Every door.
pub const TRIALS: [Trial; 7] = [
    ("commands", commands::trial),
    ("config", config::trial),
    ("envelopes", envelopes::trial),
    ("events", events::trial),
    ("frames", frames::trial),
    ("invitations", invitations::trial),
    ("resume", resume::trial),
];
