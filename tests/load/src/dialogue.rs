//! A websocket conversation one step at a time, for getting in; afterwards the crowd takes the
//! connection over as it stands.

use std::{
    collections::VecDeque,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

use anyhow::{Result, bail};

use crate::{
    http,
    wire::{
        Wording,
        ear::{Ear, Heard},
        frame::{self, Opcode},
    },
};

/// Where in the rooms a connection belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 0.
    pub room: usize,
    /// From 0; where a room has a therapist it is member 0.
    pub member: usize,
}

/// A connection that is ready to talk.
pub struct Dialogue {
    pub stream: TcpStream,
    pub ear: Ear,
    pub wording: Wording,
    /// Messages said so far; where messages are numbered, the last number used.
    pub said: u64,
    /// Where one stands in what one was told (Rondo).
    pub seq: u64,
    heard: VecDeque<Vec<u8>>,
}

impl Dialogue {
    /// Opens a websocket.
    pub fn open(address: SocketAddr, path: &str, headers: &str, wording: Wording) -> Result<Self> {
        let (stream, came) = http::open(address, path, headers)?;
        let mut dialogue = Self {
            stream,
            ear: Ear::keeping(usize::MAX),
            wording,
            said: 0,
            seq: 0,
            heard: VecDeque::new(),
        };
        dialogue.take(&came)?;
        Ok(dialogue)
    }

    /// Says something.
    pub fn say(&mut self, opcode: Opcode, payload: &[u8]) -> Result<()> {
        let mut frame = Vec::new();
        frame::write(&mut frame, opcode, payload, [0x5a, 0x3c, 0x96, 0xf0]);
        Ok(self.stream.write_all(&frame)?)
    }

    /// Says a text.
    pub fn say_text(&mut self, text: &str) -> Result<()> {
        self.say(Opcode::Text, text.as_bytes())
    }

    /// Waits for the next message.
    pub fn hear(&mut self) -> Result<Vec<u8>> {
        let mut buffer = [0; 16 * 1024];
        loop {
            if let Some(message) = self.heard.pop_front() {
                return Ok(message);
            }
            let n = self.stream.read(&mut buffer)?;
            if n == 0 {
                bail!("the server hung up");
            }
            self.take(&buffer[..n])?;
        }
    }

    /// Messages that came and were not waited for.
    pub fn unheard(&mut self) -> impl Iterator<Item = Vec<u8>> {
        self.heard.drain(..)
    }

    fn take(&mut self, bytes: &[u8]) -> Result<()> {
        let mut closed = None;
        let (heard, mut pings) = (&mut self.heard, Vec::new());
        self.ear.hear(bytes, |what| match what {
            Heard::Message(message) => heard.push_back(message.to_vec()),
            Heard::Ping(bytes) => pings.push(bytes.to_vec()),
            Heard::Close(code) => closed = Some(code),
            Heard::Line(_) => {}
        });
        for ping in pings {
            self.say(Opcode::Pong, &ping)?;
        }
        let wording = self.wording;
        let mut answers = Vec::new();
        self.heard.retain(|message| {
            let answer = wording.answer(message);
            answers.extend(answer);
            answer.is_none()
        });
        for answer in answers {
            self.say_text(answer)?;
        }
        match closed {
            Some(code) => bail!("the server closed with {code:?}"),
            None => Ok(()),
        }
    }
}
