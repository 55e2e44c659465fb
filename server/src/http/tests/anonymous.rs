//! The letterbox answers everybody alike, and leaves no trace of anybody.

use std::{
    future::ready,
    io,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use rondo_protocol::limits::ENVELOPE_BYTES;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::Instant,
};
use tracing::Level;
use uuid::Uuid;

use super::stage::{Browser, Stage};
use crate::limits;

fn somewhere() -> String {
    format!("/anon/{}", Uuid::new_v4())
}

/// Posts something and gives how long the answer took, which is the same for everybody.
async fn posts(browser: &Browser, path: &str, body: Body) -> u128 {
    let started = Instant::now();
    let reply = browser.clone().send(Method::POST, path, body, false).await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    assert!(reply.body.is_empty());
    assert!(!reply.headers.contains_key("set-cookie"));
    assert_eq!(reply.headers["connection"], "close");
    started.elapsed().as_millis()
}

/// Timers are as fine as a millisecond.
fn assert_took(took: u128, expected: std::time::Duration) {
    let expected = expected.as_millis();
    assert!((expected..=expected + 2).contains(&took), "{took} ms");
}

#[tokio::test]
async fn every_envelope_gets_the_same_answer_after_the_same_time() {
    let stage = Stage::new().await;
    let hale = stage.dr_hale().await;
    let mut foreign = stage.browser();
    foreign.origin = Some("http://evil.example".into());
    let mut plain = stage.browser();
    plain.origin = None;
    let somewhere = somewhere();
    tokio::time::pause();
    for (browser, path, bytes) in [
        (&plain, somewhere.as_str(), ENVELOPE_BYTES),
        (&plain, somewhere.as_str(), 0),
        (&plain, somewhere.as_str(), 1),
        (&plain, somewhere.as_str(), ENVELOPE_BYTES - 1),
        (&plain, somewhere.as_str(), ENVELOPE_BYTES + 1),
        (&plain, somewhere.as_str(), 1_000_000),
        (&plain, "/anon/not-a-box", ENVELOPE_BYTES),
        (&plain, "/anon/%ff", ENVELOPE_BYTES),
        (&hale, somewhere.as_str(), ENVELOPE_BYTES),
        (&foreign, somewhere.as_str(), ENVELOPE_BYTES),
    ] {
        let took = posts(browser, path, Body::from(vec![7; bytes])).await;
        assert_took(took, limits::ENVELOPE_ANSWER_DELAY);
    }
}

#[tokio::test]
async fn a_body_that_does_not_come_to_its_end_is_given_up_in_time() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    tokio::time::pause();
    let part = Ok::<_, io::Error>(Bytes::from_static(&[7; 100]));
    let silent = Body::from_stream(stream::once(ready(part)).chain(stream::pending()));
    let took = posts(&browser, &somewhere(), silent).await;
    assert_took(
        took,
        limits::ENVELOPE_WITHIN + limits::ENVELOPE_ANSWER_DELAY,
    );

    let broken = stream::once(ready(Err::<Bytes, _>(io::Error::other("gone"))));
    let took = posts(&browser, &somewhere(), Body::from_stream(broken)).await;
    assert_took(took, limits::ENVELOPE_ANSWER_DELAY);
}

#[tokio::test]
async fn a_body_without_an_end_is_given_up_at_the_first_byte_too_many() {
    let stage = Stage::new().await;
    let taken = Arc::new(Mutex::new(0));
    let count = Arc::clone(&taken);
    let endless = stream::repeat_with(move || {
        *count.lock().unwrap() += 1_000;
        Ok::<_, io::Error>(Bytes::from_static(&[7; 1_000]))
    });
    tokio::time::pause();
    let took = posts(&stage.browser(), &somewhere(), Body::from_stream(endless)).await;
    assert_took(took, limits::ENVELOPE_ANSWER_DELAY);
    assert_eq!(*taken.lock().unwrap(), 3_000);
}

#[tokio::test]
async fn a_body_that_says_it_is_a_gigabyte_is_not_waited_for() {
    let answer = answered_over_tcp(&envelope_of(1_000_000_000)).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
}

#[tokio::test]
async fn a_connection_carries_one_envelope_and_no_more() {
    let empty = envelope_of(0);
    let answer = answered_over_tcp(&empty.repeat(2)).await;
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{answer}");
}

/// The head of a request with an envelope that is to have so many bytes.
fn envelope_of(length: u32) -> String {
    let path = somewhere();
    format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n")
}

/// All that comes back on a connection on which this was sent, until its end.
async fn answered_over_tcp(sent: &str) -> String {
    let stage = Stage::new().await;
    let mut stream = TcpStream::connect(stage.listens().await).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Everything that is logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_at_all_is_logged_about_anything_below_the_letterbox() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    let log = Log::default();
    let writer = log.clone();
    let logs = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_writer(move || writer.clone());
    let _logged = tracing::subscriber::set_default(logs.finish());
    let somewhere = somewhere();
    for path in [
        somewhere.as_str(),
        "/anon",
        "/anon/",
        "/anon/x",
        "/anon/%ff",
        "/anon/x/y",
        "/anon/../anon",
    ] {
        for method in [
            "POST", "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "ODD",
        ] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let body = Body::from(vec![7; ENVELOPE_BYTES]);
            let reply = browser.send(method, path, body, false).await;
            let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
            assert_eq!(said, "", "{path}, answered {}", reply.status);
        }
    }
    browser.get("/healthz").await.ok();
    assert!(!log.0.lock().unwrap().is_empty(), "the log hears");
}
