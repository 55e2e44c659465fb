//! The roster: seats, who has been let in, and who is reachable.
//!
//! A seat is one person in one session and outlives every connection. It exists so that nobody
//! loses their place to a bad network. It must never show a drop that nobody would have noticed.

mod event;
mod seat;

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    At, CloseCode, LineId, PersonId, SeatId,
    observation::Consent,
    roster::{Presence, Role, Standing},
    text::Name,
};

use crate::{
    circle::{Chair, Circle},
    input::Rostered,
    limits::{GRACE_MS, SETTLED_MS},
    slice::{Slice, Touched},
};

pub use event::{Leaving, RosterEvent};
pub(crate) use seat::{Link, Seat};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Roster {
    pub seats: BTreeMap<SeatId, Seat>,
    pub people: Vec<Rostered>,
    /// What members answered about observers: (observer, member).
    consents: BTreeMap<(SeatId, SeatId), bool>,
    next_chair: u32,
    /// When the server last came back, and with it everybody's connection was gone.
    restarted_at: Option<At>,
}

impl Roster {
    pub fn new(people: Vec<Rostered>) -> Self {
        Self {
            seats: BTreeMap::new(),
            people,
            consents: BTreeMap::new(),
            next_chair: 0,
            restarted_at: None,
        }
    }

    pub fn seat_of(&self, person: PersonId) -> Option<SeatId> {
        let mut seats = self.seats.iter();
        seats.find(|(_, s)| s.person == person).map(|(id, _)| *id)
    }

    /// Whether somebody was turned away for the rest of the session.
    pub fn is_removed(&self, seat: SeatId) -> bool {
        let seat = self.seats.get(&seat);
        seat.is_some_and(|s| s.standing == Standing::Removed)
    }

    pub fn next_seat(&self) -> SeatId {
        SeatId(
            self.seats
                .keys()
                .next_back()
                .map_or(1, |last| last.0.saturating_add(1)),
        )
    }

    pub fn name(&self, seat: SeatId) -> Option<&Name> {
        self.seats.get(&seat).map(|s| &s.name)
    }

    /// Whether a therapist who has come is called that: lines show names and no roles, and nobody may
    /// speak as a therapist.
    pub fn is_a_therapists(&self, name: &Name) -> bool {
        let mut seats = self.seats.values();
        seats.any(|s| s.role == Role::Therapist && look_alike(s.name.reveal(), name.reveal()))
    }

    /// Whether it was the server and not this person that dropped the connection.
    pub fn went_with_the_server(&self, seat: SeatId) -> bool {
        let link = self.seats.get(&seat).map(|seat| seat.link);
        let restarted = self.restarted_at.map(|since| Link::Down { since });
        link.is_some() && link == restarted
    }

    /// What the therapist calls this person on the roster, if they are on it.
    pub fn rostered(&self, person: PersonId) -> Option<&Name> {
        let mut people = self.people.iter();
        let rostered = people.find(|rostered| rostered.person == person);
        rostered.map(|rostered| &rostered.name)
    }

    pub fn circle(&self) -> Circle {
        let mut chairs: Vec<_> = self.seats.iter().filter(|(_, s)| s.is_in()).collect();
        chairs.sort_by_key(|(_, seat)| seat.chair);
        let chair = |(id, seat): (&SeatId, &Seat)| Chair {
            seat: *id,
            role: seat.role,
            reachable: seat.presence() == Presence::Connected,
        };
        Circle(chairs.into_iter().map(chair).collect())
    }

    pub fn members_in(&self) -> usize {
        let in_circle = |s: &&Seat| s.is_in() && s.role == Role::Member;
        self.seats.values().filter(in_circle).count()
    }

    /// Names on the roster of whom nothing is seen, at the door or in the circle.
    pub fn absent(&self) -> Vec<Name> {
        let absent = self.without(|seat| seat.is_here() && seat.announced);
        absent.map(|r| r.name.clone()).collect()
    }

    /// Chairs kept for people of the roster. The circle is not told who stands at the door, so
    /// somebody there leaves their chair empty too.
    pub fn empty_chairs(&self) -> usize {
        self.without(Seat::is_in).count()
    }

    /// People of the roster who have no seat that is so.
    fn without(&self, so: impl Fn(&Seat) -> bool) -> impl Iterator<Item = &Rostered> {
        let seats = self.seats.values().filter(|seat| so(seat));
        let with: BTreeSet<_> = seats.map(|seat| seat.person).collect();
        let people = self.people.iter();
        people.filter(move |rostered| !with.contains(&rostered.person))
    }

    /// Since when no therapist is connected; `None` while one is. `opened_at` if there never was.
    pub fn therapist_gone_since(&self, opened_at: At) -> Option<At> {
        let seats = self.seats.values();
        self.gone_since(seats.filter(|s| s.role == Role::Therapist), opened_at)
    }

    /// Since when nobody at all is connected; `None` while somebody is.
    pub fn everybody_gone_since(&self, opened_at: At) -> Option<At> {
        self.gone_since(self.seats.values(), opened_at)
    }

    fn gone_since<'a>(&self, seats: impl Iterator<Item = &'a Seat>, opened_at: At) -> Option<At> {
        let mut last = opened_at;
        for seat in seats {
            match seat.link {
                Link::Up { .. } => return None,
                Link::Down { since } => last = last.max(since),
            }
        }
        Some(last)
    }

    pub fn answer_about(&self, observer: SeatId, member: SeatId) -> Option<bool> {
        self.consents.get(&(observer, member)).copied()
    }

    /// What the members in the circle answered about an observer.
    pub fn consent(&self, observer: SeatId) -> Consent {
        let mut consent = Consent {
            agreed: 0,
            asked: 0,
            declined: false,
        };
        for (id, seat) in &self.seats {
            if seat.is_in() && seat.role == Role::Member {
                consent.asked += 1;
                match self.answer_about(observer, *id) {
                    Some(true) => consent.agreed += 1,
                    Some(false) => consent.declined = true,
                    None => {}
                }
            }
        }
        consent
    }

    /// Whether every member in the circle agreed to an observer.
    pub fn all_agreed(&self, observer: SeatId) -> bool {
        let consent = self.consent(observer);
        consent.agreed == consent.asked
    }

    /// Observers at the door or in the circle.
    pub fn observers(&self) -> impl Iterator<Item = (SeatId, &Seat)> {
        let here =
            |(_, s): &(&SeatId, &Seat)| s.role == Role::Observer && s.announced && s.is_here();
        self.seats.iter().filter(here).map(|(id, s)| (*id, s))
    }

    /// What becomes due, and when.
    pub fn deadlines(&self) -> impl Iterator<Item = (At, RosterEvent)> + '_ {
        let here = self.seats.iter().filter(|(_, seat)| seat.is_here());
        here.flat_map(|(&id, seat)| {
            let (since, up) = match seat.link {
                Link::Up { since } => (since, true),
                Link::Down { since } => (since, false),
            };
            let shown = (up != seat.shown_up).then(|| {
                let event = RosterEvent::PresenceShown {
                    seat: id,
                    connected: up,
                };
                (since.plus_ms(SETTLED_MS), event)
            });
            let left = (!up).then(|| {
                let event = RosterEvent::Left {
                    seat: id,
                    why: Leaving::Grace,
                };
                (since.plus_ms(GRACE_MS), event)
            });
            shown.into_iter().chain(left)
        })
    }

    /// Everybody's connection went with the server; the grace begins anew (R-PRES-5).
    pub fn restarted(&mut self, at: At) {
        self.restarted_at = Some(at);
        for seat in self.seats.values_mut() {
            if seat.is_here() {
                seat.link = Link::Down { since: at };
            }
        }
    }

    pub fn apply(&mut self, event: &RosterEvent, at: At, touched: &mut Touched) {
        match event {
            RosterEvent::SeatTaken {
                seat,
                person,
                role,
                name,
                lines_from,
            } => {
                self.take_seat(*seat, *person, *role, name, *lines_from, at);
                self.touch_standing(*seat, touched);
            }
            RosterEvent::Connected { seat, lines_from } => {
                if self.connect(*seat, *lines_from, at) {
                    self.touch_standing(*seat, touched);
                }
            }
            RosterEvent::Dropped { seat } => {
                self.with(*seat, |s| s.link = Link::Down { since: at });
            }
            RosterEvent::PresenceShown { seat, connected } => {
                self.with(*seat, |s| {
                    s.shown_up = *connected;
                    s.announced = true;
                });
                touched.touch(Slice::Seat(*seat));
                touched.touch(Slice::Notes(*seat));
                touched.touch(Slice::Absent);
                // An observer is asked about from the moment they are announced (R-OBS-3).
                self.touch_watched(*seat, touched);
            }
            RosterEvent::RulesAccepted {
                seat,
                version,
                name,
            } => {
                self.with(*seat, |s| {
                    s.rules = Some(*version);
                    s.name = name.clone();
                    s.standing = Standing::Waiting;
                    s.shown_up = s.link.is_up();
                    s.announced = true;
                });
                self.touch_standing(*seat, touched);
            }
            RosterEvent::LetIn { seat, lines_from } => {
                self.let_in(*seat, *lines_from);
                self.touch_standing(*seat, touched);
            }
            RosterEvent::SentBack { seat } => {
                self.with(*seat, |s| {
                    s.standing = Standing::Waiting;
                    s.away = false;
                    s.by_hand = true;
                });
                self.touch_standing(*seat, touched);
            }
            RosterEvent::SteppedAway { seat } => self.set_away(*seat, true, touched),
            RosterEvent::CameBack { seat } => self.set_away(*seat, false, touched),
            RosterEvent::Left { seat, why } => {
                self.leave(*seat, *why, at);
                self.touch_standing(*seat, touched);
            }
            RosterEvent::AgreedToObserver {
                seat,
                observer,
                agree,
            } => {
                self.consents.insert((*observer, *seat), *agree);
                touched.touch(Slice::Me(*seat));
                touched.touch(Slice::Notes(*observer));
            }
        }
    }

    fn with(&mut self, seat: SeatId, change: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.seats.get_mut(&seat) {
            change(seat);
        }
    }

    fn set_away(&mut self, seat: SeatId, away: bool, touched: &mut Touched) {
        self.with(seat, |s| s.away = away);
        touched.touch(Slice::Seat(seat));
        touched.touch(Slice::Me(seat));
    }

    fn take_seat(
        &mut self,
        id: SeatId,
        person: PersonId,
        role: Role,
        name: &Name,
        lines_from: LineId,
        at: At,
    ) {
        let seat = Seat {
            person,
            role,
            name: name.clone(),
            standing: Standing::Arriving,
            chair: 0,
            was_in: false,
            rules: None,
            link: Link::Up { since: at },
            shown_up: false,
            announced: false,
            away: false,
            by_hand: false,
            lines_from,
            farewell: None,
        };
        self.seats.insert(id, seat);
        if role == Role::Therapist {
            self.let_in(id, lines_from);
        }
    }

    /// Whether the seat's standing changed with it.
    fn connect(&mut self, id: SeatId, lines_from: LineId, at: At) -> bool {
        let Some(seat) = self.seats.get_mut(&id) else {
            return false;
        };
        seat.link = Link::Up { since: at };
        if seat.is_here() {
            return false;
        }
        seat.farewell = None;
        seat.standing = match seat.rules {
            Some(_) => Standing::Waiting,
            None => Standing::Arriving,
        };
        if seat.role == Role::Therapist {
            self.let_in(id, lines_from);
        }
        true
    }

    fn let_in(&mut self, seat: SeatId, lines_from: LineId) {
        self.next_chair += 1;
        let chair = self.next_chair;
        self.with(seat, |s| {
            s.standing = Standing::In;
            s.chair = chair;
            s.was_in = true;
            s.shown_up = s.link.is_up();
            s.announced = true;
            s.by_hand = false;
            // Therapists read what was written to them while none of them was there (R-CON-12).
            s.lines_from = match s.role {
                Role::Therapist => LineId(1),
                Role::Member | Role::Observer => lines_from,
            };
        });
    }

    fn leave(&mut self, seat: SeatId, why: Leaving, at: At) {
        let (standing, farewell, by_hand) = match why {
            Leaving::Own | Leaving::Closed | Leaving::Grace => {
                (Standing::Left, CloseCode::Over, false)
            }
            Leaving::Denied | Leaving::Removed => (Standing::Left, CloseCode::Removed, true),
            Leaving::RemovedForGood | Leaving::Uninvited => {
                (Standing::Removed, CloseCode::Removed, true)
            }
        };
        self.with(seat, |s| {
            s.standing = standing;
            s.farewell = Some(farewell);
            s.by_hand |= by_hand;
            s.away = false;
            s.shown_up = false;
            if s.link.is_up() {
                s.link = Link::Down { since: at };
            }
        });
    }

    /// A change of standing is seen by its person as a whole new view, by therapists as a change at
    /// the door, by all as a chair taken or empty, and it changes whom an observer depends on.
    fn touch_standing(&self, seat: SeatId, touched: &mut Touched) {
        for slice in [
            Slice::Whole(seat),
            Slice::Seat(seat),
            Slice::Chair(seat),
            Slice::Notes(seat),
            Slice::Absent,
            Slice::Session,
        ] {
            touched.touch(slice);
        }
        self.touch_watched(seat, touched);
    }

    fn touch_watched(&self, seat: SeatId, touched: &mut Touched) {
        let watched = self.observers().next().is_some()
            || self
                .seats
                .get(&seat)
                .is_some_and(|s| s.role == Role::Observer);
        if watched {
            for (id, seat) in &self.seats {
                match seat.role {
                    Role::Member => touched.touch(Slice::Me(*id)),
                    Role::Observer => touched.touch(Slice::Notes(*id)),
                    Role::Therapist => {}
                }
            }
        }
    }
}

/// Whether two names differ in case, blanks and signs only.
fn look_alike(one: &str, other: &str) -> bool {
    let heard = |name: &str| -> String {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let [a, b] = [one, other].map(heard);
    // Of a name that is all signs nothing is left to go by.
    one == other || (!a.is_empty() && a == b)
}
