//! Words of observation: what only therapists see of each person.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{At, SeatId, safety::ContactView, text::Name};

/// What members answered about an observer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Members who agreed.
    pub agreed: u16,
    /// Members asked.
    pub asked: u16,
    /// Whether somebody declined. Who is not told.
    pub declined: bool,
}

/// What only therapists see of a seat. There is no such figure for members, and no ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SeatNotes {
    /// The seat.
    pub seat: SeatId,
    /// Time held in turns that are over, in milliseconds, pauses not counted.
    pub held_ms: u64,
    /// Turns held, the running one included.
    pub turns: u32,
    /// Turns that responded to somebody.
    pub responses: u32,
    /// When a turn of theirs last ended.
    pub last_held_at: Option<At>,
    /// Whether their lines to everyone are muted.
    pub muted: bool,
    /// Their name on the group's roster, whatever they chose to be called here; none if they are not on
    /// it.
    pub roster_name: Option<Name>,
    /// How to reach them.
    pub contact: Option<ContactView>,
    /// For an observer: what members answered.
    pub consent: Option<Consent>,
}

/// What changed about observation. Therapists only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ObservationUpdate {
    /// The notes on a seat as they now stand.
    Notes {
        /// The new value.
        notes: SeatNotes,
    },
}
