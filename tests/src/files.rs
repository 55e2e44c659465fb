//! What lies in the data folder, byte by byte and row by row, as whoever steals the disk sees it.

use std::{fs, path::Path};

use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

/// Names of the files in a data folder in which these words stand, or these bytes.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn files_with(data: &Path, words: impl AsRef<[u8]>) -> Vec<String> {
    let words = words.as_ref();
    let mut found = Vec::new();
    for entry in fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        if bytes.windows(words.len()).any(|at| at == words) {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

/// Opens the database of a data folder beside the server, or after it.
///
/// # Panics
/// If it cannot be opened.
pub async fn database(data: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(data.join("rondo.db"));
    options.connect().await.unwrap()
}

/// The actions of the audit trail, oldest first.
///
/// # Panics
/// If it cannot be read.
pub async fn audited(data: &Path) -> Vec<String> {
    let mut database = database(data).await;
    let rows = sqlx::query("SELECT action FROM audit_line ORDER BY at, place")
        .fetch_all(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    rows.iter().map(|row| row.get("action")).collect()
}
