//! A client by somebody else, in another language, written from `docs/protocol.md` alone.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use rondo_protocol::{
    View,
    feedback::{Ask, BoxStage},
    http::Link,
};
use rondo_tests::{
    Circle, Group, Stage, asking,
    boxes::{closes, opens, posts, seals, sees},
    people::token_of,
    program::{Program, built_in},
    words,
};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;

#[tokio::test]
async fn a_client_in_python_joins_takes_a_turn_drops_and_resumes() {
    evening("hand").await;
}

#[tokio::test]
async fn a_client_in_python_takes_the_turn_a_round_offers() {
    evening("round").await;
}

async fn evening(by: &'static str) {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (_, link) = group.invite("Robin").await;
    let session = group.open_session().await;
    let mut hale = group.hale().await.come(session).await;
    hale.does(asking::start()).await;
    let more = ["--by", by, "--line", &words("hello")];
    let mut robin = Robin::comes(&stage, &link, more).await;

    hale.sees("Robin", |view| view.seats.len() == 2).await;
    if by == "round" {
        hale.does(asking::start_round("one word")).await;
    } else {
        hale.does(asking::take_hands()).await;
        let up = |view: &View| view.floor.as_ref().is_some_and(|f| f.hands.len() == 1);
        hale.sees("a hand", up).await;
        hale.does(asking::next(None, None)).await;
    }
    robin.saw(r#""line""#).await;
    hale.sees("the line", |view| view.lines.len() == 1).await;
    robin.ends_well().await;
    let over = |view: &View| {
        view.floor
            .as_ref()
            .is_some_and(|f| f.last_speaker.is_some())
    };
    hale.sees("the end of the turn", over).await;
    assert_eq!(hale.view().lines.len(), 1);
}

#[tokio::test]
async fn a_client_in_python_takes_part_in_a_box_of_words_and_finds_its_receipt() {
    // R-BOX-4, R-BOX-7, R-BOX-9, R-BOX-21
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let (_, link) = group.invite("Robin").await;
    let circle = Circle::of(group, ["Maren", "Theo", "Ayo", "Noor"]).await;
    let (mut hale, mut members) = (circle.hale, circle.members);
    let written = words("I left this unsaid – ☕");
    let mut robin = Robin::comes(&stage, &link, ["--box", &written]).await;
    hale.sees("Robin", |view| view.seats.len() == 6).await;
    hale.does(asking::confirm()).await;
    let open = opens(&mut hale, Ask::Words {}).await;
    assert_eq!((open.present, open.threshold), (5, 5));
    let mut envelopes = Vec::new();
    for member in &mut members {
        envelopes.push(seals(member, &open, None).await);
    }
    robin.saw(r#""token", "present": 5"#).await;
    closes(&mut hale, &open).await;
    for envelope in &envelopes {
        posts(&stage, &open, envelope).await;
    }
    let sealed = sees(&mut hale, BoxStage::Sealed).await;
    assert_eq!((sealed.envelopes, sealed.slips.len()), (Some(5), 1));
    assert_eq!(sealed.slips[0].text.reveal(), written);
    let release = vec![sealed.slips[0].slip];
    hale.does(asking::settle(open.box_id, release)).await;

    robin.saw(r#""counted", "envelopes": 5"#).await;
    let said = robin.ends_well().await;
    let shown = said.iter().filter(|line| line["saw"] == "shown");
    let shown: Vec<_> = shown.map(|line| line["texts"].clone()).collect();
    assert_eq!(shown, [json!([written])]);
}

#[test]
fn the_client_in_python_reckons_as_the_vectors_and_the_page_say() {
    for tests in ["test_voprf.py", "test_box.py"] {
        let mut python = Command::new(python());
        python.env("PYTHONDONTWRITEBYTECODE", "1");
        run(python.arg(folder().join(tests)));
    }
}

/// Robin, whose client is by somebody else.
struct Robin(Program);

impl Robin {
    /// Starts the client, which comes in by an invitation.
    async fn comes<const N: usize>(stage: &Stage, link: &Link, more: [&str; N]) -> Self {
        let mut client = Command::new(python());
        client.env("PYTHONDONTWRITEBYTECODE", "1");
        client.arg(folder().join("client.py"));
        client.args(["--url", &stage.origin(), "--name", &words("Robin")]);
        // In one with its name, because a token may begin like an option.
        client.arg(format!("--token={}", token_of(link)));
        client.args(more);
        let mut robin = Self(Program::start(client));
        robin.saw(r#""let_in""#).await;
        robin
    }

    /// Waits until the client says that it saw this, and fails if it ends instead.
    async fn saw(&mut self, what: &str) {
        self.0.greeting.until(&format!(r#"{{"saw": {what}"#)).await;
    }

    /// Waits until the client has ended well, and gives all that it said.
    async fn ends_well(mut self) -> Vec<Value> {
        self.saw(r#""done""#).await;
        let ended = spawn_blocking(move || (self.0.ended(), self.0)).await;
        let (status, client) = ended.unwrap();
        assert!(status.success(), "{}", client.log.text());
        let said = client.greeting.text();
        let lines = said.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("third_party")
}

/// Python with what the client needs, in an environment of its own among the built programs.
fn python() -> PathBuf {
    let home = built_in().join("third-party");
    let python = home.join("bin/python");
    let lock = fs::File::create(built_in().join("third-party.lock")).unwrap();
    lock.lock().unwrap();
    let needed = fs::read_to_string(folder().join("requirements.txt")).unwrap();
    let stamp = home.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == needed) {
        return python;
    }
    let base = env::var("RONDO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut make = Command::new(base);
    run(make.args(["-m", "venv", "--clear"]).arg(&home));
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    run(install.arg(folder().join("requirements.txt")));
    fs::write(stamp, needed).unwrap();
    python
}

fn run(command: &mut Command) {
    let output = command.output();
    let output = output.expect("Python 3.11 or newer with its venv module is needed");
    let words = String::from_utf8_lossy(&output.stderr);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{command:?} failed:\n{said}{words}"
    );
}
