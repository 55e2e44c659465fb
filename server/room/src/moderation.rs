//! Moderation of text: whose lines to everyone are paused.
//!
//! Letting in, sending back and removing change people's seats and are therefore events of the
//! roster. Muting never closes the way to a therapist.

use std::collections::BTreeSet;

use rondo_protocol::SeatId;
use serde::{Deserialize, Serialize};

use crate::slice::{Slice, Touched};

/// What happened in moderation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ModerationEvent {
    /// Somebody's lines to everyone were paused or allowed.
    TextMuted {
        /// Whose.
        seat: SeatId,
        /// Whether they are paused.
        muted: bool,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moderation {
    pub muted: BTreeSet<SeatId>,
}

impl Moderation {
    pub fn apply(&mut self, event: &ModerationEvent, touched: &mut Touched) {
        match event {
            ModerationEvent::TextMuted { seat, muted } => {
                if *muted {
                    self.muted.insert(*seat);
                } else {
                    self.muted.remove(seat);
                }
                touched.touch(Slice::Me(*seat));
                touched.touch(Slice::Notes(*seat));
            }
        }
    }
}
