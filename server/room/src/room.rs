//! The room: all features' states, how a decision is taken, and how an event is taken in.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use rondo_protocol::{
    At, BoxId, CloseCode, GroupId, LineId, PersonId, RefusalCode, SeatId, SessionId,
    limits::{NUMBER_MAX, SEATS_MAX},
    roster::{Role, Standing},
    session::Phase,
    text::Name,
};

use crate::{
    checkins::{Checkins, CheckinsEvent},
    conversation::Conversation,
    event::{By, Event, Item},
    feedback::{BoxUnderWay, Feedback, FeedbackEvent},
    floor::{Floor, Stillness},
    follow_up,
    input::{Input, Opening, Refusal, Stamp},
    moderation::Moderation,
    numbers::{Known, Numbers},
    policy::Moment,
    roster::{Leaving, Roster, RosterEvent},
    safety::Safety,
    session::{Session, SessionEvent},
    shared::Shared,
    slice::{Slice, Touched},
};

mod ask;

/// What becomes of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Store this, then take it in. Without events and command there is nothing to store.
    Do(Item),
    /// The command was done before, on this or another connection. Only answer it again.
    AlreadyDone,
}

/// One session, as its events have made it.
///
/// Each turn of a room works on a copy of it; what the turn does not change is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    pub(crate) opening: Arc<Opening>,
    /// When the last item was taken in. Time in a room never runs backwards.
    pub(crate) last_at: At,
    pub(crate) session: Session,
    pub(crate) numbers: Numbers,
    pub(crate) roster: Shared<Roster>,
    pub(crate) floor: Shared<Floor>,
    pub(crate) conversation: Shared<Conversation>,
    pub(crate) checkins: Shared<Checkins>,
    pub(crate) feedback: Shared<Feedback>,
    pub(crate) moderation: Shared<Moderation>,
    pub(crate) safety: Shared<Safety>,
}

impl Room {
    /// The item that opens a session.
    #[must_use]
    pub fn opened(opening: Opening, at: At) -> Item {
        let opening = Box::new(opening);
        let events = vec![SessionEvent::Opened { opening }.into()];
        Item {
            at,
            by: None,
            events,
        }
    }

    /// The room a log begins with, or `None` if its first item opens no session.
    #[must_use]
    pub fn begin(first: &Item) -> Option<Room> {
        let Some(Event::Session(SessionEvent::Opened { opening })) = first.events.first() else {
            return None;
        };
        Some(Room {
            opening: Arc::new(Opening::clone(opening)),
            last_at: first.at,
            session: Session::new(opening, first.at),
            numbers: Numbers::default(),
            roster: Roster::new(opening.roster.clone()).into(),
            floor: Shared::default(),
            conversation: Shared::default(),
            checkins: Shared::default(),
            feedback: Feedback::new(opening.feedback_confirmed).into(),
            moderation: Shared::default(),
            safety: Shared::default(),
        })
    }

    /// What an input leads to. Changes nothing.
    ///
    /// # Errors
    /// A [`Refusal`] is for the one who asked; the room stays as it was.
    pub fn decide(&self, input: &Input, stamp: Stamp) -> Result<Decision, Refusal> {
        let mut draft = Draft::new(self, stamp);
        let mut by = None;
        match input {
            Input::Connect { person, role, name } => draft.connect(*person, *role, name)?,
            Input::Command { seat, n, command } => {
                if !self.roster.seats.contains_key(seat) {
                    return Err(RefusalCode::UnknownSeat.into());
                }
                if *n > NUMBER_MAX {
                    return Err(RefusalCode::Malformed.into());
                }
                match self.numbers.known(*seat, *n) {
                    Known::New => {}
                    Known::Done => return Ok(Decision::AlreadyDone),
                    Known::Stale => return Err(RefusalCode::StaleNumber.into()),
                }
                draft.command(*seat, command)?;
                by = Some(By { seat: *seat, n: *n });
            }
            // After the end nothing more happens; who knocks or asks was answered above (R-SES-5).
            Input::Drop { .. }
            | Input::Tick
            | Input::Restart
            | Input::Seal { .. }
            | Input::Expel { .. }
            | Input::Roster { .. }
                if self.session.phase == Phase::Ended => {}
            Input::Drop { seat } => {
                let up = self.roster.seats.get(seat).is_some_and(|s| s.link.is_up());
                if up {
                    draft.emit(RosterEvent::Dropped { seat: *seat });
                }
            }
            Input::Tick => draft.tick(),
            Input::Restart => draft.restart(),
            Input::Seal {
                box_id,
                receipts,
                slips,
            } => {
                if let Some(event) = self.feedback.seal(*box_id, receipts, slips) {
                    draft.emit(event);
                }
            }
            Input::Expel { person } => {
                let seat = self.roster.seat_of(*person);
                // Also who has left, or they would find the door open (R-MOD-4).
                let seat = seat.filter(|id| !self.roster.is_removed(*id));
                if let Some(seat) = seat {
                    draft.leave(seat, Leaving::Uninvited);
                }
            }
            Input::Roster { roster } => {
                let roster = roster.clone();
                draft.emit(SessionEvent::RosterChanged { roster });
            }
        }
        draft.follow_up();
        Ok(Decision::Do(Item {
            at: draft.at,
            by,
            events: draft.events,
        }))
    }

    /// Takes in what happened, and says what it changed on screens. Cannot fail.
    pub fn apply(&mut self, item: &Item) -> Touched {
        let mut touched = Touched::default();
        for event in &item.events {
            self.take_in(event, item.at, &mut touched);
        }
        if let Some(By { seat, n }) = item.by {
            self.numbers.take(seat, n);
        }
        self.last_at = self.last_at.max(item.at);
        touched
    }

    fn take_in(&mut self, event: &Event, at: At, touched: &mut Touched) {
        self.last_at = self.last_at.max(at);
        match event {
            Event::Session(event) => {
                self.before_session(event, at, touched);
                self.session.apply(event, at, touched);
            }
            Event::Roster(event) => self.roster.apply(event, at, touched),
            Event::Floor(event) => self.floor.apply(event, at, touched),
            Event::Conversation(event) => self.conversation.apply(event, at, touched),
            Event::Checkins(event) => {
                if let CheckinsEvent::Answered { seat, answer } = event
                    && let Some(low) = self.checkins.is_low(answer)
                {
                    self.safety.note_scale(*seat, low);
                }
                self.checkins.apply(event, at, touched);
            }
            Event::Feedback(event) => self.feedback.apply(event, at, touched),
            Event::Moderation(event) => self.moderation.apply(event, touched),
            Event::Safety(event) => self.safety.apply(event, at, touched),
        }
    }

    /// What an event of the session means for the other features.
    fn before_session(&mut self, event: &SessionEvent, at: At, touched: &mut Touched) {
        match event {
            SessionEvent::SafeModeEntered {} => {
                self.floor.stand_still(Stillness::SafeMode, at);
                touched.touch(Slice::Floor);
            }
            SessionEvent::SafeModeLeft {} => {
                self.floor.release(Stillness::SafeMode, at);
                let entered = self.session.safe_mode.map(|s| s.entered_at);
                self.feedback
                    .postpone(entered.map_or(0, |e| at.ms_since(e)));
                touched.touch(Slice::Floor);
                touched.touch(Slice::Box);
            }
            SessionEvent::Restarted { gap_ms } => {
                self.roster.restarted(at);
                self.floor.restarted(*gap_ms);
                touched.touch(Slice::Floor);
            }
            SessionEvent::RosterChanged { roster } => {
                self.roster.people.clone_from(roster);
                touched.touch(Slice::Absent);
                for seat in self.roster.seats.keys() {
                    touched.touch(Slice::Notes(*seat));
                }
            }
            SessionEvent::Closed {} => {
                self.floor.release(Stillness::SafeMode, at);
                touched.touch(Slice::Floor);
            }
            SessionEvent::Ended { .. } => self.forget_everything(touched),
            SessionEvent::Opened { .. }
            | SessionEvent::Started {}
            | SessionEvent::TimeNoted {}
            | SessionEvent::AdmissionSet { .. }
            | SessionEvent::LockSet { .. } => {}
        }
    }

    /// An end is an end: nothing said, asked or left stays, and every screen goes blank (R-SES-5).
    fn forget_everything(&mut self, touched: &mut Touched) {
        self.floor = Shared::default();
        self.conversation = Shared::default();
        self.checkins = Shared::default();
        self.feedback.forget();
        self.moderation = Shared::default();
        self.safety = Shared::default();
        for seat in self.roster.seats.keys() {
            touched.touch(Slice::Whole(*seat));
        }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> SessionId {
        self.opening.session
    }

    /// The group.
    #[must_use]
    pub fn group(&self) -> GroupId {
        self.opening.group
    }

    /// Where the session stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.session.phase
    }

    /// When the last item was taken in.
    #[must_use]
    pub fn last_at(&self) -> At {
        self.last_at
    }

    /// The seat of a person who has been here.
    #[must_use]
    pub fn seat_of(&self, person: PersonId) -> Option<SeatId> {
        self.roster.seat_of(person)
    }

    /// The person and role of a seat, for the audit.
    #[must_use]
    pub fn person_of(&self, seat: SeatId) -> Option<(PersonId, Role)> {
        self.roster.seats.get(&seat).map(|s| (s.person, s.role))
    }

    /// All seats there ever were, in order.
    pub fn seats(&self) -> impl ExactSizeIterator<Item = SeatId> + '_ {
        self.roster.seats.keys().copied()
    }

    /// Members who were in the circle at any time, for the record of attendance.
    pub fn attended(&self) -> impl Iterator<Item = PersonId> + '_ {
        let members = self
            .roster
            .seats
            .values()
            .filter(|s| s.role == Role::Member);
        members.filter(|s| s.was_in).map(|s| s.person)
    }

    /// The last command number taken from a seat.
    #[must_use]
    pub fn last_command(&self, seat: SeatId) -> u64 {
        self.numbers.last(seat)
    }

    /// Why somebody who knocks is not let to the door at all.
    #[must_use]
    pub fn turns_away(&self, person: PersonId, role: Role) -> Option<CloseCode> {
        let seat = self
            .seat_of(person)
            .and_then(|id| self.roster.seats.get(&id));
        if seat.is_some_and(|s| s.standing == Standing::Removed) {
            return Some(CloseCode::Removed);
        }
        match (self.session.phase, role) {
            (Phase::Ended, _) | (Phase::Closing, Role::Member | Role::Observer) => {
                Some(CloseCode::Over)
            }
            (Phase::Waiting | Phase::Live, _) | (Phase::Closing, Role::Therapist) => None,
        }
    }

    /// How to close a seat's connection once it has been told everything, if it is to be closed.
    #[must_use]
    pub fn farewell(&self, seat: SeatId) -> Option<CloseCode> {
        match self.session.phase {
            Phase::Ended => Some(CloseCode::Over),
            Phase::Waiting | Phase::Live | Phase::Closing => {
                self.roster.seats.get(&seat).and_then(|s| s.farewell)
            }
        }
    }

    /// When the session was opened.
    #[must_use]
    pub fn opened_at(&self) -> At {
        self.session.opened_at
    }

    /// The box that is open or collects envelopes.
    #[must_use]
    pub fn box_under_way(&self) -> Option<BoxUnderWay> {
        self.feedback.under_way().map(|b| BoxUnderWay {
            id: b.id,
            key: b.key,
            ask: b.ask.clone(),
            threshold: b.threshold,
        })
    }

    /// The box into which slips are being written or posted, if this seat may hold a token for it.
    #[must_use]
    pub fn open_box(&self, seat: SeatId) -> Option<BoxId> {
        let under_way = self.feedback.under_way();
        under_way.filter(|b| b.circle.contains(&seat)).map(|b| b.id)
    }

    /// The box that takes envelopes at this moment.
    #[must_use]
    pub fn collecting_box(&self) -> Option<BoxId> {
        self.feedback.to_seal().map(|(_, id)| id)
    }

    /// Lines whose words must not be in the log any more.
    #[must_use]
    pub fn forgotten(&self) -> &BTreeSet<LineId> {
        &self.conversation.hidden
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            phase: self.session.phase,
            safe_mode: self.session.safe_mode.is_some(),
            space_held: self.floor.still.contains(&Stillness::SpaceHeld),
        }
    }
}

/// A decision being taken: the room as it will be, and the events that make it so.
///
/// The room is copied only when a later step of the decision depends on an earlier one.
pub(crate) struct Draft<'a> {
    room: Cow<'a, Room>,
    pub at: At,
    pub stamp: Stamp,
    pub events: Vec<Event>,
    taken_in: usize,
}

impl<'a> Draft<'a> {
    fn new(room: &'a Room, stamp: Stamp) -> Self {
        let at = stamp.at.max(room.last_at);
        Self {
            room: Cow::Borrowed(room),
            at,
            stamp: Stamp { at, ..stamp },
            events: Vec::new(),
            taken_in: 0,
        }
    }

    /// The room with everything emitted so far.
    pub fn room(&mut self) -> &Room {
        if self.taken_in < self.events.len() {
            let room = self.room.to_mut();
            for event in &self.events[self.taken_in..] {
                room.take_in(event, self.at, &mut Touched::default());
            }
            self.taken_in = self.events.len();
        }
        &self.room
    }

    pub fn emit(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    pub fn emit_all<E: Into<Event>>(&mut self, events: impl IntoIterator<Item = E>) {
        self.events.extend(events.into_iter().map(Into::into));
    }

    /// Brings about what follows by itself, until nothing does.
    pub fn follow_up(&mut self) {
        let moves = |event: &Event| match event {
            Event::Session(_) | Event::Roster(_) | Event::Floor(_) | Event::Feedback(_) => true,
            Event::Conversation(_)
            | Event::Checkins(_)
            | Event::Moderation(_)
            | Event::Safety(_) => false,
        };
        if !self.events.iter().any(moves) {
            return;
        }
        while let Some(event) = follow_up::next(self.room()) {
            self.emit(event);
        }
    }

    fn connect(&mut self, person: PersonId, role: Role, name: &Name) -> Result<(), Refusal> {
        let room = self.room();
        if room.turns_away(person, role).is_some() {
            return Err(RefusalCode::WrongPhase.into());
        }
        let lines_from = room.conversation.next_line;
        let event = match room.roster.seat_of(person) {
            Some(seat) => {
                let up = room.roster.seats.get(&seat).is_some_and(|s| s.link.is_up());
                (!up).then_some(RosterEvent::Connected { seat, lines_from })
            }
            None if room.roster.seats.len() >= SEATS_MAX => {
                return Err(RefusalCode::LimitReached.into());
            }
            None => Some(RosterEvent::SeatTaken {
                seat: room.roster.next_seat(),
                person,
                role,
                name: name.clone(),
                lines_from,
            }),
        };
        self.emit_all(event);
        Ok(())
    }

    fn restart(&mut self) {
        let gap_ms = self.stamp.at.ms_since(self.room().last_at);
        let under_way = self.room().feedback.under_way().is_some();
        self.emit(SessionEvent::Restarted { gap_ms });
        if under_way {
            // Envelopes lived in memory only: nothing durable may exist before the seal.
            self.emit(FeedbackEvent::Voided {});
        }
    }
}
