mod erasing;
mod records;

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::mpsc};

use futures_util::future::join_all;
use rondo_protocol::{GroupId, SessionId};
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use tokio::join;

use super::{Sqlite, appends::Appends, testing};
use crate::store::{
    StartError, StoreError,
    contract::{append, opened},
    log::{EventLog, LogError},
};

async fn sessions(store: &Sqlite, count: usize) -> Vec<(GroupId, SessionId)> {
    let mut sessions = Vec::new();
    for _ in 0..count {
        let group = testing::group(store).await;
        sessions.push((group, opened(store, group, 1).await));
    }
    sessions
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn the_folder_and_its_files_are_for_their_owner_only() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("deep/rondo-data");
    let store = Sqlite::open(&data).await.unwrap();
    testing::group(&store).await;
    assert_eq!(mode(&data), 0o700);
    for file in ["rondo.db", "rondo.db-wal", "rondo.db-shm", "rondo.lock"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
}

#[tokio::test]
async fn a_second_process_on_the_same_folder_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let first = Sqlite::open(data.path()).await.unwrap();
    let second = Sqlite::open(data.path()).await.err().unwrap();
    assert!(matches!(second, StartError::InUse { .. }));
    assert!(second.to_string().contains("in use by another Rondo"));
    first.close().await;
    Sqlite::open(data.path()).await.unwrap();
}

#[tokio::test]
async fn a_folder_made_by_a_newer_version_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    Sqlite::open(data.path()).await.unwrap().close().await;
    let mut connection = SqliteConnectOptions::new()
        .filename(data.path().join("rondo.db"))
        .connect()
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', 1, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    let error = Sqlite::open(data.path()).await.err().unwrap();
    assert!(matches!(error, StartError::Newer { .. }));
    assert!(error.to_string().contains("newer version of Rondo"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_in_plain_words() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("rondo.db"), vec![b'x'; 8_192]).unwrap();
    let error = Sqlite::open(data.path()).await.err().unwrap();
    assert!(matches!(error, StartError::Unreadable { .. }), "{error}");
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let (group, session) = sessions(&store, 1).await[0];
    store.append(append(session, 2, 1, b"two")).await.unwrap();
    store.close().await;
    let store = Sqlite::open(data.path()).await.unwrap();
    assert_eq!(store.unfinished().await.unwrap(), [(session, group)]);
    let open = store.open(session, "again").await.unwrap();
    assert_eq!(open.records[1].items, b"two");
}

#[tokio::test]
async fn appends_of_many_rooms_share_their_commits() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 12).await;
    let before = store.commits();
    // The writer is busy until all of them wait.
    let (all_wait, busy) = mpsc::channel::<()>();
    store.writer.meddle(move |_| busy.recv().unwrap()).await;
    let appends = rooms
        .iter()
        .map(|(_, session)| store.append(append(*session, 2, 1, b"together")));
    let (stored, ()) = join!(join_all(appends), async { all_wait.send(()).unwrap() });
    for stored in stored {
        stored.unwrap();
    }
    assert_eq!(store.commits() - before, 1);
}

#[tokio::test]
async fn a_refused_append_takes_nothing_with_it() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 3).await;
    let answers = join_all([
        store.append(append(rooms[0].1, 2, 1, b"kept")),
        store.append(append(rooms[1].1, 2, 7, b"stale owner")),
        store.append(append(rooms[2].1, 2, 1, b"kept")),
    ])
    .await;
    assert!(answers[0].is_ok());
    assert!(matches!(answers[1], Err(LogError::Conflict(_))));
    assert!(answers[2].is_ok());
    assert_eq!(store.head(rooms[1].1).await.unwrap().n, 1);
}

#[tokio::test]
async fn on_a_full_disk_every_waiter_is_told_and_nothing_is_half_stored() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 3).await;
    limit_pages(&store, 1).await;
    let large = vec![b'z'; 200_000];
    let appends = rooms
        .iter()
        .map(|(_, session)| store.append(append(*session, 2, 1, &large)));
    for answer in join_all(appends).await {
        assert_eq!(answer, Err(LogError::Full));
    }
    for (_, session) in &rooms {
        assert_eq!(store.head(*session).await.unwrap().n, 1);
    }
    limit_pages(&store, 1_000_000).await;
    store
        .append(append(rooms[0].1, 2, 1, &large))
        .await
        .unwrap();
}

/// SQLite takes the present size where the limit is below it.
async fn limit_pages(store: &Sqlite, pages: u32) {
    let limit = move |appends: &Appends| appends.limit_pages(pages);
    store.writer.meddle(limit).await;
}

#[tokio::test]
async fn a_write_that_fails_halfway_is_undone_alone() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 1).await;
    let halfway = store.write(|tx| {
        Box::pin(async move {
            sqlx::query("UPDATE session_log SET node = 'halfway'")
                .execute(&mut *tx)
                .await?;
            sqlx::query("INSERT INTO no_such_table VALUES (1)")
                .execute(tx)
                .await?;
            Ok(())
        })
    });
    let (halfway, beside) = join!(halfway, store.append(append(rooms[0].1, 2, 1, b"two")));
    assert!(matches!(halfway, Err(StoreError::Fault(_))));
    beside.unwrap();
    let head = store.head(rooms[0].1).await.unwrap();
    assert_eq!((head.n, head.node.as_str()), (2, "first"));
}
