//! What the people of one room sent, saw acknowledged and were shown, and what is wrong with it.
//!
//! A history is written down while a server is killed again and again, and judged afterwards by
//! [`objections`]. It knows no socket, no time and no server: whoever doubts a verdict can write the
//! history down by hand, as the tests here do. Everybody's entries stand in the order in which they
//! happened to that one person; nothing is said about what happened to two of them at once.

mod aftermath;
mod rules;
mod seen;
#[cfg(test)]
mod tests;

use std::{fmt, ops::Add};

pub use self::{
    aftermath::{Commands, Found, commands, losses},
    rules::objections,
    seen::shown_in,
};

/// A seat's number in its room.
pub type Seat = u16;

/// The history of one room.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Everybody's, the therapist's first.
    pub people: Vec<Person>,
    /// Lives of the server in which nobody was interrupted before all were back. Counted from 1.
    pub calm_lives: Vec<usize>,
}

/// One person's part of it.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their seat.
    pub seat: Seat,
    /// Whether they are a therapist.
    pub therapist: bool,
    /// What happened to them, oldest first.
    pub entries: Vec<Entry>,
}

/// One thing that happened to one person.
#[derive(Clone, Debug)]
pub enum Entry {
    /// They asked for something, for the first time.
    Sent {
        /// The command's number.
        n: u64,
        /// What it asks for.
        deed: Deed,
    },
    /// They were told that it is done and stored; may come again if they asked again.
    Acknowledged {
        /// The command's number.
        n: u64,
    },
    /// They were told that it is not done.
    Refused {
        /// The command's number.
        n: u64,
    },
    /// They came (back) and were given what they missed, or the whole.
    Welcomed {
        /// The server's life.
        life: usize,
        /// The last of their commands that the server knows.
        last_command: u64,
        /// Where what was missed begins; none if the whole was given.
        from: Option<u64>,
        /// Where they stand afterwards.
        seq: u64,
        /// What they see now, all of it.
        shown: Vec<Shown>,
    },
    /// They were told of a change.
    Told {
        /// Where it begins.
        prev: u64,
        /// Where they stand afterwards.
        seq: u64,
        /// How many updates it was.
        updates: u64,
        /// What was in them.
        shown: Vec<Shown>,
    },
    /// What they had folded was compared with a fresh view of the same moment.
    Compared {
        /// Whether both were the same.
        same: bool,
    },
    /// What they see when all is answered and quiet.
    Rested {
        /// All of it.
        shown: Vec<Shown>,
    },
}

/// What a command asks for, as far as it can be recognised later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A line. No two have the same words.
    Say {
        /// For whom.
        to: To,
        /// The words.
        words: String,
    },
    /// One's hand is to be up, or down.
    Hand {
        /// Up.
        up: bool,
    },
    /// A check-in is answered.
    Answer {
        /// Which.
        checkin: u32,
        /// With this.
        value: i16,
    },
    /// A turn is to begin: given or accepted.
    BeginTurn,
    /// A check-in is to be opened.
    OpenCheckin,
    /// Anything else.
    Other,
}

/// For whom a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// Everyone.
    Everyone,
    /// Therapists.
    Therapists,
    /// One person, and therapists.
    One(Seat),
}

/// One thing on somebody's screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// A line.
    Line {
        /// Its number in the room.
        line: u32,
        /// Who wrote it.
        from: Seat,
        /// Whether it is for everyone.
        public: bool,
        /// The words.
        words: String,
    },
    /// The turn that runs.
    Turn {
        /// Its number in the room.
        turn: u32,
        /// Who holds the floor.
        holder: Seat,
    },
    /// Hands that are up and not for therapists only, in their order.
    Hands(Vec<Seat>),
    /// Hands that therapists see beside them, or one's own.
    PrivateHands(Vec<Seat>),
    /// The open check-in, with the answers that are shown.
    Checkin {
        /// Its number in the room.
        checkin: u32,
        /// Whether the answers are out.
        revealed: bool,
        /// The answers.
        answers: Vec<(Seat, i16)>,
    },
}

/// What is wrong with a history, with as much as it takes to find the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// What was acknowledged is not there.
    Lost(String),
    /// What was sent once happened twice.
    Twice(String),
    /// Two people were shown the same things in different orders.
    Order(String),
    /// Somebody was told something that does not go on where they stood.
    Hole(String),
    /// Somebody was shown what nobody sent.
    NeverSent(String),
    /// Somebody was shown what was not meant for them.
    Leaked(String),
    /// Somebody did not come back, was not answered, or does not see what others see.
    OutOfStep(String),
}

impl fmt::Display for Objection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, words) = match self {
            Self::Lost(words) => ("lost", words),
            Self::Twice(words) => ("done twice", words),
            Self::Order(words) => ("in another order", words),
            Self::Hole(words) => ("a hole", words),
            Self::NeverSent(words) => ("never sent", words),
            Self::Leaked(words) => ("leaked", words),
            Self::OutOfStep(words) => ("out of step", words),
        };
        write!(f, "{what}: {words}")
    }
}

/// How much a history holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Commands asked for.
    pub sent: usize,
    /// Commands acknowledged, each once.
    pub acknowledged: usize,
    /// Updates told.
    pub updates: u64,
    /// Times somebody came back.
    pub returns: usize,
    /// Times a folded view was compared with a fresh one.
    pub compared: usize,
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            acknowledged: self.acknowledged + other.acknowledged,
            updates: self.updates + other.updates,
            returns: self.returns + other.returns,
            compared: self.compared + other.compared,
        }
    }
}

impl History {
    /// Counts.
    #[must_use]
    pub fn size(&self) -> Size {
        let mut size = Size::default();
        for person in &self.people {
            size.acknowledged += person.acknowledged().count();
            for entry in &person.entries {
                match entry {
                    Entry::Sent { .. } => size.sent += 1,
                    Entry::Told { updates, .. } => size.updates += updates,
                    Entry::Welcomed { .. } => size.returns += 1,
                    Entry::Compared { .. } => size.compared += 1,
                    Entry::Acknowledged { .. } | Entry::Refused { .. } | Entry::Rested { .. } => {}
                }
            }
        }
        size
    }
}

impl Person {
    /// What they sent, by number, in order.
    pub fn sent(&self) -> impl Iterator<Item = (u64, &Deed)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Sent { n, deed } => Some((*n, deed)),
            Entry::Acknowledged { .. }
            | Entry::Refused { .. }
            | Entry::Welcomed { .. }
            | Entry::Told { .. }
            | Entry::Compared { .. }
            | Entry::Rested { .. } => None,
        })
    }

    /// What of it was acknowledged, in the order in which it was sent.
    pub fn acknowledged(&self) -> impl Iterator<Item = (u64, &Deed)> {
        let numbers: std::collections::BTreeSet<u64> = self
            .entries
            .iter()
            .filter_map(Entry::acknowledged)
            .collect();
        self.sent().filter(move |(n, _)| numbers.contains(n))
    }

    /// Everything they were ever shown, oldest first.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.entries.iter().flat_map(Entry::shown)
    }

    /// What they saw in the end, if it came to that.
    #[must_use]
    pub fn rested(&self) -> Option<&[Shown]> {
        self.entries.iter().rev().find_map(|entry| match entry {
            Entry::Rested { shown } => Some(shown.as_slice()),
            Entry::Sent { .. }
            | Entry::Acknowledged { .. }
            | Entry::Refused { .. }
            | Entry::Welcomed { .. }
            | Entry::Told { .. }
            | Entry::Compared { .. } => None,
        })
    }

    /// Whether a line of `author` with this audience is for them.
    #[must_use]
    pub fn may_read(&self, author: Seat, to: To) -> bool {
        match to {
            To::Everyone => true,
            To::Therapists => self.therapist || self.seat == author,
            To::One(seat) => self.therapist || self.seat == author || self.seat == seat,
        }
    }
}

impl Entry {
    fn acknowledged(&self) -> Option<u64> {
        match self {
            Self::Acknowledged { n } => Some(*n),
            Self::Sent { .. }
            | Self::Refused { .. }
            | Self::Welcomed { .. }
            | Self::Told { .. }
            | Self::Compared { .. }
            | Self::Rested { .. } => None,
        }
    }

    fn shown(&self) -> &[Shown] {
        match self {
            Self::Welcomed { shown, .. } | Self::Told { shown, .. } | Self::Rested { shown } => {
                shown
            }
            Self::Sent { .. }
            | Self::Acknowledged { .. }
            | Self::Refused { .. }
            | Self::Compared { .. } => &[],
        }
    }
}
