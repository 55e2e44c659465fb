//! What keeps strangers and other sites out, and words out of the logs.

use std::{
    io,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use rondo_protocol::http::{ErrorCode, Link, RosterEntry};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use super::stage::{PASSWORD, Stage, fragment, settings};
use crate::limits;

#[tokio::test]
async fn another_sites_page_cannot_change_anything() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    for origin in [
        "http://evil.example",
        "null",
        "http://127.0.0.1:7400.evil.example",
        "https://127.0.0.1:7400",
        "",
    ] {
        hale.origin = Some(origin.into());
        let reply = hale.post("/api/groups", settings()).await;
        assert_eq!(reply.code(), ErrorCode::WrongOrigin, "{origin}");
    }
    hale.origin = None;
    let reply = hale.post_nothing("/api/logout").await;
    assert_eq!(reply.code(), ErrorCode::WrongOrigin);
    hale.get("/api/me").await.ok();
}

#[tokio::test]
async fn only_json_within_the_limit_is_read() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    let form = Body::from("email=a&password=b");
    let reply = browser.send(Method::POST, "/api/login", form, false).await;
    assert_eq!(reply.code(), ErrorCode::NotJson);
    let long = "x".repeat(limits::API_BODY_BYTES_MAX);
    let reply = browser
        .post("/api/login", json!({"email": long, "password": "x"}))
        .await;
    assert_eq!(reply.code(), ErrorCode::TooLarge);
    let deep = Body::from("[".repeat(10_000));
    let reply = browser.send(Method::POST, "/api/login", deep, true).await;
    assert_eq!(reply.code(), ErrorCode::Malformed);
}

#[tokio::test]
async fn what_is_not_there_says_so_in_json_below_api() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    assert_eq!(
        browser.get("/api/nothing").await.code(),
        ErrorCode::NotFound
    );
    assert_eq!(browser.get("/api").await.code(), ErrorCode::NotFound);
    assert_eq!(
        browser.get("/api/login").await.code(),
        ErrorCode::WrongMethod
    );
    for no_text in ["/api/invitations/%ff", "/api/invitations/%c0%af"] {
        assert_eq!(browser.get(no_text).await.code(), ErrorCode::NotFound);
    }
    assert_eq!(browser.get("/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/healthz").await.body, b"ok\n");
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_the_page_to_itself() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    for path in ["/", "/api/status", "/api/nothing", "/nothing", "/anon/x"] {
        let headers = browser.get(path).await.headers;
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"));
        assert!(policy.contains("connect-src 'self' ws://127.0.0.1:7400;"));
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers.contains_key("permissions-policy"));
        assert!(!headers.contains_key("strict-transport-security"));
    }
    let status = browser.get("/api/status").await;
    assert_eq!(status.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let stage = Stage::under("https://rondo.example.org".parse().unwrap()).await;
    let headers = stage.browser().get("/api/status").await.headers;
    assert!(headers.contains_key("strict-transport-security"));
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("wss://rondo.example.org"));
}

#[tokio::test]
async fn no_log_line_holds_a_name_an_address_a_password_or_a_token() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let form = json!({"name": "Canary-Maren", "role": "member"});
    let maren: RosterEntry = hale.post(&format!("{group}/roster"), form).await.json();
    let path = format!("{group}/roster/{}/invitation", maren.person);
    let link: Link = hale.post_nothing(&path).await.json();
    let token = fragment(&link.url);
    let mut phone = stage.browser();
    phone
        .post("/api/invitations/open", json!({"token": token}))
        .await
        .ok();
    phone.get("/api/status?canary-query=1").await.ok();
    phone.get("/canary-path").await;
    let canary = Method::from_bytes(b"CANARY").unwrap();
    phone
        .send(canary, "/api/status", Body::empty(), false)
        .await;
    let wrong = json!({"email": "canary@example.org", "password": "canary-password"});
    phone.post("/api/login", wrong).await;
    phone.post("/api/login", json!({"canary-field": 1})).await;
    let box_id = uuid::Uuid::new_v4().to_string();
    phone
        .send(
            Method::POST,
            &format!("/anon/{box_id}"),
            Body::from("canary"),
            false,
        )
        .await;
    let written = lines.text();
    assert!(written.contains("/api/groups/{group}/roster"), "{written}");
    let cookies = hale.cookies.values().chain(phone.cookies.values());
    let secrets = cookies.map(String::as_str).chain([
        "anary",
        "CANARY",
        "hale@",
        "Dr Hale",
        "Tuesday",
        PASSWORD,
        token.as_str(),
        "anon",
        box_id.as_str(),
        "argon2id",
    ]);
    for secret in secrets {
        assert!(!written.contains(secret), "{secret} is in the log");
    }
    assert!(!written.contains("ERROR"), "{written}");
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
