//! Words of the conversation: lines, who may see them, and the one reaction.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    At, LineId, SeatId,
    text::{LineText, Name},
};

/// Whom a line is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Audience {
    /// Everyone in the circle.
    Everyone {},
    /// Therapists. From a therapist this is the back channel.
    Therapists {},
    /// One member, from a therapist. The other therapists see it.
    One {
        /// Whom.
        seat: SeatId,
    },
}

/// How lines to everyone are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinesMode {
    /// Shown at once.
    Open,
    /// Shown once a therapist approves.
    Held,
    /// Not taken. Lines to therapists always are.
    Closed,
}

/// What can be asked of the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConversationCommand {
    /// Write a line.
    Say {
        /// For whom.
        audience: Audience,
        /// The words.
        text: LineText,
    },
    /// "With you": the one visible reaction.
    WithYou {},
    /// Take a line from every screen and from the log.
    Hide {
        /// Which.
        line: LineId,
    },
    /// Show a line that was held.
    Approve {
        /// Which.
        line: LineId,
    },
    /// Change how lines to everyone are taken.
    SetLines {
        /// The new way.
        mode: LinesMode,
    },
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LineView {
    /// The line.
    pub line: LineId,
    /// Who wrote it.
    pub from: SeatId,
    /// The name they had, since people leave and lines stay.
    pub from_name: Name,
    /// For whom.
    pub audience: Audience,
    /// The words.
    pub text: LineText,
    /// When.
    pub at: At,
    /// Whether it still waits for a therapist's approval.
    pub held: bool,
}

/// What changed about the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConversationUpdate {
    /// How lines to everyone are taken.
    Mode {
        /// The new way.
        mode: LinesMode,
    },
    /// A line as it now stands.
    Line {
        /// The new value.
        line: LineView,
    },
    /// A line is gone.
    LineGone {
        /// Which.
        line: LineId,
    },
}
