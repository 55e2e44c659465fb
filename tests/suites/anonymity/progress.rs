//! How far all sessions together are, for whoever waits for a moment at which to take a copy.

use std::sync::{Arc, Mutex};

use rondo_client::Client;
use tokio::sync::watch;

/// What has happened, over all sessions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Boxes in which everybody has written.
    pub written: usize,
    /// Envelopes that were posted.
    pub posted: usize,
    /// Boxes that are sealed.
    pub sealed: usize,
}

/// Counts for all sessions, and keeps their people connected.
#[derive(Clone)]
pub struct Progress {
    counts: watch::Sender<Counts>,
    connected: Arc<Mutex<Vec<Client>>>,
}

impl Progress {
    /// Nothing has happened.
    pub fn new() -> Self {
        Self {
            counts: watch::Sender::default(),
            connected: Arc::default(),
        }
    }

    /// One more box in which everybody has written.
    pub fn written(&self) {
        self.counts.send_modify(|counts| counts.written += 1);
    }

    /// One more envelope was posted.
    pub fn posted(&self) {
        self.counts.send_modify(|counts| counts.posted += 1);
    }

    /// One more box is sealed.
    pub fn sealed(&self) {
        self.counts.send_modify(|counts| counts.sealed += 1);
    }

    /// Keeps the people of a session where they are until the end.
    pub fn stay(&self, clients: impl IntoIterator<Item = Client>) {
        self.connected.lock().unwrap().extend(clients);
    }

    /// Waits until it has come this far.
    pub async fn until(&self, reached: impl Fn(&Counts) -> bool) {
        let mut counts = self.counts.subscribe();
        counts.wait_for(reached).await.unwrap();
    }
}
