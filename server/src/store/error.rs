//! What can go wrong with the store: at the start, and while it runs.
//!
//! Errors at the start are one sentence for the administrator's terminal. Errors while it runs say
//! whether something was stored, because a room must never guess. Neither holds a stored value.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// Why the store could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The folder or a file in it cannot be made or written.
    #[error("The data folder {} cannot be written: {reason}.", data.display())]
    Unwritable {
        /// The data folder.
        data: PathBuf,
        /// The operating system's words.
        reason: String,
    },
    /// Another process holds the folder.
    #[error("The data folder {} is in use by another Rondo that is still running.", data.display())]
    InUse {
        /// The data folder.
        data: PathBuf,
    },
    /// The folder was to be empty.
    #[error(
        "The data folder {} holds data already; nothing was changed. Restore into another folder, \
         or move this one away first.",
        data.display()
    )]
    HoldsData {
        /// The data folder.
        data: PathBuf,
    },
    /// A restore did not come to its end.
    #[error(
        "A restore into the data folder {} was cut short. Restore again, or delete rondo.db.part in it \
         to begin without data.",
        data.display()
    )]
    HalfRestored {
        /// The data folder.
        data: PathBuf,
    },
    /// A later version wrote the file.
    #[error(
        "The data folder {} was made by a newer version of Rondo than this one ({}); \
         nothing was changed. Start it with that version or a later one.",
        data.display(),
        env!("CARGO_PKG_VERSION")
    )]
    Newer {
        /// The data folder.
        data: PathBuf,
    },
    /// Another program's database has the name of Rondo's.
    #[error("The database in {} is not Rondo's; nothing was changed.", data.display())]
    Foreign {
        /// The data folder.
        data: PathBuf,
    },
    /// The file is no database, or damaged.
    #[error("The database in {} cannot be opened: {reason}.", data.display())]
    Unreadable {
        /// The data folder.
        data: PathBuf,
        /// The driver's words.
        reason: String,
    },
}

impl StartError {
    /// The database cannot be opened.
    pub(super) fn unreadable(data: &Path, error: &impl fmt::Display) -> Self {
        Self::Unreadable {
            data: data.to_owned(),
            reason: error.to_string(),
        }
    }
}

/// Why a database that was looked into is not as it should be; each ends a sentence about the file.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// There is nothing.
    #[error("there is no database of Rondo's here")]
    NotThere,
    /// A later version wrote it.
    #[error(
        "it was made by a newer version of Rondo than this one ({})",
        env!("CARGO_PKG_VERSION")
    )]
    Newer,
    /// Another program made it.
    #[error("it is no database of Rondo's")]
    Foreign,
    /// The system does not let us read it.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is no database, or damaged.
    #[error("it cannot be used: {0}")]
    Damaged(String),
    /// A copy of it cannot be written.
    #[error("it cannot be copied: {0}")]
    Io(#[from] io::Error),
}

impl Unsound {
    /// Something does not fit.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}

impl From<sqlx::Error> for Unsound {
    fn from(error: sqlx::Error) -> Self {
        Self::damaged(plainly(&error))
    }
}

/// The words without the code, which says nothing to a person.
pub(super) fn plainly(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(
        || error.to_string(),
        |database| database.message().to_owned(),
    )
}

/// Why a read or a write failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk takes nothing at present (full, read-only, or locked by another program); nothing
    /// was stored.
    #[error("the disk takes nothing at present")]
    Full,
    /// Whether it was stored is unknown.
    #[error("it is unknown whether it was stored: {0}")]
    Unknown(String),
    /// It failed by itself; nothing was stored.
    #[error("the database refused: {0}")]
    Fault(String),
}

impl StoreError {
    /// The writer has ended.
    pub(super) fn stopped() -> Self {
        Self::Unknown("the store has stopped".into())
    }
}

impl StoreError {
    /// Sorts SQLite's extended result codes (<https://www.sqlite.org/rescode.html>) by what they leave
    /// behind.
    pub(super) fn of_code(code: u32, reason: String) -> Self {
        const BUSY: u32 = 5;
        const LOCKED: u32 = 6;
        const NOMEM: u32 = 7;
        const READONLY: u32 = 8;
        const INTERRUPT: u32 = 9;
        const IOERR: u32 = 10;
        const FULL: u32 = 13;
        const CANTOPEN: u32 = 14;
        // After a failed fsync, frames of the commit may still come back in a recovery.
        const IOERR_FSYNC: u32 = IOERR | (4 << 8);
        const IOERR_DIR_FSYNC: u32 = IOERR | (5 << 8);

        match (code, code & 0xff) {
            // SQLite rolls back by itself after these, whatever else was in the transaction.
            (IOERR_FSYNC | IOERR_DIR_FSYNC, _) | (_, NOMEM | INTERRUPT) => Self::Unknown(reason),
            (_, BUSY | LOCKED | READONLY | IOERR | FULL | CANTOPEN) => Self::Full,
            (_, _) => Self::Fault(reason),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let reason = error.to_string();
        if let Some(database) = error.as_database_error() {
            let code = database.code().and_then(|code| code.parse().ok());
            return Self::of_code(code.unwrap_or_default(), reason);
        }
        if matches!(
            error,
            sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. } | sqlx::Error::RowNotFound
        ) {
            Self::Fault(reason)
        } else {
            Self::Unknown(reason)
        }
    }
}
