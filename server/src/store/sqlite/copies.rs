//! Copies of the database: one written beside a running server, and one taken in by a new folder.
//!
//! A copy is made under another name, synced, and gets its own name only once it is complete, so
//! that whatever carries that name is a whole copy, also after a power cut. Nothing that is there is
//! ever overwritten. A copy must be for its owner's eyes only from its first byte on.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use sqlx::{
    ConnectOptions, Connection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{
    MIGRATOR,
    audit_table::insert_audit,
    folder::{FILE_MODE, Folder, database_in},
    inspection::{is_readable, reading, renew_logs},
    migrate,
};
use crate::store::{AuditLine, StartError, Unsound, error::plainly};

/// A file that is not complete yet. Goes with this value unless it was given its name.
pub struct Unfinished {
    at: PathBuf,
    named: bool,
}

impl Unfinished {
    /// Where it lies for now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.at
    }

    /// A new, empty file for its owner only.
    fn begin(at: PathBuf) -> io::Result<(Self, File)> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(&at)?;
        Ok((Self { at, named: false }, file))
    }

    /// Gives it its name, which nothing has yet; on the disk when it returns. Gives its size in
    /// bytes.
    ///
    /// # Errors
    /// The system's, [`io::ErrorKind::AlreadyExists`] among them.
    pub fn name(mut self, name: &Path) -> io::Result<u64> {
        let file = File::open(&self.at)?;
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        // Renaming would replace what is there; so the name is taken first, by an empty file.
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(FILE_MODE)
            .open(name)?;
        fs::rename(&self.at, name)?;
        self.named = true;
        File::open(folder_of(name))?.sync_all()?;
        Ok(bytes)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.named {
            // If they cannot be removed either, their names still say that they are only a part.
            let _left = fs::remove_file(&self.at);
            let _left = fs::remove_file(with_end(&self.at, "-journal"));
        }
    }
}

/// Copies the database of a data folder, in use or not, into a file beside `to`, as it is at one
/// moment. Pages that hold nothing are left out, and with them whatever once stood there.
///
/// # Errors
/// [`Unsound`] if it cannot be read, [`io::Error`] inside if the copy cannot be written.
pub async fn copy_out(data: &Path, to: &Path) -> Result<Unfinished, Unsound> {
    let database = database_in(data);
    is_readable(&database)?;
    let (copy, _empty) = Unfinished::begin(part_of(to))?;
    let mut connection = reading(&database).connect().await?;
    // SQLite takes a file that is there if it is empty, and so keeps its mode.
    let copied = sqlx::query("VACUUM INTO $1")
        .bind(copy.path().to_string_lossy().into_owned())
        .execute(&mut connection)
        .await;
    match copied {
        // Only reading, the database itself has no need of room.
        Err(error) if is_full(&error) => Err(io::Error::from(io::ErrorKind::StorageFull))?,
        copied => copied?,
    };
    connection.close().await?;
    Ok(copy)
}

/// Where a copy lies until it is complete.
#[must_use]
pub fn part_of(copy: &Path) -> PathBuf {
    with_end(copy, ".part")
}

/// A path with something more at its end.
#[must_use]
pub fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut whole = OsString::from(path);
    whole.push(end);
    whole.into()
}

/// <https://www.sqlite.org/rescode.html#full>
fn is_full(error: &sqlx::Error) -> bool {
    let code = error
        .as_database_error()
        .and_then(|database| database.code());
    code.is_some_and(|code| code == "13")
}

/// A claimed data folder without data, and a copy that is to become its own.
pub struct Incoming {
    folder: Folder,
    copy: Unfinished,
}

impl Incoming {
    /// Claims an empty data folder, making it if it is missing, and copies a backup into it.
    ///
    /// # Errors
    /// [`StartError`] if the folder cannot be had.
    pub fn copy_in(from: &Path, data: &Path) -> Result<Self, StartError> {
        let folder = Folder::claim_empty(data)?;
        let copied = || {
            // Left by a restore that was cut short; the folder is ours alone.
            match fs::remove_file(folder.incoming()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Err(_) | Ok(()) => {}
            }
            let (copy, mut file) = Unfinished::begin(folder.incoming())?;
            io::copy(&mut File::open(from)?, &mut file)?;
            file.sync_all()?;
            Ok(copy)
        };
        let copy = copied().map_err(|error: io::Error| StartError::Unwritable {
            data: data.to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self { folder, copy })
    }

    /// The copy.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.copy.path()
    }

    /// Makes the copy the folder's own: brings it up to this version, and gives its sessions other
    /// logs to be told from, since what was told after the backup never happened in them.
    ///
    /// # Errors
    /// [`StartError`]; the folder is still empty then.
    pub async fn settle(self, audit: AuditLine) -> Result<(), StartError> {
        let Self { folder, copy } = self;
        let data = folder.path();
        let unreadable = |error: sqlx::Error| StartError::unreadable(data, &plainly(&error));
        let mut connection = SqliteConnectOptions::new()
            .filename(copy.path())
            .journal_mode(SqliteJournalMode::Delete)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .disable_statement_logging()
            .connect()
            .await
            .map_err(unreadable)?;
        migrate(&MIGRATOR, &mut connection, data).await?;
        let mut tx = connection.begin().await.map_err(unreadable)?;
        renew_logs(&mut tx).await.map_err(unreadable)?;
        insert_audit(&mut tx, &[audit]).await.map_err(unreadable)?;
        tx.commit().await.map_err(unreadable)?;
        connection.close().await.map_err(unreadable)?;
        let unwritable = |error: io::Error| StartError::Unwritable {
            data: data.to_owned(),
            reason: error.to_string(),
        };
        // An empty file of that name may be there, and stands for no data.
        match fs::remove_file(folder.database()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(error)),
            Err(_) | Ok(()) => {}
        }
        copy.name(&folder.database()).map_err(unwritable)?;
        folder.warn_of_others();
        Ok(())
    }
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}
