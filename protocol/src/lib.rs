//! The words of Rondo: everything that crosses the wire, and nothing that decides.

pub mod http;
