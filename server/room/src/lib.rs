//! The rules of a Rondo session, as a pure state machine.
//!
//! A [`Room`] is what a session's events add up to. It is asked with [`Room::decide`], which changes
//! nothing, and told with [`Room::apply`], which cannot fail; between the two the caller makes the
//! events durable. What each person sees comes from [`Room::view`] and [`Room::project`] alone, and
//! what becomes due from [`Room::next_deadline`].
//!
//! Time, chance and ids come in with each input. There is no clock, randomness, input or output,
//! async, logging or hashed order in here, so the same log always gives the same room, everywhere.
//! The rules have ids in `docs/spec.md`, and the tests that prove them carry the ids.

mod answers;
pub mod checkins;
pub mod circle;
pub mod conversation;
mod due;
pub mod event;
pub mod feedback;
pub mod floor;
mod follow_up;
pub mod input;
pub mod limits;
mod lines;
mod lots;
pub mod moderation;
mod numbers;
mod policy;
mod project;
mod room;
pub mod roster;
pub mod safety;
pub mod session;
mod shared;
pub mod slice;

pub use answers::well_formed;
pub use event::{By, Event, Item};
pub use feedback::BoxUnderWay;
pub use input::{Input, Opening, Refusal, Rostered, Stamp};
pub use project::{Eyes, Lens};
pub use room::{Decision, Room};
pub use slice::{Slice, Touched};
