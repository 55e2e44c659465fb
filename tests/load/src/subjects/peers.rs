//! The peers: small servers of ours around other people's libraries, in `tests/peers`, which only
//! relay what is said in a room to everybody in it.

use std::{net::SocketAddr, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Door, Kind, Stage, Subject};
use crate::{
    cpus::Cpus,
    crowd::plan::Shape,
    dialogue::{Dialogue, Place},
    http::Http,
    prepare::Built,
    process::Process,
    wire::{JOIN_ROOM, Wording, frame::Opcode},
};

/// A server that only relays.
pub struct Peer {
    name: &'static str,
    kind: Kind,
    wording: Wording,
    program: PathBuf,
    arguments: Vec<PathBuf>,
}

/// Every peer and all limits, as far as they are built.
pub fn all(built: &Built) -> Vec<Peer> {
    let rust = |name, kind, wording, program: &str, mode: &[&str]| Peer {
        name,
        kind,
        wording,
        program: built.peers.join(program),
        arguments: mode.iter().map(PathBuf::from).collect(),
    };
    let node = |name, wording, script: &str| Peer {
        name,
        kind: Kind::Peer,
        wording,
        program: "node".into(),
        arguments: vec![built.node.join(script)],
    };
    let mut peers = vec![
        rust(
            "limit, at once",
            Kind::Limit,
            Wording::Plain,
            "limit",
            &["now"],
        ),
        rust(
            "limit, batched",
            Kind::Limit,
            Wording::Plain,
            "limit",
            &["batched"],
        ),
        rust(
            "limit, synced",
            Kind::Limit,
            Wording::Plain,
            "limit",
            &["synced"],
        ),
        rust(
            "tokio-tungstenite",
            Kind::Peer,
            Wording::Plain,
            "naive",
            &[],
        ),
        rust("axum", Kind::Peer, Wording::Plain, "axum", &[]),
        rust(
            "socketioxide",
            Kind::Peer,
            Wording::SocketIo,
            "socketioxide",
            &[],
        ),
        node("ws", Wording::Plain, "ws.mjs"),
        node("Socket.IO", Wording::SocketIo, "socketio.mjs"),
        node("Colyseus", Wording::Colyseus, "colyseus.mjs"),
    ];
    let bun = built.node.join("node_modules/@oven/bun-linux-x64/bin/bun");
    if bun.is_file() {
        peers.push(Peer {
            program: bun,
            ..node("uWebSockets (Bun)", Wording::Plain, "bun.mjs")
        });
    }
    peers
}

impl Subject for Peer {
    fn name(&self) -> &'static str {
        self.name
    }

    fn kind(&self) -> Kind {
        self.kind
    }

    fn start(&self, _shape: Shape, cpus: Cpus) -> Result<Box<dyn Stage>> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env("NODE_ENV", "production");
        let process = Process::start(&mut command, cpus)?;
        let port = process.said("where it listens", |line| {
            line.strip_prefix("listening ")?.parse().ok()
        })?;
        Ok(Box::new(Running {
            process,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
            wording: self.wording,
        }))
    }
}

struct Running {
    process: Process,
    address: SocketAddr,
    wording: Wording,
}

impl Stage for Running {
    fn pid(&self) -> u32 {
        self.process.pid()
    }

    fn door(&self) -> Box<dyn Door> {
        Box::new(Way {
            address: self.address,
            wording: self.wording,
            http: Http::to(self.address),
        })
    }

    fn complaints(&self) -> String {
        self.process.complaints()
    }
}

struct Way {
    address: SocketAddr,
    wording: Wording,
    http: Http,
}

impl Door for Way {
    fn join(&mut self, place: Place) -> Result<Dialogue> {
        let room = format!("r{}", place.room);
        match self.wording {
            Wording::Plain => {
                let mut dialogue = self.open(&format!("/{room}"))?;
                expect(&mut dialogue, b"joined")?;
                Ok(dialogue)
            }
            Wording::SocketIo => {
                let mut dialogue = self.open("/socket.io/?EIO=4&transport=websocket")?;
                expect(&mut dialogue, b"0{")?;
                dialogue.say_text("40")?;
                expect(&mut dialogue, b"40")?;
                dialogue.say_text(&format!(r#"420["join","{room}"]"#))?;
                expect(&mut dialogue, b"430")?;
                Ok(dialogue)
            }
            Wording::Colyseus => self.join_colyseus(&room),
            Wording::Rondo => bail!("Rondo has doors of its own"),
        }
    }
}

/// What Colyseus' matchmaker answers, as far as it is needed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reserved {
    process_id: String,
    room_id: String,
    session_id: String,
}

impl Way {
    fn open(&self, path: &str) -> Result<Dialogue> {
        Dialogue::open(self.address, path, "", self.wording)
    }

    fn join_colyseus(&mut self, room: &str) -> Result<Dialogue> {
        let wanted = format!(r#"{{"room":"{room}"}}"#);
        let answer = self
            .http
            .post("/matchmake/joinOrCreate/relay", "", &wanted)?;
        let Reserved {
            process_id,
            room_id,
            session_id,
        } = answer.read().context("the matchmaker answers otherwise")?;
        let path = format!("/{process_id}/{room_id}?sessionId={session_id}");
        let mut dialogue = self.open(&path)?;
        expect(&mut dialogue, &[JOIN_ROOM])?;
        dialogue.say(Opcode::Binary, &[JOIN_ROOM])?;
        Ok(dialogue)
    }
}

/// Waits for a message that begins so.
fn expect(dialogue: &mut Dialogue, beginning: &[u8]) -> Result<()> {
    let message = dialogue.hear()?;
    if !message.starts_with(beginning) {
        let said = String::from_utf8_lossy(&message);
        bail!(
            "said {said:?} instead of {:?}",
            String::from_utf8_lossy(beginning)
        );
    }
    Ok(())
}
