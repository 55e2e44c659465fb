//! The box as the room knows it: open, collecting, sealed, settled. One mechanism for feedback in
//! words, for answers without names, and for *me too*.
//!
//! The room never sees a slip before the seal, and never an author at all. What was posted reaches
//! it once, all together and under random ids; slips are kept, answers and taps become figures and
//! are forgotten. So nothing in the log says who wrote which, in what order, or who answered what.

mod ask;
mod event;
mod feedback_box;
pub mod outcome;

use std::collections::BTreeSet;

use rondo_protocol::{
    At, BoxId, BoxKey, RefusalCode,
    feedback::{Ask, BoxStage, BoxView, BoxesLeft},
    limits::BOXES_OF_A_KIND_MAX,
};

use crate::{
    circle::Circle,
    limits::SEAL_AFTER_MS,
    slice::{Slice, Touched},
};

pub use event::{FeedbackEvent, Slip};

pub(crate) use ask::Asking;
pub(crate) use feedback_box::FeedbackBox;

/// The box into which people write or post, for whoever keeps its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxUnderWay {
    /// Which.
    pub id: BoxId,
    /// The public half of its key, as it came in with the stamp that opened it.
    pub key: BoxKey,
    /// What people give, by which the content of an envelope is read.
    pub ask: Ask,
    /// The fewest envelopes with which anything in them is read.
    pub threshold: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feedback {
    pub current: Option<FeedbackBox>,
    /// A therapist of the group has read what anonymous means.
    pub confirmed: bool,
    /// Boxes that may still be sealed.
    pub left: BoxesLeft,
}

impl Feedback {
    pub fn new(confirmed: bool) -> Self {
        Self {
            current: None,
            confirmed,
            left: BoxesLeft {
                words: BOXES_OF_A_KIND_MAX,
                answer: BOXES_OF_A_KIND_MAX,
                me_too: BOXES_OF_A_KIND_MAX,
            },
        }
    }

    /// The box that is meant.
    fn named(&self, id: BoxId) -> Result<&FeedbackBox, RefusalCode> {
        let meant = self.current.as_ref().filter(|b| b.id == id);
        meant.ok_or(RefusalCode::NoBox)
    }

    /// The box that is meant, at the stage that is meant.
    fn at_stage(&self, id: BoxId, stage: BoxStage) -> Result<&FeedbackBox, RefusalCode> {
        let meant = self.named(id)?;
        let there = (meant.stage == stage).then_some(meant);
        there.ok_or(RefusalCode::NoBox)
    }

    /// The box, while it is at this stage.
    fn current_at(&self, stage: BoxStage) -> Option<&FeedbackBox> {
        self.current.as_ref().filter(|b| b.stage == stage)
    }

    /// Whether no box of this kind may be sealed any more.
    fn used_up(&self, ask: &Ask) -> bool {
        let mut left = self.left;
        *of_kind(&mut left, ask) == 0
    }

    /// The box into which people write or post.
    pub fn under_way(&self) -> Option<&FeedbackBox> {
        self.current.as_ref().filter(|b| match b.stage {
            BoxStage::Open | BoxStage::Collecting => true,
            BoxStage::Sealed | BoxStage::Discarded | BoxStage::Voided | BoxStage::Settled => false,
        })
    }

    /// Somebody came or left while people were writing.
    pub fn crowd_changed(&self, circle: &Circle) -> bool {
        let open = self.current_at(BoxStage::Open);
        open.is_some_and(|b| circle.members().map(|c| c.seat).collect::<BTreeSet<_>>() != b.circle)
    }

    /// When writing ends, if it still goes on.
    pub fn deadline(&self) -> Option<(At, FeedbackEvent)> {
        let open = self.current_at(BoxStage::Open)?;
        Some((open.closes_at, FeedbackEvent::Closed {}))
    }

    /// The box whose envelopes are to be opened, and when.
    pub fn to_seal(&self) -> Option<(At, BoxId)> {
        let collecting = self.current_at(BoxStage::Collecting)?;
        let since = collecting.collecting_since?;
        Some((since.plus_ms(SEAL_AFTER_MS), collecting.id))
    }

    /// The time without a therapist does not count as time to write.
    pub fn postpone(&mut self, by_ms: u64) {
        if let Some(open) = self.current.as_mut().filter(|b| b.stage == BoxStage::Open) {
            open.closes_at = open.closes_at.plus_ms(by_ms);
        }
    }

    /// The session is over. How many boxes there were tells nothing of anybody, and stays.
    pub fn forget(&mut self) {
        self.current = None;
    }

    pub fn apply(&mut self, event: &FeedbackEvent, at: At, touched: &mut Touched) {
        touched.touch(Slice::Box);
        if let Some(current) = &mut self.current {
            current.take_in(event, at);
        }
        match event {
            FeedbackEvent::Confirmed {} => {
                self.confirmed = true;
                touched.touch(Slice::Session);
            }
            FeedbackEvent::Opened { .. } => self.current = FeedbackBox::opened(event),
            FeedbackEvent::Sealed { .. } | FeedbackEvent::Counted { .. } => {
                if let Some(sealed) = &self.current {
                    let left = of_kind(&mut self.left, &sealed.ask);
                    *left = left.saturating_sub(1);
                }
                touched.touch(Slice::Session);
            }
            FeedbackEvent::PutAway {} => self.current = None,
            FeedbackEvent::Closed {}
            | FeedbackEvent::Discarded { .. }
            | FeedbackEvent::Voided {}
            | FeedbackEvent::Settled { .. }
            | FeedbackEvent::Responded { .. } => {}
        }
    }

    /// The box for therapists, or for the circle.
    pub fn view(&self, for_therapists: bool) -> Option<BoxView> {
        self.current.as_ref().map(|b| b.view(for_therapists))
    }
}

fn of_kind<'a>(left: &'a mut BoxesLeft, ask: &Ask) -> &'a mut u8 {
    match ask {
        Ask::Words {} => &mut left.words,
        Ask::Answer { .. } => &mut left.answer,
        Ask::MeToo {} => &mut left.me_too,
    }
}
