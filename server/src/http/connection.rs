//! One connection and the place it takes, also after it became a websocket.
//!
//! Somebody who asks for something large and never reads it would keep the place for as long as they
//! like, since the times for asking and for answering are over by then. So a connection breaks once
//! nothing of what is written to it is taken for too long.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::OwnedSemaphorePermit,
    time::{Sleep, sleep},
};

/// A connection that takes a place until it is closed.
pub struct Counted {
    stream: TcpStream,
    taking_timeout: Duration,
    /// Runs while nothing of a write is taken.
    untaken: Option<Pin<Box<Sleep>>>,
    place: OwnedSemaphorePermit,
}

impl Counted {
    /// A connection in a place of its own, broken once nothing of a write is taken for so long.
    pub fn new(stream: TcpStream, taking_timeout: Duration, place: OwnedSemaphorePermit) -> Self {
        Self {
            stream,
            taking_timeout,
            untaken: None,
            place,
        }
    }

    /// Who is at the other end.
    ///
    /// # Errors
    /// If they are gone already.
    pub fn peer(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }

    /// Waits until something is said, or the other side is gone.
    ///
    /// # Errors
    /// If the connection is broken.
    pub async fn says_something(&self) -> io::Result<()> {
        self.stream.readable().await
    }

    /// Lets small answers go at once instead of waiting for each other.
    ///
    /// # Errors
    /// If the system does not; then they wait.
    pub fn at_once(&self) -> io::Result<()> {
        self.stream.set_nodelay(true)
    }

    /// The bare connection, and the place it takes for as long as somebody holds it.
    pub fn into_parts(self) -> (TcpStream, OwnedSemaphorePermit) {
        (self.stream, self.place)
    }

    /// What became of a write, or an error once nothing was taken for too long.
    fn in_time(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.untaken = None;
            return written;
        }
        let wait = self.taking_timeout;
        let untaken = self.untaken.get_or_insert_with(|| Box::pin(sleep(wait)));
        untaken
            .as_mut()
            .poll(cx)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.in_time(cx, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.in_time(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
