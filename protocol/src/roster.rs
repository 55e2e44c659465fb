//! Words of the roster: seats, who is let in, and who is there.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    SeatId,
    checkins::Answer,
    safety::{ContactView, HelpView},
    text::Name,
};

/// What somebody is in the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Leads the group; all therapists are equal.
    Therapist,
    /// Belongs to the group.
    Member,
    /// Watches in silence, visible to all, only by consent.
    Observer,
}

/// How far somebody has come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Has not accepted the ground rules.
    Arriving,
    /// Waits to be let in.
    Waiting,
    /// Is in the circle.
    In,
    /// Has left, and may come again.
    Left,
    /// Was turned away, and may not come again this session.
    Removed,
}

/// Whether somebody is reachable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Connected.
    Connected,
    /// The connection dropped; the place is kept.
    Reconnecting,
    /// Stepped away on purpose.
    Away,
    /// Not expected back.
    Gone,
}

/// What can be asked of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RosterCommand {
    /// Let one person in.
    Admit {
        /// Who.
        seat: SeatId,
    },
    /// Let everybody in who waits.
    AdmitAll {},
    /// Turn somebody away at the door.
    Deny {
        /// Who.
        seat: SeatId,
    },
    /// Say whether one agrees to an observer.
    AgreeToObserver {
        /// The observer.
        seat: SeatId,
        /// Whether one agrees. Can be taken back at any time.
        agree: bool,
    },
    /// Step away for a while and keep the seat.
    StepAway {},
    /// Come back from stepping away.
    ComeBack {},
    /// Leave the session on purpose.
    Leave {},
}

/// A seat as everybody in the circle sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeatView {
    /// The seat.
    pub seat: SeatId,
    /// The name shown.
    pub name: Name,
    /// What they are in the group.
    pub role: Role,
    /// How far they have come in. Members see nobody who is not `in`.
    pub standing: Standing,
    /// Whether they are reachable.
    pub presence: Presence,
    /// "With you" is shown beside the seat until this moment.
    pub with_you_until: Option<crate::At>,
}

/// An observer somebody is asked to agree to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ObserverAsked {
    /// The observer's seat.
    pub seat: SeatId,
    /// The observer's name.
    pub name: Name,
    /// What was answered so far.
    pub agreed: Option<bool>,
}

/// Somebody's own place, for their eyes only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MeView {
    /// One's seat.
    pub seat: SeatId,
    /// One's role.
    pub role: Role,
    /// The name one chose, or the roster's.
    pub name: Name,
    /// How far one has come in.
    pub standing: Standing,
    /// The version of the ground rules one accepted.
    pub rules_accepted: Option<u32>,
    /// Whether one stepped away.
    pub away: bool,
    /// Whether one's lines to everyone are muted.
    pub muted: bool,
    /// Whether one's raised hand is for therapists only.
    pub hand_private: bool,
    /// One's answer in the check-in that is open.
    pub answer: Option<Answer>,
    /// One's call for help, until it is dealt with.
    pub help: Option<HelpView>,
    /// What one left for the therapists.
    pub contact: Option<ContactView>,
    /// Observers one is asked about.
    pub observers: Vec<ObserverAsked>,
}

/// What changed about people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum RosterUpdate {
    /// One's own place as it now stands.
    Me {
        /// The new value.
        me: MeView,
    },
    /// A seat as it now stands.
    Seat {
        /// The new value.
        seat: SeatView,
    },
    /// A seat is no longer to be seen.
    SeatGone {
        /// Which.
        seat: SeatId,
    },
    /// Names of the roster's people who are not here. Therapists only.
    Absent {
        /// The names on the roster.
        names: Vec<Name>,
    },
}
