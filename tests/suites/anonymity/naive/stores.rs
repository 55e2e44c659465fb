//! Stores that seem anonymous at a glance, or not even that.

use std::path::Path;

use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use sha2::{Digest, Sha256};
use sqlx::{
    ConnectOptions, Executor, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tempfile::TempDir;

use super::world::{Sent, World, id};

/// A database and a log.
pub struct Store {
    folder: TempDir,
    database: SqliteConnection,
    /// Lines of the log.
    pub log: String,
}

impl Store {
    /// An empty one.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("naive.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // Nothing of this has to survive the test.
            .synchronous(SqliteSynchronous::Off);
        let database = options.connect().await.unwrap();
        let log = String::new();
        Self {
            folder,
            database,
            log,
        }
    }

    /// Where the files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    async fn run(&mut self, sql: &'static str, values: &[&str]) {
        let mut query = sqlx::query(sql);
        for value in values {
            query = query.bind(*value);
        }
        self.database.execute(query).await.unwrap();
    }

    fn say(&mut self, at_ms: u64, words: &str) {
        // The day does not matter, only that the time is written as programs do.
        let (second, ms) = (at_ms / 1_000, at_ms % 1_000);
        let (hour, minute, second) = (second / 3_600 % 24, second / 60 % 60, second % 60);
        let line =
            format!("2026-07-01T{hour:02}:{minute:02}:{second:02}.{ms:03}Z TRACE app: {words}\n");
        self.log.push_str(&line);
    }

    async fn slips_alone(&mut self) {
        self.run("CREATE TABLE slip (box TEXT, text TEXT)", &[])
            .await;
    }

    async fn add_slip(&mut self, world: &World, sent: &Sent) {
        let values = [world.box_id(sent), &sent.text];
        self.run("INSERT INTO slip VALUES ($1, $2)", &values).await;
    }
}

fn digest(words: &[&str]) -> String {
    let digest = Sha256::digest(words.concat());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Author and text in one row.
pub async fn author_in_the_row(store: &mut Store, world: &World) {
    let table = "CREATE TABLE slip (box TEXT, author TEXT, text TEXT)";
    store.run(table, &[]).await;
    for sent in &world.sent {
        let author = &world.author(sent).handles[0];
        let values = [world.box_id(sent), author, &sent.text];
        store
            .run("INSERT INTO slip VALUES ($1, $2, $3)", &values)
            .await;
    }
}

/// A digest in place of the author, another one for each box.
pub async fn digest_of_the_author_in_the_row(store: &mut Store, world: &World) {
    let table = "CREATE TABLE slip (box TEXT, pseudonym TEXT, text TEXT)";
    store.run(table, &[]).await;
    for sent in &world.sent {
        let author = &world.author(sent).handles[0];
        let pseudonym = digest(&[author, world.box_id(sent)]);
        let values = [world.box_id(sent), &pseudonym, &sent.text];
        store
            .run("INSERT INTO slip VALUES ($1, $2, $3)", &values)
            .await;
    }
}

/// A random word in place of the author, the same in every box.
pub async fn lasting_pseudonym(store: &mut Store, world: &World) {
    let table = "CREATE TABLE slip (box TEXT, pseudonym TEXT, text TEXT)";
    store.run(table, &[]).await;
    let rng = &mut StdRng::seed_from_u64(1);
    let circles = world.insider.circles.iter();
    let pseudonyms: Vec<Vec<_>> = circles
        .map(|circle| circle.people.iter().map(|_| id(rng)).collect())
        .collect();
    for sent in &world.sent {
        let circle = world.insider.prompts[sent.prompt].circle;
        let pseudonym = &pseudonyms[circle][sent.author];
        let values = [world.box_id(sent), pseudonym, &sent.text];
        store
            .run("INSERT INTO slip VALUES ($1, $2, $3)", &values)
            .await;
    }
}

/// No author anywhere near the text, but a line in the log for everybody who sends something.
pub async fn written_as_they_come_beside_a_log(store: &mut Store, world: &World) {
    store.slips_alone().await;
    for sent in &world.sent {
        let author = &world.author(sent).handles[0];
        let line = format!("{author} has sent something to {}", world.box_id(sent));
        store.say(sent.at_ms, &line);
        store.add_slip(world, sent).await;
    }
}

/// Slips under random keys, with a time; and a table of who was last active when.
pub async fn times_in_two_tables(store: &mut Store, world: &World) {
    let slips = "CREATE TABLE slip (id TEXT PRIMARY KEY, text TEXT, at INTEGER) WITHOUT ROWID";
    store.run(slips, &[]).await;
    store
        .run("CREATE TABLE activity (person TEXT, at TEXT)", &[])
        .await;
    for sent in &world.sent {
        let at = sent.at_ms.to_string();
        let author = &world.author(sent).handles[0];
        store
            .run(
                "INSERT INTO slip VALUES ($1, $2, $3)",
                &[&sent.id, &sent.text, &at],
            )
            .await;
        let later = (sent.at_ms + 3).to_string();
        store
            .run("INSERT INTO activity VALUES ($1, $2)", &[author, &later])
            .await;
    }
}

/// All slips of a box at once when it closes, and no author, but seat by seat.
pub async fn together_in_the_order_of_seats(store: &mut Store, world: &World) {
    store.slips_alone().await;
    let boxes = world.sent.chunk_by(|a, b| a.prompt == b.prompt);
    for sent in boxes {
        let mut by_seat: Vec<_> = sent.iter().collect();
        by_seat.sort_by_key(|sent| world.author(sent).seat);
        for sent in by_seat {
            store.add_slip(world, sent).await;
        }
    }
}

/// Drafts with their author, all deleted in the end; what stays are the texts in an order by lot.
pub async fn author_deleted_later(store: &mut Store, world: &World) {
    let table = "CREATE TABLE draft (box TEXT, author TEXT, text TEXT)";
    store.run(table, &[]).await;
    for sent in &world.sent {
        let author = &world.author(sent).handles[0];
        let values = [world.box_id(sent), author, &sent.text];
        store
            .run("INSERT INTO draft VALUES ($1, $2, $3)", &values)
            .await;
    }
    nothing_but_texts_by_lot(store, world).await;
    store.run("DELETE FROM draft", &[]).await;
    store.run("PRAGMA wal_checkpoint(TRUNCATE)", &[]).await;
}

/// The number of a connection: with a person in one line of the log, with a slip in another.
pub async fn port_of_the_connection_in_the_log(store: &mut Store, world: &World) {
    store.slips_alone().await;
    let rng = &mut StdRng::seed_from_u64(4);
    for (port, sent) in (10_000..).zip(&world.sent) {
        let author = &world.author(sent).handles[0];
        store.say(sent.at_ms - 20_000, &format!("port={port} person={author}"));
        store.say(sent.at_ms, &format!("port={port} took {}", sent.id));
    }
    let mut by_lot: Vec<_> = world.sent.iter().collect();
    by_lot.shuffle(rng);
    for sent in by_lot {
        store.add_slip(world, sent).await;
    }
}

/// Receipts that are a digest of text and author, beside texts by lot.
pub async fn receipts_made_from_text_and_author(store: &mut Store, world: &World) {
    nothing_but_texts_by_lot(store, world).await;
    store.run("CREATE TABLE receipt (receipt TEXT)", &[]).await;
    let receipts = world.sent.iter();
    let receipts = receipts.map(|sent| digest(&[&sent.text, &world.author(sent).handles[0]]));
    let mut receipts: Vec<_> = receipts.collect();
    receipts.sort();
    for receipt in receipts {
        store
            .run("INSERT INTO receipt VALUES ($1)", &[&receipt])
            .await;
    }
}

/// What is left to find when nothing but the texts is kept: nothing.
pub async fn nothing_but_texts_by_lot(store: &mut Store, world: &World) {
    store.slips_alone().await;
    let rng = &mut StdRng::seed_from_u64(5);
    for sent in world.sent.chunk_by(|a, b| a.prompt == b.prompt) {
        let mut by_lot: Vec<_> = sent.iter().collect();
        by_lot.shuffle(rng);
        for sent in by_lot {
            store.add_slip(world, sent).await;
        }
    }
}
