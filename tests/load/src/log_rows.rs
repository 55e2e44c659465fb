//! How many records stand in Rondo's log, read from its database as it lies there.

use std::path::Path;

use anyhow::Result;
use sqlx::{ConnectOptions, Connection, Row, sqlite::SqliteConnectOptions};

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
        let row = sqlx::query("SELECT COALESCE(SUM(n), 0) AS n FROM session_log")
            .fetch_one(&mut reader)
            .await?;
        let appended: i64 = row.try_get("n")?;
        reader.close().await?;
        Ok(u64::try_from(appended)?)
    })
}
