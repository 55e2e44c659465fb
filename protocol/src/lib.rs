//! The words of Rondo: everything that crosses the wire, and nothing that decides.
//!
//! Server, browser client, demo and tests meet in this crate, so a message has one definition and
//! one canonical form (`protocol/wire/`). Three rules hold throughout: unions are tagged `feature`
//! then `type` in snake_case, unknown fields are refused, and numbers stay within 2^53-1 so that
//! JavaScript reads them exactly.
//!
//! This crate must never hold a rule of the room, a clock, or a way to print what somebody wrote.

pub mod bytes;
pub mod checkins;
mod clean;
pub mod codes;
pub mod command;
pub mod conversation;
pub mod feedback;
pub mod floor;
pub mod frames;
pub mod http;
pub mod ids;
pub mod limits;
pub mod moderation;
pub mod observation;
pub mod roster;
pub mod safety;
pub mod session;
pub mod text;
pub mod time;
pub mod update;
pub mod view;

pub use bytes::*;
pub use codes::{CloseCode, RefusalCode};
pub use command::Command;
pub use frames::{ClientFrame, ServerFrame};
pub use ids::*;
pub use text::Text;
pub use time::At;
pub use update::Update;
pub use view::View;
