//! Backup, restore and verify, as an administrator does them: with the program itself, beside a
//! server that goes on, and in a drill from the first line to everybody's return.

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use rondo_protocol::View;
use rondo_tests::{
    CANARY, Circle, Stage, asking,
    files::{audited, files_with},
    patiently,
    program::{Program, rondo, serving},
    words,
};
use sqlx::Connection;
use tempfile::TempDir;

/// What is said while a backup is written: fewer frames than a connection may send at once.
const MEANWHILE: usize = 150;

/// What the program says when it is asked for something: its words, or its complaint.
fn asked(data: &Path, arguments: &[&OsStr]) -> Result<String, String> {
    let mut command = Command::new(rondo());
    command
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env_remove("RUST_LOG");
    let output = command.output().unwrap();
    let [told, complained] =
        [output.stdout, output.stderr].map(|words| String::from_utf8(words).unwrap());
    assert!(!told.contains(CANARY), "{told}");
    assert!(!complained.contains(CANARY), "{complained}");
    if output.status.success() {
        assert_eq!(complained, "");
        return Ok(told);
    }
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told, "");
    let sentence = complained.strip_prefix("rondo: ").unwrap().trim_end();
    assert!(
        sentence.ends_with('.') && !sentence.contains('\n'),
        "{complained}"
    );
    Err(sentence.to_owned())
}

fn backup(data: &Path, to: &Path) -> Result<String, String> {
    asked(data, &["backup".as_ref(), to.as_ref()])
}

fn restore(from: &Path, data: &Path) -> Result<String, String> {
    asked(data, &["restore".as_ref(), from.as_ref()])
}

fn verify(data: &Path) -> Result<String, String> {
    asked(data, &["verify".as_ref()])
}

fn verify_backup(backup: &Path) -> Result<String, String> {
    let nowhere = Path::new("/nonexistent");
    asked(nowhere, &["verify".as_ref(), backup.as_ref()])
}

fn lines(view: &View) -> Vec<&str> {
    view.lines.iter().map(|line| line.text.reveal()).collect()
}

/// A folder for backups, and one in it.
async fn backed_up(stage: &Stage) -> (TempDir, PathBuf) {
    let mut circle = Circle::live(stage, ["Maren"]).await;
    circle.members[0].does(asking::say("kept")).await;
    let _dropped = (circle.hale.drops(), circle.members.map(|m| m.drops()));
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("rondo.backup");
    backup(stage.data(), &to).unwrap();
    (folder, to)
}

#[tokio::test]
async fn after_a_restore_everything_is_there_that_was_acknowledged_before_the_backup() {
    let mut stage = Stage::new().await;
    let Circle {
        hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    for n in 0..5 {
        maren.does(asking::say(&format!("before {n}"))).await;
    }
    let acknowledged = 5;

    // A backup under writes.
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("rondo.backup");
    let written = {
        let (data, to) = (stage.data().to_owned(), to.clone());
        tokio::task::spawn_blocking(move || backup(&data, &to))
    };
    for _ in 0..MEANWHILE {
        if written.is_finished() {
            break;
        }
        // Too fast, now and then, is no matter.
        let _answer = theo.asks(asking::say("meanwhile")).await;
    }
    let told = written.await.unwrap().unwrap();
    assert!(told.contains("1 sessions that go on"), "{told}");
    let mode = fs::metadata(&to).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let inside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(inside.len(), 1, "nothing but the backup");

    // What happens after it is lost with the machine. Maren's position and her numbers are beyond
    // what the backup knows.
    for n in 0..5 {
        maren.does(asking::say(&format!("after {n}"))).await;
    }
    theo.sees("all", |view| lines(view).ends_with(&[&words("after 4")]))
        .await;
    let told_before = theo.view().clone();
    let used = maren.client.last_n();
    assert!(verify(stage.data()).unwrap().contains("is sound"), "live");
    let dropped = [hale.drops(), maren.drops(), theo.drops()];
    stage.kill();

    let elsewhere = folder.path().join("elsewhere");
    let told = restore(&to, &elsewhere).unwrap();
    assert!(told.contains("go on at the next start"), "{told}");
    verify(&elsewhere).unwrap();
    stage.moves_to(elsewhere);
    stage.start().await;

    for somebody in dropped {
        let stood = somebody.resume.clone();
        let back = somebody.back().await;
        assert!(!back.client.resumed(), "a whole view, not a change");
        let before = lines(&told_before);
        let restored = lines(back.view());
        assert!(restored.len() >= acknowledged, "{restored:?}");
        assert_eq!(restored, before[..restored.len()], "the same, in order");
        assert!(!restored.iter().any(|line| line.ends_with("after 0")));
        let mut back = back.sees_what_a_fresh_view_shows().await;
        if back.guest.name == "Maren" {
            // Numbers she used after the backup were never used here.
            assert!(back.client.last_n() < used);
            back.does(asking::raise_hand()).await;
        }
        assert_ne!(back.drops().resume.log_id, stood.log_id);
    }
    stage.stop();
    verify(stage.data()).unwrap();
    let actions = audited(stage.data()).await;
    assert_eq!(actions.iter().filter(|a| *a == "restored").count(), 1);
    stage.start().await;
}

#[tokio::test]
async fn nothing_is_overwritten_and_no_running_servers_folder_is_touched() {
    let stage = Stage::new().await;
    let (folder, to) = backed_up(&stage).await;
    let bytes = fs::read(&to).unwrap();
    let refused = backup(stage.data(), &to).unwrap_err();
    assert!(refused.contains("is there already"), "{refused}");
    let refused = restore(&to, stage.data()).unwrap_err();
    assert!(refused.contains("is in use by another Rondo"), "{refused}");

    let elsewhere = folder.path().join("elsewhere");
    restore(&to, &elsewhere).unwrap();
    let before = fs::read(elsewhere.join("rondo.db")).unwrap();
    let refused = restore(&to, &elsewhere).unwrap_err();
    assert!(refused.contains("holds data already"), "{refused}");
    assert_eq!(fs::read(elsewhere.join("rondo.db")).unwrap(), before);
    assert_eq!(fs::read(&to).unwrap(), bytes);
    for entry in fs::read_dir(&elsewhere).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_backup_that_is_not_whole_is_refused_with_a_sentence_and_leaves_nothing_behind() {
    let stage = Stage::new().await;
    let (folder, sound) = backed_up(&stage).await;
    let bytes = fs::read(&sound).unwrap();
    let elsewhere = folder.path().join("elsewhere");
    let refused = |file: &Path, words: &str| {
        for sentence in [
            verify_backup(file).unwrap_err(),
            restore(file, &elsewhere).unwrap_err(),
        ] {
            assert!(sentence.contains(words), "{sentence}");
        }
        assert!(!elsewhere.join("rondo.db").exists());
    };
    let altered = folder.path().join("altered");
    refused(&altered, "there is no database of Rondo's here");
    fs::write(&altered, b"a letter to the next one").unwrap();
    refused(&altered, "file is not a database");
    fs::remove_file(&altered).unwrap();
    execute(&altered, "CREATE TABLE recipe (dish TEXT)").await;
    refused(&altered, "it is no database of Rondo's");
    fs::write(&altered, &bytes[..bytes.len() / 2]).unwrap();
    refused(&altered, "it cannot be used");
    // Page by page: whatever stands in it, a page that is not ours is noticed.
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    for at in (0..bytes.len()).step_by(page) {
        let mut damaged = bytes.clone();
        damaged[at..at + page].fill(0xa5);
        fs::write(&altered, damaged).unwrap();
        verify_backup(&altered).unwrap_err();
    }

    // A file that is whole, whose session is not.
    let gap = "UPDATE TABLE SET n = n + 1 WHERE n = (SELECT MAX(n) FROM TABLE)";
    for (change, words) in [
        (
            in_the_records(&sound, gap).await,
            "a record is missing among the others",
        ),
        (
            in_the_records(&sound, "UPDATE TABLE SET epoch = 9 WHERE n = 1").await,
            "by nobody who owned it",
        ),
        (
            in_the_records(&sound, "UPDATE TABLE SET items = x'7b' WHERE n = 2").await,
            "its record 2 cannot be read",
        ),
        (
            "UPDATE session_log SET erased = 1".to_owned(),
            "do not belong together",
        ),
        (
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'from the future', TRUE, x'00', 1)"
                .to_owned(),
            "newer version",
        ),
    ] {
        fs::write(&altered, &bytes).unwrap();
        execute(&altered, &change).await;
        refused(&altered, words);
    }
    // A data folder's file, without its write-ahead log.
    fs::write(&altered, &bytes).unwrap();
    let wal = folder.path().join("altered-wal");
    fs::write(&wal, b"what was written last").unwrap();
    let sentence = restore(&altered, &elsewhere).unwrap_err();
    assert!(sentence.contains("is no backup"), "{sentence}");
    fs::remove_file(wal).unwrap();

    restore(&sound, &elsewhere).unwrap();
}

/// A statement on the one table of records in a backup, which is called TABLE in `change`.
async fn in_the_records(backup: &Path, change: &str) -> String {
    let mut database = opened(backup).await;
    let name: String = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'session_record_%'",
    )
    .fetch_one(&mut database)
    .await
    .unwrap();
    database.close().await.unwrap();
    change.replace("TABLE", &name)
}

#[tokio::test]
async fn a_copy_that_was_cut_short_is_named_and_stands_for_nothing() {
    let mut stage = Stage::new().await;
    let (folder, sound) = backed_up(&stage).await;
    let to = folder.path().join("next");
    let part = folder.path().join("next.part");
    fs::write(&part, "half a backup").unwrap();
    let refused = backup(stage.data(), &to).unwrap_err();
    assert!(
        refused.contains("next.part is there: a backup"),
        "{refused}"
    );
    fs::remove_file(&part).unwrap();
    backup(stage.data(), &to).unwrap();

    stage.stop();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(data.join("rondo.db.part"), "half a restore").unwrap();
    let mut program = Program::start(serving(&data, 0));
    assert_eq!(program.ended().code(), Some(1));
    let refused = program.log.text();
    assert!(refused.contains("was cut short"), "{refused}");
    restore(&sound, &data).unwrap();
    verify(&data).unwrap();
}

#[tokio::test]
async fn a_backup_that_is_told_to_stop_ends_at_once_and_leaves_nothing_behind() {
    let stage = Stage::new().await;
    let (folder, sound) = backed_up(&stage).await;
    let data = folder.path().join("data");
    restore(&sound, &data).unwrap();
    // Somebody else holds the database, so the backup waits with its copy begun.
    let mut other = opened(&data.join("rondo.db")).await;
    sqlx::query("BEGIN EXCLUSIVE")
        .execute(&mut other)
        .await
        .unwrap();
    let to = folder.path().join("next");
    let mut command = Command::new(rondo());
    command.arg("--data").arg(&data).arg("backup").arg(&to);
    let mut program = Program::start(command);
    let part = folder.path().join("next.part");
    patiently("the copy is begun", async {
        while !part.exists() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    program.terminate();
    assert_eq!(program.ended().code(), Some(1));
    let said = program.log.text();
    assert!(said.contains("Stopped before it was done"), "{said}");
    assert!(!part.exists());
    assert!(!to.exists());
    other.close().await.unwrap();
    backup(&data, &to).unwrap();
}

async fn execute(file: &Path, change: &str) {
    let mut database = opened(file).await;
    sqlx::query(sqlx::AssertSqlSafe(change))
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
}

async fn opened(file: &Path) -> sqlx::SqliteConnection {
    use sqlx::ConnectOptions;
    let options = sqlx::sqlite::SqliteConnectOptions::new();
    let options = options.filename(file).create_if_missing(true);
    options.connect().await.unwrap()
}

#[tokio::test]
async fn what_was_erased_or_hidden_before_a_backup_is_not_in_it() {
    // R-SES-5, R-CON-10
    let stage = Stage::new().await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    let [maren] = &mut circle.members;
    maren.does(asking::say("betterhidden")).await;
    maren.does(asking::say("saidtoall")).await;
    let line = |view: &View| view.lines.first().map(|l| l.line);
    let seen = circle.hale.sees("the lines", |view| view.lines.len() == 2);
    let hidden = line(seen.await).unwrap();
    circle.hale.does(asking::hide(hidden)).await;
    circle.hale.does(asking::say("go on")).await;

    let folder = tempfile::tempdir().unwrap();
    let during = folder.path().join("during");
    backup(stage.data(), &during).unwrap();
    assert_eq!(files_with(folder.path(), "betterhidden"), [""; 0]);
    // A backup keeps what is erased later.
    assert_eq!(files_with(folder.path(), "saidtoall"), ["during"]);

    circle.hale.does(asking::end()).await;
    stage.log().until("erased").await;
    let after = folder.path().join("after");
    let told = backup(stage.data(), &after).unwrap();
    assert!(told.contains("1 past sessions"), "{told}");
    assert_eq!(files_with(folder.path(), "saidtoall"), ["during"]);
}

#[tokio::test]
async fn a_folder_without_data_has_nothing_to_back_up_or_to_verify() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for refused in [
        backup(&data, &folder.path().join("backup")).unwrap_err(),
        verify(&data).unwrap_err(),
    ] {
        assert!(
            refused.contains("there is no database of Rondo's here"),
            "{refused}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
