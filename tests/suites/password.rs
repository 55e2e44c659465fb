//! A therapist who lost the password gets another from whoever may write to the data folder.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use rondo_protocol::http::{ErrorCode, Therapist};
use rondo_tests::{
    Group, Stage,
    people::{EMAIL, PASSWORD, refused_with},
    program::rondo,
};
use serde_json::json;

const NEW: &str = "another zephyrine circle of chairs";

/// What the program says when it is asked for another password: its words, or its complaint.
fn renewed(data: &Path, email: &str, password: &str) -> Result<String, String> {
    let mut child = Command::new(rondo())
        .arg("--data")
        .arg(data)
        .args(["password", email])
        .env_remove("RUST_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = child.stdin.take().unwrap();
    writeln!(asked, "{password}").unwrap();
    drop(asked);
    let output = child.wait_with_output().unwrap();
    let [told, complained] =
        [output.stdout, output.stderr].map(|words| String::from_utf8(words).unwrap());
    for words in [&told, &complained] {
        assert!(
            !words.contains(password) && !words.contains(email),
            "{words}"
        );
    }
    if output.status.success() {
        assert_eq!(complained, "");
        Ok(told)
    } else {
        assert_eq!(told, "");
        Err(complained)
    }
}

async fn signs_in(stage: &Stage, password: &str) -> Result<Therapist, ErrorCode> {
    let form = json!({"email": EMAIL, "password": password});
    let asked = stage.browser().post("/api/login", &form).await;
    match asked {
        Ok(therapist) => Ok(therapist),
        refused => Err(refused_with(refused)),
    }
}

#[tokio::test]
async fn a_lost_password_is_replaced_and_what_it_opened_is_closed() {
    let mut stage = Stage::new().await;
    let Group { mut web, .. } = Group::new(&stage).await;
    stage.stop();
    let told = renewed(stage.data(), " Hale@Zephyrine.example", NEW).unwrap();
    assert!(told.contains("signed out everywhere"), "{told}");
    stage.start().await;
    let refused = web.get::<Therapist>("/api/me").await;
    assert_eq!(refused_with(refused), ErrorCode::NotSignedIn);
    let refused = signs_in(&stage, PASSWORD).await.unwrap_err();
    assert_eq!(refused, ErrorCode::WrongLogin);
    let hale = signs_in(&stage, NEW).await.unwrap();
    assert_eq!(hale.groups.len(), 1);
}

#[tokio::test]
async fn a_password_that_cannot_be_replaced_stays() {
    let mut stage = Stage::new().await;
    Group::new(&stage).await;
    let refused = renewed(stage.data(), EMAIL, NEW).unwrap_err();
    assert!(refused.contains("in use by another Rondo"), "{refused}");
    stage.stop();
    for (data, email, password, why) in [
        (
            stage.data(),
            "theo@zephyrine.example",
            NEW,
            "No therapist signs in",
        ),
        (stage.data(), "no address", NEW, "No therapist signs in"),
        (stage.data(), EMAIL, "eleven char", "12 to 256 characters"),
        (
            &stage.data().join("none"),
            EMAIL,
            NEW,
            "no database of Rondo's",
        ),
    ] {
        let refused = renewed(data, email, password).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
    assert!(!stage.data().join("none").exists());
    stage.start().await;
    signs_in(&stage, PASSWORD).await.unwrap();
}
