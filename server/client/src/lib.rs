//! A client that folds updates into a view, over the real wire.
//!
//! The demo's members and the tests' people are ordinary clients: they come in over HTTP, hold a
//! websocket, fold what they are told with [`rondo_protocol::View::fold`], and resume where they
//! stood. A gap in what they are told is an error here, never papered over.

mod room;
mod screen;
mod tokens;
mod web;

pub use rondo_ballot::{Envelope, NoToken, Request, Token, TooLong};
pub use room::{Client, Closed};
pub use screen::{Answer, Heard, Refused, Screen};
pub use tokens::{Issued, TokenError, draw_request, seal};
pub use web::{Asked, Web};
