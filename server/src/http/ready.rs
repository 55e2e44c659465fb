//! `/healthz` says that the program runs, `/readyz` whether it can do its work: whether the store takes
//! what is written now, and whether the server is not about to stop.
//!
//! Anybody may ask, so the store is asked at most once a second, however many do.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use rondo_protocol::At;
use tokio::sync::Mutex;

use super::AppState;
use crate::limits;

/// The store's last answer, and when it was given. Locked while it is asked: others wait for the same
/// answer.
#[derive(Default)]
pub(super) struct LastAnswer(Mutex<Option<(At, bool)>>);

/// What may be asked.
pub(super) const ROUTES: [&str; 2] = ["/healthz", "/readyz"];

pub(super) fn router(state: &AppState) -> Router {
    let [healthz, readyz] = ROUTES;
    Router::new()
        .route(healthz, get(async || "ok\n"))
        .route(readyz, get(ready))
        .with_state(state.clone())
}

async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.hub.is_stopping() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else if takes_writes(&state).await {
        (StatusCode::OK, "ready\n")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the disk takes nothing at present\n",
        )
    }
}

async fn takes_writes(state: &AppState) -> bool {
    let mut last = state.last_answer.0.lock().await;
    let now = state.now();
    match *last {
        Some((at, answer)) if now.ms_since(at) < limits::READY_EVERY_MS => answer,
        Some(_) | None => {
            let answer = state.store.takes_writes(now).await;
            *last = Some((now, answer));
            answer
        }
    }
}
