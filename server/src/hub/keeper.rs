//! A room and its log, kept in step: nothing is taken into the room that the log does not hold.
//!
//! The log decides who owns a room. When a write's fate is unknown the head is read, and if it is
//! not where this owner left it, the owner stops. If even the head cannot be read, nothing is known
//! of the room any more until it is rebuilt from what the log holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rondo_protocol::{At, LineId, LogId, SessionId, session::Phase};
use rondo_room::{Event, Item, Opening, Room, Touched, conversation::ConversationEvent};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{feeds::Feeds, limits::NODE};
use crate::store::{
    AuditLine,
    log::{Append, Ended, Erase, EventLog, LogError, NewLog},
};

/// Why something was not stored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotStored {
    /// Nothing was stored, and it may be tried again.
    #[error("nothing could be stored: {0}")]
    ForNow(LogError),
    /// The log belongs to somebody else, or is gone.
    #[error("the log is no longer ours: {0}")]
    Lost(LogError),
    /// Whether it was stored cannot be found out at present.
    #[error("whether it is stored is not known: {0}")]
    InDoubt(LogError),
}

/// Why a room could not be rebuilt.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error(transparent)]
    Log(#[from] LogError),
    /// The record at this position is not one of ours.
    #[error("record {0} cannot be read")]
    Record(u64),
}

/// A room that owns its log.
pub(crate) struct Keeper {
    pub room: Room,
    /// What clients know the log by.
    pub log_id: LogId,
    log: Arc<dyn EventLog>,
    session: SessionId,
    epoch: u64,
    /// Position of the last record.
    n: u64,
    /// Events stored so far.
    events: u64,
    /// Which record holds which line's words.
    said_in: BTreeMap<LineId, u64>,
    /// Hidden lines whose words are out of the log.
    forgotten: BTreeSet<LineId>,
}

impl Keeper {
    /// Opens a new session durably.
    pub async fn create(
        log: Arc<dyn EventLog>,
        opening: Opening,
        at: At,
        audit: Vec<AuditLine>,
    ) -> Result<Self, LogError> {
        let (session, group, number) = (opening.session, opening.group, opening.number);
        let first = Room::opened(opening, at);
        let Some(room) = Room::begin(&first) else {
            return Err(LogError::Unknown(
                "a session begins with its opening".into(),
            ));
        };
        let new = NewLog {
            log: session,
            group,
            number,
            opened_at: at,
            node: NODE.into(),
            items: written(std::slice::from_ref(&first)),
            audit,
        };
        match log.create(new).await {
            // It is stored if it is there: nobody else opens a session under this id.
            Err(LogError::Unknown(_)) if log.head(session).await.is_ok() => {}
            created => created?,
        }
        let mut keeper = Self::at(log, room, session, LogId(session.0), 1);
        keeper.stored(1, &[first]);
        Ok(keeper)
    }

    /// Takes over a session's log and rebuilds its room, telling the feeds all that was told.
    pub async fn reopen(
        log: Arc<dyn EventLog>,
        session: SessionId,
        feeds: &mut Feeds,
    ) -> Result<Self, Unreadable> {
        let opened = log.open(session, NODE).await?;
        let mut kept: Option<Keeper> = None;
        for record in &opened.records {
            let items = read(&record.items).ok_or(Unreadable::Record(record.n))?;
            let keeper = match &mut kept {
                Some(keeper) => keeper,
                None => {
                    let room = items.first().and_then(Room::begin);
                    let room = room.ok_or(Unreadable::Record(record.n))?;
                    let log = Arc::clone(&log);
                    kept.insert(Self::at(log, room, session, opened.log_id, opened.epoch))
                }
            };
            let before = keeper.room.clone();
            let mut touched = Touched::default();
            for item in &items {
                touched.join(keeper.room.apply(item));
            }
            keeper.stored(record.n, &items);
            // Nobody is there yet.
            feeds.tell(&before, &keeper.room, &touched, |_| None);
        }
        kept.ok_or(Unreadable::Record(1))
    }

    /// A keeper that has taken in no record yet.
    fn at(
        log: Arc<dyn EventLog>,
        room: Room,
        session: SessionId,
        log_id: LogId,
        epoch: u64,
    ) -> Self {
        Self {
            room,
            log_id,
            log,
            session,
            epoch,
            n: 0,
            events: 0,
            said_in: BTreeMap::new(),
            forgotten: BTreeSet::new(),
        }
    }

    /// Appends one record and, once it is durable, lets the room it leads to take the place of the
    /// present one, which it gives back.
    pub async fn append(
        &mut self,
        staged: Room,
        items: &[Item],
        audit: Vec<AuditLine>,
    ) -> Result<Room, NotStored> {
        let append = Append {
            log: self.session,
            n: self.n + 1,
            epoch: self.epoch,
            first_event: self.events + 1,
            items: written(items),
            ended: end_of(&staged),
            audit,
        };
        match self.log.append(append).await {
            Ok(()) => {}
            Err(error @ LogError::Full) => return Err(NotStored::ForNow(error)),
            Err(error @ LogError::Unknown(_)) => self.find_out(error).await?,
            Err(
                error @ (LogError::Conflict(_)
                | LogError::AlreadyOpen(_)
                | LogError::Erased
                | LogError::Missing),
            ) => return Err(NotStored::Lost(error)),
        }
        self.stored(self.n + 1, items);
        Ok(std::mem::replace(&mut self.room, staged))
    }

    /// Reads the head after a write of unknown fate: done, not done, or no longer ours.
    async fn find_out(&self, error: LogError) -> Result<(), NotStored> {
        match self.log.head(self.session).await {
            Ok(head) if head.epoch != self.epoch || head.erased => Err(NotStored::Lost(error)),
            Ok(head) if head.n == self.n + 1 => Ok(()),
            Ok(head) if head.n == self.n => Err(NotStored::ForNow(error)),
            Err(LogError::Unknown(_) | LogError::Full) => Err(NotStored::InDoubt(error)),
            Ok(_)
            | Err(
                LogError::Conflict(_)
                | LogError::AlreadyOpen(_)
                | LogError::Erased
                | LogError::Missing,
            ) => Err(NotStored::Lost(error)),
        }
    }

    /// The epoch under which this keeper owns the log.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    fn stored(&mut self, n: u64, items: &[Item]) {
        self.n = n;
        for event in items.iter().flat_map(|item| &item.events) {
            self.events += 1;
            if let Event::Conversation(ConversationEvent::LineSaid { line, .. }) = event {
                self.said_in.insert(*line, n);
            }
        }
    }

    /// Whether words of hidden lines still stand in the log.
    pub fn has_to_forget(&self) -> bool {
        self.room.forgotten().len() > self.forgotten.len()
    }

    /// Takes the words of hidden lines out of the log.
    pub async fn forget(&mut self) -> Result<(), LogError> {
        let lines: BTreeSet<_> = self.room.forgotten().clone();
        #[cfg(test)]
        if flaw::is(Flaw::KeepHidden) {
            self.forgotten = lines;
            return Ok(());
        }
        let stored = self.log.records(self.session).await?;
        let fresh = lines.difference(&self.forgotten);
        let records: BTreeSet<u64> = fresh.filter_map(|l| self.said_in.get(l).copied()).collect();
        for record in stored.iter().filter(|r| records.contains(&r.n)) {
            let Some(mut items) = read(&record.items) else {
                continue;
            };
            let changed = items.iter_mut().map(|item| item.forget(&lines));
            if changed.filter(|changed| *changed).count() > 0 {
                let items = written(&items);
                self.log
                    .rewrite(self.session, self.epoch, record.n, items)
                    .await?;
            }
        }
        self.log.reclaim().await?;
        self.forgotten = lines;
        Ok(())
    }

    /// Erases what was said, and leaves a tombstone.
    pub async fn erase(&self, audit: Vec<AuditLine>) -> Result<(), LogError> {
        let erase = Erase {
            log: self.session,
            epoch: self.epoch,
            audit,
        };
        self.log.erase(erase).await
    }
}

fn end_of(room: &Room) -> Option<Ended> {
    (room.phase() == Phase::Ended).then(|| Ended {
        at: room.last_at(),
        attended: u32::try_from(room.attended().count()).unwrap_or(u32::MAX),
    })
}

fn written(items: &[Item]) -> Vec<u8> {
    // Our own types have string keys and finite numbers, for which serde_json cannot fail.
    serde_json::to_vec(items).unwrap_or_default()
}

pub(super) fn read(items: &[u8]) -> Option<Vec<Item>> {
    serde_json::from_slice(items).ok()
}
