//! Words of safety: calls for help, alerts, and how to reach somebody in need.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AlertId, At, SeatId,
    text::{ContactText, Name},
};

/// What therapists are alerted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// Somebody asked for help.
    Help,
    /// Somebody dropped within five minutes of holding the floor.
    DroppedAfterTurn,
    /// Somebody left within five minutes of holding the floor.
    LeftAfterTurn,
    /// Somebody left after answering in the lowest fifth of a scale.
    LeftAfterLowCheckin,
}

/// What can be asked of safety.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum SafetyCommand {
    /// Ask therapists for help, seen by nobody else.
    AskHelp {},
    /// Take the call back.
    CancelHelp {},
    /// Tell the person, and the other therapists, that one is on it.
    Acknowledge {
        /// Which alert.
        alert: AlertId,
    },
    /// Leave, change or take back where one is and how to be reached.
    LeaveContact {
        /// Where one is now.
        place: Option<ContactText>,
        /// A telephone number.
        phone: Option<ContactText>,
    },
}

/// An alert, for therapists only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AlertView {
    /// Which.
    pub alert: AlertId,
    /// About whom.
    pub seat: SeatId,
    /// What happened.
    pub kind: AlertKind,
    /// When.
    pub raised_at: At,
    /// Which therapist is on it.
    pub acknowledged_by: Option<SeatId>,
    /// Whether it stood unanswered for 30 s.
    pub unanswered: bool,
}

/// One's own call for help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HelpView {
    /// When one called.
    pub raised_at: At,
    /// The therapist who is on it.
    pub acknowledged_by: Option<Name>,
    /// Nobody answered for 30 s: the crisis text is shown.
    pub unanswered: bool,
}

/// How somebody can be reached; erased at the end of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactView {
    /// Where they are now.
    pub place: Option<ContactText>,
    /// A telephone number.
    pub phone: Option<ContactText>,
}

/// What changed about safety. Therapists only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum SafetyUpdate {
    /// An alert as it now stands.
    Alert {
        /// The new value.
        alert: AlertView,
    },
    /// An alert is gone.
    AlertGone {
        /// Which.
        alert: AlertId,
    },
}
