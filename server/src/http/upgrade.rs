//! The door to a room: turns a request into a websocket (RFC 6455, section 4.2).
//!
//! A room writes to its members' sockets itself, so what is handed over is the bare connection.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode, Version,
        header::{SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION},
    },
    response::{IntoResponse, Response},
};
use hyper::upgrade::{Parts, Upgraded};
use hyper_util::rt::TokioIo;
use rondo_protocol::frames::SUBPROTOCOL;
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;

use super::connection::Counted;
use crate::hub::{Hub, socket};

/// Turns a request for `/ws` into a connection. Its Origin was checked before.
pub async fn upgrade(State(hub): State<Hub>, request: Request) -> Response {
    let mut answer = match create_response_with_body(&request, Body::empty) {
        Ok(answer) => answer,
        Err(error) => return not_upgraded(request.version(), &error.to_string()),
    };
    let understood = offers_ours(request.headers());
    if understood {
        let ours = HeaderValue::from_static(SUBPROTOCOL);
        answer.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, ours);
    }
    tokio::spawn(async move {
        // The answer may not have reached anybody; then there is nothing to serve.
        let Ok(upgraded) = hyper::upgrade::on(request).await else {
            return;
        };
        let Ok(Parts { io, read_buf, .. }) = bare(upgraded) else {
            tracing::error!("a connection that is not the server's own was upgraded");
            return;
        };
        let (stream, _place) = io.into_inner().into_parts();
        // A copy of what little it may be, or the buffer it lies in would be kept for good.
        let read = read_buf.to_vec();
        drop(read_buf);
        socket::serve(hub, stream, read, understood).await;
    });
    answer
}

/// The connection as the server took it, with what was already read from it.
fn bare(upgraded: Upgraded) -> Result<Parts<TokioIo<Counted>>, Upgraded> {
    upgraded.downcast()
}

/// Whether our protocol is among those the other side offers.
fn offers_ours(headers: &HeaderMap) -> bool {
    let offered = headers.get_all(SEC_WEBSOCKET_PROTOCOL).iter();
    let mut offered = offered.flat_map(|names| names.as_bytes().split(|&byte| byte == b','));
    offered.any(|name| name.trim_ascii() == SUBPROTOCOL.as_bytes())
}

/// A refusal that says which version of websockets is spoken here (RFC 6455, section 4.4).
fn not_upgraded(version: Version, why: &str) -> Response {
    let status = match version < Version::HTTP_11 {
        true => StatusCode::UPGRADE_REQUIRED,
        false => StatusCode::BAD_REQUEST,
    };
    let spoken = [(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"))];
    (status, spoken, why.to_owned()).into_response()
}
