//! The event log in SQLite: one row per session as its head, and a table for its records.
//!
//! The head row is the lock. Every append compares the epoch there and the position of the last
//! record, and adds its own in the same statement; if it adds nothing, somebody else owns the log
//! now. Where a log stands is therefore where its last record is. The head says so itself only once
//! there are no records any more: writing it with each append would double what has to be synced.

use async_trait::async_trait;
use rondo_protocol::{GroupId, LogId, SessionId};
use sqlx::{Row, SqliteConnection};

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, id, int},
    record_table,
};
use crate::store::{
    StoreError,
    log::{Append, Erase, EventLog, Head, LogError, NewLog, OpenedLog, Record},
};

/// What a write found: done, or an expected reason why nothing was written.
type Found<T> = Result<Result<T, LogError>, sqlx::Error>;

impl From<StoreError> for LogError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Unknown(reason) | StoreError::Fault(reason) => Self::Unknown(reason),
        }
    }
}

#[async_trait]
impl EventLog for Sqlite {
    async fn create(&self, new: NewLog) -> Result<(), LogError> {
        self.write(|tx| Box::pin(create(tx, new))).await?
    }

    async fn open(&self, log: SessionId, node: &str) -> Result<OpenedLog, LogError> {
        let node = node.to_owned();
        let (epoch, log_id) = self
            .write(move |tx| Box::pin(fence(tx, log, node)))
            .await??;
        let records = self.records(log).await?;
        Ok(OpenedLog {
            log_id,
            epoch,
            records,
        })
    }

    async fn records(&self, log: SessionId) -> Result<Vec<Record>, LogError> {
        if self.head(log).await?.erased {
            return Err(LogError::Erased);
        }
        let mut reader = self.readers.acquire().await.map_err(StoreError::from)?;
        let records = record_table::read(&mut reader, log).await;
        Ok(records.map_err(StoreError::from)?)
    }

    async fn append(&self, append: Append) -> Result<(), LogError> {
        let log = append.log;
        match self.writer.append(append).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(LogError::Conflict(self.head(log).await?)),
            // A log that is erased or was never made has no table.
            Err(fault @ StoreError::Fault(_)) => match self.head(log).await {
                Ok(head) if head.erased => Err(LogError::Erased),
                Err(LogError::Missing) => Err(LogError::Missing),
                Ok(_) | Err(_) => Err(fault.into()),
            },
            Err(error @ (StoreError::Full | StoreError::Unknown(_))) => Err(error.into()),
        }
    }

    async fn head(&self, log: SessionId) -> Result<Head, LogError> {
        // The row and the records as they stand at one moment.
        let mut reader = self.readers.begin().await.map_err(StoreError::from)?;
        head(&mut reader, log)
            .await
            .map_err(StoreError::from)?
            .ok_or(LogError::Missing)
    }

    async fn rewrite(
        &self,
        log: SessionId,
        epoch: u64,
        n: u64,
        items: Vec<u8>,
    ) -> Result<(), LogError> {
        self.write(move |tx| Box::pin(replace(tx, log, epoch, n, items)))
            .await?
    }

    async fn erase(&self, erase: Erase) -> Result<(), LogError> {
        self.write(|tx| Box::pin(entomb(tx, erase))).await??;
        Ok(self.writer.reclaim().await?)
    }

    async fn unfinished(&self) -> Result<Vec<(SessionId, GroupId)>, LogError> {
        let rows = sqlx::query(
            "SELECT id, group_id FROM session_log WHERE erased = 0 ORDER BY opened_at, id",
        )
        .fetch_all(&self.readers)
        .await
        .map_err(StoreError::from)?;
        let logs: Result<Vec<_>, sqlx::Error> = rows
            .iter()
            .map(|row| Ok((SessionId(row.id("id")?), GroupId(row.id("group_id")?))))
            .collect();
        Ok(logs.map_err(StoreError::from)?)
    }

    async fn audited(&self, group: GroupId, action: &'static str) -> Result<bool, LogError> {
        let line =
            sqlx::query("SELECT 1 FROM audit_line WHERE group_id = $1 AND action = $2 LIMIT 1")
                .bind(id(group.0))
                .bind(action)
                .fetch_optional(&self.readers)
                .await
                .map_err(StoreError::from)?;
        Ok(line.is_some())
    }

    async fn reclaim(&self) -> Result<(), LogError> {
        Ok(self.writer.reclaim().await?)
    }
}

async fn create(tx: &mut SqliteConnection, new: NewLog) -> Found<()> {
    let open = sqlx::query("SELECT id FROM session_log WHERE group_id = $1 AND erased = 0")
        .bind(id(new.group.0))
        .fetch_optional(&mut *tx)
        .await?;
    if let Some(open) = open {
        return Ok(Err(LogError::AlreadyOpen(SessionId(open.id("id")?))));
    }
    sqlx::query(
        "INSERT INTO session_log (id, group_id, number, opened_at, n, epoch, node)
         VALUES ($1, $2, $3, $4, 1, 1, $5)",
    )
    .bind(id(new.log.0))
    .bind(id(new.group.0))
    .bind(i64::from(new.number))
    .bind(int(new.opened_at.0))
    .bind(new.node)
    .execute(&mut *tx)
    .await?;
    record_table::make(tx, new.log).await?;
    let first = Record {
        n: 1,
        epoch: 1,
        first_event: 1,
        items: new.items,
    };
    record_table::begin(tx, new.log, first).await?;
    insert_audit(tx, &new.audit).await?;
    Ok(Ok(()))
}

async fn fence(tx: &mut SqliteConnection, log: SessionId, node: String) -> Found<(u64, LogId)> {
    let raised = sqlx::query(
        "UPDATE session_log SET epoch = epoch + 1, node = $2 WHERE id = $1 AND erased = 0",
    )
    .bind(id(log.0))
    .bind(node)
    .execute(&mut *tx)
    .await?;
    if raised.rows_affected() == 0 {
        return Ok(Err(why_not(tx, log).await?));
    }
    let row =
        sqlx::query("SELECT epoch, COALESCE(log_id, id) AS log_id FROM session_log WHERE id = $1")
            .bind(id(log.0))
            .fetch_one(tx)
            .await?;
    Ok(Ok((row.count("epoch")?, LogId(row.id("log_id")?))))
}

async fn replace(
    tx: &mut SqliteConnection,
    log: SessionId,
    epoch: u64,
    n: u64,
    items: Vec<u8>,
) -> Found<()> {
    match head(tx, log).await? {
        Some(head) if !head.erased && head.epoch == epoch && (1..=head.n).contains(&n) => {}
        _ => return Ok(Err(why_not(tx, log).await?)),
    }
    record_table::replace(tx, log, n, items).await?;
    Ok(Ok(()))
}

pub(super) async fn entomb(tx: &mut SqliteConnection, erase: Erase) -> Found<()> {
    let Some(head) = head(tx, erase.log).await? else {
        return Ok(Err(LogError::Missing));
    };
    if head.erased {
        // Somebody who erased it before did what was asked.
        return Ok(Ok(()));
    }
    if head.epoch != erase.epoch {
        return Ok(Err(LogError::Conflict(head)));
    }
    sqlx::query("UPDATE session_log SET erased = 1, n = $2 WHERE id = $1")
        .bind(id(erase.log.0))
        .bind(int(head.n))
        .execute(&mut *tx)
        .await?;
    record_table::remove(tx, erase.log).await?;
    insert_audit(tx, &erase.audit).await?;
    Ok(Ok(()))
}

/// Why nothing was written.
async fn why_not(tx: &mut SqliteConnection, log: SessionId) -> Result<LogError, sqlx::Error> {
    Ok(match head(tx, log).await? {
        None => LogError::Missing,
        Some(head) if head.erased => LogError::Erased,
        Some(head) => LogError::Conflict(head),
    })
}

/// Where a log stands: in a transaction, so that row and records belong together.
async fn head(
    connection: &mut SqliteConnection,
    log: SessionId,
) -> Result<Option<Head>, sqlx::Error> {
    let row = sqlx::query("SELECT n, epoch, node, erased FROM session_log WHERE id = $1")
        .bind(id(log.0))
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let erased = row.count("erased")? != 0;
    Ok(Some(Head {
        n: match erased {
            true => row.count("n")?,
            false => record_table::last(connection, log).await?,
        },
        epoch: row.count("epoch")?,
        node: row.try_get("node")?,
        erased,
    }))
}
