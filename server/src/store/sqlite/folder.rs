//! The data folder: made for its owner's eyes only, and claimed by one process at a time.
//!
//! Two processes on one folder would each believe to own every room, so the second is refused
//! before it reads anything. The claim is a lock on an open file, which the operating system gives
//! back however the process ends; the file itself means nothing.

use std::{
    fs::{DirBuilder, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use crate::store::StartError;

const DATABASE: &str = "rondo.db";
const LOCK: &str = "rondo.lock";
/// Access to the folder: its owner only.
const FOLDER_MODE: u32 = 0o700;
/// Access to the files inside: their owner only. SQLite gives its side files the same.
const FILE_MODE: u32 = 0o600;

/// A data folder that this process alone uses for as long as this value lives.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    _claim: File,
}

impl Folder {
    /// Makes what is missing and claims the folder.
    pub(super) fn claim(path: &Path) -> Result<Self, StartError> {
        let unwritable = |error: io::Error| StartError::Unwritable {
            data: path.to_owned(),
            reason: error.to_string(),
        };
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
        open_private(&path.join(DATABASE)).map_err(unwritable)?;
        Ok(Self {
            path: path.to_owned(),
            _claim: claim,
        })
    }

    /// The database file.
    pub(super) fn database(&self) -> PathBuf {
        self.path.join(DATABASE)
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
