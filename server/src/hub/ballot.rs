//! The box under way, as the hub holds it: one lock around what `rondo_ballot` keeps secret.
//!
//! It has two doors that never meet. A room's task gives tokens to seats, and ends the box; the
//! letterbox takes envelopes from nobody in particular. Through neither comes out what the other
//! brought. It must never be logged or stored, and what is refused is not told apart.

use std::{
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use dashmap::DashMap;
use rondo_ballot::{BoxSecret, Opened};
use rondo_protocol::{BlindedElement, BoxId, SeatId, frames::Evaluation};
use rondo_room::BoxUnderWay;
use tokio::sync::Semaphore;

use super::chance::Chance;
#[cfg(test)]
use super::flaw::{self, Flaw};

/// The box under way; nothing once it is sealed or thrown away.
pub(crate) struct Ballot {
    id: BoxId,
    threshold: u16,
    chance: Arc<dyn Chance>,
    inside: Mutex<Option<rondo_ballot::Ballot>>,
}

impl Ballot {
    fn new(under_way: BoxUnderWay, secret: BoxSecret, chance: Arc<dyn Chance>) -> Self {
        let BoxUnderWay {
            id,
            key: _,
            ask,
            threshold,
        } = under_way;
        Self {
            id,
            threshold,
            chance,
            inside: Mutex::new(Some(rondo_ballot::Ballot::new(id, ask, secret))),
        }
    }

    /// Which box.
    pub fn id(&self) -> BoxId {
        self.id
    }

    /// The token of a seat: the first that was made, and the element it was made for.
    pub fn issue(
        &self,
        seat: SeatId,
        blinded: BlindedElement,
    ) -> Option<(BlindedElement, Evaluation)> {
        let mut secrets = self.chance.secrets();
        self.inside().as_mut()?.issue(seat, blinded, &mut secrets)
    }

    /// Writing is over: envelopes are taken from now on.
    pub fn collect(&self) {
        if let Some(ballot) = self.inside().as_mut() {
            ballot.collect();
        }
    }

    /// Ends the box, opens what came if it is enough, and wipes the rest.
    pub fn seal(&self) -> Option<Opened> {
        let ballot = self.inside().take()?;
        #[cfg(test)]
        if flaw::is(Flaw::LoseEnvelope) {
            return Some(Opened::default());
        }
        Some(ballot.seal(self.threshold, &mut self.chance.secrets()))
    }

    fn post(&self, envelope: &[u8]) {
        if let Some(ballot) = self.inside().as_mut() {
            ballot.post(envelope);
        }
    }

    fn inside(&self) -> MutexGuard<'_, Option<rondo_ballot::Ballot>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The boxes under way, by the id in their address. All clones are the same.
#[derive(Clone)]
pub(crate) struct Ballots(Arc<UnderWay>);

struct UnderWay {
    boxes: DashMap<BoxId, Arc<Ballot>>,
    /// Envelopes are looked at one after the other, so that a flood of bad ones takes one processor
    /// at most, and the good ones among them wait their turn and are not lost.
    turn: Semaphore,
    chance: Arc<dyn Chance>,
}

impl Ballots {
    /// No boxes yet. Whatever is drawn for those to come is drawn from `chance`.
    pub fn new(chance: Arc<dyn Chance>) -> Self {
        Self(Arc::new(UnderWay {
            boxes: DashMap::new(),
            turn: Semaphore::new(1),
            chance,
        }))
    }

    /// Makes the ballot of a box, for as long as it is held.
    pub fn open(&self, under_way: BoxUnderWay, secret: BoxSecret) -> Held {
        let ballot = Arc::new(Ballot::new(under_way, secret, Arc::clone(&self.0.chance)));
        self.0.boxes.insert(ballot.id, Arc::clone(&ballot));
        Held {
            ballot,
            among: self.clone(),
        }
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.0.boxes.is_empty()
    }

    /// The way in for envelopes.
    pub fn letterbox(&self) -> Letterbox {
        Letterbox(self.clone())
    }
}

/// A ballot as its room holds it. However the room lets go of it, everything in it is wiped then,
/// unread if it was not sealed.
pub(crate) struct Held {
    ballot: Arc<Ballot>,
    among: Ballots,
}

impl Deref for Held {
    type Target = Ballot;

    fn deref(&self) -> &Ballot {
        &self.ballot
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.among.0.boxes.remove(&self.ballot.id);
        // Somebody may be posting into it at this moment and hold it a little longer.
        drop(self.ballot.inside().take());
    }
}

/// The way into the boxes, and nothing else: this is all that a request with an envelope can reach.
#[derive(Clone)]
pub struct Letterbox(Ballots);

impl Letterbox {
    /// Takes an envelope for a box. Says nothing about it, to anybody.
    pub async fn post(&self, id: BoxId, envelope: &[u8]) {
        let under_way = &self.0.0;
        // Nobody closes it, so this only waits.
        let _turn = under_way.turn.acquire().await;
        let ballot = under_way.boxes.get(&id).map(|found| Arc::clone(&found));
        if let Some(ballot) = ballot {
            ballot.post(envelope);
        }
    }
}
