//! What happened in a room: the only source of its state, and what the log keeps.

use std::collections::BTreeSet;

use rondo_protocol::{At, LineId, SeatId};
use serde::{Deserialize, Serialize};

use crate::{
    checkins::CheckinsEvent, conversation::ConversationEvent, feedback::FeedbackEvent,
    floor::FloorEvent, moderation::ModerationEvent, roster::RosterEvent, safety::SafetyEvent,
    session::SessionEvent,
};

/// Something that happened. It cannot be refused any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "feature", rename_all = "snake_case")]
pub enum Event {
    /// To the session.
    Session(SessionEvent),
    /// To people.
    Roster(RosterEvent),
    /// To the floor.
    Floor(FloorEvent),
    /// In the conversation.
    Conversation(ConversationEvent),
    /// In check-ins.
    Checkins(CheckinsEvent),
    /// To a feedback box.
    Feedback(FeedbackEvent),
    /// In moderation.
    Moderation(ModerationEvent),
    /// In safety.
    Safety(SafetyEvent),
}

macro_rules! from_feature {
    ($($event:ident => $variant:ident)*) => {$(
        impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Event::$variant(event)
            }
        }
    )*};
}

from_feature! {
    SessionEvent => Session
    RosterEvent => Roster
    FloorEvent => Floor
    ConversationEvent => Conversation
    CheckinsEvent => Checkins
    FeedbackEvent => Feedback
    ModerationEvent => Moderation
    SafetyEvent => Safety
}

/// The command an item answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// Whose.
    pub seat: SeatId,
    /// Its number.
    pub n: u64,
}

/// All that one input brought about, taken in together or not at all.
///
/// An accepted command that changed nothing is an item too: its number has to be remembered, or the
/// same command repeated after a drop could be done at a moment when it does change something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// When.
    pub at: At,
    /// The command it answers, if it was one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<By>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

impl Item {
    /// Takes the words of these lines out, for rewriting what the log holds. Replaying gives the
    /// same room, since a later event hides the lines. Says whether anything was taken out.
    pub fn forget(&mut self, lines: &BTreeSet<LineId>) -> bool {
        let mut changed = false;
        for event in &mut self.events {
            if let Event::Conversation(event) = event {
                changed |= event.forget(lines);
            }
        }
        changed
    }
}
