//! The hub's limits, each with its unit.

use std::time::Duration;

/// Messages that may wait for a room; a connection that brings more waits itself.
pub const MAILBOX_MESSAGES: usize = 256;
/// Messages a room takes together into one record of its log: all that wait. The fewer turns a burst
/// takes, the fewer writes to each socket.
pub const BATCH_MESSAGES_MAX: usize = MAILBOX_MESSAGES;
/// Frames that may wait for one connection.
pub const OUTBOX_FRAMES: usize = 256;
/// Bytes that may wait for one connection; more than the largest view.
pub const OUTBOX_BYTES: usize = 8 * 1024 * 1024;
/// From this many bytes on a frame goes out as a write of its own also where more is to follow. Smaller ones
/// are copied, so that all that a turn has for a connection is one write.
pub const ALONE_FROM_BYTES: usize = 16 * 1024;
/// What this many records of a room told is kept for those who come back.
pub const RECORDS_KEPT: usize = 256;
/// Updates that somebody who comes back is told one by one; of more the whole view is the shorter.
pub const MISSED_UPDATES_MAX: usize = 256;
/// Bytes read from a socket at once; more than most frames of a client. Every idle connection holds a
/// buffer of this size, and it is blanked each time something may have come.
pub const READ_BUFFER_BYTES: usize = 512;
/// A websocket has to say `hello` within this.
pub const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// The server asks after a silent connection this often.
pub const PING_EVERY: Duration = Duration::from_secs(20);
/// A connection from which nothing came for this long is dead.
pub const DEAD_AFTER: Duration = Duration::from_secs(45);
/// Time to say goodbye on a connection that is being closed.
pub const CLOSE_WITHIN: Duration = Duration::from_secs(2);
/// A ticket works this long, in milliseconds.
pub const TICKET_MS: u64 = 30_000;
/// Tickets one person can hold at once; a further one takes the place of the oldest.
pub const TICKETS_OF_ONE_MAX: usize = 8;
/// Tickets outstanding at once, over all sessions.
pub const TICKETS_MAX: usize = 100_000;
/// Commands of one seat at once; then one more each [`COMMAND_EVERY_MS`].
pub const COMMANDS_AT_ONCE: u64 = 20;
/// Milliseconds for one more command of a seat.
pub const COMMAND_EVERY_MS: u64 = 200;
/// Frames of one connection at once; one more closes it as a flood.
pub const FRAMES_AT_ONCE: u64 = 200;
/// Milliseconds for one more frame of a connection.
pub const FRAME_EVERY_MS: u64 = 20;
/// A room that could not store tries again after this.
pub const STORE_AGAIN_AFTER: Duration = Duration::from_secs(1);
/// Hidden words that could not be taken out of the log are tried again after this, in milliseconds.
pub const FORGET_AGAIN_AFTER_MS: u64 = 10_000;
/// The name under which this process opens logs.
pub const NODE: &str = "rondo";
