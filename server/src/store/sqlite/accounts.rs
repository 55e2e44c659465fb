//! Therapists' accounts and the cookies that keep them signed in.

use rondo_protocol::{At, PersonId, http::GroupSummary};
use rondo_protocol::{GroupId, text::Name};
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    Sqlite,
    audit_table::insert_audit,
    columns::{Columns, id, int},
};
use crate::store::{
    AuditLine, StoreError,
    records::{Account, EmailAddress, NewCookie, PasswordHash, TokenHash},
};

impl Sqlite {
    /// Whether this server has a therapist.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn has_therapist(&self) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT 1 FROM therapist LIMIT 1")
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }

    /// Makes the first therapist and signs them in; false if there is one already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn make_first_therapist(
        &self,
        account: Account,
        cookie: NewCookie,
        audit: AuditLine,
    ) -> Result<bool, StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                let taken = sqlx::query("SELECT 1 FROM therapist LIMIT 1")
                    .fetch_optional(&mut *tx)
                    .await?;
                if taken.is_some() {
                    return Ok(false);
                }
                insert_account(tx, &account, audit.at).await?;
                insert_cookie(tx, account.id, cookie, audit.at).await?;
                insert_audit(tx, &[audit]).await?;
                Ok(true)
            })
        })
        .await
    }

    /// The account with this sign-in address.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn account(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query("SELECT id, email, name, password FROM therapist WHERE email = $1")
            .bind(email.reveal())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.as_ref().map(account).transpose()?)
    }

    /// Gives a therapist another password, and forgets all cookies made with the old one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn renew_password(
        &self,
        therapist: PersonId,
        password: PasswordHash,
        audit: AuditLine,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                sqlx::query("UPDATE therapist SET password = $2 WHERE id = $1")
                    .bind(id(therapist.0))
                    .bind(password.reveal())
                    .execute(&mut *tx)
                    .await?;
                sqlx::query("DELETE FROM therapist_cookie WHERE therapist = $1")
                    .bind(id(therapist.0))
                    .execute(&mut *tx)
                    .await?;
                insert_audit(tx, &[audit]).await
            })
        })
        .await
    }

    /// Remembers a cookie for a therapist, and forgets every cookie whose time is over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sign_in(
        &self,
        therapist: PersonId,
        cookie: NewCookie,
        audit: AuditLine,
    ) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                insert_cookie(tx, therapist, cookie, audit.at).await?;
                insert_audit(tx, &[audit]).await
            })
        })
        .await
    }

    /// Whose cookie this is, if it still works.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn signed_in(
        &self,
        cookie: TokenHash,
        now: At,
    ) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query(
            "SELECT t.id, t.email, t.name, t.password
             FROM therapist_cookie c JOIN therapist t ON t.id = c.therapist
             WHERE c.hash = $1 AND c.expires_at > $2",
        )
        .bind(cookie.bytes())
        .bind(int(now.0))
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.as_ref().map(account).transpose()?)
    }

    /// Forgets a cookie.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sign_out(&self, cookie: TokenHash, audit: AuditLine) -> Result<(), StoreError> {
        self.write(move |tx| {
            Box::pin(async move {
                sqlx::query("DELETE FROM therapist_cookie WHERE hash = $1")
                    .bind(cookie.bytes())
                    .execute(&mut *tx)
                    .await?;
                insert_audit(tx, &[audit]).await
            })
        })
        .await
    }

    /// The groups a therapist leads, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn groups_of(&self, therapist: PersonId) -> Result<Vec<GroupSummary>, StoreError> {
        let rows = sqlx::query(
            "SELECT g.id, g.name, EXISTS (
                 SELECT 1 FROM session_log s WHERE s.group_id = g.id AND s.erased = 0
             ) AS session_open
             FROM group_therapist gt JOIN therapy_group g ON g.id = gt.group_id
             WHERE gt.therapist = $1 ORDER BY g.name, g.id",
        )
        .bind(id(therapist.0))
        .fetch_all(&self.readers)
        .await?;
        let groups: Result<Vec<_>, sqlx::Error> = rows
            .iter()
            .map(|row| {
                Ok(GroupSummary {
                    id: GroupId(row.id("id")?),
                    name: row.name("name")?,
                    session_open: row.count("session_open")? != 0,
                })
            })
            .collect();
        Ok(groups?)
    }
}

fn account(row: &SqliteRow) -> Result<Account, sqlx::Error> {
    Ok(Account {
        id: PersonId(row.id("id")?),
        name: row.name("name")?,
        email: EmailAddress(row.try_get("email")?),
        password: PasswordHash(row.try_get("password")?),
    })
}

/// Makes an account; false if the address already has one.
pub(super) async fn insert_account(
    tx: &mut SqliteConnection,
    account: &Account,
    now: At,
) -> Result<bool, sqlx::Error> {
    let made = sqlx::query(
        "INSERT INTO therapist (id, email, name, password, made_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(id(account.id.0))
    .bind(account.email.reveal())
    .bind(Name::reveal(&account.name))
    .bind(account.password.reveal())
    .bind(int(now.0))
    .execute(tx)
    .await?;
    Ok(made.rows_affected() == 1)
}

/// Remembers a cookie, and forgets every therapist's cookie whose time is over.
pub(super) async fn insert_cookie(
    tx: &mut SqliteConnection,
    therapist: PersonId,
    cookie: NewCookie,
    now: At,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM therapist_cookie WHERE expires_at <= $1")
        .bind(int(now.0))
        .execute(&mut *tx)
        .await?;
    sqlx::query("INSERT INTO therapist_cookie (hash, therapist, expires_at) VALUES ($1, $2, $3)")
        .bind(cookie.hash.bytes())
        .bind(id(therapist.0))
        .bind(int(cookie.expires_at))
        .execute(tx)
        .await?;
    Ok(())
}
