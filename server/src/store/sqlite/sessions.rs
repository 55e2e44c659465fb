//! What stays visible of a group's sessions.

use rondo_protocol::{GroupId, http::PastSession};
use sqlx::Row;

use super::{
    Sqlite,
    columns::{Columns, id},
};
use crate::{limits, store::StoreError};

impl Sqlite {
    /// The number the group's next session will have, from 1.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next_session_number(&self, group: GroupId) -> Result<u32, StoreError> {
        let row = sqlx::query(
            "SELECT COALESCE(MAX(number), 0) + 1 AS next FROM session_log WHERE group_id = $1",
        )
        .bind(id(group.0))
        .fetch_one(&self.readers)
        .await?;
        let next: i64 = row.try_get("next")?;
        Ok(u32::try_from(next).unwrap_or(u32::MAX))
    }

    /// The group's ended sessions, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn past_sessions(&self, group: GroupId) -> Result<Vec<PastSession>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, opened_at, ended_at, attended FROM session_log
             WHERE group_id = $1 AND ended_at IS NOT NULL ORDER BY number DESC LIMIT $2",
        )
        .bind(id(group.0))
        .bind(limits::PAST_SESSIONS_SHOWN)
        .fetch_all(&self.readers)
        .await?;
        let past: Result<Vec<_>, sqlx::Error> = rows
            .iter()
            .map(|row| {
                Ok(PastSession {
                    number: row.number("number")?,
                    opened_at: row.time("opened_at")?,
                    ended_at: row.time("ended_at")?,
                    attended: row.number("attended")?,
                })
            })
            .collect();
        Ok(past?)
    }
}
