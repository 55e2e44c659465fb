//! Refuses requests that another site's page made a browser send.
//!
//! Browsers say which page a changing request comes from; it must be exactly this server's. A
//! request that brings a cookie must say so, whatever it comes from. `SameSite=Strict` cookies are
//! the first wall, this is the second.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use rondo_protocol::http::ErrorCode;

use super::error::Failure;
use crate::config::PublicUrl;

/// What a request says about the page it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// This server's own.
    Own,
    /// Another's, or something that is no origin.
    Foreign,
    /// Nothing.
    Unsaid,
}

/// Reads what a request says about the page it comes from.
#[must_use]
pub fn of(headers: &HeaderMap, public_url: &PublicUrl) -> Origin {
    let mut said = headers.get_all(header::ORIGIN).iter();
    match (said.next(), said.next()) {
        (None, _) => Origin::Unsaid,
        (Some(origin), None) if origin.as_bytes() == public_url.origin().as_bytes() => Origin::Own,
        (Some(_), _) => Origin::Foreign,
    }
}

/// Lets changing requests through only from this server's own page.
pub async fn check(
    State(public_url): State<Arc<PublicUrl>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let allowed = reads
        || match of(request.headers(), &public_url) {
            Origin::Own => true,
            Origin::Foreign => false,
            Origin::Unsaid => !request.headers().contains_key(header::COOKIE),
        };
    if allowed {
        return next.run(request).await;
    }
    let words = format!(
        "Please open Rondo at {} and try again.",
        public_url.origin()
    );
    Failure::saying(ErrorCode::WrongOrigin, words).into_response()
}

/// Lets a websocket's opening request through only from this server's own page.
pub async fn check_websocket(
    State(public_url): State<Arc<PublicUrl>>,
    request: Request,
    next: Next,
) -> Response {
    match of(request.headers(), &public_url) {
        Origin::Own => next.run(request).await,
        Origin::Foreign | Origin::Unsaid => Failure::new(ErrorCode::WrongOrigin).into_response(),
    }
}
