//! The cryptography of the anonymous box, and what one box keeps secret until its seal.
//!
//! A server that must let every seat post once, and must not know which envelope is whose, signs
//! what it cannot see: a *verifiable oblivious pseudorandom function* (RFC 9497, mode VOPRF, with
//! ristretto255 and SHA-512). A client draws a nonce and sends it blinded; the server evaluates it
//! with the box's key and proves that it was this key; the client takes the blind off and has 64
//! bytes that only the key can make from that nonce, and that the server has never seen. With them
//! it seals one envelope of fixed size. The server opens it by making the same bytes again.
//!
//! [`BoxSecret`] is a box's key, [`Ballot`] one box with what was issued and posted, [`Request`] and
//! [`Token`] are the client's side, [`Envelope`] is what is posted. There is no clock, input,
//! output, async or logging in here, and chance is passed in. Nothing secret has a `Debug` form, and
//! everything secret is overwritten when it is dropped.
//!
//! **What wiping cannot reach.** What is written leaves with the caller, as it is meant to. Buffers of
//! the socket and of the system that an envelope came through are not ours, and a compiler may make
//! copies that nobody asked for. Whoever reads the memory of the server *while* a box is open reads
//! its envelopes: this crate keeps secrets from whoever comes later, not from whoever is there.

mod apart;
mod ballot;
mod chance;
mod envelope;
mod secret;
mod token;

#[cfg(test)]
#[cfg(target_os = "linux")]
mod remains;
#[cfg(test)]
mod vectors;

pub use ballot::{Ballot, Opened};
pub use envelope::{Envelope, TooLong};
pub use secret::BoxSecret;
pub use token::{NoToken, Request, Token};
