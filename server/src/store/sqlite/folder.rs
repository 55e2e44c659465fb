//! The data folder: made for its owner's eyes only, and claimed by one process at a time.
//!
//! Two processes on one folder would each believe to own every room, so the second is refused
//! before it reads anything. The claim is a lock on an open file, which the operating system gives
//! back however the process ends; the file itself means nothing.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use crate::store::StartError;

const DATABASE: &str = "rondo.db";
const LOCK: &str = "rondo.lock";
/// Access to the folder: its owner only.
const FOLDER_MODE: u32 = 0o700;
/// What of a mode is for others than the owner.
const OTHERS: u32 = 0o077;
/// Access to the files inside: their owner only. SQLite gives its side files the same.
pub(super) const FILE_MODE: u32 = 0o600;

/// A data folder that this process alone uses for as long as this value lives.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _claim: File,
}

impl Folder {
    /// Makes what is missing and claims the folder.
    pub(super) fn claim(path: &Path) -> Result<Self, StartError> {
        let folder = Self::lock(path)?;
        if folder.incoming().exists() && !holds_something(&folder.database()) {
            return Err(StartError::HalfRestored {
                data: path.to_owned(),
            });
        }
        open_private(&folder.database()).map_err(|error| unwritable(path, &error))?;
        Ok(folder)
    }

    /// Claims a folder for data that come from elsewhere, which it must not have yet.
    pub(super) fn claim_empty(path: &Path) -> Result<Self, StartError> {
        let folder = Self::lock(path)?;
        for file in [DATABASE, "rondo.db-wal", "rondo.db-journal"] {
            if holds_something(&path.join(file)) {
                return Err(StartError::HoldsData {
                    data: path.to_owned(),
                });
            }
        }
        Ok(folder)
    }

    fn lock(path: &Path) -> Result<Self, StartError> {
        let unwritable = |error: io::Error| unwritable(path, &error);
        if path.exists() && !path.is_dir() {
            return Err(unwritable(io::ErrorKind::NotADirectory.into()));
        }
        DirBuilder::new()
            .recursive(true)
            .mode(FOLDER_MODE)
            .create(path)
            .map_err(unwritable)?;
        let claim = open_private(&path.join(LOCK)).map_err(unwritable)?;
        match claim.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(StartError::InUse {
                    data: path.to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(error)),
        }
        Ok(Self {
            path: path.to_owned(),
            _claim: claim,
        })
    }

    /// Warns of a folder that was there and is not for its owner only. Nobody but the owner knows why,
    /// so it stays as it is.
    pub(super) fn warn_of_others(&self) {
        if fs::metadata(&self.path).is_ok_and(|folder| folder.mode() & OTHERS != 0) {
            tracing::warn!("others on this machine can enter the data folder");
        }
    }

    /// The database file.
    pub(super) fn database(&self) -> PathBuf {
        database_in(&self.path)
    }

    /// Where a database is made ready before it becomes this folder's own.
    pub(super) fn incoming(&self) -> PathBuf {
        self.path.join("rondo.db.part")
    }

    /// The folder itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// The database file of a data folder, whoever has claimed it.
#[must_use]
pub fn database_in(data: &Path) -> PathBuf {
    data.join(DATABASE)
}

fn holds_something(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|file| file.len() > 0)
}

fn unwritable(data: &Path, error: &io::Error) -> StartError {
    StartError::Unwritable {
        data: data.to_owned(),
        reason: error.to_string(),
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(FILE_MODE)
        .open(path)
}
