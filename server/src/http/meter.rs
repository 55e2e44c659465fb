//! `/metrics`, on a listener of its own: what the server counts about itself is for its operator and
//! not for whoever reaches the public address.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::AppState;

/// OpenMetrics 1.0, section "Overall Structure".
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The one route of that listener.
pub fn router(state: &AppState) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state(state.clone())
}

async fn metrics(State(state): State<AppState>) -> Response {
    let metrics = state.hub.metrics();
    match metrics.text(state.hub.phases(), state.store.commits()) {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_never) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
