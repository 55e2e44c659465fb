//! Everything that can be asked of a room, by feature.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    checkins::CheckinsCommand, conversation::ConversationCommand, feedback::FeedbackCommand,
    floor::FloorCommand, moderation::ModerationCommand, roster::RosterCommand,
    safety::SafetyCommand, session::SessionCommand,
};

/// A request to a room. It may be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "feature", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The session.
    Session(SessionCommand),
    /// The roster.
    Roster(RosterCommand),
    /// The floor.
    Floor(FloorCommand),
    /// The conversation.
    Conversation(ConversationCommand),
    /// Check-ins.
    Checkins(CheckinsCommand),
    /// Feedback.
    Feedback(FeedbackCommand),
    /// Moderation.
    Moderation(ModerationCommand),
    /// Safety.
    Safety(SafetyCommand),
}
