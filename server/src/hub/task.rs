//! The task that owns one room: take what waits, decide, append, take in, deliver.
//!
//! Everything that waits is taken together into one record, so that a busy room costs one append
//! per turn of this loop. Nothing is shown or answered before the record is durable. Deadlines are
//! asked of the room each time and never kept beside it.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use rondo_ballot::{BoxSecret, Opened};
use rondo_protocol::{
    At, BlindedElement, BoxId, CloseCode, Command, RefusalCode, SeatId, frames::Resume,
    session::Phase,
};
use rondo_room::{Input, Item};
use tokio::{
    sync::{mpsc, watch},
    time::{sleep, timeout},
};
use tracing::{error, info, warn};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{
    ballot::{Ballots, Held},
    chance::Chance,
    deliver::{Delivery, Reply},
    feeds::Feeds,
    keeper::{Keeper, NotStored},
    limits::{
        BATCH_MESSAGES_MAX, COMMAND_EVERY_MS, COMMANDS_AT_ONCE, FORGET_AGAIN_AFTER_MS,
        STORE_AGAIN_AFTER,
    },
    outbox::Outbox,
    pace::Pace,
    tickets::Admit,
    turn::Turn,
};
use crate::{clock::Clock, metrics::Metrics, store::AuditLine};

/// Tells one connection from another, also of the same seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ConnectionId(pub u64);

/// Something for a room.
pub(crate) enum Message {
    Connect {
        admit: Admit,
        resume: Option<Resume>,
        connection: ConnectionId,
        outbox: Outbox,
    },
    Disconnect {
        connection: ConnectionId,
    },
    Command {
        connection: ConnectionId,
        n: u64,
        command: Command,
    },
    AskToken {
        connection: ConnectionId,
        box_id: BoxId,
        blinded: BlindedElement,
    },
    Input(Input),
    /// The server stops: say goodbye and leave everything as it is stored.
    Stop,
}

/// What a room task works with.
pub(crate) struct RoomTask {
    pub keeper: Keeper,
    pub feeds: Feeds,
    pub mailbox: mpsc::Receiver<Message>,
    pub clock: Arc<dyn Clock>,
    pub phase: watch::Sender<Phase>,
    pub ballots: Ballots,
    pub chance: Arc<dyn Chance>,
    pub metrics: Metrics,
}

/// Why the task goes on no more.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The session ended and is to be erased.
    Ended,
    /// The server stops.
    Stopped,
    /// Somebody else owns the log.
    Lost,
    /// Whether the last record is stored is not known; the log was owned under this epoch.
    InDoubt { epoch: u64 },
}

struct Running {
    task: RoomTask,
    delivery: Delivery,
    paces: BTreeMap<SeatId, Pace>,
    /// Inputs that must not be lost because nothing could be stored for a while.
    owed: Vec<Input>,
    /// When to try again, after nothing could be stored.
    again_at: Option<At>,
    /// Hidden words are not taken out of the log before this: a log that cannot do it must not be
    /// kept busy with every change.
    forget_from: At,
    /// The key of the next box.
    spare: Option<BoxSecret>,
    /// The box under way, whose envelopes this task holds.
    ballot: Option<Held>,
    /// What a sealed box held, until that is stored.
    sealed: Option<(BoxId, Opened)>,
}

impl RoomTask {
    /// Runs until the session has ended and is erased, the server stops, or somebody else has the log.
    pub async fn run(self, restarted: bool) -> Over {
        let mut running = Running {
            delivery: Delivery::new(self.keeper.log_id, self.metrics.clone()),
            task: self,
            paces: BTreeMap::new(),
            owed: Vec::new(),
            again_at: None,
            forget_from: At(0),
            spare: None,
            ballot: None,
            sealed: None,
        };
        if restarted {
            running.owed.push(Input::Restart);
        }
        let over = loop {
            match running.turn().await {
                Ok(()) => {}
                Err(over) => break over,
            }
        };
        match over {
            Over::Ended => running.erase().await,
            Over::Stopped => {
                running.note_the_time().await;
                running.delivery.close_all(CloseCode::ComeBack);
            }
            Over::Lost | Over::InDoubt { .. } => {
                running.delivery.close_all(CloseCode::ComeBack);
            }
        }
        running.forget_ballot();
        over
    }
}

impl Running {
    /// One turn of the loop: waits for something to do, and does all that waits.
    async fn turn(&mut self) -> Result<(), Over> {
        let due = self.task.keeper.room.next_deadline();
        let mut messages = Vec::new();
        if self.owed.is_empty() || self.again_at.is_some() {
            let something_is_due = self.until_something_is_due(due);
            tokio::select! {
                biased;
                message = self.task.mailbox.recv() => messages.push(message.ok_or(Over::Stopped)?),
                () = something_is_due => {}
            }
        }
        while messages.len() < BATCH_MESSAGES_MAX {
            match self.task.mailbox.try_recv() {
                Ok(message) => messages.push(message),
                Err(_) => break,
            }
        }
        let mut turn = self.begin(due);
        for message in messages {
            self.take(message, &mut turn)?;
        }
        self.finish(turn).await
    }

    fn until_something_is_due(&self, due: Option<At>) -> impl Future<Output = ()> + use<> {
        let keeper = &self.task.keeper;
        let forget_from = keeper.has_to_forget().then_some(self.forget_from);
        let due = due.into_iter().chain(forget_from).min();
        let due = self.again_at.or(due);
        let wait = due.map(|at| Duration::from_millis(at.ms_since(self.task.clock.now())));
        async move {
            match wait {
                Some(wait) => sleep(wait).await,
                None => std::future::pending().await,
            }
        }
    }

    /// Begins a turn with what is owed and, if the time has come, with what was due next.
    fn begin(&mut self, due: Option<At>) -> Turn {
        let at = self.task.clock.now();
        let chance = Arc::clone(&self.task.chance);
        let spare = self.spare.take().unwrap_or_else(|| chance.box_secret());
        let mut turn = Turn::new(self.task.keeper.room.clone(), at, spare, chance);
        self.again_at = None;
        for input in std::mem::take(&mut self.owed) {
            turn.owe(input);
        }
        if due.is_some_and(|due| due <= at) {
            turn.decide(&Input::Tick);
        }
        if let Some(box_id) = turn.staged.to_seal(at) {
            turn.decide(&self.seal(box_id));
        }
        turn
    }

    /// Ends a box, once: if what it held cannot be stored now, it is kept to be stored later, and
    /// nobody posts any more.
    fn seal(&mut self, box_id: BoxId) -> Input {
        let ballot = self.ballot.as_ref().filter(|b| b.id() == box_id);
        if let Some(opened) = ballot.and_then(|ballot| ballot.seal()) {
            self.sealed = Some((box_id, opened));
        }
        let sealed = self.sealed.clone().filter(|(id, _)| *id == box_id);
        let opened = sealed.map(|(_, opened)| opened).unwrap_or_default();
        Input::Seal {
            box_id,
            receipts: opened.receipts,
            slips: opened.slips,
        }
    }

    fn take(&mut self, message: Message, turn: &mut Turn) -> Result<(), Over> {
        match message {
            Message::Connect {
                admit,
                resume,
                connection,
                outbox,
            } => {
                if let Some(seat) = turn.connect(admit, resume, connection, outbox) {
                    self.delivery.expect(seat, connection);
                }
            }
            Message::Disconnect { connection } => {
                // The late end of a connection that was taken over says nothing about the new one.
                if let Some(seat) = self.delivery.leave(connection) {
                    turn.owe(Input::Drop { seat });
                }
            }
            Message::Command {
                connection,
                n,
                command,
            } => {
                if let Some(seat) = self.delivery.seat_of(connection) {
                    // A repeated command was in time when it was given first.
                    let again = n <= turn.staged.last_command(seat);
                    let pace = self.paces.entry(seat).or_default();
                    if again || pace.take(turn.at, COMMANDS_AT_ONCE, COMMAND_EVERY_MS) {
                        turn.command(connection, seat, n, command);
                    } else {
                        let refusal = Reply::refusal(connection, n, RefusalCode::TooFast);
                        turn.replies.push(refusal);
                    }
                } else if self.delivery.is_overtaken(connection) {
                    // Heard only if the newer one is not greeted after all; else it has moved.
                    let refusal = Reply::refusal(connection, n, RefusalCode::CannotStore);
                    turn.replies.push(refusal);
                }
            }
            Message::AskToken {
                connection,
                box_id,
                blinded,
            } => turn.replies.push(Reply::Token {
                connection,
                box_id,
                blinded,
            }),
            Message::Input(input) => turn.owe(input),
            Message::Stop => return Err(Over::Stopped),
        }
        Ok(())
    }

    /// Stores the turn, then shows and answers everything.
    async fn finish(&mut self, turn: Turn) -> Result<(), Over> {
        let Turn {
            staged,
            items,
            touched,
            replies,
            audit,
            owed,
            at,
            spare,
            taken,
            chance: _,
        } = turn;
        self.spare = Some(spare);
        #[cfg(test)]
        let mut replies = replies;
        #[cfg(test)]
        flaw::with(Flaw::AnswerBeforeAppend, || {
            let early = replies.extract_if(.., |reply| reply.knock().is_none());
            let early = early.collect();
            let feeds = &self.task.feeds;
            self.delivery.reply(&staged, feeds, at, early, None);
        });
        let before = if items.is_empty() {
            None
        } else {
            match self.task.keeper.append(staged, &items, audit).await {
                Ok(before) => Some(before),
                Err(NotStored::ForNow(error)) => {
                    error!(%error, "nothing is stored; the room keeps showing what it has");
                    self.not_stored(owed, replies, at);
                    return Ok(());
                }
                Err(NotStored::Lost(error)) => {
                    warn!(%error, "this room is somebody else's now");
                    return Err(Over::Lost);
                }
                Err(NotStored::InDoubt(error)) => {
                    error!(%error, "this room has to be read again");
                    let epoch = self.task.keeper.epoch();
                    return Err(Over::InDoubt { epoch });
                }
            }
        };
        let corked = self.delivery.cork(&replies);
        if let Some(before) = before {
            // Before anybody hears that envelopes are taken, they are.
            self.keep_ballot(taken);
            if self.task.keeper.has_to_forget() {
                self.task.feeds.forget();
            }
            let room = &self.task.keeper.room;
            let outbox = |seat| self.delivery.outbox(seat);
            self.task.feeds.tell(&before, room, &touched, outbox);
        }
        self.reply(replies, at);
        self.delivery.uncork(&corked);
        let room = &self.task.keeper.room;
        self.delivery.say_farewells(room, &touched);
        let phase = room.phase();
        let changed = |shown: &mut Phase| std::mem::replace(shown, phase) != phase;
        self.task.phase.send_if_modified(changed);
        if self.task.keeper.has_to_forget()
            && at >= self.forget_from
            && let Err(error) = self.task.keeper.forget().await
        {
            warn!(%error, "hidden words are still in the log; to be tried again");
            self.forget_from = at.plus_ms(FORGET_AGAIN_AFTER_MS);
        }
        match self.task.keeper.room.phase() {
            Phase::Waiting | Phase::Live | Phase::Closing => Ok(()),
            Phase::Ended => Err(Over::Ended),
        }
    }

    /// Nothing of a turn could be stored: says so to all who asked, and keeps what must not be lost.
    fn not_stored(&mut self, owed: Vec<Input>, mut replies: Vec<Reply>, at: At) {
        self.owed = owed;
        let after = u64::try_from(STORE_AGAIN_AFTER.as_millis()).unwrap_or(u64::MAX);
        self.again_at = Some(at.plus_ms(after));
        #[cfg(test)]
        flaw::with(Flaw::RefuseSilently, || {
            replies.retain(|reply| reply.knock().is_some());
        });
        for reply in &mut replies {
            reply.not_stored();
            let knock = reply.knock();
            let alone = knock.and_then(|c| self.delivery.leave(c));
            self.owed.extend(alone.map(|seat| Input::Drop { seat }));
        }
        self.reply(replies, at);
    }

    fn reply(&mut self, replies: Vec<Reply>, at: At) {
        let (room, feeds) = (&self.task.keeper.room, &self.task.feeds);
        let ballot = self.ballot.as_deref();
        self.delivery.reply(room, feeds, at, replies, ballot);
    }

    /// Makes, moves on or throws away the ballot, as the room's box says. `taken` are the keys of the
    /// boxes opened just now.
    fn keep_ballot(&mut self, taken: Vec<BoxSecret>) {
        let room = &self.task.keeper.room;
        let under_way = room.box_under_way();
        let collecting = room.collecting_box().is_some();
        let goes_on = under_way.as_ref().map(|b| b.id);
        if self.ballot.as_ref().map(|ballot| ballot.id()) != goes_on {
            self.forget_ballot();
            // A box that was open before a restart has no key any more; it is about to be void.
            let mut secrets = taken.into_iter();
            self.ballot = under_way.and_then(|opened| {
                let secret = secrets.find(|secret| secret.key() == opened.key)?;
                Some(self.task.ballots.open(opened, secret))
            });
        }
        if let Some(ballot) = self.ballot.as_ref().filter(|_| collecting) {
            ballot.collect();
        }
    }

    fn forget_ballot(&mut self) {
        self.sealed = None;
        self.ballot = None;
    }

    /// Stores that the room's clocks ran until now: the time without a server begins here, and not
    /// with the last thing that happened (R-TURN-4, R-SAFE-7).
    async fn note_the_time(&mut self) {
        let keeper = &mut self.task.keeper;
        let item = Item {
            at: self.task.clock.now(),
            by: None,
            events: Vec::new(),
        };
        let mut staged = keeper.room.clone();
        staged.apply(&item);
        if let Err(error) = keeper.append(staged, &[item], Vec::new()).await {
            warn!(%error, "the clocks of a room go back to the last thing that happened");
        }
    }

    /// Erases what was said, however often it takes. If the server stops before it is done, the
    /// session comes back with it and is erased then.
    async fn erase(&mut self) {
        self.delivery.close_all(CloseCode::Over);
        let room = &self.task.keeper.room;
        let session = room.session();
        let line = AuditLine {
            group: Some(room.group()),
            session: Some(session),
            ..AuditLine::new(self.task.clock.now(), "session_erased")
        };
        while let Err(error) = self.task.keeper.erase(vec![line]).await {
            error!(%session, %error, "an ended session is not erased yet");
            if timeout(STORE_AGAIN_AFTER, self.told_to_stop())
                .await
                .is_ok()
            {
                return;
            }
        }
        info!(%session, "erased");
    }

    /// Turns everybody away who still knocks, until the server stops.
    async fn told_to_stop(&mut self) {
        while let Some(message) = self.task.mailbox.recv().await {
            match message {
                Message::Connect { outbox, .. } => outbox.close(CloseCode::Over),
                Message::Stop => return,
                Message::Disconnect { .. }
                | Message::Command { .. }
                | Message::AskToken { .. }
                | Message::Input(_) => {}
            }
        }
    }
}
