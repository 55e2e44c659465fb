//! The embedded store: one SQLite file, one writer, a few readers.
//!
//! Nothing has to be installed beside the program, and an administrator backs up one folder. All
//! writes pass through [`writer`], which commits what everybody has waiting in one transaction;
//! reads go through a small pool of their own. SQL stays within what PostgreSQL also understands. Of
//! the two drivers, one only appends (ADR 5).
//! Nothing may write past the writer, or the order of commits would no longer be one.

mod accounts;
mod appends;
mod audit_table;
mod colleagues;
mod columns;
pub mod copies;
mod folder;
mod groups;
pub mod inspection;
mod invitations;
mod log;
mod record_table;
mod roster;
mod sessions;
mod templates;
mod writer;
mod writes;

use std::{path::Path, sync::Arc};

use futures_util::future::BoxFuture;
use rondo_protocol::At;
use sqlx::{
    ConnectOptions, SqliteConnection, SqlitePool,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use self::{appends::Appends, folder::Folder, writer::Writer, writes::Writes};
pub use self::{
    colleagues::{Colleague, Joined},
    folder::database_in,
    invitations::NewInvitation,
};
use super::{StartError, StoreError, error::plainly};
use crate::limits;

static MIGRATOR: Migrator = sqlx::migrate!();

/// The store in its data folder. Cheap to clone; all clones share one file.
#[derive(Clone)]
pub struct Sqlite {
    writer: Writer,
    readers: SqlitePool,
}

impl Sqlite {
    /// Opens the store in `data`, making the folder and the file if they are missing.
    ///
    /// # Errors
    /// [`StartError`], each one sentence fit for the administrator's terminal.
    pub async fn open(data: &Path) -> Result<Self, StartError> {
        let folder = Arc::new(Folder::claim(data)?);
        let unreadable = |error: sqlx::Error| StartError::unreadable(data, &plainly(&error));
        if inspection::is_foreign(&folder.database())
            .await
            .map_err(unreadable)?
        {
            return Err(StartError::Foreign {
                data: data.to_owned(),
            });
        }
        let options = SqliteConnectOptions::new()
            .filename(folder.database())
            .create_if_missing(false)
            .busy_timeout(limits::LOCK_WAIT)
            .disable_statement_logging();
        let writing = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            // Statement journals would otherwise leave copies of pages in temporary files.
            .pragma("temp_store", "MEMORY");
        let mut connection = writing.connect().await.map_err(unreadable)?;
        migrate(&MIGRATOR, &mut connection, data).await?;
        // What was erased just before a crash still stands in the write-ahead log and the pages it
        // replaces.
        if let Err(error) = writes::truncate(&mut connection).await {
            tracing::warn!(%error, "erased bytes may be left in the files");
        }
        let readers = SqlitePoolOptions::new()
            .max_connections(limits::READERS)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(unreadable)?;
        folder.warn_of_others();
        let appends = Appends::open(folder.database())
            .map_err(|error| StartError::unreadable(data, &error))?;
        let writer = Writer::start(appends, Writes::through(connection, writing), folder)
            .map_err(|error| StartError::unreadable(data, &error))?;
        Ok(Self { writer, readers })
    }

    /// Finishes what is waiting, closes the files and gives the folder back.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.stop().await;
    }

    /// Transactions committed so far.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Writes something, to see whether anything can be written and synced now.
    pub async fn takes_writes(&self, now: At) -> bool {
        let asked = self.write(move |tx| {
            Box::pin(async move {
                sqlx::query("UPDATE writable SET asked_at = $1")
                    .bind(columns::int(now.0))
                    .execute(tx)
                    .await
            })
        });
        asked.await.is_ok()
    }

    /// Runs `work` in the next transaction; answers once it is durable.
    ///
    /// Outcomes that are no faults belong into `T`: then `work` must not have written anything.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of `work` is stored unless it says that this is unknown.
    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, sqlx::Error>>
            + Send
            + 'static,
    {
        self.writer.write(work).await
    }
}

async fn migrate(
    migrator: &Migrator,
    connection: &mut SqliteConnection,
    data: &Path,
) -> Result<(), StartError> {
    migrator
        .run_direct(None, connection, false)
        .await
        .map_err(|error| {
            #[expect(
                clippy::wildcard_enum_match_arm,
                reason = "the library's enum is open-ended"
            )]
            match error {
                MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => {
                    StartError::Newer {
                        data: data.to_owned(),
                    }
                }
                MigrateError::Execute(error) => StartError::unreadable(data, &plainly(&error)),
                other => StartError::unreadable(data, &other),
            }
        })
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
