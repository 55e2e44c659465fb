//! Proof that what was said leaves the files: the bytes are searched, not the rows.

use std::{fs, path::Path};

use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use rondo_protocol::{GroupId, SessionId};
use uuid::Uuid;

use super::{super::log::entomb, Sqlite, sessions};
use crate::store::{
    contract::{append, erase, opened},
    log::EventLog,
};

/// Every file of the data folder in which `words` stand.
fn files_with(data: &Path, words: &[u8]) -> Vec<String> {
    fs::read_dir(data)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let bytes = fs::read(path).unwrap();
            bytes.windows(words.len()).any(|window| window == words)
        })
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

/// A record of `bytes` bytes that says `words` over and over.
fn saying(words: &str, bytes: usize) -> Vec<u8> {
    words.bytes().cycle().take(bytes.max(words.len())).collect()
}

#[tokio::test]
async fn hidden_words_are_out_of_every_file_after_rewrite_and_reclaim() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 2).await;
    let (session, other) = (rooms[0].1, rooms[1].1);
    let said = "canary-hidden-line";
    for n in 2..200 {
        let items = if n == 77 {
            saying(said, 9_000)
        } else {
            saying("others speak", 9_000)
        };
        store.append(append(session, n, 1, &items)).await.unwrap();
        store
            .append(append(other, n, 1, &saying("elsewhere", 9_000)))
            .await
            .unwrap();
    }
    assert!(!files_with(data.path(), said.as_bytes()).is_empty());
    store
        .rewrite(session, 1, 77, b"a line was hidden".to_vec())
        .await
        .unwrap();
    store.reclaim().await.unwrap();
    assert_eq!(files_with(data.path(), said.as_bytes()), [""; 0]);
    assert_eq!(store.open(session, "x").await.unwrap().records.len(), 199);
}

#[tokio::test]
async fn an_erased_session_is_out_of_every_file_while_others_go_on() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let rooms = sessions(&store, 2).await;
    let (ending, going_on) = (rooms[0].1, rooms[1].1);
    for n in 2..200 {
        store
            .append(append(ending, n, 1, &saying("canary-what-was-said", 9_000)))
            .await
            .unwrap();
        store
            .append(append(going_on, n, 1, &saying("still-going-on", 9_000)))
            .await
            .unwrap();
    }
    store.erase(erase(ending, 1)).await.unwrap();
    assert_eq!(files_with(data.path(), b"canary-what-was-said"), [""; 0]);
    assert_eq!(store.open(going_on, "x").await.unwrap().records.len(), 199);
}

#[tokio::test]
async fn words_left_in_the_files_by_a_crash_are_out_after_the_next_start() {
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let session = sessions(&store, 1).await[0].1;
    let said = saying("canary-what-was-said", 9_000);
    store.append(append(session, 2, 1, &said)).await.unwrap();
    store.reclaim().await.unwrap();
    // As if the program were killed after the tombstone was written and before the files were
    // cleaned.
    let ending = erase(session, 1);
    let entombed = store.write(|tx| Box::pin(entomb(tx, ending))).await;
    entombed.unwrap().unwrap();
    let left = tempfile::tempdir().unwrap();
    for file in ["rondo.db", "rondo.db-wal"] {
        fs::copy(data.path().join(file), left.path().join(file)).unwrap();
    }
    let words = b"canary-what-was-said";
    assert!(!files_with(left.path(), words).is_empty());
    let _store = Sqlite::open(left.path()).await.unwrap();
    assert_eq!(files_with(left.path(), words), [""; 0]);
}

/// Rooms end in any order while others write and hide lines: the case in which a database that
/// deletes rows one by one leaves copies of them behind in half-used pages.
#[tokio::test]
async fn sessions_that_end_in_any_order_leave_no_byte_behind() {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);
    let data = tempfile::tempdir().unwrap();
    let store = Sqlite::open(data.path()).await.unwrap();
    let mut live: Vec<(GroupId, SessionId, u64, u32)> = sessions(&store, 6)
        .await
        .into_iter()
        .map(|(group, session)| (group, session, 1, 1))
        .collect();
    for _ in 0..30 {
        for _ in 0..60 {
            let at = rng.random_range(0..live.len());
            let (_, session, n, _) = &mut live[at];
            *n += 1;
            let bytes = *[40, 300, 900, 2_500, 6_000].choose(&mut rng).unwrap();
            let items = saying(&format!("canary-{session}"), bytes);
            store.append(append(*session, *n, 1, &items)).await.unwrap();
        }
        let (_, hiding, last, _) = *live.choose(&mut rng).unwrap();
        let n = rng.random_range(1..=last);
        let once = format!("canary-once-{}", Uuid::new_v4());
        for items in [once.as_bytes().to_vec(), b"hidden".to_vec()] {
            store.rewrite(hiding, 1, n, items).await.unwrap();
        }
        store.reclaim().await.unwrap();
        assert_eq!(files_with(data.path(), once.as_bytes()), [""; 0]);
        let at = rng.random_range(0..live.len());
        let (group, session, _, number) = live[at];
        store.erase(erase(session, 1)).await.unwrap();
        let canary = format!("canary-{session}");
        assert_eq!(files_with(data.path(), canary.as_bytes()), [""; 0]);
        live[at] = (
            group,
            opened(&store, group, number + 1).await,
            1,
            number + 1,
        );
    }
}
