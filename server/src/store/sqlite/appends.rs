//! Appends to the logs of many rooms, committed together on the thread that asks.
//!
//! An append is the write that everybody in a room waits for, with every line. Through sqlx each
//! statement is a way to another thread and back, which costs more than what SQLite does; here a
//! commit of any number of appends is none. So this connection has a driver of its own, on the same
//! SQLite, and does nothing else: all other writes, and all reads, are sqlx's. It must never be
//! used while another transaction of the writer is open.

use std::path::{Path, PathBuf};

use rondo_protocol::SessionId;
use rusqlite::{Connection, OpenFlags, ffi, params};

use super::{
    audit_table,
    columns::{id, int},
    record_table,
};
use crate::{
    limits,
    store::{
        StoreError,
        log::{Append, Ended},
    },
};

/// The connection that appends.
pub(super) struct Appends {
    database: PathBuf,
    connection: Connection,
}

/// Whether a record went in: not if the log stands elsewhere, or is no more.
pub(super) type Added = Result<bool, StoreError>;

impl Appends {
    /// Opens the database, whose tables are there already.
    pub(super) fn open(database: PathBuf) -> Result<Self, StoreError> {
        let connection = connect(&database)?;
        Ok(Self {
            database,
            connection,
        })
    }

    /// One answer for each append, durable now, or what took all of them.
    pub(super) fn commit(&self, appends: &[Append]) -> Result<Vec<Added>, StoreError> {
        // A statement that has nobody beside it is its own transaction.
        if let [alone] = appends
            && is_one_statement(alone)
        {
            return Ok(vec![by_itself(self.insert(alone))?]);
        }
        self.run("BEGIN IMMEDIATE")?;
        let added: Result<_, _> = appends.iter().map(|append| self.add(append)).collect();
        let added = added?;
        self.run("COMMIT")?;
        Ok(added)
    }

    /// Leaves what a failed commit left open; a connection that cannot even do that is replaced.
    pub(super) fn recover(&mut self) {
        // SQLite has rolled back by itself after some errors.
        if !self.connection.is_autocommit() && self.run("ROLLBACK").is_err() {
            match connect(&self.database) {
                Ok(connection) => self.connection = connection,
                Err(error) => tracing::error!(%error, "the database cannot be opened again"),
            }
        }
    }

    /// The database is not to grow beyond so many pages by appends.
    #[cfg(test)]
    pub(super) fn limit_pages(&self, pages: u32) {
        let set = |_: &rusqlite::Row<'_>| Ok(());
        let pragma = format!("PRAGMA max_page_count = {pages}");
        self.connection.query_row(&pragma, [], set).unwrap();
    }

    /// Adds one record and what belongs to it, or nothing.
    fn add(&self, append: &Append) -> Result<Added, StoreError> {
        if is_one_statement(append) {
            return by_itself(self.insert(append));
        }
        self.run("SAVEPOINT append")?;
        let inserted = self.insert(append);
        let added = by_itself(inserted.and_then(|()| self.insert_with(append)))?;
        if added != Ok(true) {
            self.run("ROLLBACK TO append")?;
        }
        self.run("RELEASE append")?;
        Ok(added)
    }

    fn insert(&self, append: &Append) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(&statement(append.log))?;
        statement.execute(params![
            id(append.log.0),
            int(append.n),
            int(append.epoch),
            int(append.first_event),
            append.items,
        ])?;
        Ok(())
    }

    fn insert_with(&self, append: &Append) -> rusqlite::Result<()> {
        if let Some(Ended { at, attended }) = append.ended {
            let end = "UPDATE session_log SET ended_at = ?2, attended = ?3 WHERE id = ?1";
            let mut end = self.connection.prepare_cached(end)?;
            end.execute(params![id(append.log.0), int(at.0), attended])?;
        }
        let mut line = self.connection.prepare_cached(audit_table::INSERT)?;
        for row in audit_table::rows(&append.audit) {
            line.execute(row)?;
        }
        Ok(())
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

/// What came of one append by itself, or an error that took with it all that is not committed.
fn by_itself(inserted: rusqlite::Result<()>) -> Result<Added, StoreError> {
    match inserted {
        Ok(()) => Ok(Ok(true)),
        Err(rusqlite::Error::SqliteFailure(error, _))
            if error.extended_code == ffi::SQLITE_CONSTRAINT_NOTNULL =>
        {
            Ok(Ok(false))
        }
        Err(error) => match StoreError::from(error) {
            own @ StoreError::Fault(_) => Ok(Err(own)),
            everybodys @ (StoreError::Full | StoreError::Unknown(_)) => Err(everybodys),
        },
    }
}

fn is_one_statement(append: &Append) -> bool {
    append.ended.is_none() && append.audit.is_empty()
}

fn connect(database: &Path) -> Result<Connection, StoreError> {
    // One thread at a time has it, and the name is no URI.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(limits::LOCK_WAIT)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // One for each room that writes, or each append would be compiled anew.
    connection.set_prepared_statement_cache_capacity(limits::STATEMENTS_KEPT);
    Ok(connection)
}

/// Adds a record behind the last one if the log stands there, in the record's epoch, and is not
/// erased. All in one statement, so that half of it never happens.
///
/// Elsewhere there is no epoch to write, and the column refuses to stay empty. An `INSERT` from a
/// `SELECT` would do without the refusal, but where that reads the table which it fills, SQLite
/// gathers it in a temporary table first, which costs as much as everything else.
fn statement(log: SessionId) -> String {
    let table = record_table::name(log);
    format!(
        "INSERT INTO {table} (n, first_event, items, epoch)
         VALUES (?2, ?4, ?5, (
             SELECT epoch FROM session_log
             WHERE id = ?1 AND epoch = ?3 AND erased = 0
               AND (SELECT MAX(n) FROM {table}) = ?2 - 1
         ))"
    )
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let reason = error.to_string();
        match error.sqlite_error() {
            Some(error) => Self::of_code(error.extended_code.unsigned_abs(), reason),
            None => Self::Fault(reason),
        }
    }
}
