//! The event log: the durable order in which things happened in each live room.
//!
//! A room acknowledges nothing before its log holds it, so that a crash loses nothing a person saw.
//! The log is also the lock: whoever opens it raises the epoch, and appends of any earlier owner are
//! refused from then on. It must never interpret what it stores, and must never keep a byte of it
//! once the log is erased.

use async_trait::async_trait;
use rondo_protocol::{At, GroupId, LogId, SessionId};

use super::audit::AuditLine;

/// One stored batch of a room's events.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// Position in the log, from 1, without gaps.
    pub n: u64,
    /// Epoch of the owner that wrote it.
    pub epoch: u64,
    /// Number of the first event inside; the room's own count.
    pub first_event: u64,
    /// The room's events, opaque here.
    pub items: Vec<u8>,
}

/// A new session's log with its first record.
#[derive(Clone)]
pub struct NewLog {
    /// The session, whose log it is.
    pub log: SessionId,
    /// The group that meets.
    pub group: GroupId,
    /// The session's number in its group, from 1.
    pub number: u32,
    /// When it was opened.
    pub opened_at: At,
    /// Who owns it, for operators to read.
    pub node: String,
    /// The first record's events.
    pub items: Vec<u8>,
    /// Audit lines committed with it.
    pub audit: Vec<AuditLine>,
}

/// One batch to append after the record `n - 1`.
#[derive(Clone)]
pub struct Append {
    /// The log.
    pub log: SessionId,
    /// The position this record is to have: one more than the head the writer knows.
    pub n: u64,
    /// The epoch under which the writer opened the log.
    pub epoch: u64,
    /// Number of the first event inside.
    pub first_event: u64,
    /// The room's events.
    pub items: Vec<u8>,
    /// The session ended with them: a line of the group's past from now on.
    pub ended: Option<Ended>,
    /// Audit lines committed with it.
    pub audit: Vec<AuditLine>,
}

/// What stays of a session after its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended {
    /// When it ended.
    pub at: At,
    /// How many members came.
    pub attended: u32,
}

/// What was said in a session that has ended goes.
#[derive(Debug, Clone)]
pub struct Erase {
    /// The log.
    pub log: SessionId,
    /// The epoch under which the caller opened the log.
    pub epoch: u64,
    /// Audit lines committed with it.
    pub audit: Vec<AuditLine>,
}

/// Where a log stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position of the last record.
    pub n: u64,
    /// Epoch of the current owner.
    pub epoch: u64,
    /// The current owner.
    pub node: String,
    /// Only this tombstone is left.
    pub erased: bool,
}

/// A log that now belongs to the caller.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedLog {
    /// What its readers know it by: the session's own id, until it comes back from a backup.
    pub log_id: LogId,
    /// The epoch to append under.
    pub epoch: u64,
    /// Everything stored so far, by position.
    pub records: Vec<Record>,
}

/// Why the log did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogError {
    /// Somebody else appended or opened it since; nothing was stored.
    #[error("the log moved on: its head is {} in epoch {}", .0.n, .0.epoch)]
    Conflict(Head),
    /// The group already has this session open; nothing was stored.
    #[error("the group already has a session open")]
    AlreadyOpen(SessionId),
    /// Only a tombstone is left.
    #[error("the log is erased")]
    Erased,
    /// There is no such log.
    #[error("there is no such log")]
    Missing,
    /// The disk takes nothing at present; nothing was stored.
    #[error("the disk takes nothing at present")]
    Full,
    /// It may or may not be stored: read the head before doing anything else.
    #[error("it is unknown whether it was stored: {0}")]
    Unknown(String),
}

/// Stores the logs of live rooms; the contract every backend is tested against is `contract.rs`.
#[async_trait]
pub trait EventLog: Send + Sync + 'static {
    /// Makes a log with its first record, at position 1 in epoch 1, owned by the caller.
    ///
    /// # Errors
    /// [`LogError::AlreadyOpen`] while another log of the group is not erased.
    async fn create(&self, new: NewLog) -> Result<(), LogError>;

    /// Takes the log over: raises the epoch durably, and only then reads what is stored.
    ///
    /// # Errors
    /// [`LogError::Missing`], [`LogError::Erased`].
    async fn open(&self, log: SessionId, node: &str) -> Result<OpenedLog, LogError>;

    /// Reads what is stored, without taking the log over.
    ///
    /// # Errors
    /// [`LogError::Missing`], [`LogError::Erased`].
    async fn records(&self, log: SessionId) -> Result<Vec<Record>, LogError>;

    /// Appends one record at the expected position; durable when it answers.
    ///
    /// # Errors
    /// [`LogError::Conflict`] if the head is not `n - 1` in the caller's epoch.
    async fn append(&self, append: Append) -> Result<(), LogError>;

    /// Reads where the log stands.
    ///
    /// # Errors
    /// [`LogError::Missing`].
    async fn head(&self, log: SessionId) -> Result<Head, LogError>;

    /// Replaces what record `n` holds. Only to take hidden words out: the replacement must replay
    /// to the same room. The old bytes are out of the files after the next [`Self::reclaim`].
    ///
    /// # Errors
    /// [`LogError::Conflict`] if the log is owned by a later epoch or has no such record.
    async fn rewrite(
        &self,
        log: SessionId,
        epoch: u64,
        n: u64,
        items: Vec<u8>,
    ) -> Result<(), LogError>;

    /// Deletes every record, leaves a tombstone head, and answers once the bytes are gone from the
    /// files. Erasing an erased log succeeds and changes nothing.
    ///
    /// # Errors
    /// [`LogError::Conflict`] if the log is owned by a later epoch.
    async fn erase(&self, erase: Erase) -> Result<(), LogError>;

    /// Logs that are not erased, oldest first: the sessions to bring back after a restart.
    ///
    /// # Errors
    /// [`LogError::Unknown`].
    async fn unfinished(&self) -> Result<Vec<(SessionId, GroupId)>, LogError>;

    /// Whether an audit line with this word was ever committed for the group. It outlives the
    /// sessions it was written in.
    ///
    /// # Errors
    /// [`LogError::Unknown`].
    async fn audited(&self, group: GroupId, action: &'static str) -> Result<bool, LogError>;

    /// Empties the write-ahead log, so that rewritten bytes are gone from every file.
    ///
    /// # Errors
    /// [`LogError::Unknown`] if a reader held on to it for too long; try again later.
    async fn reclaim(&self) -> Result<(), LogError>;
}
