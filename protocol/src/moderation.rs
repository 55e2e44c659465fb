//! Words of moderation: what therapists do to keep the room safe for all.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::SeatId;

/// What can be asked of moderation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ModerationCommand {
    /// Send somebody back to the waiting room.
    SendToWaiting {
        /// Whom.
        seat: SeatId,
    },
    /// Remove somebody from the session.
    Remove {
        /// Whom.
        seat: SeatId,
        /// Whether they may come to the door again.
        may_return: bool,
    },
    /// Pause or allow somebody's lines to everyone.
    MuteText {
        /// Whose.
        seat: SeatId,
        /// Whether they are paused.
        muted: bool,
    },
}
