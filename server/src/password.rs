//! `rondo password`: another password for a therapist who has lost theirs.
//!
//! Whoever may write to the data folder may do this; nobody else can, and there is no way to ask for it
//! over the network. The server has to be stopped, since it alone writes while it runs.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

use rondo_protocol::http::Secret;

use crate::{
    clock::{AnchoredClock, Clock},
    http::{Failure, Passwords, may_be_new},
    limits,
    store::{
        AuditLine, Sqlite, StartError, StoreError, database_in,
        records::{Account, EmailAddress},
    },
};

/// Why there is no other password; each one sentence for the administrator.
#[derive(Debug, thiserror::Error)]
pub enum NotRenewed {
    /// Nobody said one.
    #[error("The new password could not be read: {0}.")]
    Unread(#[from] io::Error),
    /// It was said twice, and not alike.
    #[error("The two were not the same; nothing was changed.")]
    NotTheSame,
    /// It is too short or too long.
    #[error(
        "A password has {} to {} characters; nothing was changed.",
        limits::PASSWORD_CHARS_MIN,
        limits::PASSWORD_CHARS_MAX
    )]
    OutOfBounds,
    /// There is no database.
    #[error("{}: there is no database of Rondo's here.", .0.display())]
    NotThere(PathBuf),
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] StartError),
    /// It cannot be stored.
    #[error("It could not be stored: {0}.")]
    Store(#[from] StoreError),
    /// No account has this address.
    #[error("No therapist signs in with this address; nothing was changed.")]
    Nobody,
    /// The system has no randomness to give.
    #[error("The system gives no random numbers, without which no password is safe.")]
    NoRandomness,
}

/// Asks for the new password: at a terminal twice and unseen, otherwise in one line of standard input.
///
/// # Errors
/// [`NotRenewed::Unread`], [`NotRenewed::NotTheSame`].
pub fn ask() -> Result<Secret, NotRenewed> {
    if io::stdin().is_terminal() {
        let password = rpassword::prompt_password("New password: ")?;
        if rpassword::prompt_password("Once more: ")? != password {
            return Err(NotRenewed::NotTheSame);
        }
        return Ok(Secret(password));
    }
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(Secret(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Gives the therapist with this address another password, and signs them out everywhere. Says so.
///
/// # Errors
/// [`NotRenewed`]; then nothing was changed.
pub async fn renew(data: &Path, email: &str, password: Secret) -> Result<String, NotRenewed> {
    if !may_be_new(&password) {
        return Err(NotRenewed::OutOfBounds);
    }
    let database = database_in(data);
    if !database.is_file() {
        return Err(NotRenewed::NotThere(database));
    }
    let email = EmailAddress::read(email).ok_or(NotRenewed::Nobody)?;
    let store = Sqlite::open(data).await?;
    let renewed = renew_in(&store, &email, password).await;
    store.close().await;
    renewed?;
    Ok("The password is changed, and the therapist signed out everywhere.".into())
}

async fn renew_in(
    store: &Sqlite,
    email: &EmailAddress,
    password: Secret,
) -> Result<(), NotRenewed> {
    let Account { id, .. } = store.account(email).await?.ok_or(NotRenewed::Nobody)?;
    let no_randomness = |_: Failure| NotRenewed::NoRandomness;
    let passwords = Passwords::new().map_err(no_randomness)?;
    let password = passwords.make(password).await.map_err(no_randomness)?;
    let audit = AuditLine::new(AnchoredClock::new().now(), "password_renewed");
    Ok(store.renew_password(id, password, audit).await?)
}
