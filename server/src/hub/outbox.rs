//! What waits to be written to one connection, and the way out.
//!
//! A room writes to its members' sockets itself: what one turn has for a connection lies here in one
//! piece and is one write, and no task is woken for it. What the system does not take at once stays,
//! bounded in frames and bytes, and the connection's own task writes it as soon as it can. So nobody
//! in the room ever waits: a reader that falls behind is cut off with "come back and resume".

use std::{
    collections::VecDeque,
    future::poll_fn,
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::Poll,
};

use bytes::{Buf, BytesMut};
use futures_util::task::AtomicWaker;
use rondo_protocol::CloseCode;
use tokio::{net::tcp::OwnedWriteHalf, time::timeout};

use super::{
    frame::TextFrame,
    limits::{DEAD_AFTER, OUTBOX_BYTES, OUTBOX_FRAMES, SHARED_FROM_BYTES},
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

#[derive(Default)]
struct Waiting {
    /// Whole frames, one behind the other, less what is written of the first.
    bytes: BytesMut,
    /// The bytes of each frame in there.
    frames: VecDeque<usize>,
    /// Bytes of the first that are written already.
    begun: usize,
    ending: Option<Ending>,
}

impl Waiting {
    /// Takes a frame of so many bytes, unless too much waits already.
    fn push(&mut self, bytes: usize, put: impl FnOnce(&mut BytesMut)) {
        if self.bytes.len() + bytes > OUTBOX_BYTES || self.frames.len() == OUTBOX_FRAMES {
            self.ending = Some(Ending::Cut);
            return;
        }
        put(&mut self.bytes);
        self.frames.push_back(bytes);
    }

    fn push_text(&mut self, frame: &TextFrame<'_>) {
        self.push(frame.len(), |bytes| frame.put(bytes));
    }

    /// Writes a frame at once, of bytes that others' frames share, if nothing waits before it; what the
    /// system does not take of it waits. If nothing reaches the other side, the next write says so.
    fn write_shared(&mut self, frame: &TextFrame<'_>, socket: &OwnedWriteHalf) {
        let written = if self.bytes.is_empty() && frame.len() <= OUTBOX_BYTES {
            frame.write(socket).unwrap_or(0)
        } else {
            0
        };
        if written < frame.len() {
            self.push_text(frame);
            if self.ending.is_none() {
                self.wrote(written);
            }
        }
    }

    /// Writes until nothing waits or the system takes no more.
    fn write(&mut self, socket: &OwnedWriteHalf) -> io::Result<()> {
        while !self.bytes.is_empty() {
            match socket.try_write(&self.bytes) {
                Ok(written) => self.wrote(written),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn wrote(&mut self, written: usize) {
        if written == self.bytes.len() {
            // An idle connection keeps no memory for what it was told.
            self.bytes = BytesMut::new();
            self.frames.clear();
            self.begun = 0;
            return;
        }
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

struct Line {
    /// Where frames go for as long as the connection has it; without one they stay until they are
    /// taken.
    socket: Option<Weak<OwnedWriteHalf>>,
    waiting: Mutex<Waiting>,
    /// The connection's own task.
    task: AtomicWaker,
}

impl Line {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // Nothing that holds it can panic halfway through a change.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what the system takes at once. The connection's task is woken for the rest, and for an
    /// end.
    fn flush(&self) {
        let mut waiting = self.waiting();
        if let Some(socket) = &self.socket {
            let written = socket.upgrade().map(|socket| waiting.write(&socket));
            if !matches!(written, Some(Ok(()))) {
                *waiting = Waiting {
                    ending: Some(Ending::Broken),
                    ..Waiting::default()
                };
            }
        }
        let idle = waiting.frames.is_empty() && waiting.ending.is_none();
        drop(waiting);
        if !idle {
            self.task.wake();
        }
    }
}

/// The room's end. A room that lets go of it without a word closes the connection with "come back".
pub(crate) struct Outbox(Arc<Line>);

/// The connection's end, which has the socket.
#[derive(Clone)]
pub(crate) struct Inbox {
    line: Arc<Line>,
    socket: Option<Arc<OwnedWriteHalf>>,
}

/// Both ends of a connection whose frames go out by a socket.
pub(crate) fn outbox(socket: Option<OwnedWriteHalf>) -> (Outbox, Inbox) {
    let socket = socket.map(Arc::new);
    let line = Arc::new(Line {
        socket: socket.as_ref().map(Arc::downgrade),
        waiting: Mutex::default(),
        task: AtomicWaker::new(),
    });
    let inbox = Inbox {
        line: Arc::clone(&line),
        socket,
    };
    (Outbox(line), inbox)
}

impl Outbox {
    /// Leaves a frame, whose text may lie in pieces, for the next [`Self::flush`], or cuts the connection
    /// off if too much waits already. A large one is written at once instead of being copied.
    pub fn leave(&self, text: &[&str]) {
        let frame = TextFrame::of(text);
        let mut waiting = self.0.waiting();
        if waiting.ending.is_some() {
            return;
        }
        if frame.len() >= SHARED_FROM_BYTES
            && let Some(socket) = self.0.socket.as_ref().and_then(Weak::upgrade)
        {
            waiting.write_shared(&frame, &socket);
        } else {
            waiting.push_text(&frame);
        }
    }

    /// Writes what was left, as one write where it fits.
    pub fn flush(&self) {
        self.0.flush();
    }

    /// Asks for the connection to be closed once everything before is written.
    pub fn close(&self, code: CloseCode) {
        let said = Ending::Said(code);
        self.0.waiting().ending.get_or_insert(said);
        self.0.flush();
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.close(CloseCode::ComeBack);
    }
}

impl Inbox {
    /// Writes a frame that the room does not know of, as it stands on the wire.
    pub fn write(&self, frame: &[u8]) {
        let put = |bytes: &mut BytesMut| bytes.extend_from_slice(frame);
        self.line.waiting().push(frame.len(), put);
        self.line.flush();
    }

    /// Writes the text of a frame that the room does not know of.
    pub fn say(&self, text: &str) {
        self.line.waiting().push_text(&TextFrame::of(&[text]));
        self.line.flush();
    }

    /// Writes what the system did not take at once, until it takes nothing for too long.
    pub async fn write_on(&self) {
        let Some(socket) = &self.socket else {
            return std::future::pending().await;
        };
        loop {
            self.until(|waiting| (!waiting.frames.is_empty()).then_some(()))
                .await;
            // Boxed, since a connection seldom needs it and would carry it for as long as it is idle.
            let writable = Box::pin(timeout(DEAD_AFTER, socket.writable()));
            if writable.await.is_err() {
                return;
            }
            self.line.flush();
        }
    }

    /// Waits until the connection is to end: with this code, or without a word since nothing reaches
    /// the other side.
    pub async fn ending(&self) -> Option<CloseCode> {
        self.until(|waiting| match waiting.ending? {
            Ending::Cut => Some(Some(CloseCode::FellBehind)),
            Ending::Said(code) => waiting.frames.is_empty().then_some(Some(code)),
            Ending::Broken => Some(None),
        })
        .await
    }

    /// Lets go of all frames of which nothing is written yet, and takes no more from the room: the
    /// connection has only its goodbye to say.
    pub fn give_up(&self) {
        let mut waiting = self.line.waiting();
        waiting.give_up();
        waiting.ending = Some(Ending::Cut);
    }

    /// The text of the next frame, where there is no socket that it goes to.
    #[cfg(test)]
    pub async fn next(&self) -> String {
        use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;

        self.until(|waiting| (!waiting.frames.is_empty()).then_some(()))
            .await;
        let mut waiting = self.line.waiting();
        let first = waiting.frames[0];
        let frame = waiting.bytes[..first].to_vec();
        waiting.wrote(first);
        let header = FrameHeader::parse(&mut io::Cursor::new(&frame)).unwrap();
        let (header, length) = header.unwrap();
        String::from_utf8(frame[header.len(length)..].to_vec()).unwrap()
    }

    /// Waits for something to be so. One task may wait, in as many places as it likes.
    async fn until<T>(&self, so: impl Fn(&Waiting) -> Option<T>) -> T {
        poll_fn(|context| {
            self.line.task.register(context.waker());
            // Looked at after the waker stands there, so that nothing falls in between.
            so(&self.line.waiting()).map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }
}

#[cfg(test)]
mod tests;
