//! How values stand in columns: ids as TEXT, numbers and times as BIGINT.
//!
//! One place, so that every table reads and writes them alike. A value that cannot be read back is
//! a fault of the file, never a panic, and its text never reaches the error.

use rondo_protocol::{
    At,
    http::InvitedRole,
    session::Admission,
    text::{Name, PageText},
};
use sqlx::{Row, sqlite::SqliteRow};
use uuid::Uuid;

/// A count or time for a BIGINT column. Everything counted here stays far below 2^53.
pub(super) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// An id for a TEXT column.
pub(super) fn id(value: Uuid) -> String {
    value.to_string()
}

/// An id for a TEXT column that may be empty.
pub(super) fn some_id(value: Option<Uuid>) -> Option<String> {
    value.map(id)
}

/// A roster role for a TEXT column; sorts members before observers.
pub(super) fn role_word(role: InvitedRole) -> &'static str {
    match role {
        InvitedRole::Member => "member",
        InvitedRole::Observer => "observer",
    }
}

/// A rule of admission for a TEXT column.
pub(super) fn admission_word(admission: Admission) -> &'static str {
    match admission {
        Admission::OneByOne => "one_by_one",
        Admission::Roster => "roster",
        Admission::Everybody => "everybody",
    }
}

/// Reads columns by name.
pub(super) trait Columns {
    /// An id.
    fn id(&self, column: &str) -> Result<Uuid, sqlx::Error>;
    /// A count.
    fn count(&self, column: &str) -> Result<u64, sqlx::Error>;
    /// A number of any unsigned size.
    fn number<T: TryFrom<i64>>(&self, column: &str) -> Result<T, sqlx::Error>;
    /// A time.
    fn time(&self, column: &str) -> Result<At, sqlx::Error>;
    /// A time that may be missing.
    fn some_time(&self, column: &str) -> Result<Option<At>, sqlx::Error>;
    /// A name.
    fn name(&self, column: &str) -> Result<Name, sqlx::Error>;
    /// A page of text.
    fn page(&self, column: &str) -> Result<PageText, sqlx::Error>;
    /// A roster role.
    fn role(&self, column: &str) -> Result<InvitedRole, sqlx::Error>;
    /// A rule of admission.
    fn admission(&self, column: &str) -> Result<Admission, sqlx::Error>;
    /// Anything else type made from a string.
    fn text<T>(&self, column: &str, read: impl FnOnce(&str) -> Option<T>)
    -> Result<T, sqlx::Error>;
}

impl Columns for SqliteRow {
    fn id(&self, column: &str) -> Result<Uuid, sqlx::Error> {
        self.text(column, |text| Uuid::parse_str(text).ok())
    }

    fn count(&self, column: &str) -> Result<u64, sqlx::Error> {
        self.number(column)
    }

    fn number<T: TryFrom<i64>>(&self, column: &str) -> Result<T, sqlx::Error> {
        T::try_from(self.try_get(column)?).map_err(|_| unreadable(column))
    }

    fn time(&self, column: &str) -> Result<At, sqlx::Error> {
        self.count(column).map(At)
    }

    fn some_time(&self, column: &str) -> Result<Option<At>, sqlx::Error> {
        let ms: Option<i64> = self.try_get(column)?;
        ms.map(|ms| u64::try_from(ms).map(At).map_err(|_| unreadable(column)))
            .transpose()
    }

    fn name(&self, column: &str) -> Result<Name, sqlx::Error> {
        self.text(column, |text| Name::new(text).ok())
    }

    fn page(&self, column: &str) -> Result<PageText, sqlx::Error> {
        self.text(column, |text| PageText::new(text).ok())
    }

    fn role(&self, column: &str) -> Result<InvitedRole, sqlx::Error> {
        const ALL: [InvitedRole; 2] = [InvitedRole::Member, InvitedRole::Observer];
        self.text(column, |text| {
            ALL.into_iter().find(|&role| role_word(role) == text)
        })
    }

    fn admission(&self, column: &str) -> Result<Admission, sqlx::Error> {
        const ALL: [Admission; 3] = [Admission::OneByOne, Admission::Roster, Admission::Everybody];
        self.text(column, |text| {
            ALL.into_iter().find(|&rule| admission_word(rule) == text)
        })
    }

    fn text<T>(
        &self,
        column: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, sqlx::Error> {
        read(self.try_get(column)?).ok_or_else(|| unreadable(column))
    }
}

fn unreadable(column: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("column {column} cannot be read").into())
}
