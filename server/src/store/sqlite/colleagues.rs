//! Single-use links by which another therapist joins a group.

use rondo_protocol::{At, GroupId, PersonId, text::Name};
use sqlx::{Row, SqliteConnection};

use super::{
    Sqlite,
    accounts::{insert_account, insert_cookie},
    audit_table::insert_audit,
    columns::{Columns, id, int},
    groups::insert_leader,
};
use crate::{
    limits,
    store::{
        AuditLine, StoreError,
        records::{Account, Followed, NewCookie, TokenHash},
    },
};

/// Who follows a colleague's link.
#[derive(Debug, Clone)]
pub enum Colleague {
    /// Somebody without an account, whose account is made with it.
    New(Account),
    /// Somebody whose password was just checked.
    Known(PersonId),
}

/// What came of following a colleague's link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// They lead the group and are signed in.
    Done,
    /// Another account took the address in the meantime; the link still works.
    EmailTaken,
}

impl Sqlite {
    /// Remembers a link; false if the group has as many therapists as it may.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn make_colleague_link(
        &self,
        group: GroupId,
        hash: TokenHash,
        expires_at: At,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let leading = sqlx::query(
                    "SELECT COUNT(*) AS leading_it FROM group_therapist WHERE group_id = $1",
                )
                .bind(id(group.0))
                .fetch_one(&mut *tx)
                .await?;
                if leading.try_get::<i64, _>("leading_it")? >= limits::THERAPISTS_PER_GROUP_MAX {
                    return Ok(false);
                }
                sqlx::query("DELETE FROM colleague_link WHERE group_id = $1 AND expires_at <= $2")
                    .bind(id(group.0))
                    .bind(int(audit.at.0))
                    .execute(&mut *tx)
                    .await?;
                sqlx::query(
                    "INSERT INTO colleague_link (hash, group_id, expires_at) VALUES ($1, $2, $3)",
                )
                .bind(hash.bytes())
                .bind(id(group.0))
                .bind(int(expires_at.0))
                .execute(&mut *tx)
                .await?;
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Looks where a link leads without using it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn peek_colleague_link(
        &self,
        hash: TokenHash,
        now: At,
    ) -> Result<Followed<(GroupId, Name)>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        Ok(look(&mut reader, hash, now).await?)
    }

    /// Uses a link: makes the account if it is a new one, lets it lead the group, signs it in.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn follow_colleague_link(
        &self,
        hash: TokenHash,
        colleague: Colleague,
        cookie: NewCookie,
        audit: AuditLine,
    ) -> Result<Followed<Joined>, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let group = match look(tx, hash, audit.at).await? {
                    Followed::Good((group, _)) => group,
                    Followed::Unknown => return Ok(Followed::Unknown),
                    Followed::Expired => return Ok(Followed::Expired),
                    Followed::Used => return Ok(Followed::Used),
                    Followed::Revoked => return Ok(Followed::Revoked),
                };
                let therapist = match colleague {
                    Colleague::Known(therapist) => therapist,
                    Colleague::New(account) => {
                        if !insert_account(tx, &account, audit.at).await? {
                            return Ok(Followed::Good(Joined::EmailTaken));
                        }
                        account.id
                    }
                };
                sqlx::query("UPDATE colleague_link SET used_at = $2 WHERE hash = $1")
                    .bind(hash.bytes())
                    .bind(int(audit.at.0))
                    .execute(&mut *tx)
                    .await?;
                insert_leader(tx, group, therapist, audit.at.0).await?;
                insert_cookie(tx, therapist, cookie, audit.at).await?;
                let audit = AuditLine {
                    group: Some(group),
                    actor: Some(therapist),
                    ..audit
                };
                insert_audit(tx, &[audit]).await?;
                Ok(Followed::Good(Joined::Done))
            })
        })
        .await
    }
}

async fn look(
    connection: &mut SqliteConnection,
    hash: TokenHash,
    now: At,
) -> Result<Followed<(GroupId, Name)>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT l.expires_at, l.used_at, g.id, g.name
         FROM colleague_link l JOIN therapy_group g ON g.id = l.group_id WHERE l.hash = $1",
    )
    .bind(hash.bytes())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else {
        return Ok(Followed::Unknown);
    };
    if row.some_time("used_at")?.is_some() {
        Ok(Followed::Used)
    } else if row.time("expires_at")? <= now {
        Ok(Followed::Expired)
    } else {
        Ok(Followed::Good((GroupId(row.id("id")?), row.name("name")?)))
    }
}
