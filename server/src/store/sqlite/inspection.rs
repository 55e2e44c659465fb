//! A look into a database that changes nothing: a running server's, a stopped one's, or a backup.
//!
//! All that is read is read in one transaction, so a server that goes on writing is seen at one
//! moment. While it is open, that server cannot empty its write-ahead log, so it must not be kept
//! open longer than it takes to look.

use std::{collections::BTreeMap, fs::File, io, path::Path};

use rondo_protocol::{GroupId, SessionId};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{
    MIGRATOR,
    columns::{Columns, id},
    record_table,
};
use crate::{
    limits,
    store::{
        Unsound,
        log::{Head, Record},
    },
};

/// How much there is, without saying of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Census {
    /// Therapists' accounts.
    pub therapists: u64,
    /// Groups.
    pub groups: u64,
    /// Members and observers on rosters.
    pub people: u64,
    /// Sessions that ended.
    pub past_sessions: u64,
    /// Audit lines.
    pub audit_lines: u64,
}

/// The log of a session that had not ended.
pub struct HeldLog {
    /// Which.
    pub session: SessionId,
    /// Whose.
    pub group: GroupId,
    /// Where it says it stands.
    pub head: Head,
    /// What it holds.
    pub records: Vec<Record>,
}

/// A database opened for reading, as it was at one moment.
pub struct Inspection(SqliteConnection);

impl Inspection {
    /// Opens a database and makes sure that it is whole and that this version understands it.
    ///
    /// # Errors
    /// [`Unsound`].
    pub async fn of(file: &Path) -> Result<Self, Unsound> {
        is_readable(file)?;
        let mut connection = reading(file).connect().await?;
        sqlx::query("BEGIN").execute(&mut connection).await?;
        let mut inspection = Self(connection);
        inspection.is_whole().await?;
        inspection.is_understood().await?;
        Ok(inspection)
    }

    /// Counts.
    ///
    /// # Errors
    /// [`Unsound`].
    pub async fn census(&mut self) -> Result<Census, Unsound> {
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM therapist) AS therapists,
                    (SELECT COUNT(*) FROM therapy_group) AS groups,
                    (SELECT COUNT(*) FROM person) AS people,
                    (SELECT COUNT(*) FROM session_log WHERE ended_at IS NOT NULL) AS past_sessions,
                    (SELECT COUNT(*) FROM audit_line) AS audit_lines",
        )
        .fetch_one(&mut self.0)
        .await?;
        Ok(Census {
            therapists: row.count("therapists")?,
            groups: row.count("groups")?,
            people: row.count("people")?,
            past_sessions: row.count("past_sessions")?,
            audit_lines: row.count("audit_lines")?,
        })
    }

    /// The logs of sessions that had not ended, with all they hold.
    ///
    /// # Errors
    /// [`Unsound`], also if records are there that belong to no such session: they were to be erased.
    pub async fn logs(&mut self) -> Result<Vec<HeldLog>, Unsound> {
        let rows = sqlx::query(
            "SELECT id, group_id, epoch, node FROM session_log WHERE erased = 0 ORDER BY id",
        )
        .fetch_all(&mut self.0)
        .await?;
        let tables: i64 = sqlx::query(
            "SELECT COUNT(*) AS tables FROM sqlite_schema
             WHERE type = 'table' AND name LIKE 'session!_record!_%' ESCAPE '!'",
        )
        .fetch_one(&mut self.0)
        .await?
        .try_get("tables")?;
        if usize::try_from(tables) != Ok(rows.len()) {
            return Err(Unsound::damaged(
                "sessions and their records do not belong together",
            ));
        }
        let mut logs = Vec::with_capacity(rows.len());
        for row in rows {
            let session = SessionId(row.id("id")?);
            let records = record_table::read(&mut self.0, session).await?;
            logs.push(HeldLog {
                session,
                group: GroupId(row.id("group_id")?),
                head: Head {
                    n: records.last().map_or(0, |last| last.n),
                    epoch: row.count("epoch")?,
                    node: row.try_get("node")?,
                    erased: false,
                },
                records,
            });
        }
        Ok(logs)
    }

    /// Closes the database.
    ///
    /// # Errors
    /// [`Unsound`].
    pub async fn close(self) -> Result<(), Unsound> {
        Ok(self.0.close().await?)
    }

    async fn is_whole(&mut self) -> Result<(), Unsound> {
        let row = sqlx::query("PRAGMA integrity_check(1)")
            .fetch_one(&mut self.0)
            .await?;
        let found: String = row.try_get(0)?;
        if found != "ok" {
            // What it says of one place stands in its last line, after a headline.
            let found = found.lines().next_back().unwrap_or_default();
            return Err(Unsound::damaged(found.trim_end_matches('.')));
        }
        let dangling = sqlx::query("PRAGMA foreign_key_check")
            .fetch_optional(&mut self.0)
            .await?;
        match dangling {
            None => Ok(()),
            Some(_) => Err(Unsound::damaged("rows refer to others that are not there")),
        }
    }

    async fn is_understood(&mut self) -> Result<(), Unsound> {
        if !is_ours(&mut self.0).await? {
            return Err(Unsound::Foreign);
        }
        let applied = sqlx::query("SELECT version, checksum FROM _sqlx_migrations")
            .fetch_all(&mut self.0)
            .await?;
        let known: BTreeMap<i64, &[u8]> = MIGRATOR
            .iter()
            .map(|migration| (migration.version, &*migration.checksum))
            .collect();
        for row in applied {
            let checksum: Vec<u8> = row.try_get("checksum")?;
            if known.get(&row.try_get("version")?) != Some(&checksum.as_slice()) {
                return Err(Unsound::Newer);
            }
        }
        Ok(())
    }
}

/// There is a file that holds something, and we may read it.
pub(super) fn is_readable(file: &Path) -> Result<(), Unsound> {
    let found = File::open(file).and_then(|file| file.metadata());
    match found {
        Ok(found) if found.is_file() && found.len() > 0 => Ok(()),
        Ok(_) => Err(Unsound::NotThere),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unsound::NotThere),
        Err(error) => Err(Unsound::Unreadable(error)),
    }
}

/// Whether another program made this database; an empty one was made by nobody.
pub(super) async fn is_foreign(file: &Path) -> Result<bool, sqlx::Error> {
    let mut connection = reading(file).connect().await?;
    let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema")
        .fetch_one(&mut connection)
        .await?;
    let foreign = tables > 0 && !is_ours(&mut connection).await?;
    connection.close().await?;
    Ok(foreign)
}

/// Whether Rondo's first start got as far as making its first table.
async fn is_ours(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    let query = "SELECT COUNT(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    let found: i64 = sqlx::query_scalar(query).fetch_one(connection).await?;
    Ok(found > 0)
}

/// How to open a database without being able to change it.
pub(super) fn reading(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(limits::LOCK_WAIT)
        .disable_statement_logging()
}

/// Gives every session that had not ended another log to be told from.
pub(super) async fn renew_logs(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let rows = sqlx::query("SELECT id FROM session_log WHERE erased = 0")
        .fetch_all(&mut *connection)
        .await?;
    for row in rows {
        let session: String = row.try_get("id")?;
        sqlx::query("UPDATE session_log SET log_id = $2 WHERE id = $1")
            .bind(session)
            .bind(id(uuid::Uuid::new_v4()))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
