//! What reaches a room from outside: requests, connections, time and chance.

use rondo_protocol::{
    At, BoxId, BoxKey, Command, GroupId, PersonId, Receipt, RefusalCode, SeatId, SessionId, SlipId,
    feedback::Content,
    roster::Role,
    session::{Admission, GroundRules},
    text::{Name, PageText},
};
use serde::{Deserialize, Serialize};

/// A person on the group's roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rostered {
    /// Who.
    pub person: PersonId,
    /// The name the therapist put there.
    pub name: Name,
}

/// What a session starts from: the group as it stood when the session was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The new session.
    pub session: SessionId,
    /// The group.
    pub group: GroupId,
    /// The group's name.
    pub group_name: Name,
    /// Counts the group's sessions from 1.
    pub number: u32,
    /// The ground rules and their version.
    pub ground_rules: GroundRules,
    /// The crisis text.
    pub crisis_text: PageText,
    /// The most members in the circle at once.
    pub capacity: u16,
    /// The fewest members with whom a feedback box may be opened: 5, or 4 if the group fixed that.
    pub feedback_threshold: u16,
    /// Whether a therapist of the group has confirmed what anonymous means, in any session so far.
    pub feedback_confirmed: bool,
    /// Who is let in without a tap, to begin with.
    pub admission: Admission,
    /// The members of the roster.
    pub roster: Vec<Rostered>,
    /// How long the session is meant to take, in minutes.
    pub planned_minutes: Option<u16>,
}

/// Something that reaches a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Somebody's connection is up, for the first time or again.
    Connect {
        /// Who.
        person: PersonId,
        /// What they are in the group.
        role: Role,
        /// The name on the roster or account.
        name: Name,
    },
    /// A seat's only connection is gone, whatever the reason.
    Drop {
        /// Whose.
        seat: SeatId,
    },
    /// A request of somebody in a seat.
    Command {
        /// Whose.
        seat: SeatId,
        /// The number the client chose.
        n: u64,
        /// What is asked.
        command: Command,
    },
    /// Time has passed: do what is due.
    Tick,
    /// The room was rebuilt from its log after the server had stopped.
    Restart,
    /// The envelopes of the box whose seal is due, opened.
    Seal {
        /// Which box.
        box_id: BoxId,
        /// A receipt for each envelope that came, empty ones included.
        receipts: Vec<Receipt>,
        /// What was in those that were not empty, under ids drawn at random.
        slips: Vec<(SlipId, Content)>,
    },
    /// A person's invitation was taken back.
    Expel {
        /// Who.
        person: PersonId,
    },
    /// The group's roster is now this.
    Roster {
        /// The members of the roster.
        roster: Vec<Rostered>,
    },
}

/// The time and chance that came with an input. The room has no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The server's time. A clock set back counts as standing still.
    pub at: At,
    /// 128 random bits, for drawing lots and naming boxes.
    pub random: u128,
    /// The public half of a key nothing was made with yet: the next box that opens has it.
    pub box_key: BoxKey,
}

/// Why a room did not do what was asked. Expected, and told to the one who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("refused: {0:?}")]
pub struct Refusal(pub RefusalCode);

impl From<RefusalCode> for Refusal {
    fn from(code: RefusalCode) -> Self {
        Refusal(code)
    }
}
