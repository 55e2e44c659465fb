//! Who plays, and how they come and go.

use rondo_protocol::{
    PersonId, SeatId, Text,
    conversation::{Audience, ConversationCommand},
    roster::{Role, RosterCommand, Standing},
    session::SessionCommand,
    text::Name,
};
use rondo_room::{Decision, Input, Rostered};

use super::Session;

/// Somebody of the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    id: u128,
    pub name: &'static str,
    pub role: Role,
}

const fn person(id: u128, name: &'static str, role: Role) -> Person {
    Person { id, name, role }
}

pub const DR_HALE: Person = person(1, "Dr Hale", Role::Therapist);
pub const DR_OKAFOR: Person = person(2, "Dr Okafor", Role::Therapist);
pub const MAREN: Person = person(3, "Maren", Role::Member);
pub const THEO: Person = person(4, "Theo", Role::Member);
pub const AYO: Person = person(5, "Ayo", Role::Member);
pub const NOOR: Person = person(6, "Noor", Role::Member);
pub const SAM: Person = person(7, "Sam", Role::Member);
pub const RIVER: Person = person(8, "River", Role::Member);
/// Has an invitation, but is not on the roster.
pub const LUCIA: Person = person(9, "Lucia", Role::Member);
pub const PAT: Person = person(10, "Pat", Role::Observer);

/// The roster of the group.
pub const MEMBERS: [Person; 6] = [MAREN, THEO, AYO, NOOR, SAM, RIVER];
/// As many as a feedback box needs.
pub const FIVE: [Person; 5] = [MAREN, THEO, AYO, NOOR, SAM];

impl Person {
    /// Somebody who only fills a seat.
    pub const fn another(id: u128, role: Role) -> Person {
        let name = match role {
            Role::Therapist => "A therapist",
            Role::Member => "A member",
            Role::Observer => "An observer",
        };
        person(id, name, role)
    }

    pub fn id(&self) -> PersonId {
        PersonId::from_random(0x1234_5678_9ABC_DEF0 * self.id)
    }

    pub fn name(&self) -> Name {
        name(self.name)
    }

    pub fn rostered(&self) -> Rostered {
        Rostered {
            person: self.id(),
            name: self.name(),
        }
    }
}

pub fn name(raw: &str) -> Name {
    Name::new(raw).unwrap()
}

pub fn text<const MAX: usize, const LINES: bool>(raw: &str) -> Text<MAX, LINES> {
    Text::new(raw).unwrap()
}

impl Session {
    #[track_caller]
    pub fn seat(&self, who: Person) -> SeatId {
        let seat = self.room.seat_of(who.id());
        seat.unwrap_or_else(|| panic!("{} has no seat", who.name))
    }

    /// Somebody's connection is up, for the first time or again.
    pub fn arrives(&mut self, who: Person) {
        self.step(&connect(who)).unwrap();
    }

    pub fn accepts_rules(&mut self, who: Person) {
        let accept = SessionCommand::AcceptRules {
            version: 3,
            name: who.name(),
        };
        self.must(who, accept);
    }

    /// Arrives and accepts the ground rules.
    pub fn waits(&mut self, who: Person) {
        self.arrives(who);
        self.accepts_rules(who);
    }

    /// Arrives, accepts the ground rules and is let in, if the door does not do that by itself.
    pub fn comes_in(&mut self, who: Person) {
        self.arrives(who);
        if self.standing(who) == Standing::Arriving {
            self.accepts_rules(who);
        }
        self.is_admitted(who);
    }

    pub fn is_admitted(&mut self, who: Person) {
        let seat = self.seat(who);
        self.must(DR_HALE, RosterCommand::Admit { seat });
    }

    pub fn drops(&mut self, who: Person) {
        let seat = self.seat(who);
        self.step(&Input::Drop { seat }).unwrap();
    }

    pub fn returns(&mut self, who: Person) {
        self.arrives(who);
    }

    pub fn leaves(&mut self, who: Person) {
        self.must(who, RosterCommand::Leave {});
    }

    pub fn steps_away(&mut self, who: Person) {
        self.must(who, RosterCommand::StepAway {});
    }

    pub fn comes_back(&mut self, who: Person) {
        self.must(who, RosterCommand::ComeBack {});
    }

    pub fn is_expelled(&mut self, who: Person) {
        let person = who.id();
        self.step(&Input::Expel { person }).unwrap();
    }

    pub fn agrees_to(&mut self, who: Person, observer: Person, agree: bool) {
        let seat = self.seat(observer);
        self.must(who, RosterCommand::AgreeToObserver { seat, agree });
    }

    /// A line to everyone.
    pub fn says(&mut self, who: Person, words: &str) {
        self.must(who, say(Audience::Everyone {}, words));
    }

    /// Whether a connection is answered with nothing to store.
    pub fn changes_nothing(&mut self, input: &Input) -> bool {
        match self.step(input) {
            Ok(Decision::Do(item)) => item.events.is_empty() && item.by.is_none(),
            Ok(Decision::AlreadyDone) | Err(_) => true,
        }
    }
}

pub fn connect(who: Person) -> Input {
    Input::Connect {
        person: who.id(),
        role: who.role,
        name: who.name(),
    }
}

pub fn say(audience: Audience, words: &str) -> ConversationCommand {
    ConversationCommand::Say {
        audience,
        text: text(words),
    }
}
