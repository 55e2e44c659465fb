//! `rondo backup`, `rondo restore` and `rondo verify`: what an administrator does with the data, also
//! while the server runs.
//!
//! A copy nobody has looked into is only a hope, so both a backup and a restore look into the copy
//! before it gets its name: the file is whole, this version understands it, and every session that
//! had not ended can be brought back from its log. Nothing here may print what is stored: counts and
//! ids of sessions only.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use rondo_protocol::SessionId;

use crate::{
    clock::{AnchoredClock, Clock},
    hub,
    store::{
        AuditLine, StartError, Unsound,
        copies::{Incoming, copy_out, part_of, with_end},
        database_in,
        inspection::{Census, HeldLog, Inspection},
    },
};

/// Why it was not done; each one sentence for the administrator.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] StartError),
    /// The database is not as it should be.
    #[error("{}: {why}.", file.display())]
    Unsound {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: Unsound,
    },
    /// What was to be written is there already.
    #[error("{} is there already, and nothing is overwritten.", .0.display())]
    AlreadyThere(PathBuf),
    /// Somebody makes the same copy, or did not come to its end.
    #[error(
        "{} is there: a backup that goes on, or one that was cut short. If none goes on, delete the file, \
         which may hold what was said, and try again.",
        .0.display()
    )]
    PartThere(PathBuf),
    /// It is the file of a data folder, and not all of it.
    #[error(
        "{} is no backup: a part of its data still stands in the file {}-wal beside it. Make one of \
         that data folder with `rondo backup`.",
        .0.display(),
        .0.display()
    )]
    NotAlone(PathBuf),
    /// The copy cannot be given its name.
    #[error("{} cannot be written: {reason}.", file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// The system's words.
        reason: io::Error,
    },
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    census: Census,
    /// Sessions that had not ended.
    open: usize,
    records: usize,
    events: u64,
}

/// Copies the data of a folder, in use or not, into the new file `to`. Says what was written.
///
/// # Errors
/// [`NotDone`]; then there is no such file.
pub async fn backup(data: &Path, to: &Path) -> Result<String, NotDone> {
    if to.exists() {
        return Err(NotDone::AlreadyThere(to.to_owned()));
    }
    let copy = copy_out(data, to).await.map_err(|why| match why {
        Unsound::Io(reason) if reason.kind() == io::ErrorKind::AlreadyExists => {
            NotDone::PartThere(part_of(to))
        }
        Unsound::Io(reason) => NotDone::Unwritable {
            file: to.to_owned(),
            reason,
        },
        why @ (Unsound::NotThere
        | Unsound::Newer
        | Unsound::Foreign
        | Unsound::Unreadable(_)
        | Unsound::Damaged(_)) => unsound(&database_in(data), why),
    })?;
    let found = looked_into(copy.path()).await;
    let found = found.map_err(|why| unsound(&database_in(data), why))?;
    let bytes = copy.name(to).map_err(|reason| {
        let file = to.to_owned();
        if reason.kind() == io::ErrorKind::AlreadyExists {
            NotDone::AlreadyThere(file)
        } else {
            NotDone::Unwritable { file, reason }
        }
    })?;
    Ok(format!(
        "Wrote {} ({} KiB): {found}.{}",
        to.display(),
        bytes.div_ceil(1024),
        match found.open {
            0 => "",
            _ => {
                " It holds what was said so far in sessions that go on, also after they are over \
                 here."
            }
        }
    ))
}

/// Puts a backup into a data folder that has no data yet. Says what came back.
///
/// # Errors
/// [`NotDone`]; then the folder has no data still.
pub async fn restore(from: &Path, data: &Path) -> Result<String, NotDone> {
    let wal = with_end(from, "-wal");
    if wal.metadata().is_ok_and(|wal| wal.len() > 0) {
        return Err(NotDone::NotAlone(from.to_owned()));
    }
    // Before anything is made or claimed.
    look_into(from).await?;
    let incoming = Incoming::copy_in(from, data)?;
    let found = look_into(incoming.path()).await?;
    let now = AnchoredClock::new().now();
    incoming.settle(AuditLine::new(now, "restored")).await?;
    Ok(format!(
        "Restored into {}: {found}.{}",
        data.display(),
        match found.open {
            0 => "",
            _ => {
                " Sessions that had not ended when the backup was made go on at the next start; \
                 they end by themselves if no therapist comes."
            }
        }
    ))
}

/// Looks into a backup, or into a folder's data, in use or not. Says what is there.
///
/// # Errors
/// [`NotDone::Unsound`].
pub async fn verify(data: &Path, backup: Option<&Path>) -> Result<String, NotDone> {
    let file = backup.map_or_else(|| database_in(data), Path::to_owned);
    let found = look_into(&file).await?;
    Ok(format!("{} is sound: {found}.", file.display()))
}

async fn look_into(file: &Path) -> Result<Found, NotDone> {
    looked_into(file).await.map_err(|why| unsound(file, why))
}

fn unsound(file: &Path, why: Unsound) -> NotDone {
    let file = file.to_owned();
    NotDone::Unsound { file, why }
}

async fn looked_into(file: &Path) -> Result<Found, Unsound> {
    let mut inspection = Inspection::of(file).await?;
    let census = inspection.census().await?;
    let logs = inspection.logs().await?;
    inspection.close().await?;
    let mut events = 0;
    for log in &logs {
        events += comes_back(log)?;
    }
    Ok(Found {
        census,
        open: logs.len(),
        records: logs.iter().map(|log| log.records.len()).sum(),
        events,
    })
}

/// Brings a session back for a look: its records have no gap, belong to owners in their order, and are
/// those of that session.
fn comes_back(log: &HeldLog) -> Result<u64, Unsound> {
    let damaged = |what: &str| damaged(log.session, what);
    let places = log.records.iter().map(|record| record.n);
    if !places.eq(1..=log.head.n) {
        return Err(damaged("a record is missing among the others"));
    }
    let epochs = log.records.iter().map(|record| record.epoch);
    if !epochs.chain([log.head.epoch]).is_sorted() {
        return Err(damaged("a record was written by nobody who owned it"));
    }
    let replayed = hub::replay(&log.records)
        .map_err(|n| damaged(&format!("its record {n} cannot be read")))?;
    if (replayed.session, replayed.group) != (log.session, log.group) {
        return Err(damaged("its records are another session's"));
    }
    Ok(replayed.events)
}

fn damaged(session: SessionId, what: &str) -> Unsound {
    Unsound::damaged(format!("the session {session} cannot come back: {what}"))
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Census {
            therapists,
            groups,
            people,
            past_sessions,
            audit_lines,
        } = self.census;
        write!(
            f,
            "{therapists} therapists, {groups} groups, {people} people, {past_sessions} past \
             sessions, {audit_lines} audit lines, and {} sessions that go on with {} records of {} \
             events",
            self.open, self.records, self.events
        )
    }
}
