//! Everything a viewer can be told, by feature.
//!
//! A change carries the new value of one slice of the [`View`], never a step to compute it by, so
//! folding is replacement by key: taking a change twice, or a view after a change, does no harm.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    View, checkins::CheckinsUpdate, conversation::ConversationUpdate, feedback::FeedbackUpdate,
    floor::FloorUpdate, observation::ObservationUpdate, roster::RosterUpdate, safety::SafetyUpdate,
    session::SessionUpdate,
};

/// What one viewer is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "feature", rename_all = "snake_case", deny_unknown_fields)]
pub enum Update {
    /// The whole view: replaces everything. Sent when what one may see changed, as on being let in.
    View(Box<ViewUpdate>),
    /// The session.
    Session(SessionUpdate),
    /// People.
    Roster(RosterUpdate),
    /// The floor.
    Floor(FloorUpdate),
    /// The conversation.
    Conversation(ConversationUpdate),
    /// Check-ins.
    Checkins(CheckinsUpdate),
    /// Feedback.
    Feedback(FeedbackUpdate),
    /// Safety.
    Safety(SafetyUpdate),
    /// Observation.
    Observation(ObservationUpdate),
}

/// The whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ViewUpdate {
    /// Replaces everything held so far.
    Whole {
        /// The new view.
        view: View,
    },
}
