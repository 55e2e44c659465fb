//! Somebody connected to a room: what they ask, what they see, and what becomes of the connection.

use rondo_client::{Client, Closed, Refused};
use rondo_protocol::{Command, RefusalCode, SeatId, SessionId, View, frames::Resume};

use crate::{Guest, patiently};

/// Somebody connected to a room.
pub struct Seated {
    /// Who.
    pub guest: Guest,
    /// Which room.
    pub session: SessionId,
    /// Their connection.
    pub client: Client,
}

/// Somebody whose connection broke, and what they had.
pub struct Dropped {
    /// Who.
    pub guest: Guest,
    /// Which room.
    pub session: SessionId,
    /// What they saw.
    pub view: View,
    /// Where they stood.
    pub resume: Resume,
}

impl Dropped {
    /// Comes back with what one had.
    ///
    /// # Panics
    /// If one is turned away.
    pub async fn back(self) -> Seated {
        let before = Some((self.view, self.resume));
        self.guest.try_to_come(self.session, before).await.unwrap()
    }
}

impl Seated {
    /// What they see.
    #[must_use]
    pub fn view(&self) -> &View {
        self.client.view()
    }

    /// Their seat.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.client.seat()
    }

    /// Asks, and sees it done.
    ///
    /// # Panics
    /// If it is refused.
    pub async fn does(&mut self, command: Command) {
        let done = self.asks(command).await;
        done.unwrap_or_else(|refused| panic!("{}: {refused}", self.guest.name));
    }

    /// Asks, and gives the code of the refusal.
    ///
    /// # Panics
    /// If it is done.
    pub async fn is_refused(&mut self, command: Command) -> RefusalCode {
        self.asks(command)
            .await
            .expect_err("done, not refused")
            .code
    }

    /// Asks.
    ///
    /// # Panics
    /// If the connection closes.
    pub async fn asks(&mut self, command: Command) -> Result<u64, Refused> {
        patiently("an answer", self.client.ask(command))
            .await
            .unwrap()
    }

    /// Waits until they see something.
    ///
    /// # Panics
    /// If the connection closes.
    pub async fn sees(&mut self, what: &str, seen: impl Fn(&View) -> bool) -> &View {
        let waiting = format!("{} to see {what}", self.guest.name);
        patiently(&waiting, self.client.until(seen)).await.unwrap();
        self.client.view()
    }

    /// Waits until the connection is closed, and gives the code.
    ///
    /// # Panics
    /// If it breaks.
    pub async fn is_closed(&mut self) -> u16 {
        let closed = async {
            loop {
                if let Err(closed) = self.client.hear().await {
                    break closed;
                }
            }
        };
        match patiently("the connection to be closed", closed).await {
            Closed::Code(code) => code,
            other @ (Closed::Broken(_) | Closed::Gap { .. } | Closed::NotAFrame(_)) => {
                panic!("{}: {other}", self.guest.name)
            }
        }
    }

    /// Loses the connection.
    #[must_use]
    pub fn drops(self) -> Dropped {
        let (view, resume) = self.client.drop_hard();
        Dropped {
            guest: self.guest,
            session: self.session,
            view,
            resume,
        }
    }

    /// Compares what was folded with what a newcomer in the same seat is given: the older
    /// connection hears everything up to the moment at which the newer takes over.
    ///
    /// # Panics
    /// If they differ.
    pub async fn sees_what_a_fresh_view_shows(mut self) -> Self {
        let guest = self.guest.clone();
        let fresh = guest.come(self.session).await;
        assert!(!fresh.client.resumed(), "a fresh view is not a change");
        assert_eq!(self.is_closed().await, 4409);
        assert_eq!(self.view(), fresh.view(), "{} folded", self.guest.name);
        fresh
    }
}
