//! The check-in templates a group saved for itself.

use rondo_protocol::{
    GroupId,
    checkins::Template,
    http::{SavedTemplate, TemplateId},
};
use sqlx::Row;

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, id},
};
use crate::{
    limits,
    store::{AuditLine, StoreError},
};

impl Sqlite {
    /// The group's templates, in the order they were saved.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn templates(&self, group: GroupId) -> Result<Vec<SavedTemplate>, StoreError> {
        let rows = sqlx::query("SELECT id, body FROM template WHERE group_id = $1 ORDER BY place")
            .bind(id(group.0))
            .fetch_all(&self.readers)
            .await?;
        let templates: Result<Vec<_>, sqlx::Error> = rows
            .iter()
            .map(|row| {
                Ok(SavedTemplate {
                    id: TemplateId(row.id("id")?),
                    template: row.text("body", |body| serde_json::from_str(body).ok())?,
                })
            })
            .collect();
        Ok(templates?)
    }

    /// Saves a template; false if the group has as many as it may.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn save_template(
        &self,
        group: GroupId,
        saved: SavedTemplate,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        let body = written(&saved.template)?;
        self.write(move |tx| {
            Box::pin(async move {
                let row = sqlx::query(
                    "SELECT COUNT(*) AS kept, COALESCE(MAX(place), 0) + 1 AS next
                     FROM template WHERE group_id = $1",
                )
                .bind(id(group.0))
                .fetch_one(&mut *tx)
                .await?;
                if row.try_get::<i64, _>("kept")? >= limits::TEMPLATES_MAX {
                    return Ok(false);
                }
                sqlx::query(
                    "INSERT INTO template (id, group_id, place, body) VALUES ($1, $2, $3, $4)",
                )
                .bind(id(saved.id.0))
                .bind(id(group.0))
                .bind(row.try_get::<i64, _>("next")?)
                .bind(body)
                .execute(&mut *tx)
                .await?;
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Deletes a template; false if the group has no such one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_template(
        &self,
        group: GroupId,
        template: TemplateId,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let deleted = sqlx::query("DELETE FROM template WHERE id = $1 AND group_id = $2")
                    .bind(id(template.0))
                    .bind(id(group.0))
                    .execute(&mut *tx)
                    .await?;
                if deleted.rows_affected() == 0 {
                    return Ok(false);
                }
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }
}

fn written(template: &Template) -> Result<String, StoreError> {
    serde_json::to_string(template).map_err(|error| StoreError::Fault(error.to_string()))
}
