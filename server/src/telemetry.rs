//! What Rondo tells its administrator about itself, and what it must never tell anybody.
//!
//! Log lines go to standard error and are chosen with `RUST_LOG` (for example `RUST_LOG=debug`).
//! What a person is told on purpose, such as the set-up link, goes to standard output through
//! [`tell`] and is no log line.
//!
//! Never in a log line, at any level:
//! - a name, an e-mail address, a place or a telephone number;
//! - what somebody said, wrote, felt or answered, or how long it was;
//! - a password, token, ticket or cookie, or the hash of one;
//! - a request's path, query, address or headers (the route's template stands for the path);
//! - anything at all about a request to `/anon`.
//!
//! Allowed: ids of groups and sessions, counts, durations, route templates, status codes, and the
//! words of the operating system about files and sockets. Types that hold the former redact
//! themselves in `Debug`; tests search captured logs for planted words.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use clap::ValueEnum;
use tracing::{Level, subscriber::set_global_default};
use tracing_subscriber::{EnvFilter, fmt};

/// How log lines are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// To be read by a person: time, level, part of the program, words, `name=value`.
    #[default]
    Text,
    /// To be read by a program: one JSON object a line, with `timestamp` (RFC 3339, UTC), `level`, `target`
    /// (the part of the program), `message`, and each value under its name.
    Json,
}

/// Starts logging to standard error, from `level` on unless `RUST_LOG` says otherwise. Later calls
/// change nothing.
pub fn start(level: Level, format: LogFormat) {
    let chosen = env::var(EnvFilter::DEFAULT_ENV).unwrap_or_default();
    // An empty filter would keep errors silent as well.
    let filter = match chosen.trim() {
        "" => EnvFilter::new(level.as_str()),
        chosen => EnvFilter::try_new(chosen).unwrap_or_else(|error| {
            complain(&format!(
                "RUST_LOG is not understood, and left aside: {error}."
            ));
            EnvFilter::new(level.as_str())
        }),
    };
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr);
    // Not `try_init`, which would also take the records of the `log` crate: libraries write whole
    // frames there at their lowest level. A subscriber that is already there, as in tests, stays.
    let _already = match format {
        LogFormat::Text => {
            let lines = lines.with_ansi(io::stderr().is_terminal());
            set_global_default(lines.finish())
        }
        LogFormat::Json => set_global_default(lines.json().flatten_event(true).finish()),
    };
}

/// Says something to the person at the terminal.
pub fn tell(words: &str) {
    // A closed terminal is no reason to stop serving.
    let _closed = writeln!(io::stdout().lock(), "{words}");
}

/// Says to the person at the terminal why the program ends.
pub fn complain(words: &str) {
    // A closed terminal changes nothing about the reason.
    let _closed = writeln!(io::stderr().lock(), "rondo: {words}");
}
