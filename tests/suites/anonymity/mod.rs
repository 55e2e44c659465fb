//! The proof that slips keep their authors to themselves: a script that attacks what can be seized,
//! first stores that give authors away, then the real server.

mod canaries;
mod gathering;
mod member;
mod naive;
mod progress;
mod seizure;
mod texts;
