//! The cast: people who act in a session, and a clock that moves when the test moves it.
//!
//! Every step is checked: see [`invariants`].

pub mod asking;
pub mod box_invariants;
pub mod boxes;
pub mod invariants;
pub mod looking;
pub mod people;
pub mod stands;

use std::collections::BTreeMap;

use rondo_protocol::{
    At, BoxKey, Command, GroupId, RefusalCode, SeatId, SessionId, View,
    feedback::Content,
    session::{Admission, EndReason, GroundRules, Phase, SessionCommand},
};
use rondo_room::{Decision, Input, Item, Opening, Refusal, Room, Stamp, Touched};

pub use asking::*;
pub use boxes::*;
pub use people::*;
pub use stands::*;

pub type Answer = Result<(), RefusalCode>;

pub const SECOND: u64 = 1_000;
pub const MINUTE: u64 = 60 * SECOND;

/// When every session of the tests opens.
pub const OPENED_AT: At = At(1_800_000_000_000);

/// A session with its room, its log, and what every screen shows.
#[derive(Clone)]
pub struct Session {
    pub room: Room,
    pub log: Vec<Item>,
    pub now: At,
    /// The room as its log alone gives it.
    replayed: Room,
    screens: BTreeMap<SeatId, View>,
    /// Screens that are told of several items in one go, as when many arrive at once.
    slow_screens: BTreeMap<SeatId, View>,
    /// What the last item touched.
    pub touched: Touched,
    untold: Touched,
    untold_since: Room,
    numbers: BTreeMap<SeatId, u64>,
    /// Envelopes posted for the box that is under way.
    envelopes: Vec<Option<Content>>,
    drawn: u128,
}

pub fn opening() -> Opening {
    Opening {
        session: SessionId::from_random(901),
        group: GroupId::from_random(902),
        group_name: name("Tuesday circle"),
        number: 7,
        ground_rules: GroundRules {
            version: 3,
            text: text("What is said here stays here."),
        },
        crisis_text: text("Call 112 if it cannot wait."),
        capacity: 9,
        feedback_threshold: 5,
        feedback_confirmed: true,
        admission: Admission::OneByOne,
        roster: MEMBERS.iter().map(Person::rostered).collect(),
        planned_minutes: Some(90),
    }
}

impl Session {
    /// A session that has just been opened; nobody has come.
    pub fn opened() -> Self {
        Self::opened_with(|_| {})
    }

    pub fn opened_with(change: impl FnOnce(&mut Opening)) -> Self {
        let mut opening = opening();
        change(&mut opening);
        let first = Room::opened(opening, OPENED_AT);
        let room = Room::begin(&first).unwrap();
        let replayed = Room::begin(&invariants::stored(&first)).unwrap();
        let untold_since = Room::clone(&room);
        Session {
            room,
            log: vec![first],
            now: OPENED_AT,
            replayed,
            screens: BTreeMap::new(),
            slow_screens: BTreeMap::new(),
            touched: Touched::default(),
            untold: Touched::default(),
            untold_since,
            numbers: BTreeMap::new(),
            envelopes: Vec::new(),
            drawn: 0,
        }
    }

    /// A live session led by `DR_HALE` with these people in the circle, in this order.
    pub fn live(people: &[Person]) -> Self {
        Self::live_with(people, |_| {})
    }

    pub fn live_with(people: &[Person], change: impl FnOnce(&mut Opening)) -> Self {
        let mut session = Self::opened_with(change);
        session.arrives(DR_HALE);
        for person in people {
            session.comes_in(*person);
        }
        session.must(DR_HALE, SessionCommand::Start {});
        session
    }

    /// One input: decided, stored, taken in, told to every screen, and all checked.
    pub fn step(&mut self, input: &Input) -> Result<Decision, RefusalCode> {
        self.drawn = self
            .drawn
            .wrapping_add(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        let stamp = self.stamp();
        let decision = self.room.decide(input, stamp);
        let again = self.room.decide(input, stamp);
        assert_eq!(decision, again, "one input, two decisions (R-CMD-5)");
        match decision {
            Ok(Decision::Do(item)) => {
                if item.by.is_some() || !item.events.is_empty() {
                    self.take_in(&item);
                }
                Ok(Decision::Do(item))
            }
            Ok(Decision::AlreadyDone) => Ok(Decision::AlreadyDone),
            Err(Refusal(code)) => Err(code),
        }
    }

    /// The time, chance and spare key of the next input.
    pub fn stamp(&self) -> Stamp {
        let mut key = [0; BoxKey::BYTES];
        key[..16].copy_from_slice(&self.drawn.to_be_bytes());
        Stamp {
            at: self.now,
            random: self.drawn,
            box_key: BoxKey(key),
        }
    }

    fn take_in(&mut self, item: &Item) {
        assert!(
            item.at >= self.room.last_at(),
            "time ran backwards (R-CMD-7)"
        );
        let stored = invariants::stored(item);
        let before = self.room.clone();
        let touched = self.room.apply(item);
        self.replayed.apply(&stored);
        assert_eq!(
            self.room, self.replayed,
            "the log gives another room (R-CMD-6)"
        );
        self.log.push(stored);
        for seat in self.room.seats().collect::<Vec<_>>() {
            let view = self.room.view(seat).unwrap();
            let screen = self.screens.remove(&seat);
            let shown = invariants::tell(&before, &self.room, seat, &touched, screen);
            assert_eq!(shown, view, "{seat:?} sees something else (R-SEE-1)");
            self.screens.insert(seat, shown);
        }
        invariants::hold(&self.room, &self.screens);
        self.untold.join(touched.clone());
        self.touched = touched;
        if self.log.len().is_multiple_of(5) {
            self.tell_in_one_go();
        }
    }

    fn tell_in_one_go(&mut self) {
        let touched = std::mem::take(&mut self.untold);
        let before = std::mem::replace(&mut self.untold_since, self.room.clone());
        for (seat, view) in &self.screens {
            let screen = self.slow_screens.remove(seat);
            let shown = invariants::tell(&before, &self.room, *seat, &touched, screen);
            assert_eq!(&shown, view, "{seat:?} sees something else (R-SEE-1)");
            self.slow_screens.insert(*seat, shown);
        }
    }

    /// Whether the log without the forgotten words still gives this room (R-CON-10).
    pub fn forgets(&self) {
        let forgotten = self.room.forgotten().clone();
        let mut log = self.log.clone();
        for item in &mut log {
            item.forget(&forgotten);
        }
        let mut room = Room::begin(&log[0]).unwrap();
        for item in &log[1..] {
            room.apply(item);
        }
        assert_eq!(room, self.room, "forgetting changed the room (R-CON-10)");
    }

    /// The next number of a person's commands.
    fn number(&mut self, seat: SeatId) -> u64 {
        let n = self.numbers.entry(seat).or_default();
        *n += 1;
        *n
    }

    /// What becomes of a command.
    pub fn ask(&mut self, who: Person, command: impl IntoCommand) -> Answer {
        let seat = self.seat(who);
        let n = self.number(seat);
        self.ask_numbered(who, n, command).map(|_| ())
    }

    /// What becomes of a command with a number of the test's choosing.
    pub fn ask_numbered(
        &mut self,
        who: Person,
        n: u64,
        command: impl IntoCommand,
    ) -> Result<Decision, RefusalCode> {
        let command: Command = command.command();
        let seat = self.seat(who);
        self.step(&Input::Command { seat, n, command })
    }

    /// A command that is to be done.
    #[track_caller]
    pub fn must(&mut self, who: Person, command: impl IntoCommand) {
        let answer = self.ask(who, command);
        assert_eq!(answer, Ok(()), "{} was refused", who.name);
    }

    /// A command that is to be refused for this reason.
    #[track_caller]
    pub fn refused(&mut self, who: Person, why: RefusalCode, command: impl IntoCommand) {
        let before = self.room.clone();
        assert_eq!(self.ask(who, command), Err(why), "{}", who.name);
        assert_eq!(self.room, before, "a refusal changed the room (R-CMD-2)");
    }

    /// A command that is to be taken and to change nothing.
    #[track_caller]
    pub fn idle(&mut self, who: Person, command: impl IntoCommand) {
        self.must(who, command);
        assert!(self.log.last().unwrap().events.is_empty(), "{}", who.name);
    }

    /// Lets time pass; what becomes due on the way happens when it is due.
    pub fn after_ms(&mut self, ms: u64) {
        let until = self.now.plus_ms(ms);
        while let Some(at) = self.room.next_deadline().filter(|at| *at <= until) {
            self.now = self.now.max(at);
            let before = self.room.clone();
            match self.room.to_seal(self.now) {
                Some(box_id) => self.is_sealed(box_id),
                None => {
                    self.step(&Input::Tick).unwrap();
                    assert_ne!(self.room, before, "an idle deadline (R-CMD-8)");
                }
            }
        }
        self.now = until;
    }

    pub fn restarts_after_ms(&mut self, ms: u64) {
        self.now = self.now.plus_ms(ms);
        self.envelopes.clear();
        self.step(&Input::Restart).unwrap();
    }

    #[track_caller]
    pub fn is_in_phase(&self, phase: Phase) {
        assert_eq!(self.room.phase(), phase);
    }

    #[track_caller]
    pub fn ended_because(&self, reason: EndReason) {
        let seat = self.room.seats().next().unwrap();
        assert_eq!(self.screens[&seat].session.ended, Some(reason));
    }
}
