//! Every limit of the server that is not a word of the protocol, with its unit.
//!
//! One page, so that an administrator or a reviewer sees at once what a stranger can make the
//! server spend. Bounds of texts and frames that clients must know stand in
//! `rondo_protocol::limits`.

use std::time::Duration;

// --- connections ---------------------------------------------------------------------------------

/// Time a connection has to send its first byte and the whole head of a request.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Time a request has from the end of its head to the start of its answer.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// Time in which the other side has to take something of what is written to it, websockets included.
pub const TAKING_TIMEOUT: Duration = Duration::from_secs(30);
/// Connections open at once, websockets included; further ones wait in the kernel's queue. Ten thousand
/// people, and some who come in.
pub const CONNECTIONS_MAX: u32 = 10_240;
/// File descriptors that connections leave to the store and everything else.
pub const DESCRIPTORS_KEPT: u32 = 128;
/// Head of a request, in bytes.
pub const HEAD_BYTES_MAX: usize = 8 * 1024;
/// Read buffer of one connection at its largest, in bytes.
pub const READ_BUFFER_BYTES: usize = 16 * 1024;
/// Header lines in one request.
pub const HEADERS_MAX: usize = 64;
/// Time rooms, websockets and running requests have to finish once the server was told to stop.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// Time the database has after that to be closed. Nothing is lost without: a start does the rest.
pub const CLOSE_GRACE: Duration = Duration::from_secs(5);
/// Body of an `/api` request, in bytes.
pub const API_BODY_BYTES_MAX: usize = 16 * 1024;

/// `/readyz` asks the store at most this often, in milliseconds.
pub const READY_EVERY_MS: u64 = 1_000;
/// Connections at once to the listener for metrics.
pub const METRICS_CONNECTIONS_MAX: u32 = 16;

// --- anonymous envelopes -------------------------------------------------------------------------

/// Time for an envelope from the end of the request's head to its last byte; whatever comes slower
/// is given up.
pub const ENVELOPE_WITHIN: Duration = Duration::from_secs(5);
/// Every envelope is answered this long after its last byte, or after it was given up, whatever
/// happened to it.
pub const ENVELOPE_ANSWER_DELAY: Duration = Duration::from_millis(250);

// --- accounts ------------------------------------------------------------------------------------

/// Fewest characters of a password.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Most characters of a password.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Most bytes of a sign-in address (RFC 5321, section 4.5.3.1.3, less the angle brackets).
pub const EMAIL_BYTES_MAX: usize = 254;
/// Passwords hashed at once; each takes 19 MiB for a few tens of milliseconds.
pub const HASHINGS_MAX: usize = 2;
/// Sign-ins waiting to be hashed; above it the server answers that it is busy.
pub const HASHINGS_WAITING_MAX: usize = 64;
/// A therapist stays signed in this long, in milliseconds: 12 hours.
pub const THERAPIST_COOKIE_MS: u64 = 12 * 60 * 60 * 1_000;
/// Wrong passwords one address may try at once, over all accounts.
pub const TRIES_PER_ADDRESS: u32 = 20;
/// One more try for an address after this long, in milliseconds.
pub const TRIES_PER_ADDRESS_EVERY_MS: u64 = 10_000;
/// Tries one address may make at once on one account.
pub const TRIES_PER_ADDRESS_AND_ACCOUNT: u32 = 8;
/// One more try for an address on an account after this long, in milliseconds.
pub const TRIES_PER_ADDRESS_AND_ACCOUNT_EVERY_MS: u64 = 30_000;
/// Tries on one account from all addresses together before each further one is slowed.
pub const TRIES_PER_ACCOUNT: u32 = 20;
/// One more unslowed try on an account after this long, in milliseconds.
pub const TRIES_PER_ACCOUNT_EVERY_MS: u64 = 60_000;
/// Links to nowhere that one address may follow at once before every link is slowed for it.
pub const GUESSES_PER_ADDRESS: u32 = 20;
/// One more unslowed link for such an address after this long, in milliseconds.
pub const GUESSES_PER_ADDRESS_EVERY_MS: u64 = 10_000;
/// A browser keeps the proof that somebody signed in this long, in milliseconds: 180 days.
pub const KNOWN_BROWSER_MS: u64 = 180 * 24 * 60 * 60 * 1_000;
/// A slowed try waits this long before it is looked at.
pub const SLOWED_TRY_DELAY: Duration = Duration::from_secs(4);
/// Keys one throttle remembers; at the limit the oldest that are at rest are forgotten.
pub const THROTTLE_KEYS_MAX: usize = 50_000;

// --- links ---------------------------------------------------------------------------------------

/// A personal invitation works this long, in milliseconds: 30 days.
pub const INVITATION_MS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// A colleague's link works this long, in milliseconds: 7 days.
pub const COLLEAGUE_LINK_MS: u64 = 7 * 24 * 60 * 60 * 1_000;
/// Browsers that can hold one invitation open at once; the oldest is signed out above it.
pub const INVITATION_COOKIES_MAX: i64 = 8;

// --- groups --------------------------------------------------------------------------------------

/// Groups one therapist can make.
pub const GROUPS_PER_THERAPIST_MAX: i64 = 200;
/// Members and observers on one roster.
pub const ROSTER_MAX: i64 = 600;
/// Therapists of one group.
pub const THERAPISTS_PER_GROUP_MAX: i64 = 20;
/// Members a room can be set to seat. The browser client's form offers 40, for which its circle is drawn;
/// more are for meetings of another kind, through the interface.
pub const CAPACITY: std::ops::RangeInclusive<u16> = 2..=500;
/// Thresholds a group can fix for its anonymous boxes.
pub const FEEDBACK_THRESHOLDS: [u8; 2] = [4, 5];
/// Templates one group can save.
pub const TEMPLATES_MAX: i64 = 100;
/// Ended sessions shown on a group's page.
pub const PAST_SESSIONS_SHOWN: i64 = 100;

// --- store ---------------------------------------------------------------------------------------

/// Writes waiting for the writer; above it whoever writes waits.
pub const WRITES_WAITING_MAX: usize = 1_024;
/// Writes committed together at most.
pub const WRITES_PER_COMMIT_MAX: usize = 256;
/// Commits of appends begin at least this far apart. Nobody notices it, and where many rooms talk at
/// once each sync then holds what several of them said.
pub const COMMITS_APART: Duration = Duration::from_millis(2);
/// Statements the writer keeps compiled, each of a few KiB; one for each room that writes.
pub const STATEMENTS_KEPT: usize = 1_024;
/// Connections that only read.
pub const READERS: u32 = 4;
/// How long a connection waits for another's lock on the file.
pub const LOCK_WAIT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: &str = include_str!("../../packaging/rondo.service");

    fn setting(name: &str) -> u64 {
        let mut lines = SERVICE.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        value.unwrap().parse().unwrap()
    }

    #[test]
    fn the_service_that_comes_with_it_leaves_the_server_its_time_and_its_files() {
        let stop = Duration::from_secs(setting("TimeoutStopSec"));
        assert!(stop > SHUTDOWN_GRACE + CLOSE_GRACE);
        let files = setting("LimitNOFILE");
        assert!(files >= u64::from(CONNECTIONS_MAX + DESCRIPTORS_KEPT));
    }
}
