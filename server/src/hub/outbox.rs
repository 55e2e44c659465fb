//! What waits to be written to one connection, and the way out.
//!
//! A room writes to its members' sockets itself: what one turn has for a connection is one write where
//! it fits, and no task is woken for it. What the system does not take at once stays here, bounded in
//! frames and bytes, and the connection's own task writes it as soon as it can. So nobody in the room
//! ever waits: a reader that falls behind is cut off with "come back and resume".

use std::{
    collections::VecDeque,
    future::poll_fn,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
};

use bytes::{Buf, BytesMut};
use futures_util::task::AtomicWaker;
use rondo_protocol::CloseCode;
use tokio::{net::tcp::OwnedWriteHalf, time::timeout};

use super::{
    frame::TextFrame,
    limits::{ALONE_FROM_BYTES, DEAD_AFTER, OUTBOX_BYTES, OUTBOX_FRAMES},
};

/// Why a connection is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// It fell behind.
    Cut,
    /// The room has said its last word, which is written first.
    Said(CloseCode),
    /// Nothing reaches the other side.
    Broken,
}

/// What waits of a connection's frames, at least one.
#[derive(Default)]
struct Waiting {
    /// Whole frames, one behind the other, less what is written of the first.
    bytes: BytesMut,
    /// The bytes of each frame in there.
    frames: VecDeque<usize>,
    /// Bytes of the first that are written already.
    begun: usize,
}

impl Waiting {
    fn wrote(&mut self, written: usize) {
        self.bytes.advance(written);
        self.begun += written;
        while let Some(first) = self.frames.front()
            && *first <= self.begun
        {
            self.begun -= first;
            self.frames.pop_front();
        }
    }

    /// Lets go of all frames of which nothing is written yet.
    fn give_up(&mut self) {
        let first = self.frames.front().filter(|_| self.begun > 0);
        let rest = first.map_or(0, |first| first - self.begun);
        self.frames.truncate(usize::from(rest > 0));
        self.bytes.truncate(rest);
    }
}

/// The way out. Without a socket, frames wait until they are taken.
#[derive(Default)]
struct Way {
    socket: Option<OwnedWriteHalf>,
    /// Boxed, since for most of the time nothing waits: an idle connection keeps no memory for it.
    waiting: Option<Box<Waiting>>,
    /// More is about to follow, and goes out together with what waits.
    corked: bool,
    ending: Option<Ending>,
}

impl Way {
    /// Nothing goes this way any more.
    fn broken() -> Self {
        Self {
            ending: Some(Ending::Broken),
            ..Self::default()
        }
    }

    /// Lets a frame of so many bytes wait, or cuts the connection off if too much waits already.
    fn push(&mut self, bytes: usize, put: impl FnOnce(&mut BytesMut)) {
        let full = |waiting: &Waiting| {
            waiting.bytes.len() + bytes > OUTBOX_BYTES || waiting.frames.len() == OUTBOX_FRAMES
        };
        if bytes > OUTBOX_BYTES || self.waiting.as_deref().is_some_and(full) {
            self.ending = Some(Ending::Cut);
            return;
        }
        let waiting = self.waiting.get_or_insert_default();
        put(&mut waiting.bytes);
        waiting.frames.push_back(bytes);
    }

    fn push_text(&mut self, frame: &TextFrame<'_>) {
        self.push(frame.len(), |bytes| frame.put(bytes));
    }

    /// Writes a frame at once if nothing has to go before it or with it; what the system does not take
    /// of it waits. If nothing reaches the other side, the next write says so.
    fn send(&mut self, frame: &TextFrame<'_>) {
        let joins = self.corked && frame.len() < ALONE_FROM_BYTES;
        let free = self.waiting.is_none() && !joins && frame.len() <= OUTBOX_BYTES;
        let socket = self.socket.as_ref().filter(|_| free);
        let written = socket.map_or(0, |socket| frame.write(socket).unwrap_or(0));
        if written < frame.len() {
            self.push_text(frame);
            self.wrote(written);
        }
    }

    /// Writes until nothing waits or the system takes no more.
    fn write(&mut self) {
        while let (Some(socket), Some(waiting)) = (&self.socket, &self.waiting) {
            match socket.try_write(&waiting.bytes) {
                Ok(written) => self.wrote(written),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => {
                    *self = Self::broken();
                    return;
                }
            }
        }
    }

    fn wrote(&mut self, written: usize) {
        if let Some(waiting) = &mut self.waiting {
            waiting.wrote(written);
            self.waiting.take_if(|waiting| waiting.frames.is_empty());
        }
    }

    fn give_up(&mut self) {
        if let Some(waiting) = &mut self.waiting {
            waiting.give_up();
            self.waiting.take_if(|waiting| waiting.frames.is_empty());
        }
        self.ending = Some(Ending::Cut);
    }
}

struct Line {
    way: Mutex<Way>,
    /// The connection's own task.
    task: AtomicWaker,
}

impl Line {
    fn way(&self) -> MutexGuard<'_, Way> {
        // Nothing that holds it can panic halfway through a change.
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what the system takes at once. The connection's task is woken for the rest, and for an
    /// end.
    fn flush(&self, mut way: MutexGuard<'_, Way>) {
        way.write();
        let idle = way.waiting.is_none() && way.ending.is_none();
        drop(way);
        if !idle {
            self.task.wake();
        }
    }
}

/// The room's end. A room that lets go of it without a word closes the connection with "come back".
pub(crate) struct Outbox(Arc<Line>);

/// The connection's end. The socket goes with it.
pub(crate) struct Inbox(Arc<Line>);

/// What the connection says by itself, between the room's frames.
pub(crate) struct Aside(Arc<Line>);

/// Both ends of a connection whose frames go out by a socket.
pub(crate) fn outbox(socket: Option<OwnedWriteHalf>) -> (Outbox, Inbox) {
    let line = Arc::new(Line {
        way: Mutex::new(Way {
            socket,
            ..Way::default()
        }),
        task: AtomicWaker::new(),
    });
    (Outbox(Arc::clone(&line)), Inbox(line))
}

impl Outbox {
    /// Sends a frame, whose text may lie in pieces, or cuts the connection off if too much waits already.
    /// A large one is written at once and from where it lies; another waits while more is to follow.
    pub fn send(&self, text: &[&str]) {
        let frame = TextFrame::of(text);
        let mut way = self.0.way();
        if way.ending.is_some() {
            return;
        }
        way.send(&frame);
        if !way.corked {
            self.0.flush(way);
        }
    }

    /// Holds back what is sent until [`Self::uncork`], so that all of it is one write where it fits.
    pub fn cork(&self) {
        self.0.way().corked = true;
    }

    /// Writes what was held back.
    pub fn uncork(&self) {
        let mut way = self.0.way();
        way.corked = false;
        self.0.flush(way);
    }

    /// Asks for the connection to be closed once everything before is written.
    pub fn close(&self, code: CloseCode) {
        let mut way = self.0.way();
        way.ending.get_or_insert(Ending::Said(code));
        self.0.flush(way);
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.close(CloseCode::ComeBack);
    }
}

impl Aside {
    /// Writes a frame that the room does not know of, as it stands on the wire.
    pub fn write(&self, frame: &[u8]) {
        let put = |bytes: &mut BytesMut| bytes.extend_from_slice(frame);
        let mut way = self.0.way();
        way.push(frame.len(), put);
        self.0.flush(way);
    }
}

impl Inbox {
    pub fn aside(&self) -> Aside {
        Aside(Arc::clone(&self.0))
    }

    /// Writes the text of a frame that the room does not know of.
    pub fn say(&self, text: &str) {
        let mut way = self.0.way();
        way.push_text(&TextFrame::of(&[text]));
        self.0.flush(way);
    }

    /// Writes what the system did not take at once, until it takes nothing for too long.
    pub async fn write_on(&self) {
        loop {
            self.until(|way| way.waiting.is_some().then_some(())).await;
            // Boxed, since a connection seldom needs it and would carry it for as long as it is idle.
            let writable = Box::pin(timeout(DEAD_AFTER, self.writable()));
            if writable.await.is_err() {
                return;
            }
            self.0.flush(self.0.way());
        }
    }

    /// Waits until the system takes more.
    async fn writable(&self) {
        poll_fn(|context| match &self.0.way().socket {
            // An error is what the next write will say.
            Some(socket) => socket.as_ref().poll_write_ready(context).map(drop),
            None => Poll::Pending,
        })
        .await;
    }

    /// Waits until the connection is to end: with this code, or without a word since nothing reaches
    /// the other side.
    pub async fn ending(&self) -> Option<CloseCode> {
        self.until(|way| match way.ending? {
            Ending::Cut => Some(Some(CloseCode::FellBehind)),
            Ending::Said(code) => way.waiting.is_none().then_some(Some(code)),
            Ending::Broken => Some(None),
        })
        .await
    }

    /// Lets go of all frames of which nothing is written yet, and takes no more from the room: the
    /// connection has only its goodbye to say.
    pub fn give_up(&self) {
        self.0.way().give_up();
    }

    /// The text of the next frame, where there is no socket that it goes to.
    #[cfg(test)]
    pub async fn next(&self) -> String {
        use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;

        self.until(|way| way.waiting.is_some().then_some(())).await;
        let mut way = self.0.way();
        let waiting = way.waiting.as_ref().unwrap();
        let frame = waiting.bytes[..waiting.frames[0]].to_vec();
        way.wrote(frame.len());
        let header = FrameHeader::parse(&mut io::Cursor::new(&frame)).unwrap();
        let (header, length) = header.unwrap();
        String::from_utf8(frame[header.len(length)..].to_vec()).unwrap()
    }

    /// Waits for something to be so. One task may wait, in as many places as it likes.
    async fn until<T>(&self, so: impl Fn(&Way) -> Option<T>) -> T {
        poll_fn(|context| {
            self.0.task.register(context.waker());
            // Looked at after the waker stands there, so that nothing falls in between.
            so(&self.0.way()).map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        *self.0.way() = Way::broken();
    }
}

#[cfg(test)]
mod tests;
