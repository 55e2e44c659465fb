//! A server, usually without sockets, and browsers that keep their cookies.

use std::{
    collections::BTreeMap,
    future::{pending, ready},
    net::SocketAddr,
    sync::Arc,
};

use argon2::Params;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use rondo_protocol::http::{ErrorAnswer, ErrorCode, GroupSettings, Secret};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::{
    clock::{Clock, ManualClock},
    config::{LISTEN, PublicUrl},
    http::{
        AppState, Passwords, router,
        serve::{Bounds, serve},
    },
    hub::Hub,
    store::Sqlite,
};

pub(super) const ORIGIN: &str = "http://127.0.0.1:7400";
pub(super) const PASSWORD: &str = "a quiet circle of chairs";
pub(super) const START_MS: u64 = 1_800_000_000_000;

/// A server with an empty data folder.
pub(super) struct Stage {
    pub(super) state: AppState,
    pub(super) clock: Arc<ManualClock>,
    pub(super) router: Router,
    _data: TempDir,
}

impl Stage {
    pub(super) async fn new() -> Self {
        Self::under(PublicUrl::local(LISTEN)).await
    }

    pub(super) async fn under(public_url: PublicUrl) -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = Sqlite::open(data.path()).await.unwrap();
        let clock = Arc::new(ManualClock::at(START_MS));
        let hub = Hub::new(
            Arc::new(store.clone()),
            Arc::clone(&clock) as Arc<dyn Clock>,
        );
        let cheap = Params::new(8, 1, 1, None).unwrap();
        let passwords = Passwords::with_params(cheap).unwrap();
        let state = AppState::new(
            store,
            hub,
            Arc::clone(&clock) as Arc<dyn Clock>,
            public_url,
            Vec::new(),
            passwords,
        );
        Self {
            router: router(&state),
            state,
            clock,
            _data: data,
        }
    }

    /// Takes connections over real sockets as well, for as long as the test runs.
    pub(super) async fn listens(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (router, bounds) = (self.router.clone(), Bounds::default());
        tokio::spawn(serve(listener, router, bounds, pending(), ready(())));
        address
    }

    /// A fresh browser on this server's page.
    pub(super) fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            origin: Some(ORIGIN.into()),
        }
    }

    /// dr_hale's browser after set-up.
    pub(super) async fn dr_hale(&self) -> Browser {
        let mut browser = self.browser();
        let link = self.state.setup.issue(&self.state.public_url).unwrap();
        browser
            .post(
                "/api/setup",
                json!({
                    "token": fragment(&link), "name": "Dr Hale",
                    "email": "hale@example.org", "password": PASSWORD
                }),
            )
            .await
            .ok();
        browser
    }
}

/// The token of a link.
pub(super) fn fragment(link: &Secret) -> String {
    link.0.rsplit('/').next().unwrap().to_owned()
}

pub(super) fn settings() -> Value {
    json!({
        "name": "Tuesday group", "ground_rules": "What is said here stays here.",
        "crisis_text": "Call the crisis line.", "capacity": 9,
        "feedback_threshold": 5, "admission": "one_by_one"
    })
}

/// A browser: cookies, and the page it stands on.
#[derive(Clone)]
pub(super) struct Browser {
    router: Router,
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) origin: Option<String>,
}

/// What came back.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn ok(&self) -> &Self {
        let body = String::from_utf8_lossy(&self.body);
        assert!(self.status.is_success(), "{} {body}", self.status);
        self
    }

    pub(super) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.ok().body).unwrap()
    }

    pub(super) fn error(&self) -> ErrorAnswer {
        assert!(!self.status.is_success());
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(super) fn code(&self) -> ErrorCode {
        self.error().code
    }
}

impl Browser {
    pub(super) async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, Body::empty(), false).await
    }

    pub(super) async fn post(&mut self, path: &str, body: Value) -> Reply {
        let body = Body::from(body.to_string());
        self.send(Method::POST, path, body, true).await
    }

    pub(super) async fn put(&mut self, path: &str, body: Value) -> Reply {
        let body = Body::from(body.to_string());
        self.send(Method::PUT, path, body, true).await
    }

    pub(super) async fn post_nothing(&mut self, path: &str) -> Reply {
        self.send(Method::POST, path, Body::empty(), false).await
    }

    pub(super) async fn delete(&mut self, path: &str) -> Reply {
        self.send(Method::DELETE, path, Body::empty(), false).await
    }

    /// Makes the usual group and gives its path.
    pub(super) async fn make_group(&mut self) -> String {
        let made = self.post("/api/groups", settings()).await;
        let group: rondo_protocol::http::Group = made.json();
        let asked: GroupSettings = serde_json::from_value(settings()).unwrap();
        assert_eq!(group.settings, asked);
        format!("/api/groups/{}", group.id)
    }

    pub(super) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Body,
        json: bool,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(origin) = &self.origin {
            request = request.header(header::ORIGIN, origin);
        }
        if json {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if !self.cookies.is_empty() {
            let cookies = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let cookies: Vec<_> = cookies.collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        Reply {
            status: response.status(),
            headers: response.headers().clone(),
            body: to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap()
                .to_vec(),
        }
    }
}
