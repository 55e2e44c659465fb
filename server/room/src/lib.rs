//! The rules of a Rondo session.
