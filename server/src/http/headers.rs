//! The headers that keep a page of Rondo to itself.
//!
//! The page loads nothing from anywhere else, runs no script but its own files, cannot be framed,
//! and never tells another site where somebody came from.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::config::PublicUrl;

/// Every answer's headers, for one public address.
#[derive(Debug)]
pub struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    /// The headers for a server under this address.
    #[must_use]
    pub fn of(public_url: &PublicUrl) -> Self {
        let mut headers = vec![
            (header::REFERRER_POLICY, fixed("no-referrer")),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (header::X_FRAME_OPTIONS, fixed("DENY")),
            (named("cross-origin-opener-policy"), fixed("same-origin")),
            (named("cross-origin-resource-policy"), fixed("same-origin")),
            (
                named("permissions-policy"),
                fixed(
                    "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), \
                     usb=(), serial=(), midi=(), browsing-topics=(), clipboard-write=(self)",
                ),
            ),
        ];
        // The websocket's origin is spelt out for browsers in which 'self' does not cover it.
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self' {}; manifest-src 'self'; form-action 'none'; \
             base-uri 'none'; frame-ancestors 'none'",
            public_url.websocket_origin()
        );
        // A public address is made of characters that may stand in a header.
        if let Ok(policy) = HeaderValue::try_from(policy) {
            headers.push((header::CONTENT_SECURITY_POLICY, policy));
        }
        if public_url.is_https() {
            headers.push((
                header::STRICT_TRANSPORT_SECURITY,
                fixed("max-age=31536000; includeSubDomains"),
            ));
        }
        Self(headers)
    }
}

fn fixed(value: &'static str) -> HeaderValue {
    HeaderValue::from_static(value)
}

fn named(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

/// Adds the headers to an answer. What is not a file of the client is never kept by a cache.
pub async fn add(State(headers): State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &headers.0 {
        response.headers_mut().insert(name, value.clone());
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(fixed("no-store"));
    response
}
