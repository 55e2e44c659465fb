//! The web client, carried inside the program.
//!
//! Files whose names hold a hash of their content may be kept forever; everything else is asked for
//! again each time, so that a new version is there at the next reload.

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rust_embed::{Embed, EmbeddedFile};
use tower_http::compression::CompressionLayer;

#[derive(Embed)]
#[folder = "../client-web/dist"]
#[allow_missing = true]
struct Client;

/// Where the build puts files with a hash in their names.
const HASHED: &str = "assets/";

/// Every path that is no other route, compressed where the browser can read it. Nothing that
/// belongs to a person passes here, so compressing tells nobody anything.
pub fn router() -> Router {
    Router::new().fallback(serve).layer(CompressionLayer::new())
}

async fn serve(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = match request.uri().path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Client::get(path) {
        Some(file) => answer(path, &file, request.headers()),
        None if path == "index.html" => (
            StatusCode::SERVICE_UNAVAILABLE,
            "This Rondo was built without its web client.\n",
        )
            .into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such page.\n").into_response(),
    }
}

fn answer(path: &str, file: &EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = URL_SAFE_NO_PAD.encode(file.metadata.sha256_hash());
    // Weak, because the bytes on the way may be compressed or not.
    let tag = format!("W/\"{tag}\"");
    let keep = if path.starts_with(HASHED) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = asked
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(file.data.to_vec()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    if let Ok(kind) = HeaderValue::try_from(kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    response
}
