//! The letterbox answers everybody alike.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use rondo_protocol::limits::ENVELOPE_BYTES;
use tokio::time::Instant;
use uuid::Uuid;

use super::stage::Stage;
use crate::limits;

#[tokio::test]
async fn every_envelope_gets_the_same_answer_after_the_same_time() {
    let stage = Stage::new().await;
    let hale = stage.dr_hale().await;
    let mut foreign = stage.browser();
    foreign.origin = Some("http://evil.example".into());
    let mut plain = stage.browser();
    plain.origin = None;
    let somewhere = format!("/anon/{}", Uuid::new_v4());
    tokio::time::pause();
    for (browser, path, bytes) in [
        (&plain, somewhere.as_str(), ENVELOPE_BYTES),
        (&plain, somewhere.as_str(), ENVELOPE_BYTES - 1),
        (&plain, somewhere.as_str(), ENVELOPE_BYTES + 1),
        (&plain, somewhere.as_str(), 1_000_000),
        (&plain, "/anon/not-a-box", ENVELOPE_BYTES),
        (&hale, somewhere.as_str(), ENVELOPE_BYTES),
        (&foreign, somewhere.as_str(), ENVELOPE_BYTES),
    ] {
        let started = Instant::now();
        let envelope = Body::from(vec![7; bytes]);
        let reply = browser
            .clone()
            .send(Method::POST, path, envelope, false)
            .await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
        assert!(reply.body.is_empty());
        assert!(!reply.headers.contains_key("set-cookie"));
        let took = started.elapsed();
        assert!(took >= limits::ENVELOPE_ANSWER_DELAY, "{took:?}");
        assert!(took.as_millis() - limits::ENVELOPE_ANSWER_DELAY.as_millis() <= 2);
    }
}
