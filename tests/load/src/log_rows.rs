//! How many records stand in Rondo's log, read from its database as it lies there.

use std::path::Path;

use anyhow::Result;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, sqlite::SqliteConnectOptions};

/// Records appended so far, over all sessions.
pub fn appended(database: &Path) -> Result<u64> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let options = SqliteConnectOptions::new()
            .filename(database)
            .read_only(true);
        let mut reader = options.connect().await?;
        // Each session's records stand in a table of their own, numbered from 1.
        let tables = sqlx::query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'session_record_%'",
        )
        .fetch_all(&mut reader)
        .await?;
        let mut appended = 0;
        for table in tables {
            let table: String = table.try_get("name")?;
            let last = format!("SELECT COALESCE(MAX(n), 0) AS n FROM {table}");
            let row = sqlx::query(AssertSqlSafe(last))
                .fetch_one(&mut reader)
                .await?;
            appended += row.try_get::<i64, _>("n")?;
        }
        reader.close().await?;
        Ok(u64::try_from(appended)?)
    })
}
