//! Audit lines as rows, for both drivers.

use sqlx::SqliteConnection;
use uuid::Uuid;

use super::columns::{id, int, some_id};
use crate::store::AuditLine;

/// Adds one line, whose values are one of [`rows`]. They stand in order, since one driver binds `$n` by
/// its number, the other by its place.
pub(super) const INSERT: &str =
    "INSERT INTO audit_line (id, at, place, group_id, session_id, actor, action, subject)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// The columns of one line; `place` orders lines of one moment.
pub(super) type AuditRow = (
    String,
    i64,
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    &'static str,
    Option<String>,
);

/// The rows of lines that are committed together.
pub(super) fn rows(lines: &[AuditLine]) -> impl Iterator<Item = AuditRow> {
    (0_i64..).zip(lines).map(|(place, line)| {
        (
            id(Uuid::new_v4()),
            int(line.at.0),
            place,
            some_id(line.group.map(|group| group.0)),
            some_id(line.session.map(|session| session.0)),
            some_id(line.actor.map(|actor| actor.0)),
            line.action,
            some_id(line.subject.map(|subject| subject.0)),
        )
    })
}

/// Writes audit lines in the transaction of what they tell of.
pub(super) async fn insert_audit(
    tx: &mut SqliteConnection,
    lines: &[AuditLine],
) -> Result<(), sqlx::Error> {
    for (line, at, place, group, session, actor, action, subject) in rows(lines) {
        sqlx::query(INSERT)
            .bind(line)
            .bind(at)
            .bind(place)
            .bind(group)
            .bind(session)
            .bind(actor)
            .bind(action)
            .bind(subject)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}
