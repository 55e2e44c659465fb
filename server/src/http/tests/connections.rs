//! Silent, slow, greedy and idle connections, over real sockets.

use std::{convert::Infallible, future::ready, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Body,
    routing::{get, post},
};
use futures_util::stream;
use rondo_protocol::frames::SUBPROTOCOL;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::{Instant, timeout},
};

use super::stage::{ORIGIN, Stage};
use crate::{
    http::serve::{Bounds, serve},
    limits,
};

struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

async fn running(bounds: Bounds) -> Running {
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/slow", get(std::future::pending::<&'static str>));
    running_with(bounds, router).await
}

async fn running_with(bounds: Bounds, router: Router) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let serving = tokio::spawn(serve(listener, router, bounds, stopped, ready(())));
    Running {
        address,
        stop,
        serving,
    }
}

/// Sends `bytes` and reads until the server closes the connection.
async fn until_closed(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A reset closes it as well.
    let _reset = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_never_says_anything_is_closed_in_time() {
    let running = running(Bounds::default()).await;
    let started = Instant::now();
    assert_eq!(until_closed(running.address, b"").await, "");
    assert_eq!(started.elapsed().as_secs(), limits::HEAD_TIMEOUT.as_secs());
}

#[tokio::test(start_paused = true)]
async fn a_head_that_never_ends_is_closed_in_time() {
    let running = running(Bounds::default()).await;
    let started = Instant::now();
    until_closed(running.address, b"GET / HTTP/1.1\r\nhost: x\r\n").await;
    assert_eq!(started.elapsed().as_secs(), limits::HEAD_TIMEOUT.as_secs());
}

#[tokio::test(start_paused = true)]
async fn a_connection_kept_open_after_an_answer_is_closed_in_time() {
    let running = running(Bounds::default()).await;
    let started = Instant::now();
    let answer = until_closed(running.address, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.ends_with("here"), "{answer}");
    assert_eq!(started.elapsed().as_secs(), limits::HEAD_TIMEOUT.as_secs());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_too_long_is_given_up() {
    let running = running(Bounds::default()).await;
    let answer = until_closed(running.address, b"GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
}

/// Its place is free again, though it asked properly and every other time is over.
#[tokio::test(start_paused = true)]
async fn a_reader_that_takes_nothing_of_its_answer_is_given_up() {
    let endless =
        async || Body::from_stream(stream::repeat(Ok::<_, Infallible>("x".repeat(65_536))));
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/endless", get(endless));
    let bounds = Bounds {
        connections_max: 1,
        ..Bounds::default()
    };
    let running = running_with(bounds, router).await;
    let mut never_reads = TcpStream::connect(running.address).await.unwrap();
    never_reads
        .write_all(b"GET /endless HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let next = until_closed(running.address, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    let answer = timeout(10 * limits::TAKING_TIMEOUT, next).await.unwrap();
    assert!(answer.ends_with("here"), "{answer}");
    drop(never_reads);
}

#[tokio::test]
async fn a_head_over_the_limit_is_refused() {
    let running = running(Bounds::default()).await;
    let long = "a".repeat(limits::HEAD_BYTES_MAX);
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nlong: {long}\r\n\r\n");
    let answer = until_closed(running.address, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test]
async fn a_connection_over_the_limit_waits_until_another_closes() {
    let bounds = Bounds {
        connections_max: 1,
        ..Bounds::default()
    };
    let running = running(bounds).await;
    let request = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let mut first = TcpStream::connect(running.address).await.unwrap();
    first
        .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut byte = [0];
    first.read_exact(&mut byte).await.unwrap();
    let mut second = TcpStream::connect(running.address).await.unwrap();
    second.write_all(request).await.unwrap();
    drop(first);
    let mut answer = String::new();
    second.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("here"), "{answer}");
}

#[tokio::test]
async fn what_was_begun_is_finished_though_whoever_asked_is_gone() {
    let [begun, may_end, ended] = [(); 3].map(|()| Arc::new(Notify::new()));
    let work = {
        let steps = (Arc::clone(&begun), Arc::clone(&may_end), Arc::clone(&ended));
        async move || {
            let (begun, may_end, ended) = steps;
            begun.notify_one();
            may_end.notified().await;
            ended.notify_one();
        }
    };
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/work", post(work));
    let bounds = Bounds {
        connections_max: 1,
        ..Bounds::default()
    };
    let running = running_with(bounds, router).await;
    let mut asks = TcpStream::connect(running.address).await.unwrap();
    asks.write_all(b"POST /work HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    begun.notified().await;
    drop(asks);
    // Taken only once the first connection is closed.
    let request = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    assert!(
        until_closed(running.address, request)
            .await
            .ends_with("here")
    );
    may_end.notify_one();
    let ended = timeout(limits::ANSWER_TIMEOUT, ended.notified());
    ended.await.expect("was given up");
}

#[tokio::test]
async fn told_to_stop_it_finishes_and_takes_nobody_new() {
    let running = running(Bounds::default()).await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    idle.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    let mut byte = [0];
    idle.read_exact(&mut byte).await.unwrap();
    running.stop.send(()).unwrap();
    running.serving.await.unwrap();
    assert!(TcpStream::connect(running.address).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn while_it_says_goodbye_it_still_answers_and_no_goodbye_takes_longer_than_the_grace() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", get(async || "here"));
    let told = Arc::new(Notify::new());
    let goodbye = {
        let told = Arc::clone(&told);
        async move {
            told.notify_one();
            std::future::pending::<()>().await;
        }
    };
    let bounds = Bounds::default();
    let serving = tokio::spawn(serve(listener, router, bounds, ready(()), goodbye));
    told.notified().await;
    let started = Instant::now();
    let request = b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    let answer = until_closed(address, request).await;
    assert!(answer.ends_with("here"), "{answer}");
    serving.await.unwrap();
    assert_eq!(started.elapsed(), limits::SHUTDOWN_GRACE);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_websocket_opens_only_from_this_servers_own_page() {
    let stage = Stage::new().await;
    let address = stage.listens().await;
    for (origin, status) in [
        (format!("origin: {ORIGIN}\r\n"), "101"),
        ("origin: http://evil.example\r\n".into(), "403"),
        (String::new(), "403"),
    ] {
        let head = format!(
            "GET /ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
             sec-websocket-protocol: {SUBPROTOCOL}\r\n{origin}\r\n"
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert_eq!(answer, format!("HTTP/1.1 {status}"), "{origin}");
    }
}
