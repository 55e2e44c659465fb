//! What happened to boxes. Nothing in here joins a slip or an answer to a seat, and of answers and
//! taps there is nothing in here at all but what is told of them (R-BOX-10, R-BOX-18).

use std::collections::BTreeSet;

use rondo_protocol::{
    At, BoxId, BoxKey, Receipt, SeatId, SlipId,
    feedback::{Ask, Outcome, Response, ShownSlip},
    text::{Prompt, SlipText},
};
use serde::{Deserialize, Serialize};

/// One slip as it came out of its envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Drawn at random at the seal.
    pub slip: SlipId,
    /// The words.
    pub text: SlipText,
}

/// What happened to a box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeedbackEvent {
    /// A therapist has read what anonymous means.
    Confirmed {},
    /// A box was opened.
    Opened {
        /// The new box.
        box_id: BoxId,
        /// What people are asked.
        prompt: Prompt,
        /// What they give.
        ask: Ask,
        /// When writing ends.
        closes_at: At,
        /// Members present: the crowd one is hidden in.
        present: u16,
        /// Members in the circle, present or not: if this changes, so does the crowd.
        circle: BTreeSet<SeatId>,
        /// The fewest envelopes.
        threshold: u16,
        /// The key that every token of this box is made with.
        key: BoxKey,
    },
    /// Writing ended; clients post their envelopes.
    Closed {},
    /// The envelopes of a box of words were opened.
    Sealed {
        /// A receipt for each, those without words included, in the order of their bytes.
        receipts: Vec<Receipt>,
        /// The slips, sorted by id.
        slips: Vec<Slip>,
    },
    /// The envelopes of a box of answers or taps were opened, counted and forgotten.
    Counted {
        /// A receipt for each, empty ones included, in the order of their bytes.
        receipts: Vec<Receipt>,
        /// All that is told of them.
        outcome: Outcome,
    },
    /// There were too few envelopes, and all were thrown away unread.
    Discarded {
        /// How many there were.
        envelopes: u16,
    },
    /// The crowd changed or the server restarted; all were thrown away unread.
    Voided {},
    /// Therapists decided what the group sees.
    Settled {
        /// The slips shown as they are.
        released: BTreeSet<SlipId>,
        /// The slips shown in other words.
        paraphrased: BTreeSet<SlipId>,
        /// What the group sees, in the order in which it sees it, drawn by lot.
        shown: Vec<ShownSlip>,
    },
    /// A therapist answered before the whole group.
    Responded {
        /// With what.
        response: Response,
    },
    /// It was put away.
    PutAway {},
}
