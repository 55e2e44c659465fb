//! One box: what became of it, and what is seen of it.

use std::collections::BTreeSet;

use rondo_protocol::{
    At, BoxId, BoxKey, Receipt, SeatId,
    feedback::{Ask, BoxStage, BoxView, Outcome, Response, ShownSlip, SlipFate, SlipView},
    text::Prompt,
};

use super::{FeedbackEvent, Slip};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedbackBox {
    pub id: BoxId,
    pub prompt: Prompt,
    pub ask: Ask,
    pub key: BoxKey,
    pub stage: BoxStage,
    pub closes_at: At,
    pub collecting_since: Option<At>,
    pub present: u16,
    pub circle: BTreeSet<SeatId>,
    pub threshold: u16,
    pub envelopes: Option<u16>,
    pub receipts: Vec<Receipt>,
    pub slips: Vec<SlipView>,
    pub shown: Vec<ShownSlip>,
    pub outcome: Option<Outcome>,
    pub response: Option<Response>,
}

impl FeedbackBox {
    /// The box that an event opens, if it opens one.
    pub fn opened(event: &FeedbackEvent) -> Option<Self> {
        let FeedbackEvent::Opened {
            box_id,
            prompt,
            ask,
            closes_at,
            present,
            circle,
            threshold,
            key,
        } = event
        else {
            return None;
        };
        Some(Self {
            id: *box_id,
            prompt: prompt.clone(),
            ask: ask.clone(),
            key: *key,
            stage: BoxStage::Open,
            closes_at: *closes_at,
            collecting_since: None,
            present: *present,
            circle: circle.clone(),
            threshold: *threshold,
            envelopes: None,
            receipts: Vec::new(),
            slips: Vec::new(),
            shown: Vec::new(),
            outcome: None,
            response: None,
        })
    }

    pub fn take_in(&mut self, event: &FeedbackEvent, at: At) {
        match event {
            FeedbackEvent::Closed {} => {
                self.stage = BoxStage::Collecting;
                self.collecting_since = Some(at);
            }
            FeedbackEvent::Sealed { receipts, slips } => {
                self.counted(BoxStage::Sealed, receipts);
                let undecided = |s: &Slip| SlipView {
                    slip: s.slip,
                    text: s.text.clone(),
                    fate: SlipFate::Undecided,
                };
                self.slips = slips.iter().map(undecided).collect();
            }
            FeedbackEvent::Counted { receipts, outcome } => {
                self.counted(BoxStage::Settled, receipts);
                self.outcome = Some(outcome.clone());
            }
            FeedbackEvent::Discarded { envelopes } => {
                self.stage = BoxStage::Discarded;
                self.envelopes = Some(*envelopes);
            }
            FeedbackEvent::Voided {} => self.stage = BoxStage::Voided,
            FeedbackEvent::Settled {
                released,
                paraphrased,
                shown,
            } => {
                self.stage = BoxStage::Settled;
                for slip in &mut self.slips {
                    slip.fate = if released.contains(&slip.slip) {
                        SlipFate::Released
                    } else if paraphrased.contains(&slip.slip) {
                        SlipFate::Paraphrased
                    } else {
                        SlipFate::Kept
                    };
                }
                self.shown.clone_from(shown);
            }
            FeedbackEvent::Responded { response } => self.response = Some(response.clone()),
            FeedbackEvent::Confirmed {}
            | FeedbackEvent::Opened { .. }
            | FeedbackEvent::PutAway {} => {}
        }
    }

    /// The envelopes were opened.
    fn counted(&mut self, stage: BoxStage, receipts: &[Receipt]) {
        self.stage = stage;
        self.envelopes = Some(u16::try_from(receipts.len()).unwrap_or(u16::MAX));
        self.receipts = receipts.to_vec();
    }

    /// The box as therapists see it, or as the circle does: without slips, and without the number
    /// of taps, from which each of two could tell the other.
    pub fn view(&self, for_therapists: bool) -> BoxView {
        let slips = self.slips.iter().filter(|_| for_therapists);
        let outcome = self.outcome.clone().map(|outcome| match outcome {
            Outcome::MeToo { share, taps } => Outcome::MeToo {
                share,
                taps: taps.filter(|_| for_therapists),
            },
            Outcome::TooFew {} | Outcome::Scale { .. } | Outcome::Shares { .. } => outcome,
        });
        BoxView {
            box_id: self.id,
            prompt: self.prompt.clone(),
            ask: self.ask.clone(),
            stage: self.stage,
            closes_at: self.closes_at,
            present: self.present,
            threshold: self.threshold,
            key: self.key,
            envelopes: self.envelopes,
            receipts: self.receipts.clone(),
            slips: slips.cloned().collect(),
            shown: self.shown.clone(),
            outcome,
            response: self.response.clone(),
        }
    }
}
