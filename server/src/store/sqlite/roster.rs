//! The people of a group: its therapists, and the members and observers they put on the roster.

use rondo_protocol::{
    At, GroupId, PersonId,
    http::{InvitationState, InvitedRole, RosterEntry},
    roster::Role,
    text::Name,
};
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, id, int, role_word},
};
use crate::{
    limits,
    store::{AuditLine, StoreError},
};

/// Each person with the invitation that counts: the one not revoked, or else any revoked one.
const READ_PEOPLE: &str = "SELECT p.id, p.name, p.role, i.expires_at, i.opened_at,
        EXISTS (SELECT 1 FROM invitation r WHERE r.person = p.id) AS invited
    FROM person p
    LEFT JOIN invitation i ON i.person = p.id AND i.revoked_at IS NULL
    WHERE p.group_id = $1 ORDER BY p.role, p.name, p.id";

impl Sqlite {
    /// Everybody of the group: therapists, then members, then observers, each by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn roster(&self, group: GroupId, now: At) -> Result<Vec<RosterEntry>, StoreError> {
        let therapists = sqlx::query(
            "SELECT t.id, t.name FROM group_therapist gt JOIN therapist t ON t.id = gt.therapist
             WHERE gt.group_id = $1 ORDER BY t.name, t.id",
        )
        .bind(id(group.0))
        .fetch_all(&self.readers)
        .await?;
        let people = sqlx::query(READ_PEOPLE)
            .bind(id(group.0))
            .fetch_all(&self.readers)
            .await?;
        let therapists = therapists.iter().map(|row| {
            Ok(RosterEntry {
                person: PersonId(row.id("id")?),
                name: row.name("name")?,
                role: Role::Therapist,
                invitation: InvitationState::None,
            })
        });
        let people = people.iter().map(|row| entry(row, now));
        let roster: Result<Vec<_>, sqlx::Error> = therapists.chain(people).collect();
        Ok(roster?)
    }

    /// One member or observer of the group.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn person(
        &self,
        group: GroupId,
        person: PersonId,
        now: At,
    ) -> Result<Option<RosterEntry>, StoreError> {
        let roster = self.roster(group, now).await?;
        Ok(roster
            .into_iter()
            .find(|entry| entry.person == person && entry.role != Role::Therapist))
    }

    /// Puts a person on the roster; false if it is full.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_person(
        &self,
        group: GroupId,
        person: PersonId,
        name: Name,
        role: InvitedRole,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let there = sqlx::query("SELECT COUNT(*) AS there FROM person WHERE group_id = $1")
                    .bind(id(group.0))
                    .fetch_one(&mut *tx)
                    .await?;
                if there.try_get::<i64, _>("there")? >= limits::ROSTER_MAX {
                    return Ok(false);
                }
                sqlx::query(
                    "INSERT INTO person (id, group_id, name, role, added_at)
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(id(person.0))
                .bind(id(group.0))
                .bind(name.reveal())
                .bind(role_word(role))
                .bind(int(audit.at.0))
                .execute(&mut *tx)
                .await?;
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Changes a person's name; false if they are not on the roster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rename_person(
        &self,
        group: GroupId,
        person: PersonId,
        name: Name,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let renamed =
                    sqlx::query("UPDATE person SET name = $3 WHERE id = $1 AND group_id = $2")
                        .bind(id(person.0))
                        .bind(id(group.0))
                        .bind(name.reveal())
                        .execute(&mut *tx)
                        .await?;
                if renamed.rows_affected() == 0 {
                    return Ok(false);
                }
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Takes a person off the roster, with their invitation and its cookies; false if they were not
    /// on it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_person(
        &self,
        group: GroupId,
        person: PersonId,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let removed = sqlx::query("DELETE FROM person WHERE id = $1 AND group_id = $2")
                    .bind(id(person.0))
                    .bind(id(group.0))
                    .execute(&mut *tx)
                    .await?;
                if removed.rows_affected() == 0 {
                    return Ok(false);
                }
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }
}

fn entry(row: &SqliteRow, now: At) -> Result<RosterEntry, sqlx::Error> {
    let invitation = match row.some_time("expires_at")? {
        Some(expires_at) if expires_at > now => InvitationState::Active {
            expires_at,
            opened_at: row.some_time("opened_at")?,
        },
        Some(expires_at) => InvitationState::Expired { expires_at },
        None if row.count("invited")? != 0 => InvitationState::Revoked,
        None => InvitationState::None,
    };
    Ok(RosterEntry {
        person: PersonId(row.id("id")?),
        name: row.name("name")?,
        role: match row.role("role")? {
            InvitedRole::Member => Role::Member,
            InvitedRole::Observer => Role::Observer,
        },
        invitation,
    })
}
