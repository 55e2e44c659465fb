//! Connections of a room, and what goes out on them: what changed, answers, welcomes, farewells.
//!
//! A seat has one connection, the newest; an older one is told that it moved. Delivering never
//! waits: whoever cannot keep up is cut off by their outbox.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    At, BlindedElement, BoxId, CloseCode, LogId, RefusalCode, SeatId, ServerFrame,
    frames::{Evaluation, Resume, State},
};
use rondo_room::{Room, Touched};

use super::{ballot::Ballot, feeds::Feeds, frame::written, outbox::Outbox, task::ConnectionId};
use crate::metrics::Metrics;

/// An answer that waits for the record to be durable.
pub(crate) enum Reply {
    Welcome {
        connection: ConnectionId,
        outbox: Outbox,
        resume: Option<Resume>,
        welcome: Result<SeatId, CloseCode>,
    },
    Answer {
        connection: ConnectionId,
        n: u64,
        result: Result<(), RefusalCode>,
        /// The command was done, and stored, before this turn: true whatever becomes of the turn.
        stored_before: bool,
    },
    Token {
        connection: ConnectionId,
        box_id: BoxId,
        blinded: BlindedElement,
    },
}

impl Reply {
    /// A command that leaves nothing behind: refused.
    pub fn refusal(connection: ConnectionId, n: u64, code: RefusalCode) -> Self {
        Reply::Answer {
            connection,
            n,
            result: Err(code),
            stored_before: false,
        }
    }

    /// The connection that knocked, if this is its welcome.
    pub fn knock(&self) -> Option<ConnectionId> {
        match self {
            Reply::Welcome { connection, .. } => Some(*connection),
            Reply::Answer { .. } | Reply::Token { .. } => None,
        }
    }

    /// The connection that is answered, unless it is about to be greeted.
    fn asked(&self) -> Option<ConnectionId> {
        match self {
            Reply::Answer { connection, .. } | Reply::Token { connection, .. } => Some(*connection),
            Reply::Welcome { .. } => None,
        }
    }

    /// Nothing of this turn was stored, so nothing of it may be said.
    pub fn not_stored(&mut self) {
        match self {
            // Whoever was turned away may have been by what was not stored.
            Reply::Welcome { welcome, .. } => *welcome = Err(CloseCode::ComeBack),
            Reply::Answer {
                stored_before: false,
                result,
                ..
            } => *result = Err(RefusalCode::CannotStore),
            Reply::Answer {
                stored_before: true,
                ..
            }
            | Reply::Token { .. } => {}
        }
    }
}

struct Connected {
    id: ConnectionId,
    outbox: Outbox,
}

/// The connections of a room's seats.
pub(crate) struct Delivery {
    /// What they are told from.
    log_id: LogId,
    metrics: Metrics,
    /// Who is told what changes: greeted connections.
    by_seat: BTreeMap<SeatId, Connected>,
    /// Every connection there is, greeted or about to be.
    seats: BTreeMap<ConnectionId, SeatId>,
    /// The connections of each seat, from the moment they knock, the newest last. What an older one
    /// still brings, its end included, is not the seat's while a newer one is there.
    knocked: BTreeMap<SeatId, Vec<ConnectionId>>,
}

impl Delivery {
    /// No connections yet to a room that is told from this log.
    pub fn new(log_id: LogId, metrics: Metrics) -> Self {
        Self {
            log_id,
            metrics,
            by_seat: BTreeMap::new(),
            seats: BTreeMap::new(),
            knocked: BTreeMap::new(),
        }
    }

    /// A connection has knocked and will be greeted once that is stored.
    pub fn expect(&mut self, seat: SeatId, connection: ConnectionId) {
        self.seats.insert(connection, seat);
        self.knocked.entry(seat).or_default().push(connection);
    }

    /// The seat whose newest connection this is.
    pub fn seat_of(&self, connection: ConnectionId) -> Option<SeatId> {
        let seat = self.seats.get(&connection).copied()?;
        let newest = self.knocked.get(&seat)?.last();
        (newest == Some(&connection)).then_some(seat)
    }

    /// Whether a connection has been overtaken by a newer one that is not greeted yet.
    pub fn is_overtaken(&self, connection: ConnectionId) -> bool {
        self.seats.contains_key(&connection) && self.seat_of(connection).is_none()
    }

    /// A connection is gone, or its knock could not be stored. Gives its seat if nobody is there
    /// for it now; otherwise the newest of the others has it.
    pub fn leave(&mut self, connection: ConnectionId) -> Option<SeatId> {
        let seat = self.seats.remove(&connection)?;
        self.by_seat.retain(|_, greeted| greeted.id != connection);
        let others = self.knocked.get_mut(&seat)?;
        others.retain(|other| *other != connection);
        let alone = others.is_empty();
        if alone {
            self.knocked.remove(&seat);
        }
        alone.then_some(seat)
    }

    /// Where what changes for a seat is sent, if somebody is there to be told.
    pub fn outbox(&self, seat: SeatId) -> Option<&Outbox> {
        Some(&self.by_seat.get(&seat)?.outbox)
    }

    /// Holds back what is sent to those who get these answers, until [`Self::uncork`]: to each, what
    /// changed and all answers go out as one write.
    pub fn cork(&self, replies: &[Reply]) -> BTreeSet<SeatId> {
        let asked = replies.iter().filter_map(Reply::asked);
        let corked: BTreeSet<_> = asked.filter_map(|c| self.seats.get(&c).copied()).collect();
        for outbox in corked.iter().filter_map(|seat| self.outbox(*seat)) {
            outbox.cork();
        }
        corked
    }

    /// Sends what was held back.
    pub fn uncork(&self, corked: &BTreeSet<SeatId>) {
        for outbox in corked.iter().filter_map(|seat| self.outbox(*seat)) {
            outbox.uncork();
        }
    }

    /// Sends the answers of a turn, in the order of the questions.
    pub fn reply(
        &mut self,
        room: &Room,
        feeds: &Feeds,
        now: At,
        replies: Vec<Reply>,
        ballot: Option<&Ballot>,
    ) {
        for reply in replies {
            match reply {
                Reply::Welcome {
                    outbox,
                    welcome: Err(code),
                    ..
                } => outbox.close(code),
                Reply::Welcome {
                    connection,
                    outbox,
                    resume,
                    welcome: Ok(seat),
                } => {
                    // It may have knocked and gone within one turn.
                    let here = self.seats.contains_key(&connection);
                    let resume = resume.as_ref();
                    let welcome = self.welcome(room, feeds, seat, resume, now);
                    if let Some(welcome) = welcome.filter(|_| here) {
                        outbox.send(&[&welcome]);
                        self.join(
                            seat,
                            Connected {
                                id: connection,
                                outbox,
                            },
                        );
                    }
                }
                Reply::Answer {
                    connection,
                    n,
                    result,
                    stored_before: _,
                } => {
                    self.metrics.answered(result);
                    self.send(connection, |seat| match result {
                        Ok(()) => ServerFrame::Ok {
                            n,
                            seq: feeds.seq(seat),
                        },
                        Err(code) => refused(n, code),
                    });
                }
                Reply::Token {
                    connection,
                    box_id,
                    blinded,
                } => self.send(connection, |seat| {
                    let may = room.open_box(seat) == Some(box_id);
                    let ballot = ballot.filter(|ballot| may && ballot.id() == box_id);
                    token(box_id, blinded, ballot.and_then(|b| b.issue(seat, blinded)))
                }),
            }
        }
    }

    /// Closes the connections of those who left, were removed, or whose session is over: all of them
    /// were just shown something else.
    pub fn say_farewells(&mut self, room: &Room, touched: &Touched) {
        for seat in touched.wholes() {
            if let Some(code) = room.farewell(seat)
                && let Some(greeted) = self.by_seat.get(&seat)
            {
                greeted.outbox.close(code);
                let connection = greeted.id;
                self.leave(connection);
            }
        }
    }

    /// Closes every connection.
    pub fn close_all(&mut self, code: CloseCode) {
        for connected in self.by_seat.values() {
            connected.outbox.close(code);
        }
        *self = Self::new(self.log_id, self.metrics.clone());
    }

    /// What was missed since the client's position, or the whole view if that is not known any more.
    fn welcome(
        &self,
        room: &Room,
        feeds: &Feeds,
        seat: SeatId,
        resume: Option<&Resume>,
        now: At,
    ) -> Option<String> {
        let had_something = resume.is_some();
        let resume = resume.filter(|r| r.log_id == self.log_id);
        let prev = resume.map(|r| r.last_seq);
        let missed = prev.and_then(|last_seq| feeds.missed(seat, last_seq));
        let state = match (&missed, prev) {
            (Some(_), Some(prev)) => State::Delta {
                prev,
                updates: Vec::new(),
            },
            (None, _) | (_, None) => State::View {
                view: Box::new(room.view(seat)?),
            },
        };
        let frame = written(&ServerFrame::Welcome {
            log_id: self.log_id,
            seat,
            now,
            last_command: room.last_command(seat),
            seq: feeds.seq(seat),
            state,
        });
        self.metrics.welcomed(had_something, missed.is_some());
        let Some(missed) = missed else {
            return Some(frame);
        };
        // What was missed is already written out: it goes between the brackets of the empty list.
        let updates = missed.join(",");
        let open = frame.strip_suffix("]}}")?;
        Some([open, &updates, "]}}"].concat())
    }

    fn join(&mut self, seat: SeatId, connected: Connected) {
        if let Some(older) = self.by_seat.insert(seat, connected) {
            self.leave(older.id);
            older.outbox.close(CloseCode::Moved);
        }
    }

    fn send(&self, connection: ConnectionId, frame: impl FnOnce(SeatId) -> ServerFrame) {
        let seat = self.seats.get(&connection);
        let greeted = seat.and_then(|seat| Some((*seat, self.by_seat.get(seat)?)));
        if let Some((seat, greeted)) = greeted.filter(|(_, greeted)| greeted.id == connection) {
            greeted.outbox.send(&[&written(&frame(seat))]);
        }
    }
}

/// The frame that gives a seat its token, or says that there is none for it.
fn token(
    box_id: BoxId,
    asked: BlindedElement,
    issued: Option<(BlindedElement, Evaluation)>,
) -> ServerFrame {
    let (blinded, evaluation) = issued.unzip();
    ServerFrame::Token {
        box_id,
        blinded: blinded.unwrap_or(asked),
        evaluation,
    }
}

/// The frame that refuses a command.
pub(crate) fn refused(n: u64, code: RefusalCode) -> ServerFrame {
    ServerFrame::Refused {
        n,
        code,
        message: code.words().into(),
    }
}
