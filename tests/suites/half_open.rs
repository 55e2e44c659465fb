//! Connections that take a place and do nothing with it, and those that do everything slowly or far
//! too much. Somebody who wants to come in meanwhile comes in.

use std::time::Instant;

use rondo_protocol::frames::SUBPROTOCOL;
use rondo_tests::{
    Circle, Group, Seated, Stage, asking,
    circle::enter,
    octets::{CONTINUATION, FIN, Octets, PING, TEXT, frame},
    patiently,
    program::serving,
    wire::{connect, hello, request},
};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How many connections stand open, a quarter of each kind.
const HALF_OPEN: usize = 2_000;

/// Lets this program hold that many sockets.
fn allow_sockets(sockets: usize) {
    let limit = getrlimit(Resource::Nofile);
    let wanted = sockets as u64 + 200;
    let maximum = limit.maximum.unwrap_or(u64::MAX);
    assert!(
        maximum >= wanted,
        "this takes {wanted} open files: raise the hard limit (ulimit -H -n), which is {maximum}"
    );
    let current = limit.current.map(|current| current.max(wanted));
    let raised = Rlimit { current, ..limit };
    setrlimit(Resource::Nofile, raised).unwrap();
}

/// Connections that say nothing, half a request, half a handshake, or nothing after the handshake.
async fn half_open(stage: &Stage, sockets: usize) -> Vec<TcpStream> {
    let origin = stage.origin();
    let upgrade = format!(
        "GET /ws HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: {origin}\r\nconnection: upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-protocol: {SUBPROTOCOL}\r\n"
    );
    let whole = format!("{upgrade}sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    let words = [
        "",
        "POST /api/login HTTP/1.1\r\nhost: 127.0",
        &upgrade,
        &whole,
    ];
    let mut open = Vec::new();
    for words in words.into_iter().cycle().take(sockets) {
        let mut stream = connect(stage).await;
        stream.write_all(words.as_bytes()).await.unwrap();
        open.push(stream);
    }
    open
}

async fn newcomer_comes_in(circle: &mut Circle<1>) -> Seated {
    let started = Instant::now();
    let newcomer = circle.group.member("Theo").await;
    let mut theo = enter(newcomer, circle.session).await;
    theo.does(asking::say("made it")).await;
    eprintln!("in after {} ms", started.elapsed().as_millis());
    theo
}

#[tokio::test]
async fn two_thousand_half_open_connections_keep_nobody_out() {
    allow_sockets(HALF_OPEN);
    let stage = Stage::new().await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    let open = half_open(&stage, HALF_OPEN).await;
    newcomer_comes_in(&mut circle).await;
    drop(open);
}

/// What many systems give a program: so many descriptors, but more for the asking.
#[tokio::test]
async fn a_low_soft_limit_of_open_files_is_raised() {
    let sockets = 600;
    allow_sockets(sockets);
    let stage = limited("ulimit -S -n 256").await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    let open = half_open(&stage, sockets).await;
    newcomer_comes_in(&mut circle).await;
    drop(open);
    assert!(!stage.log().text().contains("refused by the system"));
}

/// Under a limit that cannot be raised, connections wait for each other and the store does not.
#[tokio::test]
async fn a_hard_limit_of_open_files_leaves_the_store_its_share() {
    let sockets = 240;
    allow_sockets(sockets);
    let stage = limited("ulimit -n 256").await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    let open = half_open(&stage, sockets).await;
    for n in 0..10 {
        circle.hale.does(asking::say(&format!("stored {n}"))).await;
    }
    drop(open);
    let log = stage.log().text();
    assert!(log.contains("fewer connections than Rondo would take"));
    assert!(!log.contains("refused by the system"), "out of descriptors");
}

/// A server that starts under a limit set by the shell.
async fn limited(limit: &'static str) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let launch = move |data: &std::path::Path, port| {
        let rondo = serving(data, port);
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &format!(r#"{limit} && exec "$0" "$@""#)]);
        shell.arg(rondo.get_program()).args(rondo.get_args());
        shell.env_remove("RUST_LOG");
        shell
    };
    Stage::launched(folder, data, Box::new(launch)).await
}

#[tokio::test]
async fn a_slow_writer_is_read_to_the_end_and_nobody_waits_for_it() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [maren, mut theo] = circle.members;
    let mut guest = maren.guest.clone();
    let ticket = guest.ticket(circle.session).await;
    let mut slow = Octets::open(&stage).await;
    let hello = frame(FIN | TEXT, hello(&ticket.0).as_bytes());
    for (n, byte) in hello.iter().enumerate() {
        slow.send(&[*byte]).await;
        if n % 20 == 0 {
            theo.client.ping().await.unwrap();
        }
    }
    let (_, welcome) = slow.frame().await.unwrap();
    assert!(welcome.starts_with(br#"{"type":"welcome""#));
    let say = asking::say("slowly");
    let command = json!({"type": "command", "n": 1_000, "command": say}).to_string();
    for byte in frame(FIN | TEXT, command.as_bytes()) {
        slow.send(&[byte]).await;
    }
    theo.sees("what was said slowly", |view| {
        let text = asking::text("slowly");
        view.lines.iter().any(|line| line.text == text)
    })
    .await;
}

#[tokio::test]
async fn a_flood_of_pings_or_of_empty_fragments_disturbs_nobody() {
    let stage = Stage::new().await;
    let circle = Circle::live(&stage, ["Maren", "Theo"]).await;
    let [maren, mut theo] = circle.members;
    let mut guest = maren.guest.clone();
    let mut pings = Octets::welcomed(&stage, &mut guest, circle.session).await;
    pings
        .send(&frame(FIN | PING, &[b'x'; 125]).repeat(5_000))
        .await;
    theo.does(asking::say("beside pings")).await;
    while pings.frame().await.is_some() {}
    // Fragments are no frames of Rondo's until their message ends; they cost whoever sends them
    // more than the server.
    let mut empty = Octets::welcomed(&stage, &mut guest, circle.session).await;
    empty.send(&frame(TEXT, b"")).await;
    for _ in 0..20 {
        empty.send(&frame(CONTINUATION, b"").repeat(10_000)).await;
        theo.client.ping().await.unwrap();
    }
    empty
        .send(&frame(FIN | CONTINUATION, br#"{"type":"ping"}"#))
        .await;
    let answered = async {
        while let Some((_, payload)) = empty.frame().await {
            if payload.starts_with(br#"{"type":"pong""#) {
                return true;
            }
        }
        false
    };
    assert!(patiently("an answer", answered).await);
}

#[tokio::test]
async fn heads_without_measure_are_refused() {
    let stage = Stage::new().await;
    let long = "x".repeat(100_000);
    let answer = request(&stage, "GET /api/status", &[("x-long", &long)], b"").await;
    assert_eq!(answer.status, 431, "one long line");
    let many = vec![("x-one-of-many", "1"); 10_000];
    let answer = request(&stage, "GET /api/status", &many, b"").await;
    assert_eq!(answer.status, 431, "many lines");
    let path = format!("GET /{long}");
    let answer = request(&stage, &path, &[], b"").await;
    assert!(matches!(answer.status, 414 | 431), "a long address");
    // A line that never ends is cut off where the limit is, not where the sender stops.
    let mut endless = connect(&stage).await;
    let mut sent = 0;
    while endless.write_all(&[b'x'; 1_024]).await.is_ok() {
        sent += 1_024;
        assert!(sent < 64 * 1024 * 1024, "still read");
    }
    Group::new(&stage).await;
}

#[tokio::test]
async fn bodies_that_never_come_or_never_end_are_given_up() {
    let stage = Stage::new().await;
    let head = format!(
        "POST /api/login HTTP/1.1\r\nhost: 127.0.0.1\r\norigin: {}\r\n\
         content-type: application/json\r\n",
        stage.origin()
    );
    // A length beyond all bounds is refused before any of it is there.
    let mut promised = connect(&stage).await;
    let ask = format!("{head}content-length: 18446744073709551615\r\n\r\n");
    promised.write_all(ask.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    patiently("a refusal", promised.read_exact(&mut answer))
        .await
        .unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.1 4"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    // Chunks without end are cut off at the limit of a body.
    let mut endless = connect(&stage).await;
    let ask = format!("{head}transfer-encoding: chunked\r\n\r\n");
    endless.write_all(ask.as_bytes()).await.unwrap();
    let chunk = format!("400\r\n{}\r\n", "x".repeat(1_024));
    let mut sent = 0;
    while endless.write_all(chunk.as_bytes()).await.is_ok() {
        sent += chunk.len();
        assert!(sent < 64 * 1024 * 1024, "still read");
    }
    // Two lengths are no length (RFC 9112, section 6.3), or a proxy and the server could disagree
    // about where a request ends.
    for lines in [
        "content-length: 2\r\ncontent-length: 3\r\n",
        "content-length: 2, 3\r\n",
        "content-length: +2\r\n",
        "content-length: -1\r\n",
        "transfer-encoding: identity, chunked, gzip\r\n",
    ] {
        let mut two = connect(&stage).await;
        two.write_all(format!("{head}{lines}\r\n{{}}").as_bytes())
            .await
            .unwrap();
        let mut answer = [0; 12];
        patiently("a refusal", two.read_exact(&mut answer))
            .await
            .unwrap();
        assert_eq!(&answer, b"HTTP/1.1 400", "{lines}");
    }
    Group::new(&stage).await;
}
