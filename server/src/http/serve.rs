//! Accepts connections and keeps each within its time and size.
//!
//! `axum::serve` has no timeouts: a connection that never sends a byte would stand forever, and a
//! few thousand of them would shut the practice out. Here the time for a request's head also runs
//! on a silent connection, answers have a time too, as has whoever should take them, buffers are
//! small, and the number of connections is bounded, websockets included.

use std::{convert::Infallible, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    http::{HeaderValue, Request, StatusCode, Version, header},
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use rondo_protocol::http::ErrorCode;
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    time::{Instant, timeout, timeout_at},
};
use tower::ServiceExt;

use super::{address::Peer, connection::Counted, error::Failure};
use crate::limits;

/// Pause after the system refused a connection, most likely for want of file descriptors.
const PAUSE_AFTER_REFUSAL: Duration = Duration::from_millis(100);

/// What may stand in a host and its port besides letters and digits (RFC 3986, section 3.2.2).
const HOST_SIGNS: &[u8] = b"-._~%!$&'()*+,;=:[]";

/// How much connections may cost.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Time for the first byte, and from then on for the whole head of each request.
    pub head_timeout: Duration,
    /// Time from a request's head to its answer.
    pub answer_timeout: Duration,
    /// Time in which the other side has to take something of what is written to it.
    pub taking_timeout: Duration,
    /// Connections at once, websockets included.
    pub connections_max: u32,
    /// Time for what is running when the server is told to stop.
    pub shutdown_grace: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            head_timeout: limits::HEAD_TIMEOUT,
            answer_timeout: limits::ANSWER_TIMEOUT,
            taking_timeout: limits::TAKING_TIMEOUT,
            connections_max: limits::CONNECTIONS_MAX,
            shutdown_grace: limits::SHUTDOWN_GRACE,
        }
    }
}

/// Serves until `stop` is ready. Then `goodbye` runs, which closes the websockets, and whoever comes
/// meanwhile is still answered; then nobody new is taken, and what is still running may finish. All of
/// this within the one grace.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    stop: impl Future<Output = ()>,
    goodbye: impl Future<Output = ()>,
) {
    let free = Arc::new(Semaphore::new(bounds.connections_max as usize));
    let (stopping, told) = watch::channel(());
    let until = {
        let take_everybody = async {
            while let Some(connection) = next(&listener, &free, bounds).await {
                tokio::spawn(converse(connection, router.clone(), bounds, told.clone()));
            }
        };
        let mut take_everybody = pin!(take_everybody);
        tokio::select! {
            () = stop => {}
            () = &mut take_everybody => {}
        }
        let until = Instant::now() + bounds.shutdown_grace;
        tokio::select! {
            _told_or_late = timeout_at(until, goodbye) => {}
            () = &mut take_everybody => {}
        }
        until
    };
    drop((listener, stopping));
    // All permits are back once every connection is closed, websockets included.
    let all_closed = free.acquire_many(bounds.connections_max);
    if timeout_at(until, all_closed).await.is_err() {
        tracing::warn!("some connections did not close in time");
    }
}

async fn next(listener: &TcpListener, free: &Arc<Semaphore>, bounds: Bounds) -> Option<Counted> {
    let permit = Arc::clone(free).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                return Some(Counted::new(stream, bounds.taking_timeout, permit));
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was refused by the system");
                tokio::time::sleep(PAUSE_AFTER_REFUSAL).await;
            }
        }
    }
}

async fn converse(
    connection: Counted,
    router: Router,
    bounds: Bounds,
    mut stopping: watch::Receiver<()>,
) {
    let peer = connection.peer().ok().map(Peer);
    // Without it, small answers wait for each other; if it fails they do.
    let _slower = connection.at_once();
    // Nobody waits for an answer on a connection on which nothing was asked, so none holds up a stop.
    tokio::select! {
        biased;
        said = timeout(bounds.head_timeout, connection.says_something()) => {
            if !matches!(said, Ok(Ok(()))) {
                return;
            }
        }
        _stopped = stopping.changed() => return,
    }
    let service = service_fn(move |mut request: Request<Incoming>| {
        let router = router.clone();
        async move {
            if !names_one_host(&request) {
                return Ok(StatusCode::BAD_REQUEST.into_response());
            }
            if let Some(peer) = peer {
                request.extensions_mut().insert(peer);
            }
            // On its own, so that what was begun is finished even if whoever asked goes away: a
            // session that is stored must also run, a person struck off must also be shown out.
            let answer = tokio::spawn(router.oneshot(request));
            Ok::<_, Infallible>(match timeout(bounds.answer_timeout, answer).await {
                Ok(Ok(Ok(response))) => response,
                Ok(Ok(Err(never))) => match never {},
                Ok(Err(panicked)) => Failure::fault(&panicked.is_panic()).into_response(),
                Err(_elapsed) => too_late(),
            })
        }
    });
    let conversation = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head_timeout)
        .max_headers(limits::HEADERS_MAX)
        .max_header_size(limits::HEAD_BYTES_MAX)
        .max_buf_size(limits::READ_BUFFER_BYTES)
        .serve_connection(TokioIo::new(connection), service)
        .with_upgrades();
    let mut conversation = pin!(conversation);
    // A connection that breaks or runs out of time is its own business.
    tokio::select! {
        _broken_or_done = conversation.as_mut() => {}
        // The sender says nothing; it is dropped when the server stops.
        _stopped = stopping.changed() => {
            conversation.as_mut().graceful_shutdown();
            let _broken = conversation.await;
        }
    }
}

/// As HTTP/1.1 asks of every request (RFC 9112, section 3.2), handshakes of websockets included. Which
/// one does not matter: nothing Rondo answers follows from it.
fn names_one_host(request: &Request<Incoming>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host
            .as_bytes()
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || HOST_SIGNS.contains(byte)),
        (None, _) => request.version() < Version::HTTP_11,
        (Some(_), Some(_)) => false,
    }
}

fn too_late() -> Response {
    let mut response = Failure::new(ErrorCode::Busy).into_response();
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}
