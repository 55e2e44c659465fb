//! What an operator watches: metrics and readiness, from outside.

use std::path::Path;

use rondo_protocol::{RefusalCode, feedback::Ask};
use rondo_tests::{
    CANARY, Circle, Stage, asking,
    boxes::{closes, opens, posts, seals},
    disk::Disk,
    patiently,
    program::serving,
    wire::request,
};
use serde_json::{Value, json};

/// The value of one series.
fn value(metrics: &str, series: &str) -> f64 {
    let mut lines = metrics.lines();
    let value = lines.find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    let value = value.unwrap_or_else(|| panic!("{series} in\n{metrics}"));
    value.parse().unwrap()
}

#[tokio::test]
async fn metrics_count_what_happened_say_nothing_of_whom_and_are_not_on_the_public_address() {
    let stage = Stage::talkative().await;
    let Circle {
        group,
        session,
        mut hale,
        members: [mut maren, theo],
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let before = stage.metrics().await;
    maren.does(asking::say("counted")).await;
    let refused = maren.is_refused(asking::take_hands()).await;
    assert_eq!(refused, RefusalCode::NotAllowed);
    let theo = theo.drops().back().await;
    hale.client.ping().await.unwrap();
    let after = stage.metrics().await;

    let more = |series: &str| value(&after, series) - value(&before, series);
    assert_eq!(more(r#"rondo_commands_total{outcome="done"}"#), 1.0);
    assert_eq!(more(r#"rondo_commands_total{outcome="refused"}"#), 1.0);
    assert_eq!(more(r#"rondo_welcomes_total{given="change"}"#), 1.0);
    assert_eq!(more(r#"rondo_welcomes_total{given="whole"}"#), 0.0);
    assert_eq!(value(&after, r#"rondo_welcomes_total{given="first"}"#), 3.0);
    assert_eq!(value(&after, r#"rondo_rooms{phase="live"}"#), 1.0);
    let appends = more(r#"rondo_appends_total{outcome="stored"}"#);
    assert!(appends >= 2.0, "{appends}");
    assert_eq!(more("rondo_append_seconds_count"), appends);
    assert!(more("rondo_commits_total") >= 1.0);
    assert!(value(&after, "process_resident_memory_bytes") > 1e6);
    assert!(value(&after, "process_open_fds") > 3.0);
    // The room's, and at least one for each of three connections.
    assert!(value(&after, "rondo_tasks") >= 4.0);

    let ids = [session.to_string(), group.id.to_string()];
    for whom in ids.iter().map(String::as_str).chain([CANARY, "127.0.0.1"]) {
        assert!(!after.contains(whom), "{whom}");
    }
    let public = request(&stage, "GET /metrics", &[], &[]).await;
    assert!(!String::from_utf8_lossy(&public.body).contains("rondo_"));
    drop(theo);
}

#[tokio::test]
async fn whoever_takes_a_token_or_posts_an_envelope_changes_no_counter() {
    let stage = Stage::talkative().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::confirm()).await;
    let open = opens(&mut hale, Ask::Words {}).await;
    let counted = async || {
        let metrics = stage.metrics().await;
        let of_ours = metrics.lines().filter(|line| line.starts_with("rondo_"));
        of_ours.map(str::to_owned).collect::<Vec<_>>()
    };

    let before = counted().await;
    let written = asking::slip("what nobody is to know of");
    let first = seals(&mut members[0], &open, Some(&written)).await;
    let second = seals(&mut members[1], &open, None).await;
    posts(&stage, &open, &first).await;
    assert_eq!(counted().await, before);

    closes(&mut hale, &open).await;
    let before = counted().await;
    posts(&stage, &open, &first).await;
    posts(&stage, &open, &second).await;
    request(&stage, "POST /anon/nowhere", &[], b"anything").await;
    assert_eq!(counted().await, before);
}

#[tokio::test]
async fn on_a_full_disk_the_server_is_not_ready_until_there_is_room_again() {
    let (stage, disk) = Disk::stage().await;
    disk.fill(&stage);
    let ready = async |stage: &Stage| request(stage, "GET /readyz", &[], &[]).await;
    let full = ready(&stage).await;
    assert_eq!(full.status, 503);
    assert_eq!(full.body, b"the disk takes nothing at present\n");
    disk.free(&stage);
    let room_again = async { while ready(&stage).await.status != 200 {} };
    patiently("the server to be ready", room_again).await;
}

#[tokio::test]
async fn log_lines_can_be_read_by_a_program() {
    let launch = |data: &Path, port| {
        let mut command = serving(data, port);
        command.args(["--log-format", "json"]);
        command
    };
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut stage = Stage::launched(folder, data, Box::new(launch)).await;
    request(&stage, "GET /api/status", &[], &[]).await;
    let log = stage.log();
    stage.stop();
    let log = log.text();
    let lines = log.lines().map(serde_json::from_str::<Value>);
    let lines: Vec<_> = lines.collect::<Result<_, _>>().expect("an object a line");
    let asked = lines.iter().find(|line| line["route"] == "/api/status");
    let asked = asked.expect("a line about the request");
    assert_eq!(
        (&asked["level"], &asked["method"], &asked["status"]),
        (&json!("INFO"), &json!("GET"), &json!(200))
    );
    for line in &lines {
        let has = |name: &str| line[name].is_string();
        assert!(
            has("timestamp") && has("target") && has("message"),
            "{line}"
        );
    }
}

#[tokio::test]
async fn whoever_watches_the_server_does_not_fill_its_log() {
    let mut stage = Stage::new().await;
    for asked in ["GET /healthz", "GET /readyz", "GET /api/status"] {
        request(&stage, asked, &[], &[]).await;
    }
    let log = stage.log();
    stage.stop();
    let log = log.text();
    assert!(log.contains("/api/status"), "{log}");
    assert!(
        !log.contains("/healthz") && !log.contains("/readyz"),
        "{log}"
    );
}
