//! The hub: every live room, and the way to each.
//!
//! It hands out tickets, finds rooms, and brings them back after a restart. What happens inside a
//! room is for its task alone; the registry holds only a mailbox and the phase. It sees the store
//! as the [`EventLog`] trait and never speaks HTTP.

mod audit;
mod ballot;
mod chance;
mod deliver;
mod feeds;
#[cfg(test)]
mod flaw;
mod frame;
mod keeper;
pub mod limits;
mod outbox;
mod pace;
mod replay;
pub mod socket;
mod task;
mod tickets;
mod turn;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use dashmap::DashMap;
use futures_util::future::join_all;
use rondo_protocol::{At, CloseCode, GroupId, PersonId, SessionId, session::Phase};
use rondo_room::{Input, Opening, Rostered};
use tokio::{
    sync::{mpsc, watch},
    time::sleep,
};
use tracing::{error, info, warn};

use self::{
    ballot::Ballots,
    chance::{Chance, SystemChance},
    feeds::Feeds,
    keeper::{Keeper, Unreadable},
    limits::{MAILBOX_MESSAGES, STORE_AGAIN_AFTER},
    task::{ConnectionId, Message, Over, RoomTask},
    tickets::Tickets,
};
pub use self::{
    ballot::Letterbox,
    replay::{Replayed, replay},
    tickets::Admit,
};
use crate::{
    clock::Clock,
    metrics::Metrics,
    store::{
        AuditLine,
        log::{EventLog, LogError},
        measured::MeasuredLog,
    },
};

/// A session that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Where it stands.
    pub phase: Phase,
    /// When it was opened.
    pub opened_at: At,
}

/// Why the hub could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HubError {
    /// The group has this session open.
    #[error("the group already has a session open")]
    AlreadyOpen(SessionId),
    /// Nothing can be stored at the moment.
    #[error("nothing can be stored at the moment")]
    CannotStore,
    /// Ours, and for the log only.
    #[error("{0}")]
    Fault(String),
}

impl From<LogError> for HubError {
    fn from(error: LogError) -> Self {
        match error {
            LogError::AlreadyOpen(session) => HubError::AlreadyOpen(session),
            LogError::Full => HubError::CannotStore,
            LogError::Conflict(_) | LogError::Erased | LogError::Missing | LogError::Unknown(_) => {
                HubError::Fault(error.to_string())
            }
        }
    }
}

/// A room in the registry.
#[derive(Clone)]
struct Handle {
    group: GroupId,
    opened_at: At,
    mailbox: mpsc::Sender<Message>,
    clock: Arc<dyn Clock>,
    phase: watch::Receiver<Phase>,
}

impl Handle {
    /// How to close the connection of somebody whom the room does not take any more.
    fn turns_away(&self) -> CloseCode {
        match *self.phase.borrow() {
            Phase::Ended => CloseCode::Over,
            Phase::Waiting | Phase::Live | Phase::Closing => CloseCode::ComeBack,
        }
    }
}

/// A room's own time: the server's, but never before what the room has already seen. A wall clock
/// set back while the server was down would otherwise stop every deadline until it caught up.
struct RoomClock {
    server: Arc<dyn Clock>,
    ahead_ms: u64,
}

impl Clock for RoomClock {
    fn now_ms(&self) -> u64 {
        self.server.now_ms().saturating_add(self.ahead_ms)
    }
}

struct Inside {
    log: Arc<dyn EventLog>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    rooms: DashMap<SessionId, Handle>,
    tickets: Tickets,
    ballots: Ballots,
    connections: AtomicU64,
    metrics: Metrics,
    stopping: watch::Sender<bool>,
}

/// The registry of live rooms. Cheap to clone; all clones are the same hub.
#[derive(Clone)]
pub struct Hub(Arc<Inside>);

impl Hub {
    /// A hub without rooms.
    #[must_use]
    pub fn new(log: Arc<dyn EventLog>, clock: Arc<dyn Clock>) -> Self {
        Self::with_chance(log, clock, Arc::new(SystemChance))
    }

    fn with_chance(log: Arc<dyn EventLog>, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Self {
        let metrics = Metrics::default();
        Self(Arc::new(Inside {
            log: Arc::new(MeasuredLog::new(log, metrics.clone())),
            clock,
            chance: Arc::clone(&chance),
            rooms: DashMap::new(),
            tickets: Tickets::default(),
            ballots: Ballots::new(chance),
            connections: AtomicU64::new(0),
            metrics,
            stopping: watch::Sender::new(false),
        }))
    }

    /// Brings every session back that had not ended. A session that cannot be read is left alone,
    /// for an administrator to look at, and does not keep the others from coming back.
    ///
    /// # Errors
    /// [`HubError`] if the list of sessions cannot be read, or if the store cannot give a session
    /// back at present: a server without it would tell everybody that it is over.
    pub async fn recover(&self) -> Result<(), HubError> {
        for (session, group) in self.0.log.unfinished().await? {
            let mut feeds = Feeds::default();
            match Keeper::reopen(Arc::clone(&self.0.log), session, &mut feeds).await {
                Ok(keeper) => {
                    info!(%session, "brought back");
                    self.start(group, keeper, feeds, true);
                }
                Err(Unreadable::Log(error @ (LogError::Full | LogError::Unknown(_)))) => {
                    return Err(error.into());
                }
                Err(error @ (Unreadable::Log(_) | Unreadable::Record(_))) => {
                    error!(%session, %error, "could not be brought back");
                }
            }
        }
        Ok(())
    }

    /// Opens a session. Its id comes with the opening.
    ///
    /// # Errors
    /// [`HubError::AlreadyOpen`] if the group has one open, otherwise why it cannot be stored.
    pub async fn open_session(
        &self,
        opening: Opening,
        opened_by: PersonId,
    ) -> Result<SessionId, HubError> {
        let (session, group) = (opening.session, opening.group);
        let at = self.0.clock.now();
        let audit = vec![AuditLine {
            group: Some(group),
            session: Some(session),
            actor: Some(opened_by),
            ..AuditLine::new(at, "session_opened")
        }];
        let keeper = Keeper::create(Arc::clone(&self.0.log), opening, at, audit).await?;
        self.start(group, keeper, Feeds::default(), false);
        Ok(session)
    }

    /// The session of a group that goes on.
    #[must_use]
    pub fn session_of(&self, group: GroupId) -> Option<OpenSession> {
        let mut rooms = self.0.rooms.iter();
        // A session that has ended is only waiting to be erased.
        let goes_on = |phase: Phase| phase != Phase::Ended;
        let found = rooms.find(|room| room.group == group && goes_on(*room.phase.borrow()))?;
        Some(OpenSession {
            id: *found.key(),
            phase: *found.phase.borrow(),
            opened_at: found.opened_at,
        })
    }

    /// The group of a session that goes on.
    #[must_use]
    pub fn group_of(&self, session: SessionId) -> Option<GroupId> {
        self.0.rooms.get(&session).map(|room| room.group)
    }

    /// A ticket that opens one websocket as this person, once and soon. `None` while far too many
    /// are outstanding.
    #[must_use]
    pub fn issue_ticket(&self, admit: Admit) -> Option<String> {
        self.0.tickets.issue(admit, self.0.clock.now())
    }

    /// Tells the group's open session, if there is one, who is on the roster now.
    pub async fn roster_changed(&self, group: GroupId, roster: Vec<Rostered>) {
        self.tell_session_of(group, Input::Roster { roster }).await;
    }

    /// Shows a person out of the group's open session: their invitation was taken back.
    pub async fn expel(&self, group: GroupId, person: PersonId) {
        self.0.tickets.void(person);
        self.tell_session_of(group, Input::Expel { person }).await;
    }

    /// The way for envelopes into the boxes, from which nothing else of the hub can be reached.
    #[must_use]
    pub fn letterbox(&self) -> Letterbox {
        self.0.ballots.letterbox()
    }

    /// Whether a therapist of the group has confirmed what anonymous means, in any session so far.
    ///
    /// # Errors
    /// [`HubError`] if the store cannot say.
    pub async fn anonymity_confirmed(&self, group: GroupId) -> Result<bool, HubError> {
        let audited = self.0.log.audited(group, audit::ANONYMITY_CONFIRMED);
        Ok(audited.await?)
    }

    /// Says goodbye on every connection and lets go of every room, leaving all as it is stored.
    pub async fn stop(&self) {
        self.0.stopping.send_replace(true);
        let rooms: Vec<_> = self.0.rooms.iter().map(|r| r.mailbox.clone()).collect();
        // All at once: one that is slow to listen keeps nobody else's people waiting.
        let stops = rooms.iter().map(async |room| {
            // A room that is already gone has nothing left to stop.
            let _ = room.send(Message::Stop).await;
            room.closed().await;
        });
        join_all(stops).await;
    }

    /// Whether the hub was told to stop. From before the first room is told.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        *self.0.stopping.borrow()
    }

    /// Waits until the hub is told to stop.
    pub(crate) async fn told_to_stop(&self) {
        let mut stopping = self.0.stopping.subscribe();
        // It cannot end otherwise: the sender is here as long as this is.
        let _told = stopping.wait_for(|stops| *stops).await;
    }

    /// Counts what happens in all rooms.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// The phase of every room.
    pub fn phases(&self) -> impl Iterator<Item = Phase> {
        self.0.rooms.iter().map(|room| *room.phase.borrow())
    }

    async fn tell_session_of(&self, group: GroupId, input: Input) {
        let open = self.session_of(group).map(|open| open.id);
        if let Some(room) = open.and_then(|session| self.room(session)) {
            // A room that ended in this moment needs to hear of nothing.
            let _ = room.mailbox.send(Message::Input(input)).await;
        }
    }

    fn room(&self, session: SessionId) -> Option<Handle> {
        self.0.rooms.get(&session).map(|room| room.clone())
    }

    fn next_connection(&self) -> ConnectionId {
        ConnectionId(self.0.connections.fetch_add(1, Ordering::Relaxed))
    }

    fn start(&self, group: GroupId, keeper: Keeper, feeds: Feeds, restarted: bool) {
        let session = keeper.room.session();
        let (sender, mailbox) = mpsc::channel(MAILBOX_MESSAGES);
        let server = Arc::clone(&self.0.clock);
        let ahead_ms = keeper.room.last_at().ms_since(server.now());
        let clock: Arc<dyn Clock> = Arc::new(RoomClock { server, ahead_ms });
        let (phase, phase_now) = watch::channel(keeper.room.phase());
        let handle = Handle {
            group,
            opened_at: keeper.room.opened_at(),
            mailbox: sender,
            clock: Arc::clone(&clock),
            phase: phase_now,
        };
        self.0.rooms.insert(session, handle);
        let task = RoomTask {
            keeper,
            feeds,
            mailbox,
            clock,
            phase,
            ballots: self.0.ballots.clone(),
            chance: Arc::clone(&self.0.chance),
            metrics: self.0.metrics.clone(),
        };
        let hub = self.clone();
        tokio::spawn(async move {
            match task.run(restarted).await {
                Over::Ended => drop(hub.0.rooms.remove(&session)),
                // It goes on, only not here: whoever knocks is told to come back.
                Over::Stopped | Over::Lost => {}
                Over::InDoubt { epoch } => hub.read_again(session, group, epoch).await,
            }
        });
    }

    /// Brings a room back that does not know what its log holds, once the log can be read. Until then
    /// whoever knocks is told to come back. If somebody else has opened the log since, it is theirs.
    async fn read_again(&self, session: SessionId, group: GroupId, epoch: u64) {
        // A write whose fate is unknown may have raised it.
        let mut ours = epoch;
        while !self.is_stopping() {
            sleep(STORE_AGAIN_AFTER).await;
            let epoch = match self.0.log.head(session).await {
                Ok(head) if head.epoch <= ours && !head.erased => head.epoch,
                Ok(_) => return warn!(%session, "this room is somebody else's now"),
                Err(_) => continue,
            };
            let mut feeds = Feeds::default();
            match Keeper::reopen(Arc::clone(&self.0.log), session, &mut feeds).await {
                Ok(keeper) => {
                    info!(%session, "brought back");
                    return self.start(group, keeper, feeds, true);
                }
                Err(Unreadable::Log(LogError::Full | LogError::Unknown(_))) => ours = epoch + 1,
                Err(error @ (Unreadable::Log(_) | Unreadable::Record(_))) => {
                    return error!(%session, %error, "could not be brought back");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
