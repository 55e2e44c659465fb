//! The feedback box as the room knows it: open, collecting, sealed, settled.
//!
//! The room never sees a slip before the seal, and never an author at all. Slips reach it once, all
//! together and sorted by random ids, so nothing in the log says who wrote which or in what order.

use std::collections::BTreeSet;

use rondo_protocol::{
    At, BoxId, RefusalCode, SeatId, SlipId,
    feedback::{BoxStage, BoxView, SlipView},
    limits::BOX_SECONDS,
    text::{Prompt, SlipText},
};
use serde::{Deserialize, Serialize};

use crate::{
    circle::Circle,
    input::Stamp,
    limits::SEAL_AFTER_MS,
    slice::{Slice, Touched},
};

/// One slip as it came out of its envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Drawn at random at the seal.
    pub slip: SlipId,
    /// The words.
    pub text: SlipText,
}

/// What happened to a feedback box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FeedbackEvent {
    /// It was opened.
    Opened {
        /// The new box.
        box_id: BoxId,
        /// What people are asked.
        prompt: Prompt,
        /// When writing ends.
        closes_at: At,
        /// Members present: the crowd one is hidden in.
        present: u16,
        /// Members in the circle, present or not: if this changes, so does the crowd.
        circle: BTreeSet<SeatId>,
        /// The fewest envelopes.
        threshold: u16,
    },
    /// Writing ended; clients post their envelopes.
    Closed {},
    /// The envelopes were opened.
    Sealed {
        /// How many there were, empty ones included.
        envelopes: u16,
        /// The slips, sorted by id.
        slips: Vec<Slip>,
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
        /// The slips shown.
        release: Vec<SlipId>,
    },
    /// It was put away.
    PutAway {},
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedbackBox {
    pub id: BoxId,
    pub prompt: Prompt,
    pub stage: BoxStage,
    pub closes_at: At,
    pub collecting_since: Option<At>,
    pub present: u16,
    pub circle: BTreeSet<SeatId>,
    pub threshold: u16,
    pub envelopes: Option<u16>,
    pub slips: Vec<SlipView>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Feedback {
    pub current: Option<FeedbackBox>,
}

impl Feedback {
    /// The box that is meant, at the stage that is meant.
    pub fn at_stage(&self, id: BoxId, stage: BoxStage) -> Result<&FeedbackBox, RefusalCode> {
        let current = self.current.as_ref();
        let meant = current.filter(|b| b.id == id && b.stage == stage);
        meant.ok_or(RefusalCode::NoBox)
    }

    /// Opens a box for the members present, of whom there must be enough to hide in.
    pub fn open(
        &self,
        prompt: &Prompt,
        seconds: u16,
        circle: &Circle,
        threshold: u16,
        stamp: Stamp,
    ) -> Result<FeedbackEvent, RefusalCode> {
        let present = circle.members().filter(|c| c.reachable).count();
        let present = u16::try_from(present).unwrap_or(u16::MAX);
        // Slips nobody has looked at are not thrown away by opening another box (R-BOX-2).
        let sealed = |b: &FeedbackBox| b.stage == BoxStage::Sealed;
        if self.is_under_way() || self.current.as_ref().is_some_and(sealed) {
            return Err(RefusalCode::BoxOpen);
        }
        if !BOX_SECONDS.contains(&seconds) {
            return Err(RefusalCode::OutOfBounds);
        }
        if present < threshold {
            return Err(RefusalCode::TooFew);
        }
        Ok(FeedbackEvent::Opened {
            box_id: BoxId::from_random(stamp.random),
            prompt: prompt.clone(),
            closes_at: stamp.at.plus_ms(u64::from(seconds) * 1_000),
            present,
            circle: circle.members().map(|c| c.seat).collect(),
            threshold,
        })
    }

    pub fn settle(&self, id: BoxId, release: &[SlipId]) -> Result<FeedbackEvent, RefusalCode> {
        let sealed = self.at_stage(id, BoxStage::Sealed)?;
        let known = |slip: &SlipId| sealed.slips.iter().any(|s| s.slip == *slip);
        if !release.iter().all(known)
            || (1..release.len()).any(|i| release[..i].contains(&release[i]))
        {
            return Err(RefusalCode::OutOfBounds);
        }
        Ok(FeedbackEvent::Settled {
            release: release.to_vec(),
        })
    }

    pub fn seal(
        &self,
        id: BoxId,
        envelopes: u16,
        slips: &[(SlipId, SlipText)],
    ) -> Option<FeedbackEvent> {
        let collecting = self.at_stage(id, BoxStage::Collecting).ok()?;
        if envelopes < collecting.threshold {
            return Some(FeedbackEvent::Discarded { envelopes });
        }
        let mut slips: Vec<Slip> = slips
            .iter()
            .map(|(slip, text)| Slip {
                slip: *slip,
                text: text.clone(),
            })
            .collect();
        slips.sort_by_key(|s| s.slip);
        Some(FeedbackEvent::Sealed { envelopes, slips })
    }

    /// Writing goes on, or envelopes are on their way.
    pub fn is_under_way(&self) -> bool {
        self.current.as_ref().is_some_and(|b| match b.stage {
            BoxStage::Open | BoxStage::Collecting => true,
            BoxStage::Sealed | BoxStage::Discarded | BoxStage::Voided | BoxStage::Settled => false,
        })
    }

    /// Somebody came or left while people were writing.
    pub fn crowd_changed(&self, circle: &Circle) -> bool {
        let open = self.current.as_ref().filter(|b| b.stage == BoxStage::Open);
        open.is_some_and(|b| circle.members().map(|c| c.seat).collect::<BTreeSet<_>>() != b.circle)
    }

    /// When writing ends, if it still goes on.
    pub fn deadline(&self) -> Option<(At, FeedbackEvent)> {
        let open = self
            .current
            .as_ref()
            .filter(|b| b.stage == BoxStage::Open)?;
        Some((open.closes_at, FeedbackEvent::Closed {}))
    }

    /// The box whose envelopes are to be opened, and when.
    pub fn to_seal(&self) -> Option<(At, BoxId)> {
        let collecting = self
            .current
            .as_ref()
            .filter(|b| b.stage == BoxStage::Collecting)?;
        let since = collecting.collecting_since?;
        Some((since.plus_ms(SEAL_AFTER_MS), collecting.id))
    }

    /// The time without a therapist does not count as time to write.
    pub fn postpone(&mut self, by_ms: u64) {
        if let Some(open) = self.current.as_mut().filter(|b| b.stage == BoxStage::Open) {
            open.closes_at = open.closes_at.plus_ms(by_ms);
        }
    }

    pub fn apply(&mut self, event: &FeedbackEvent, at: At, touched: &mut Touched) {
        touched.touch(Slice::Box);
        if let FeedbackEvent::Opened {
            box_id,
            prompt,
            closes_at,
            present,
            circle,
            threshold,
        } = event
        {
            self.current = Some(FeedbackBox {
                id: *box_id,
                prompt: prompt.clone(),
                stage: BoxStage::Open,
                closes_at: *closes_at,
                collecting_since: None,
                present: *present,
                circle: circle.clone(),
                threshold: *threshold,
                envelopes: None,
                slips: Vec::new(),
            });
            return;
        }
        let Some(current) = &mut self.current else {
            return;
        };
        match event {
            FeedbackEvent::Opened { .. } => {}
            FeedbackEvent::Closed {} => {
                current.stage = BoxStage::Collecting;
                current.collecting_since = Some(at);
            }
            FeedbackEvent::Sealed { envelopes, slips } => {
                current.stage = BoxStage::Sealed;
                current.envelopes = Some(*envelopes);
                let view = |s: &Slip| SlipView {
                    slip: s.slip,
                    text: s.text.clone(),
                    released: false,
                };
                current.slips = slips.iter().map(view).collect();
            }
            FeedbackEvent::Discarded { envelopes } => {
                current.stage = BoxStage::Discarded;
                current.envelopes = Some(*envelopes);
            }
            FeedbackEvent::Voided {} => current.stage = BoxStage::Voided,
            FeedbackEvent::Settled { release } => {
                current.stage = BoxStage::Settled;
                for slip in &mut current.slips {
                    slip.released = release.contains(&slip.slip);
                }
            }
            FeedbackEvent::PutAway {} => self.current = None,
        }
    }

    /// The box for therapists, or for the circle with released slips only.
    pub fn view(&self, for_therapists: bool) -> Option<BoxView> {
        self.current.as_ref().map(|b| BoxView {
            box_id: b.id,
            prompt: b.prompt.clone(),
            stage: b.stage,
            closes_at: b.closes_at,
            present: b.present,
            threshold: b.threshold,
            envelopes: b.envelopes,
            slips: {
                let seen = |s: &&SlipView| for_therapists || s.released;
                b.slips.iter().filter(seen).cloned().collect()
            },
        })
    }
}
