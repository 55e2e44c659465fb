//! The records of one log, in a table of their own.
//!
//! Each log has its own table because of erasing. `secure_delete` overwrites a deleted row where it
//! stands, but when rows of several sessions share pages, rebalancing leaves copies of the others'
//! rows in the unused part of a page, and nothing overwrites those later (a test found them).
//! Dropping a table instead frees whole pages, and whole pages are overwritten. So a row must never
//! be deleted or changed where it stands.

use rondo_protocol::SessionId;
use sqlx::{AssertSqlSafe, Row, SqliteConnection, sqlite::SqliteRow};

use super::columns::{Columns, int};
use crate::store::log::Record;

/// The table of one log. An id is written in hexadecimal digits alone, so it is safe in a statement.
pub(super) fn name(log: SessionId) -> String {
    format!("session_record_{}", log.0.simple())
}

/// Makes a log's table.
pub(super) async fn make(tx: &mut SqliteConnection, log: SessionId) -> Result<(), sqlx::Error> {
    make_named(tx, &name(log)).await
}

/// Takes a log's table away with everything in it.
pub(super) async fn remove(tx: &mut SqliteConnection, log: SessionId) -> Result<(), sqlx::Error> {
    remove_named(tx, &name(log)).await
}

/// Everything in a log's table, by position.
pub(super) async fn read(
    connection: &mut SqliteConnection,
    log: SessionId,
) -> Result<Vec<Record>, sqlx::Error> {
    let rows = sqlx::query(AssertSqlSafe(format!(
        "SELECT n, epoch, first_event, items FROM {} ORDER BY n",
        name(log)
    )))
    .fetch_all(connection)
    .await?;
    rows.iter().map(record).collect()
}

/// Position of the last record.
pub(super) async fn last(
    connection: &mut SqliteConnection,
    log: SessionId,
) -> Result<u64, sqlx::Error> {
    let sql = format!("SELECT COALESCE(MAX(n), 0) AS n FROM {}", name(log));
    let row = sqlx::query(AssertSqlSafe(sql))
        .fetch_one(connection)
        .await?;
    row.count("n")
}

/// Adds a log's first record.
pub(super) async fn begin(
    tx: &mut SqliteConnection,
    log: SessionId,
    first: Record,
) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO {} (n, epoch, first_event, items) VALUES ($1, $2, $3, $4)",
        name(log)
    )))
    .bind(int(first.n))
    .bind(int(first.epoch))
    .bind(int(first.first_event))
    .bind(first.items)
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes the table anew with other items at `n`, and takes the old one away. A session's records
/// are a few megabytes at most, and words are seldom hidden.
pub(super) async fn replace(
    tx: &mut SqliteConnection,
    log: SessionId,
    n: u64,
    items: Vec<u8>,
) -> Result<(), sqlx::Error> {
    let (old, new) = (name(log), format!("{}_new", name(log)));
    make_named(tx, &new).await?;
    sqlx::query(AssertSqlSafe(format!(
        "INSERT INTO {new} (n, epoch, first_event, items)
         SELECT n, epoch, first_event, CASE WHEN n = $1 THEN $2 ELSE items END
         FROM {old} ORDER BY n"
    )))
    .bind(int(n))
    .bind(items)
    .execute(&mut *tx)
    .await?;
    remove_named(tx, &old).await?;
    sqlx::query(AssertSqlSafe(format!("ALTER TABLE {new} RENAME TO {old}")))
        .execute(tx)
        .await?;
    Ok(())
}

async fn make_named(tx: &mut SqliteConnection, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!(
        "CREATE TABLE {name} (
             n INTEGER NOT NULL PRIMARY KEY,
             epoch BIGINT NOT NULL,
             first_event BIGINT NOT NULL,
             items BLOB NOT NULL
         )"
    )))
    .execute(tx)
    .await?;
    Ok(())
}

async fn remove_named(tx: &mut SqliteConnection, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query(AssertSqlSafe(format!("DROP TABLE {name}")))
        .execute(tx)
        .await?;
    Ok(())
}

fn record(row: &SqliteRow) -> Result<Record, sqlx::Error> {
    Ok(Record {
        n: row.count("n")?,
        epoch: row.count("epoch")?,
        first_event: row.count("first_event")?,
        items: row.try_get("items")?,
    })
}
