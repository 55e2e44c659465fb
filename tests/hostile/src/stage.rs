//! A group in session, for trials: dr_hale leads it, six members and an observer are in it.

use rondo_protocol::{
    At, BoxKey, Command, GroupId, PersonId, SessionId, Text,
    roster::Role,
    session::{Admission, GroundRules, SessionCommand},
    text::Name,
};
use rondo_room::{Decision, Input, Item, Opening, Room, Rostered, Stamp};

/// When the session opens.
pub const OPENED_AT: At = At(1_800_000_000_000);

/// Who comes: therapists, members, and an observer.
pub const PEOPLE: [(&str, Role); 9] = [
    ("Dr Hale", Role::Therapist),
    ("Dr Okafor", Role::Therapist),
    ("Maren", Role::Member),
    ("Theo", Role::Member),
    ("Ayo", Role::Member),
    ("Noor", Role::Member),
    ("Sam", Role::Member),
    ("River", Role::Member),
    ("Pat", Role::Observer),
];

/// Somebody's lasting id.
pub fn person(index: usize) -> PersonId {
    PersonId::from_random(0x1234_5678_9ABC_DEF0 * (index as u128 + 1))
}

/// Somebody's connection.
pub fn connect(index: usize) -> Input {
    let (name, role) = PEOPLE[index % PEOPLE.len()];
    Input::Connect {
        person: person(index % PEOPLE.len()),
        role,
        name: Name::new(name).unwrap(),
    }
}

/// What the session starts from: everybody who accepts the ground rules comes in by themselves.
pub fn opening() -> Opening {
    let members = PEOPLE.iter().enumerate();
    let members = members.filter(|(_, (_, role))| *role == Role::Member);
    Opening {
        session: SessionId::from_random(1),
        group: GroupId::from_random(2),
        group_name: Name::new("Tuesday").unwrap(),
        number: 1,
        ground_rules: GroundRules {
            version: 1,
            text: Text::new("What is said here stays here.").unwrap(),
        },
        crisis_text: Text::new("Call 112 if it cannot wait.").unwrap(),
        capacity: 12,
        feedback_threshold: 5,
        feedback_confirmed: true,
        admission: Admission::Everybody,
        roster: members
            .map(|(index, (name, _))| Rostered {
                person: person(index),
                name: Name::new(name).unwrap(),
            })
            .collect(),
        planned_minutes: Some(90),
    }
}

/// Time and chance of the n-th input.
pub fn stamp(at: At, n: u64) -> Stamp {
    let random = u128::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    let mut key = [0; BoxKey::BYTES];
    key[..16].copy_from_slice(&random.to_be_bytes());
    Stamp {
        at,
        random,
        box_key: BoxKey(key),
    }
}

/// A room and the log that gives it.
pub struct Live {
    pub room: Room,
    pub log: Vec<Item>,
    pub now: At,
}

impl Live {
    /// The group in session.
    pub fn new() -> Self {
        let first = Room::opened(opening(), OPENED_AT);
        let mut live = Live {
            room: Room::begin(&first).unwrap(),
            log: vec![first],
            now: OPENED_AT,
        };
        for (index, (name, _)) in PEOPLE.iter().enumerate() {
            live.ask(&connect(index));
            let name = Name::new(name).unwrap();
            live.command(index, SessionCommand::AcceptRules { version: 1, name });
        }
        live.command(0, SessionCommand::Start {});
        live
    }

    fn command(&mut self, index: usize, command: SessionCommand) {
        let seat = self.room.seat_of(person(index)).unwrap();
        let n = self.room.last_command(seat) + 1;
        let command = Command::Session(command);
        self.ask(&Input::Command { seat, n, command });
    }

    /// One input, whatever becomes of it. Gives what it led to.
    pub fn ask(&mut self, input: &Input) -> Option<Item> {
        let stamp = stamp(self.now, self.log.len() as u64);
        let Ok(Decision::Do(item)) = self.room.decide(input, stamp) else {
            return None;
        };
        self.room.apply(&item);
        self.log.push(item.clone());
        Some(item)
    }
}
