//! What the program says when it cannot start: one plain sentence, and nothing is touched.

use std::fs;

use rondo_protocol::http::{ErrorCode, Status, Therapist};
use rondo_tests::{
    Circle, Group, Stage,
    files::database,
    people::{refused_with, setup},
    program::{Program, serving},
};
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

/// Starts another server, which has to refuse, and gives the sentence.
fn refusal(data: &std::path::Path, port: u16) -> String {
    let mut program = Program::start(serving(data, port));
    let status = program.ended();
    assert_eq!(status.code(), Some(1));
    assert_eq!(program.greeting.text(), "");
    let said = program.log.text();
    let sentence = said.strip_prefix("rondo: ").unwrap().trim_end();
    assert!(
        sentence.ends_with('.') && !sentence.contains('\n'),
        "{said}"
    );
    sentence.to_owned()
}

#[tokio::test]
async fn a_data_folder_serves_one_program_at_a_time() {
    let mut stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren"]).await;
    let sentence = refusal(stage.data(), 0);
    assert!(
        sentence.contains("is in use by another Rondo"),
        "{sentence}"
    );
    let [mut maren] = circle.members;
    maren.does(rondo_tests::asking::say("undisturbed")).await;
    let dropped = maren.drops();
    // The claim ends with the process, however it ended.
    stage.kill();
    stage.start().await;
    dropped.back().await;
}

#[tokio::test]
async fn an_address_serves_one_program_at_a_time() {
    let stage = Stage::new().await;
    let other = tempfile::tempdir().unwrap();
    let sentence = refusal(&other.path().join("data"), stage.port());
    assert!(
        sentence.starts_with("Another program already listens on"),
        "{sentence}"
    );
    assert!(!other.path().join("data").exists());
}

#[tokio::test]
async fn a_data_folder_of_a_newer_version_is_left_as_it_is() {
    let mut stage = Stage::new().await;
    Group::new(&stage).await;
    stage.stop();
    let mut newer = database(stage.data()).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', TRUE, x'00', 1)",
    )
    .execute(&mut newer)
    .await
    .unwrap();
    newer.close().await.unwrap();
    let file = stage.data().join("rondo.db");
    let before = fs::read(&file).unwrap();
    let sentence = refusal(stage.data(), 0);
    assert!(
        sentence.contains("was made by a newer version of Rondo"),
        "{sentence}"
    );
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_data_folder_that_cannot_be_made_or_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "no folder").unwrap();
    let sentence = refusal(&file.join("data"), 0);
    assert!(sentence.contains("cannot be written"), "{sentence}");
    let sentence = refusal(&file, 0);
    assert!(
        sentence.contains("cannot be written: not a directory"),
        "{sentence}"
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rondo.db"), vec![b'x'; 8_192]).unwrap();
    let sentence = refusal(folder.path(), 0);
    assert!(sentence.contains("cannot be opened"), "{sentence}");
}

#[tokio::test]
async fn another_programs_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rondo.db");
    let options = SqliteConnectOptions::new();
    let options = options.filename(&file).create_if_missing(true);
    let mut recipes = options.connect().await.unwrap();
    sqlx::query("CREATE TABLE recipe (dish TEXT)")
        .execute(&mut recipes)
        .await
        .unwrap();
    recipes.close().await.unwrap();
    let before = fs::read(&file).unwrap();
    let sentence = refusal(folder.path(), 0);
    assert!(sentence.contains("is not Rondo's"), "{sentence}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn the_log_says_when_the_server_listens_and_stops_whatever_rust_log_holds() {
    for (chosen, complaint) in [("", false), ("info", false), ("hub=loud and=clear", true)] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = serving(folder.path(), 0);
        command.env("RUST_LOG", chosen);
        let mut program = Program::start(command);
        program.log.until("listening").await;
        program.terminate();
        assert!(program.ended().success());
        let log = program.log.text();
        for words in ["told to stop", "stopped"] {
            assert!(log.contains(words), "{log}");
        }
        let complained = log.contains("RUST_LOG is not understood");
        assert_eq!(complained, complaint, "{log}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_data_folder_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new().await;
    Group::new(&stage).await;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(stage.data()), 0o700);
    assert!(!stage.log().text().contains("others on this machine"));
    for entry in fs::read_dir(stage.data()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[tokio::test]
async fn a_data_folder_that_others_can_enter_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o750)).unwrap();
    let mut program = Program::start(serving(folder.path(), 0));
    program
        .log
        .until("others on this machine can enter the data folder")
        .await;
    program.terminate();
    assert!(program.ended().success());
}

#[tokio::test]
async fn the_set_up_link_works_once_and_no_second_set_up_is_possible() {
    let mut stage = Stage::new().await;
    let token = stage.setup_token().await;
    let mut stranger = stage.browser();
    let guessed = stranger
        .post::<Therapist>("/api/setup", &setup("guessed"))
        .await;
    assert_eq!(refused_with(guessed), ErrorCode::LinkUnknown);
    Group::new(&stage).await;
    let again = stranger
        .post::<Therapist>("/api/setup", &setup(&token))
        .await;
    assert_eq!(refused_with(again), ErrorCode::SetupDone);
    stage.stop();
    stage.start().await;
    let status: Status = stranger.get("/api/status").await.unwrap();
    assert!(!status.setup_needed);
    stage.stop();
    let greeting = stage.told();
    assert_eq!(greeting.matches("/#/setup/").count(), 1, "{greeting}");
    stage.start().await;
}
