//! The access log: method, route template, status and time, and nothing that tells who or what.
//!
//! A path can hold ids that only its people should know, and a query whatever a stranger put there,
//! so the route's template stands for both. A method may be any word as well, so only those that are
//! known here are written. Requests to `/anon` never pass here.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use rondo_protocol::http::ErrorCode;

use super::{error::Failure, ready};
use crate::{hub::Hub, metrics::Metrics};

/// Turns everybody away while the server stops: what is asked now would be half done, and a session
/// that is being put away must not look as if it were over.
pub async fn turn_away(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    if hub.is_stopping() {
        return Failure::new(ErrorCode::Busy).into_response();
    }
    next.run(request).await
}

/// Logs one line per request, and counts it.
pub async fn log(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    metrics.requested(response.status().as_u16());
    let route = route.as_ref().map_or("(file)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    // Whoever watches the server asks all day long.
    if ready::ROUTES.contains(&route) {
        tracing::debug!(method, route, status, ms, "answered");
    } else {
        tracing::info!(method, route, status, ms, "answered");
    }
    response
}

fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "(other)",
    }
}
