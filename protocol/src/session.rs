//! Words of the session: its phases, the ground rules at the door, and its end.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    At, SessionId,
    feedback::BoxesLeft,
    text::{Name, PageText},
};

/// Where a session stands. It only ever moves forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// People arrive; the work has not begun.
    Waiting,
    /// The group is at work.
    Live,
    /// Members have left, therapists stay to debrief.
    Closing,
    /// Over, and what was said is erased.
    Ended,
}

/// Who is let in without a therapist's tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// Nobody.
    OneByOne,
    /// The group's roster.
    Roster,
    /// Everybody with an invitation.
    Everybody,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// A therapist ended it.
    Therapist,
    /// No therapist came back before the countdown ran out.
    TherapistLost,
    /// Nobody was there for twelve hours.
    Abandoned,
}

/// What can be asked of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum SessionCommand {
    /// Accept the ground rules and choose the name shown in the room.
    AcceptRules {
        /// The version that was read.
        version: u32,
        /// The name to show.
        name: Name,
    },
    /// Begin the work.
    Start {},
    /// Change who is let in without a tap.
    SetAdmission {
        /// The new rule.
        admission: Admission,
    },
    /// Lock or unlock the door: while locked nobody new is let in.
    Lock {
        /// Whether the door is locked.
        locked: bool,
    },
    /// End the session for members; therapists stay.
    Close {},
    /// End the session for everybody and erase what was said.
    End {},
}

/// The ground rules of the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GroundRules {
    /// Counts up with every change.
    pub version: u32,
    /// What members agree to.
    pub text: PageText,
}

/// The time without a therapist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SafeMode {
    /// When the session ends if no therapist comes back.
    pub ends_at: At,
}

/// The session as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SessionView {
    /// The session.
    pub session: SessionId,
    /// The group's name.
    pub group_name: Name,
    /// Counts the group's sessions from 1.
    pub number: u32,
    /// Where the session stands.
    pub phase: Phase,
    /// When the work began.
    pub started_at: Option<At>,
    /// How long it is meant to take, in minutes.
    pub planned_minutes: Option<u16>,
    /// Whether the door is locked.
    pub locked: bool,
    /// Who is let in without a tap.
    pub admission: Admission,
    /// Set while no therapist is connected.
    pub safe_mode: Option<SafeMode>,
    /// Why it ended, if it did.
    pub ended: Option<EndReason>,
    /// The ground rules.
    pub ground_rules: GroundRules,
    /// What to do and whom to call when it cannot wait.
    pub crisis_text: PageText,
    /// Chairs kept for people of the roster who are not here.
    pub empty_chairs: u16,
    /// The fewest members with whom a feedback box may be opened.
    pub feedback_threshold: u16,
    /// Whether a therapist of the group has confirmed what anonymous means.
    pub feedback_confirmed: bool,
    /// Boxes that may still be sealed in this session.
    pub boxes_left: BoxesLeft,
}

/// What changed about the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum SessionUpdate {
    /// The session as it now stands.
    Session {
        /// The new value.
        session: SessionView,
    },
}
