//! What happens to people.

use rondo_protocol::{LineId, PersonId, SeatId, roster::Role, text::Name};
use serde::{Deserialize, Serialize};

/// Why somebody is no longer expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaving {
    /// They said goodbye.
    Own,
    /// They did not come back within the grace.
    Grace,
    /// A therapist turned them away at the door.
    Denied,
    /// A therapist removed them; they may come to the door again.
    Removed,
    /// A therapist removed them for this session.
    RemovedForGood,
    /// Their invitation was taken back.
    Uninvited,
    /// The session closed for members.
    Closed,
}

/// What happened to people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum RosterEvent {
    /// Somebody came for the first time.
    SeatTaken {
        /// The new seat.
        seat: SeatId,
        /// Who.
        person: PersonId,
        /// What they are in the group.
        role: Role,
        /// The name on the roster or account.
        name: Name,
        /// The first line they may see.
        lines_from: LineId,
    },
    /// Somebody's connection is up again.
    Connected {
        /// Whose.
        seat: SeatId,
        /// The first line they may see, if they had left.
        lines_from: LineId,
    },
    /// Somebody's connection is gone.
    Dropped {
        /// Whose.
        seat: SeatId,
    },
    /// A drop or return has lasted long enough to be seen.
    PresenceShown {
        /// Whose.
        seat: SeatId,
        /// What is shown now.
        connected: bool,
    },
    /// Somebody accepted the ground rules.
    RulesAccepted {
        /// Who.
        seat: SeatId,
        /// Which version.
        version: u32,
        /// The name they chose.
        name: Name,
    },
    /// Somebody was let in.
    LetIn {
        /// Who.
        seat: SeatId,
        /// The first line they may see.
        lines_from: LineId,
    },
    /// Somebody has to wait to be let in again.
    SentBack {
        /// Who.
        seat: SeatId,
    },
    /// Somebody stepped away.
    SteppedAway {
        /// Who.
        seat: SeatId,
    },
    /// Somebody came back from stepping away.
    CameBack {
        /// Who.
        seat: SeatId,
    },
    /// Somebody is no longer expected.
    Left {
        /// Who.
        seat: SeatId,
        /// Why.
        why: Leaving,
    },
    /// Somebody answered about an observer.
    AgreedToObserver {
        /// Who.
        seat: SeatId,
        /// The observer.
        observer: SeatId,
        /// The answer.
        agree: bool,
    },
}
