//! The limit: what the kernel alone costs. One thread, epoll, no library between the bytes of a
//! frame and the sockets of a room.
//!
//! `limit now` writes each text to each socket at once; `limit batched` joins what a room has in one
//! turn of the loop into one write for each socket; `limit synced` does that too, once all that came
//! in the turn is written to a file and the disk has it. Nothing is checked.

use std::{
    collections::HashMap,
    env,
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    mem,
    os::unix::fs::FileExt,
    process,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use mio::{
    Events, Interest, Poll, Token,
    net::{TcpListener, TcpStream},
};
use rondo_peers::{JOINED, listening};
use sha1::{Digest, Sha1};

const LISTENER: Token = Token(usize::MAX);
/// The file is written over and over, so that a sync has no new length to note.
const FILE_BYTES: u64 = 4 * 1024 * 1024;

struct Socket {
    stream: TcpStream,
    /// Bytes that came and do not make a frame yet.
    came: Vec<u8>,
    /// Bytes the kernel did not take.
    owed: Vec<u8>,
    room: Option<usize>,
}

#[derive(Default)]
struct Room {
    members: Vec<usize>,
    /// Frames of this turn.
    batch: Vec<u8>,
}

struct Limit {
    poll: Poll,
    batched: bool,
    disk: Option<Disk>,
    sockets: Vec<Option<Socket>>,
    rooms: Vec<Room>,
    names: HashMap<String, usize>,
}

/// A file that nobody reads.
struct Disk {
    file: File,
    at: u64,
}

fn main() -> io::Result<()> {
    let (batched, disk) = match env::args().nth(1).as_deref() {
        Some("now") => (false, None),
        Some("batched") => (true, None),
        Some("synced") => (true, Some(Disk::new()?)),
        _ => panic!("limit now | limit batched | limit synced"),
    };
    let mut listener = TcpListener::bind("127.0.0.1:0".parse().expect("an address"))?;
    let poll = Poll::new()?;
    poll.registry()
        .register(&mut listener, LISTENER, Interest::READABLE)?;
    listening(listener.local_addr()?);
    let mut limit = Limit {
        poll,
        batched,
        disk,
        sockets: Vec::new(),
        rooms: Vec::new(),
        names: HashMap::new(),
    };
    let mut events = Events::with_capacity(1_024);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        limit.poll.poll(&mut events, Some(Duration::from_secs(1)))?;
        for event in &events {
            if event.token() == LISTENER {
                limit.accept(&listener)?;
                continue;
            }
            let at = event.token().0;
            if event.is_writable() {
                limit.write(at, &[]);
            }
            if event.is_readable() {
                limit.read(at, &mut buffer);
            }
        }
        limit.end_turn()?;
    }
}

impl Disk {
    /// A file beside the program, and so on a disk, which is gone with the program.
    fn new() -> io::Result<Self> {
        let path = env::current_exe()?.with_extension(process::id().to_string());
        let file = File::create_new(&path)?;
        fs::remove_file(path)?;
        file.write_all_at(&vec![0; FILE_BYTES as usize], 0)?;
        file.sync_all()?;
        Ok(Self { file, at: 0 })
    }

    fn write<'b>(&mut self, batches: impl Iterator<Item = &'b [u8]>) -> io::Result<()> {
        let bytes = batches.collect::<Vec<_>>().concat();
        let length = bytes.len() as u64;
        if length == 0 {
            return Ok(());
        }
        if self.at + length > FILE_BYTES {
            self.at = 0;
        }
        self.file.write_all_at(&bytes, self.at)?;
        self.at += length;
        self.file.sync_data()
    }
}

impl Limit {
    fn accept(&mut self, listener: &TcpListener) -> io::Result<()> {
        while let Ok((mut stream, _)) = listener.accept() {
            stream.set_nodelay(true)?;
            let at = self.sockets.len();
            let both = Interest::READABLE | Interest::WRITABLE;
            self.poll
                .registry()
                .register(&mut stream, Token(at), both)?;
            self.sockets.push(Some(Socket {
                stream,
                came: Vec::new(),
                owed: Vec::new(),
                room: None,
            }));
        }
        Ok(())
    }

    fn read(&mut self, at: usize, buffer: &mut [u8]) {
        loop {
            let Some(socket) = &mut self.sockets[at] else {
                return;
            };
            match socket.stream.read(buffer) {
                Ok(0) => return self.leave(at),
                Ok(n) => {
                    socket.came.extend_from_slice(&buffer[..n]);
                    self.understand(at);
                    if n < buffer.len() {
                        return;
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => return self.leave(at),
            }
        }
    }

    fn understand(&mut self, at: usize) {
        let Some(socket) = &mut self.sockets[at] else {
            return;
        };
        let mut came = mem::take(&mut socket.came);
        let mut used = 0;
        match socket.room {
            None => {
                if let Some((length, name, answer)) = handshake(&came) {
                    used = length;
                    self.join(at, name, &answer);
                }
            }
            Some(room) => {
                while let Some((length, frame)) = reframed(&came[used..]) {
                    used += length;
                    match frame {
                        Some(frame) if self.batched => {
                            self.rooms[room].batch.extend_from_slice(&frame);
                        }
                        Some(frame) => self.tell(room, &frame),
                        None => return self.leave(at),
                    }
                }
            }
        }
        came.drain(..used);
        if let Some(socket) = &mut self.sockets[at] {
            socket.came = came;
        }
    }

    fn join(&mut self, at: usize, name: String, answer: &[u8]) {
        let next = self.names.len();
        let room = *self.names.entry(name).or_insert(next);
        if room == self.rooms.len() {
            self.rooms.push(Room::default());
        }
        self.rooms[room].members.push(at);
        if let Some(socket) = &mut self.sockets[at] {
            socket.room = Some(room);
        }
        self.write(at, answer);
    }

    fn tell(&mut self, room: usize, frames: &[u8]) {
        let members = mem::take(&mut self.rooms[room].members);
        for &member in &members {
            self.write(member, frames);
        }
        self.rooms[room].members = members;
    }

    fn end_turn(&mut self) -> io::Result<()> {
        if let Some(disk) = &mut self.disk {
            disk.write(self.rooms.iter().map(|room| &*room.batch))?;
        }
        for room in 0..self.rooms.len() {
            if !self.rooms[room].batch.is_empty() {
                let mut batch = mem::take(&mut self.rooms[room].batch);
                self.tell(room, &batch);
                batch.clear();
                self.rooms[room].batch = batch;
            }
        }
        Ok(())
    }

    fn write(&mut self, at: usize, bytes: &[u8]) {
        let Some(socket) = &mut self.sockets[at] else {
            return;
        };
        if !socket.owed.is_empty() {
            socket.owed.extend_from_slice(bytes);
            let owed = mem::take(&mut socket.owed);
            return self.write_now(at, &owed);
        }
        self.write_now(at, bytes);
    }

    fn write_now(&mut self, at: usize, bytes: &[u8]) {
        let Some(socket) = &mut self.sockets[at] else {
            return;
        };
        let mut written = 0;
        while written < bytes.len() {
            match socket.stream.write(&bytes[written..]) {
                Ok(n) => written += n,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(_) => return self.leave(at),
            }
        }
        socket.owed.extend_from_slice(&bytes[written..]);
    }

    fn leave(&mut self, at: usize) {
        if let Some(room) = self.sockets[at].take().and_then(|socket| socket.room) {
            self.rooms[room].members.retain(|member| *member != at);
        }
    }
}

/// The length of a whole request, its path, and the answer that makes it a websocket (RFC 6455,
/// section 4.2.2).
fn handshake(bytes: &[u8]) -> Option<(usize, String, Vec<u8>)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) | Err(_) => return None,
    };
    let path = request.path?.to_owned();
    let named = |h: &&httparse::Header| h.name.eq_ignore_ascii_case("sec-websocket-key");
    let key = headers.iter().find(named)?.value;
    let digest = Sha1::new()
        .chain_update(key)
        .chain_update("258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
        .finalize();
    let mut answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {}\r\n\r\n",
        STANDARD.encode(digest)
    )
    .into_bytes();
    answer.extend(framed(JOINED.as_bytes()));
    Some((length, path, answer))
}

/// The length of a whole masked frame, and its text framed as from a server; none if it is no text.
fn reframed(bytes: &[u8]) -> Option<(usize, Option<Vec<u8>>)> {
    let short = usize::from(bytes.get(1)? & 0x7f);
    let (length, head) = match short {
        126 => (
            usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)),
            4,
        ),
        127 => return Some((0, None)),
        short => (short, 2),
    };
    let mask = bytes.get(head..head + 4)?;
    let masked = bytes.get(head + 4..head + 4 + length)?;
    let text = masked.iter().zip(mask.iter().cycle()).map(|(b, m)| b ^ m);
    let text: Vec<u8> = text.collect();
    let is_text = bytes[0] & 0x0f == 1;
    Some((head + 4 + length, is_text.then(|| framed(&text))))
}

fn framed(text: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x81];
    match u16::try_from(text.len()) {
        Ok(length) if length < 126 => frame.push(length.to_be_bytes()[1]),
        Ok(length) => {
            frame.push(126);
            frame.extend(length.to_be_bytes());
        }
        Err(_) => unreachable!("texts are short"),
    }
    frame.extend_from_slice(text);
    frame
}
