//! A seat: one person in one session, their connection, and the commands they gave.

use std::collections::BTreeSet;

use rondo_protocol::{
    At, CloseCode, LineId, PersonId,
    roster::{Presence, Role, Standing},
    text::Name,
};

use crate::limits::NUMBERS_MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Up { since: At },
    Down { since: At },
}

impl Link {
    pub fn is_up(self) -> bool {
        match self {
            Link::Up { .. } => true,
            Link::Down { .. } => false,
        }
    }
}

/// The numbers of commands a seat has given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    pub last: u64,
    done: BTreeSet<u64>,
}

/// What is known of a command's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    New,
    Done,
    Stale,
}

impl Numbers {
    pub fn known(&self, n: u64) -> Known {
        if n > self.last {
            Known::New
        } else if self.done.contains(&n) {
            Known::Done
        } else {
            Known::Stale
        }
    }

    pub fn take(&mut self, n: u64) {
        self.last = self.last.max(n);
        self.done.insert(n);
        while self.done.len() > NUMBERS_MAX {
            self.done.pop_first();
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub person: PersonId,
    pub role: Role,
    pub name: Name,
    pub standing: Standing,
    /// The order of chairs: counts up with every letting in.
    pub chair: u32,
    /// Whether the seat was ever in the circle.
    pub was_in: bool,
    pub rules: Option<u32>,
    pub link: Link,
    /// What others are shown of the link.
    pub shown_up: bool,
    /// Whether therapists have been told of this person at all.
    pub announced: bool,
    pub away: bool,
    /// Let in only by a therapist's tap, whatever the rule of the door.
    pub by_hand: bool,
    pub lines_from: LineId,
    pub numbers: Numbers,
    /// How to close the connection once this has been told.
    pub farewell: Option<CloseCode>,
}

impl Seat {
    pub fn is_in(&self) -> bool {
        self.standing == Standing::In
    }

    /// Arriving, waiting or in.
    pub fn is_here(&self) -> bool {
        match self.standing {
            Standing::Arriving | Standing::Waiting | Standing::In => true,
            Standing::Left | Standing::Removed => false,
        }
    }

    pub fn presence(&self) -> Presence {
        if !self.is_here() {
            Presence::Gone
        } else if !self.shown_up {
            Presence::Reconnecting
        } else if self.away {
            Presence::Away
        } else {
            Presence::Connected
        }
    }
}
