//! A seat: one person in one session, and their connection.

use rondo_protocol::{
    At, CloseCode, LineId, PersonId,
    roster::{Presence, Role, Standing},
    text::Name,
};

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
