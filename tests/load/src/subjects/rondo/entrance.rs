//! The way into Rondo's rooms: a ticket, the websocket, hello, and what it takes to be let in.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result, bail};
use rondo_protocol::{SessionId, frames::SUBPROTOCOL, http as api};
use serde::Deserialize;
use serde_json::json;

use super::household::Keys;
use crate::{
    crowd::Rondo as Frame,
    dialogue::{Dialogue, Place},
    http::Http,
    subjects::Door,
    wire::Wording,
};

/// The session of each room, once its therapist opened it.
#[derive(Clone)]
pub struct Sessions(Arc<Mutex<Vec<Option<SessionId>>>>);

impl Sessions {
    /// None is open.
    pub fn of(rooms: usize) -> Self {
        Self(Arc::new(Mutex::new(vec![None; rooms])))
    }

    /// The session of a room.
    pub fn of_room(&self, room: usize) -> Result<SessionId> {
        self.lock()[room].context("the session is not open")
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Option<SessionId>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One way in.
pub struct Entrance {
    pub address: SocketAddr,
    pub http: Http,
    pub keys: Arc<Keys>,
    pub sessions: Sessions,
}

/// As much of the welcome as is needed.
#[derive(Deserialize)]
struct Welcome {
    last_command: u64,
    seq: u64,
}

impl Door for Entrance {
    fn join(&mut self, place: Place) -> Result<Dialogue> {
        if place.member == 0 {
            self.open_session(place.room)?;
        }
        let mut dialogue = self.knock(place)?;
        let first = match place.member {
            0 => json!({"feature": "session", "type": "start"}),
            member => {
                let name = format!("Member {member}");
                json!({"feature": "session", "type": "accept_rules", "version": 1, "name": name})
            }
        };
        ask(&mut dialogue, &first.to_string())?;
        Ok(dialogue)
    }
}

impl Entrance {
    fn open_session(&mut self, room: usize) -> Result<()> {
        let path = format!("/api/groups/{}/sessions", self.keys.groups[room].id);
        let opened = self.http.post(&path, self.keys.therapist_of(room), "")?;
        let opened: api::SessionOpened = opened.read()?;
        self.sessions.lock()[room] = Some(opened.session);
        Ok(())
    }

    /// Comes to the door, and is welcomed.
    fn knock(&mut self, place: Place) -> Result<Dialogue> {
        let (wanted, cookie) = ticket_request(&self.keys, &self.sessions, place)?;
        let ticket: api::Ticket = self.http.post("/api/ticket", &cookie, &wanted)?.read()?;
        let mut dialogue = open(self.address)?;
        dialogue.say_text(&hello(&ticket.ticket.0, None))?;
        loop {
            let message = dialogue.hear()?;
            if message.starts_with(br#"{"type":"welcome""#) {
                let welcome: Welcome = serde_json::from_slice(&message)?;
                dialogue.said = welcome.last_command;
                dialogue.seq = welcome.seq;
                return Ok(dialogue);
            }
        }
    }
}

/// The subprotocol and the origin, as headers of a request for a websocket.
pub fn headers(address: SocketAddr) -> String {
    format!("Origin: http://{address}\r\nSec-WebSocket-Protocol: {SUBPROTOCOL}\r\n")
}

fn open(address: SocketAddr) -> Result<Dialogue> {
    Dialogue::open(address, "/ws", &headers(address), Wording::Rondo)
}

/// The first frame; with the position one comes back to.
pub fn hello(ticket: &str, resume: Option<(SessionId, u64)>) -> String {
    let resume = resume.map(|(log_id, last_seq)| json!({"log_id": log_id, "last_seq": last_seq}));
    json!({"type": "hello", "ticket": ticket, "resume": resume}).to_string()
}

/// What to post for a ticket, and the cookie to post it with.
pub fn ticket_request(keys: &Keys, sessions: &Sessions, place: Place) -> Result<(String, String)> {
    let session = sessions.of_room(place.room)?;
    Ok(match place.member {
        0 => {
            let wanted = json!({"session": session, "as": null});
            (wanted.to_string(), keys.therapist_of(place.room).to_owned())
        }
        member => {
            let invited = &keys.groups[place.room].members[member - 1];
            let wanted = json!({"session": session, "as": invited.invitation});
            (wanted.to_string(), invited.cookie.clone())
        }
    })
}

/// Asks for something and sees it done.
fn ask(dialogue: &mut Dialogue, command: &str) -> Result<()> {
    dialogue.said += 1;
    let (opcode, frame) = dialogue.wording.command(command, dialogue.said);
    dialogue.say(opcode, &frame)?;
    loop {
        let message = dialogue.hear()?;
        match Frame::read(&message) {
            Frame::Update { seq, .. } => dialogue.seq = seq,
            Frame::Ok => break,
            Frame::Refused => bail!("{}", String::from_utf8_lossy(&message)),
            Frame::Other => {}
        }
    }
    let unheard: Vec<_> = dialogue.unheard().collect();
    for message in unheard {
        if let Frame::Update { seq, .. } = Frame::read(&message) {
            dialogue.seq = seq;
        }
    }
    Ok(())
}
