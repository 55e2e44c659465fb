//! Standing groups and what their therapists set for them.

use rondo_protocol::{
    GroupId, PersonId,
    http::{Group, GroupSettings},
};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, admission_word, id, int},
};
use crate::{
    limits,
    store::{AuditLine, StoreError},
};

const READ_GROUP: &str = "SELECT id, name, ground_rules, ground_rules_version, crisis_text,
    capacity, feedback_threshold, admission FROM therapy_group WHERE id = $1";

impl Sqlite {
    /// Makes a group led by one therapist; none if they lead as many as they may.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn make_group(
        &self,
        group: GroupId,
        therapist: PersonId,
        settings: GroupSettings,
        audit: AuditLine,
    ) -> Result<Option<Group>, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let led =
                    sqlx::query("SELECT COUNT(*) AS led FROM group_therapist WHERE therapist = $1")
                        .bind(id(therapist.0))
                        .fetch_one(&mut *tx)
                        .await?;
                if led.try_get::<i64, _>("led")? >= limits::GROUPS_PER_THERAPIST_MAX {
                    return Ok(None);
                }
                sqlx::query(
                    "INSERT INTO therapy_group (id, name, ground_rules, ground_rules_version,
                         crisis_text, capacity, feedback_threshold, admission, made_at)
                     VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)",
                )
                .bind(id(group.0))
                .bind(settings.name.reveal())
                .bind(settings.ground_rules.reveal())
                .bind(settings.crisis_text.reveal())
                .bind(i64::from(settings.capacity))
                .bind(i64::from(settings.feedback_threshold))
                .bind(admission_word(settings.admission))
                .bind(int(audit.at.0))
                .execute(&mut *tx)
                .await?;
                insert_leader(tx, group, therapist, audit.at.0).await?;
                insert_audit(tx, &[audit]).await?;
                read_group(tx, group).await
            })
        })
        .await
    }

    /// Whether this therapist leads the group.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn leads(&self, group: GroupId, therapist: PersonId) -> Result<bool, StoreError> {
        let row =
            sqlx::query("SELECT 1 FROM group_therapist WHERE group_id = $1 AND therapist = $2")
                .bind(id(group.0))
                .bind(id(therapist.0))
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.is_some())
    }

    /// A group, if this therapist leads it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn group_led_by(
        &self,
        group: GroupId,
        therapist: PersonId,
    ) -> Result<Option<Group>, StoreError> {
        if !self.leads(group, therapist).await? {
            return Ok(None);
        }
        let mut reader = self.readers.acquire().await?;
        Ok(read_group(&mut reader, group).await?)
    }

    /// Changes a group; the version of its ground rules rises if their text is another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn change_group(
        &self,
        group: GroupId,
        settings: GroupSettings,
        audit: AuditLine,
    ) -> Result<Option<Group>, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                sqlx::query(
                    "UPDATE therapy_group SET
                         ground_rules_version = ground_rules_version
                             + CASE WHEN ground_rules = $3 THEN 0 ELSE 1 END,
                         name = $2, ground_rules = $3, crisis_text = $4, capacity = $5,
                         feedback_threshold = $6, admission = $7
                     WHERE id = $1",
                )
                .bind(id(group.0))
                .bind(settings.name.reveal())
                .bind(settings.ground_rules.reveal())
                .bind(settings.crisis_text.reveal())
                .bind(i64::from(settings.capacity))
                .bind(i64::from(settings.feedback_threshold))
                .bind(admission_word(settings.admission))
                .execute(&mut *tx)
                .await?;
                insert_audit(tx, &[audit]).await?;
                read_group(tx, group).await
            })
        })
        .await
    }
}

/// Makes a therapist lead a group; nothing changes if they already do.
pub(super) async fn insert_leader(
    tx: &mut SqliteConnection,
    group: GroupId,
    therapist: PersonId,
    now_ms: u64,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO group_therapist (group_id, therapist, joined_at)
         VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    )
    .bind(id(group.0))
    .bind(id(therapist.0))
    .bind(int(now_ms))
    .execute(tx)
    .await?;
    Ok(())
}

async fn read_group(
    connection: &mut SqliteConnection,
    group: GroupId,
) -> Result<Option<Group>, sqlx::Error> {
    let row = sqlx::query(READ_GROUP)
        .bind(id(group.0))
        .fetch_optional(connection)
        .await?;
    row.as_ref().map(group_from).transpose()
}

fn group_from(row: &SqliteRow) -> Result<Group, sqlx::Error> {
    Ok(Group {
        id: GroupId(row.id("id")?),
        settings: GroupSettings {
            name: row.name("name")?,
            ground_rules: row.page("ground_rules")?,
            crisis_text: row.page("crisis_text")?,
            capacity: row.number("capacity")?,
            feedback_threshold: row.number("feedback_threshold")?,
            admission: row.admission("admission")?,
        },
        ground_rules_version: row.number("ground_rules_version")?,
    })
}
