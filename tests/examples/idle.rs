//! What an idle connection costs: resident memory of the server for each person connected, all told,
//! beside a bare websocket server with the library's default buffers in the same minute.
//!
//! `cargo build --release && cargo run --release -p rondo-tests --example idle`
//!
//! Prints KiB for each connection and the ratio. It asserts nothing.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::{env, fs, process::Command};

use futures_util::StreamExt;
use rondo_client::Client;
use rondo_protocol::SessionId;
use rondo_tests::{Group, Guest, Stage, program::Program};
use tokio::net::TcpListener;
use tokio_tungstenite::{accept_async, connect_async};

/// People in each group, and groups.
const PEOPLE: usize = 50;
const GROUPS: usize = 10;
const BARE: &str = "--bare";

#[tokio::main]
async fn main() {
    if env::args().any(|arg| arg == BARE) {
        return bare().await;
    }
    let rondo = rondo().await;
    let beside = beside().await;
    println!("rondo, rooms and resume included   {rondo:7.1} KiB for each connection");
    println!("bare websocket, default buffers    {beside:7.1} KiB for each connection");
    println!("ratio                              {:7.3}", rondo / beside);
}

/// Resident memory of a process, in KiB (proc(5), `VmRSS`).
fn resident_kib(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    kib.unwrap().parse().unwrap()
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn each(before: f64, after: f64) -> f64 {
    (after - before) / (PEOPLE * GROUPS) as f64
}

async fn rondo() -> f64 {
    let stage = Stage::new().await;
    let mut group = Group::new(&stage).await;
    let mut guests: Vec<(Guest, SessionId)> = Vec::new();
    for nth in 0..GROUPS {
        if nth > 0 {
            group = group.another().await;
        }
        let mut people = Vec::new();
        for person in 0..PEOPLE {
            people.push(group.member(&format!("member {person}")).await);
        }
        let session = group.open_session().await;
        guests.extend(people.into_iter().map(|guest| (guest, session)));
    }
    // A few once, so that what only the first connections cost is not counted.
    drop(connect(guests[..GROUPS].to_vec()).await);
    let before = resident_kib(stage.program().pid());
    let connected = connect(guests).await;
    let after = resident_kib(stage.program().pid());
    drop(connected);
    each(before, after)
}

/// Connects everybody, keeping the websocket and nothing of the browser around it.
async fn connect(guests: Vec<(Guest, SessionId)>) -> Vec<Client> {
    let mut connected = Vec::new();
    for (mut guest, session) in guests {
        let ticket = guest.ticket(session).await;
        let origin = guest.web.origin().to_owned();
        connected.push(Client::connect(&origin, ticket, None).await.unwrap());
    }
    for client in &mut connected {
        client.ping().await.unwrap();
    }
    connected
}

async fn beside() -> f64 {
    let mut command = Command::new(env::current_exe().unwrap());
    command.arg(BARE);
    let program = Program::start(command);
    let mut greeting = program.greeting.clone();
    greeting.until("\n").await;
    let text = greeting.text();
    let url = format!("ws://{}", text.trim());
    let mut connected = Vec::new();
    for _ in 0..10 {
        connected.push(connect_async(&url).await.unwrap().0);
    }
    let before = resident_kib(program.pid());
    for _ in 0..PEOPLE * GROUPS {
        connected.push(connect_async(&url).await.unwrap().0);
    }
    each(before, resident_kib(program.pid()))
}

/// A websocket server as one writes it first.
async fn bare() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut socket = accept_async(stream).await.unwrap();
            while socket.next().await.is_some() {}
        });
    }
}
