//! What outlives the process: the logs of live rooms, and the standing records around them.
//!
//! One SQLite file holds both, so that a practice backs up one thing and erases one thing. The hub
//! sees only the [`log::EventLog`] trait. Nothing in here may know what a command or an update is.

pub mod audit;
mod error;
pub mod log;
pub mod measured;
pub mod memory;
pub mod records;
mod sqlite;

#[cfg(test)]
mod contract;

pub use self::{
    audit::AuditLine,
    error::{StartError, StoreError, Unsound},
    sqlite::{Colleague, Joined, NewInvitation, Sqlite, copies, database_in, inspection},
};
