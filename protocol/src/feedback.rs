//! Words of the feedback box: opened for all, sealed at once, and nobody's name on a slip.
//!
//! The slips themselves never travel here. They are posted to `/anon/{box_id}` and come back only
//! after the seal, in the order of ids drawn at random.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    At, BoxId, SlipId,
    text::{Prompt, SlipText},
};

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoxStage {
    /// People write; nothing has been sent.
    Open,
    /// Every client posts its envelope.
    Collecting,
    /// The slips lie before the therapists.
    Sealed,
    /// Too few envelopes came: all were thrown away unread.
    Discarded,
    /// Somebody came or left, or the server restarted: all were thrown away unread.
    Voided,
    /// Therapists have decided which slips the group sees.
    Settled,
}

/// What can be asked of feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackCommand {
    /// Open a box.
    Open {
        /// What people are asked.
        prompt: Prompt,
        /// How long it stands open, in seconds.
        seconds: u16,
    },
    /// Close the box before its time.
    Close {
        /// Which.
        box_id: BoxId,
    },
    /// Show some slips to the group and keep the others, once and all together.
    Settle {
        /// Which box.
        box_id: BoxId,
        /// The slips the group will see.
        release: Vec<SlipId>,
    },
    /// Put the box away.
    PutAway {
        /// Which.
        box_id: BoxId,
    },
}

/// One slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlipView {
    /// Drawn at random at the seal.
    pub slip: SlipId,
    /// The words.
    pub text: SlipText,
    /// Whether the group sees it.
    pub released: bool,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BoxView {
    /// Which.
    pub box_id: BoxId,
    /// What people are asked.
    pub prompt: Prompt,
    /// Where it stands.
    pub stage: BoxStage,
    /// When writing ends. Clients post within 8 s after.
    pub closes_at: At,
    /// Members present when it was opened: the crowd one is hidden in.
    pub present: u16,
    /// The fewest envelopes with which it is opened at all.
    pub threshold: u16,
    /// Envelopes that came in, counted at the seal.
    pub envelopes: Option<u16>,
    /// The slips: for therapists from the seal on, for the group what was released.
    pub slips: Vec<SlipView>,
}

/// What changed about feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackUpdate {
    /// The box as it now stands, or none.
    Box {
        /// The new value.
        #[serde(rename = "box")]
        feedback_box: Option<BoxView>,
    },
}
