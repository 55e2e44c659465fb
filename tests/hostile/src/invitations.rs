//! Links and cookies as strangers may send them, on the whole HTTP interface.
//!
//! The first byte chooses the door, the rest is a body, a cookie or a part of an address. `$`
//! stands for the token of an invitation that works, which bytes cannot know.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use rondo_protocol::http::{ErrorAnswer, OpenInvitation};
use rondo_server::{
    clock::{Clock, ManualClock},
    config::{LISTEN, PublicUrl},
    http::{AppState, Passwords, router},
    hub::Hub,
    store::Sqlite,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

const ORIGIN: &str = "http://127.0.0.1:7400";

/// Whoever has the token of an invitation comes in; whoever has anything else is told so, in the
/// words of the interface, and gets no cookie.
pub fn trial(bytes: &[u8]) {
    static SERVER: OnceLock<Mutex<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(|| Mutex::new(Server::new()));
    let server = server.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((choice, rest)) = bytes.split_first() else {
        return;
    };
    let rest = String::from_utf8_lossy(rest).replace('$', &server.token);
    // So much later that no limit on guesses is met.
    server.clock.advance(60_000);
    match choice % 4 {
        0 => server.opens(&rest),
        1 => server.shows("/api/colleague/peek", &rest),
        2 => server.reads("0123456789abcdef", &format!("__Host-rondo_{rest}")),
        _ => server.reads(&rest, &rest),
    }
}

struct Server {
    runtime: Runtime,
    router: Router,
    clock: Arc<ManualClock>,
    token: String,
    _data: TempDir,
}

impl Server {
    /// A server with one group and one person invited to it.
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(1_800_000_000_000));
        let (router, setup) = runtime.block_on(async {
            let store = Sqlite::open(data.path()).await.unwrap();
            let hub = Hub::new(
                Arc::new(store.clone()),
                Arc::clone(&clock) as Arc<dyn Clock>,
            );
            let state = AppState::new(
                store,
                hub,
                Arc::clone(&clock) as Arc<dyn Clock>,
                PublicUrl::local(LISTEN),
                Vec::new(),
                Passwords::new().unwrap(),
            );
            let link = state.setup.issue(&state.public_url).unwrap();
            (router(&state), token_of(&link.0))
        });
        let mut server = Server {
            runtime,
            router,
            clock,
            token: String::new(),
            _data: data,
        };
        server.token = server.invites(&setup);
        server
    }

    fn invites(&self, setup: &str) -> String {
        let form = json!({
            "token": setup, "name": "Dr Hale", "email": "hale@example.org",
            "password": "a quiet circle of chairs"
        });
        let (_, cookie, _) = self.ask("POST", "/api/setup", "", &form.to_string());
        let cookie = cookie.unwrap();
        let post = |path: &str, form: &Value| -> Value {
            let (status, _, body) = self.ask("POST", path, &cookie, &form.to_string());
            assert_eq!(status, StatusCode::OK, "{path}");
            serde_json::from_slice(&body).unwrap()
        };
        let group = post(
            "/api/groups",
            &json!({
                "name": "Tuesday", "ground_rules": "Be kind.", "crisis_text": "Call somebody.",
                "capacity": 12, "feedback_threshold": 5, "admission": "everybody"
            }),
        );
        let group = format!("/api/groups/{}", group["id"].as_str().unwrap());
        let maren = json!({"name": "Maren", "role": "member"});
        let maren = post(&format!("{group}/roster"), &maren);
        let person = maren["person"].as_str().unwrap();
        let link = post(&format!("{group}/roster/{person}/invitation"), &json!(null));
        token_of(link["url"].as_str().unwrap())
    }

    fn opens(&self, body: &str) {
        let asked = serde_json::from_str::<OpenInvitation>(body);
        let right = asked.is_ok_and(|open| open.token.0 == self.token);
        let (status, cookie, answer) = self.ask("POST", "/api/invitations/open", "", body);
        assert_eq!(status == StatusCode::OK, right, "{status}");
        assert_eq!(cookie.is_some(), right);
        if !right {
            is_refused(status, &answer);
        }
    }

    fn shows(&self, path: &str, body: &str) {
        let (status, cookie, answer) = self.ask("POST", path, "", body);
        assert_eq!(cookie, None);
        is_refused(status, &answer);
    }

    fn reads(&self, invitation: &str, cookie: &str) {
        let path = format!("/api/invitations/{invitation}");
        let (status, set, answer) = self.ask("GET", &path, cookie, "");
        assert_eq!(set, None);
        if status != StatusCode::IM_A_TEAPOT {
            is_refused(status, &answer);
        }
    }

    /// One request and its answer: status, a cookie if one is set, body. What cannot stand in a
    /// request at all is answered by a teapot.
    fn ask(
        &self,
        method: &str,
        path: &str,
        cookie: &str,
        body: &str,
    ) -> (StatusCode, Option<String>, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(path);
        request = request.header(header::ORIGIN, ORIGIN);
        request = request.header(header::CONTENT_TYPE, "application/json");
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        let Ok(request) = request.body(Body::from(body.to_owned())) else {
            return (StatusCode::IM_A_TEAPOT, None, Vec::new());
        };
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let cookie = answer.headers().get(header::SET_COOKIE);
            let cookie = cookie.and_then(|cookie| cookie.to_str().ok());
            let cookie = cookie.and_then(|cookie| cookie.split(';').next());
            let (status, cookie) = (answer.status(), cookie.map(str::to_owned));
            let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            (status, cookie, body.to_vec())
        })
    }
}

fn is_refused(status: StatusCode, answer: &[u8]) {
    assert!(status.is_client_error(), "{status}");
    serde_json::from_slice::<ErrorAnswer>(answer).unwrap();
}

fn token_of(link: &str) -> String {
    link.rsplit('/').next().unwrap().to_owned()
}
