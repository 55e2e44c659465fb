//! What waits to be written to one connection.
//!
//! Bounded in frames and bytes, and filled without waiting: a reader that falls behind is cut off
//! with "come back and resume", and nobody else in the room ever waits for it.

use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::Poll,
};

use axum::extract::ws::Utf8Bytes;
use futures_util::task::AtomicWaker;
use rondo_protocol::CloseCode;
use tokio::sync::mpsc;

use super::limits::{OUTBOX_BYTES, OUTBOX_FRAMES};

/// Something to write.
#[derive(Debug)]
pub(crate) enum Outgoing {
    Frame(Utf8Bytes),
    Close(CloseCode),
}

#[derive(Default)]
struct Shared {
    bytes: AtomicUsize,
    cut: AtomicBool,
    /// The connection, which waits for being cut off.
    waiting: AtomicWaker,
}

impl Shared {
    fn cut_off(&self) {
        self.cut.store(true, Ordering::Release);
        self.waiting.wake();
    }
}

/// The room's end.
#[derive(Clone)]
pub(crate) struct Outbox {
    queue: mpsc::Sender<Outgoing>,
    shared: Arc<Shared>,
}

/// The connection's end.
pub(crate) struct Inbox {
    queue: mpsc::Receiver<Outgoing>,
    shared: Arc<Shared>,
}

pub(crate) fn outbox() -> (Outbox, Inbox) {
    let (sender, receiver) = mpsc::channel(OUTBOX_FRAMES);
    let shared = Arc::<Shared>::default();
    let inbox = Inbox {
        queue: receiver,
        shared: Arc::clone(&shared),
    };
    (
        Outbox {
            queue: sender,
            shared,
        },
        inbox,
    )
}

impl Outbox {
    /// Leaves a frame to be written, or cuts the connection off if too much waits already.
    pub fn leave(&self, frame: Utf8Bytes) {
        let bytes = frame.len();
        let waiting = self.shared.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if waiting > OUTBOX_BYTES || self.queue.try_send(Outgoing::Frame(frame)).is_err() {
            self.shared.cut_off();
        }
    }

    /// Asks for the connection to be closed once everything before is written.
    pub fn close(&self, code: CloseCode) {
        if self.queue.try_send(Outgoing::Close(code)).is_err() {
            self.shared.cut_off();
        }
    }
}

impl Inbox {
    /// The next thing to write; `None` once the room let go of this connection.
    pub async fn next(&mut self) -> Option<Outgoing> {
        let next = self.queue.recv().await;
        self.taken(next.as_ref());
        next
    }

    /// The next thing to write, if it already waits.
    pub fn ready(&mut self) -> Option<Outgoing> {
        let next = self.queue.try_recv().ok();
        self.taken(next.as_ref());
        next
    }

    /// A handle on which to wait for being cut off.
    pub fn cut(&self) -> Cut {
        Cut(Arc::clone(&self.shared))
    }

    fn taken(&self, outgoing: Option<&Outgoing>) {
        if let Some(Outgoing::Frame(frame)) = outgoing {
            self.shared.bytes.fetch_sub(frame.len(), Ordering::Relaxed);
        }
    }
}

/// Tells when a connection is cut off for falling behind.
pub(crate) struct Cut(Arc<Shared>);

impl Cut {
    /// Ready once the connection is cut off. One task may wait, in as many places as it likes.
    pub fn off(&self) -> impl Future<Output = ()> {
        poll_fn(|context| {
            self.0.waiting.register(context.waker());
            // Looked at after the waker stands there, so that no cut falls in between.
            match self.0.cut.load(Ordering::Acquire) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reader_that_falls_behind_is_cut_off_and_the_writer_never_waits() {
        let (outbox, inbox) = outbox();
        for _ in 0..=OUTBOX_FRAMES {
            outbox.leave("x".into());
        }
        inbox.cut().off().await;
    }

    #[tokio::test]
    async fn what_was_written_no_longer_counts() {
        let (outbox, mut inbox) = outbox();
        for _ in 0..10 * OUTBOX_FRAMES {
            outbox.leave("x".into());
            assert!(inbox.ready().is_some());
        }
        let cut = inbox.cut();
        tokio::select! {
            biased;
            () = cut.off() => panic!("kept up, and was cut off"),
            () = std::future::ready(()) => {}
        }
    }
}
