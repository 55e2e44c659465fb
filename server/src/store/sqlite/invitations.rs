//! Personal invitations: one working link per person, and the browsers that opened it.

use rondo_protocol::{At, GroupId, PersonId, http::InvitationRef};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, id, int},
};
use crate::{
    limits,
    store::{
        AuditLine, StoreError,
        records::{Followed, Invitee, NewCookie, TokenHash},
    },
};

const READ_INVITEE: &str = "SELECT i.ref, i.expires_at, i.revoked_at,
        p.id AS person, p.name, p.role, g.id AS group_id, g.name AS group_name, g.crisis_text
    FROM invitation i
    JOIN person p ON p.id = i.person
    JOIN therapy_group g ON g.id = p.group_id
    WHERE i.hash = $1";

const READ_INVITEE_BY_COOKIE: &str = "SELECT i.ref, i.expires_at, i.revoked_at,
        p.id AS person, p.name, p.role, g.id AS group_id, g.name AS group_name, g.crisis_text
    FROM invitation_cookie c
    JOIN invitation i ON i.ref = c.invitation
    JOIN person p ON p.id = i.person
    JOIN therapy_group g ON g.id = p.group_id
    WHERE c.hash = $1 AND c.invitation = $2 AND c.expires_at > $3
      AND i.revoked_at IS NULL AND i.expires_at > $3";

/// A link to a person's place, before its token is forgotten.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Its public name.
    pub invitation: InvitationRef,
    /// Hash of its token.
    pub hash: TokenHash,
    /// When it stops working.
    pub expires_at: At,
}

impl Sqlite {
    /// Gives a person a new link; earlier ones and their cookies stop working. False if the person
    /// is not on the roster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn invite(
        &self,
        group: GroupId,
        person: PersonId,
        new: NewInvitation,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let known = sqlx::query("SELECT 1 FROM person WHERE id = $1 AND group_id = $2")
                    .bind(id(person.0))
                    .bind(id(group.0))
                    .fetch_optional(&mut *tx)
                    .await?;
                if known.is_none() {
                    return Ok(false);
                }
                revoke(tx, person, audit.at).await?;
                sqlx::query("DELETE FROM invitation WHERE person = $1 AND expires_at <= $2")
                    .bind(id(person.0))
                    .bind(int(audit.at.0))
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(
                    "INSERT INTO invitation (ref, person, hash, expires_at) VALUES ($1, $2, $3, $4)",
                )
                .bind(new.invitation.0)
                .bind(id(person.0))
                .bind(new.hash.bytes())
                .bind(int(new.expires_at.0))
                .execute(&mut *tx)
                .await?;
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Takes a person's link back, with its cookies; false if none was working.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn revoke_invitation(
        &self,
        group: GroupId,
        person: PersonId,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let known = sqlx::query("SELECT 1 FROM person WHERE id = $1 AND group_id = $2")
                    .bind(id(person.0))
                    .bind(id(group.0))
                    .fetch_optional(&mut *tx)
                    .await?;
                if known.is_none() || !revoke(tx, person, audit.at).await? {
                    return Ok(false);
                }
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Follows a personal link in a browser and remembers that browser's cookie.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_invitation(
        &self,
        token: TokenHash,
        cookie: NewCookie,
        now: At,
    ) -> Result<Followed<Invitee>, StoreError> {
        // Whoever guesses does not get to hold up those who write.
        let known = sqlx::query(READ_INVITEE)
            .bind(token.bytes())
            .fetch_optional(&self.readers)
            .await?;
        if known.is_none() {
            return Ok(Followed::Unknown);
        }
        self.write(move |tx| {
            Box::pin(async move {
                let row = sqlx::query(READ_INVITEE)
                    .bind(token.bytes())
                    .fetch_optional(&mut *tx)
                    .await?;
                let Some(row) = row else {
                    return Ok(Followed::Unknown);
                };
                if row.some_time("revoked_at")?.is_some() {
                    return Ok(Followed::Revoked);
                }
                let expires_at = row.time("expires_at")?;
                if expires_at <= now {
                    return Ok(Followed::Expired);
                }
                let invitee = invitee(&row)?;
                remember(tx, &invitee.invitation, cookie, expires_at, now).await?;
                Ok(Followed::Good(invitee))
            })
        })
        .await
    }

    /// Who acts with this invitation's cookie, if both still work.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn invited(
        &self,
        invitation: &InvitationRef,
        cookie: TokenHash,
        now: At,
    ) -> Result<Option<Invitee>, StoreError> {
        let row = sqlx::query(READ_INVITEE_BY_COOKIE)
            .bind(cookie.bytes())
            .bind(invitation.0.as_str())
            .bind(int(now.0))
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.as_ref().map(invitee).transpose()?)
    }
}

/// Takes back whatever works for this person; false if nothing did.
async fn revoke(tx: &mut SqliteConnection, person: PersonId, now: At) -> Result<bool, sqlx::Error> {
    sqlx::query(
        "DELETE FROM invitation_cookie WHERE invitation IN (
             SELECT ref FROM invitation WHERE person = $1)",
    )
    .bind(id(person.0))
    .execute(&mut *tx)
    .await?;
    let revoked = sqlx::query(
        "UPDATE invitation SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL",
    )
    .bind(id(person.0))
    .bind(int(now.0))
    .execute(tx)
    .await?;
    Ok(revoked.rows_affected() > 0)
}

/// Keeps the browser's cookie, and only the newest few of this invitation.
async fn remember(
    tx: &mut SqliteConnection,
    invitation: &InvitationRef,
    cookie: NewCookie,
    expires_at: At,
    now: At,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO invitation_cookie (hash, invitation, made_at, expires_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(cookie.hash.bytes())
    .bind(invitation.0.as_str())
    .bind(int(now.0))
    .bind(int(cookie.expires_at.min(expires_at.0)))
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "DELETE FROM invitation_cookie WHERE invitation = $1 AND hash NOT IN (
             SELECT hash FROM invitation_cookie WHERE invitation = $1
             ORDER BY made_at DESC, hash LIMIT $2)",
    )
    .bind(invitation.0.as_str())
    .bind(limits::INVITATION_COOKIES_MAX)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE invitation SET opened_at = $2 WHERE ref = $1 AND opened_at IS NULL")
        .bind(invitation.0.as_str())
        .bind(int(now.0))
        .execute(tx)
        .await?;
    Ok(())
}

fn invitee(row: &SqliteRow) -> Result<Invitee, sqlx::Error> {
    Ok(Invitee {
        invitation: InvitationRef(row.try_get("ref")?),
        person: PersonId(row.id("person")?),
        group: GroupId(row.id("group_id")?),
        group_name: row.name("group_name")?,
        name: row.name("name")?,
        role: row.role("role")?,
        crisis_text: row.page("crisis_text")?,
    })
}
