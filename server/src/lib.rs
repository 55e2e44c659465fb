//! The wires of Rondo: sockets, requests, storage and start-up around the pure rules of a room.
//!
//! A library besides the `rondo` program, so that tests and the demo start the very same server
//! in their own process. It must never decide what happens in a room (`rondo_room` does) nor
//! define what crosses the wire (`rondo_protocol` does).

pub mod clock;
pub mod config;
pub mod demo;
mod descriptors;
pub mod http;
pub mod hub;
pub mod limits;
pub mod metrics;
pub mod password;
pub mod start;
pub mod store;
pub mod telemetry;
pub mod upkeep;
