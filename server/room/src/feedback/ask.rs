//! What can be asked of boxes, and what comes of their envelopes.

use std::collections::BTreeSet;

use rondo_protocol::{
    BoxId, Receipt, RefusalCode, SlipId,
    checkins::{Answer, AnswerKind},
    feedback::{Ask, BoxStage, Content, FeedbackCommand, Paraphrase, Response, ShownSlip},
    limits::{BOX_SECONDS, FIGURES_FROM, SHARES_FROM},
    text::Prompt,
};

use super::{Feedback, FeedbackBox, FeedbackEvent, Slip, outcome};
use crate::{
    answers::{fits, well_formed},
    circle::Circle,
    input::Stamp,
    lots,
};

/// Among whom a box is asked for, and with what time, lot and key.
pub(crate) struct Asking<'a> {
    pub circle: &'a Circle,
    /// The group's threshold.
    pub threshold: u16,
    pub stamp: Stamp,
}

type Asked = Result<Option<FeedbackEvent>, RefusalCode>;

impl Feedback {
    /// What a command leads to. Whether the role may ask at all was settled by the policy.
    pub fn ask(&self, command: &FeedbackCommand, asking: &Asking<'_>) -> Asked {
        match command {
            FeedbackCommand::Confirm {} => {
                Ok((!self.confirmed).then_some(FeedbackEvent::Confirmed {}))
            }
            FeedbackCommand::Open {
                prompt,
                ask,
                seconds,
            } => self.open(prompt, ask, *seconds, asking).map(Some),
            FeedbackCommand::Close { box_id } => {
                self.at_stage(*box_id, BoxStage::Open)?;
                Ok(Some(FeedbackEvent::Closed {}))
            }
            FeedbackCommand::Settle {
                box_id,
                release,
                paraphrase,
            } => {
                let sealed = self.at_stage(*box_id, BoxStage::Sealed)?;
                settle(sealed, release, paraphrase, asking.stamp.random).map(Some)
            }
            FeedbackCommand::Respond {
                box_id,
                text,
                crisis,
            } => {
                let (text, crisis) = (text.clone(), *crisis);
                self.respond(*box_id, Response { text, crisis }).map(Some)
            }
            FeedbackCommand::PutAway { box_id } => {
                self.named(*box_id)?;
                if self.under_way().is_some() {
                    return Err(RefusalCode::BoxOpen);
                }
                Ok(Some(FeedbackEvent::PutAway {}))
            }
        }
    }

    /// Opens a box for the members present, of whom there must be enough to hide in.
    fn open(
        &self,
        prompt: &Prompt,
        ask: &Ask,
        seconds: u16,
        asking: &Asking<'_>,
    ) -> Result<FeedbackEvent, RefusalCode> {
        let Stamp {
            at,
            random,
            box_key,
        } = asking.stamp;
        if !self.confirmed {
            return Err(RefusalCode::NotConfirmed);
        }
        // Slips nobody has looked at are not thrown away by opening another box (R-BOX-2).
        let sealed = |b: &FeedbackBox| b.stage == BoxStage::Sealed;
        if self.under_way().is_some() || self.current.as_ref().is_some_and(sealed) {
            return Err(RefusalCode::BoxOpen);
        }
        if !BOX_SECONDS.contains(&seconds) || !can_be_asked(ask) {
            return Err(RefusalCode::OutOfBounds);
        }
        if self.used_up(ask) {
            return Err(RefusalCode::BoxesUsedUp);
        }
        let threshold = threshold(ask, asking.threshold);
        let present = asking.circle.members().filter(|c| c.reachable).count();
        let present = u16::try_from(present).unwrap_or(u16::MAX);
        if present < threshold {
            return Err(RefusalCode::TooFew);
        }
        Ok(FeedbackEvent::Opened {
            box_id: BoxId::from_random(random),
            prompt: prompt.clone(),
            ask: ask.clone(),
            closes_at: at.plus_ms(u64::from(seconds) * 1_000),
            present,
            circle: asking.circle.members().map(|c| c.seat).collect(),
            threshold,
            key: box_key,
        })
    }

    /// A response is to slips that somebody has read, and there is one.
    fn respond(&self, id: BoxId, response: Response) -> Result<FeedbackEvent, RefusalCode> {
        let meant = self.named(id)?;
        let read = match meant.stage {
            BoxStage::Sealed | BoxStage::Settled => meant.ask == Ask::Words {},
            BoxStage::Open | BoxStage::Collecting | BoxStage::Discarded | BoxStage::Voided => false,
        };
        if !read || meant.response.is_some() {
            return Err(RefusalCode::NoBox);
        }
        Ok(FeedbackEvent::Responded { response })
    }

    /// What comes of the envelopes, if the box they were posted for still takes them.
    pub fn seal(
        &self,
        id: BoxId,
        receipts: &[Receipt],
        contents: &[(SlipId, Content)],
    ) -> Option<FeedbackEvent> {
        let collecting = self.at_stage(id, BoxStage::Collecting).ok()?;
        let envelopes = u16::try_from(receipts.len()).unwrap_or(u16::MAX);
        if envelopes < collecting.threshold {
            return Some(FeedbackEvent::Discarded { envelopes });
        }
        // Neither order says anything of when an envelope came (R-BOX-4).
        let mut receipts = receipts.to_vec();
        receipts.sort_unstable();
        let outcome = match &collecting.ask {
            Ask::Words {} => {
                let slips = slips(contents);
                return Some(FeedbackEvent::Sealed { receipts, slips });
            }
            Ask::Answer { answer } => outcome::of_answers(answer, fitting(answer, contents)),
            Ask::MeToo {} => {
                let tap = |(_, content): &&(SlipId, Content)| *content == Content::MeToo;
                outcome::of_taps(contents.iter().filter(tap).count(), receipts.len())
            }
        };
        Some(FeedbackEvent::Counted { receipts, outcome })
    }
}

/// The fewest members with whom a box of this kind is opened, and the fewest envelopes with which
/// it is sealed: as many as it takes for anything to be told (R-BOX-11).
fn threshold(ask: &Ask, of_group: u16) -> u16 {
    match ask {
        Ask::Words {} => of_group,
        Ask::Answer {
            answer: AnswerKind::Feelings { .. } | AnswerKind::Choice { .. },
        } => of_group.max(SHARES_FROM),
        Ask::Answer { .. } | Ask::MeToo {} => of_group.max(FIGURES_FROM),
    }
}

/// Whether there can be a box of this: own words are what slips are for.
fn can_be_asked(ask: &Ask) -> bool {
    match ask {
        Ask::Words {} | Ask::MeToo {} => true,
        Ask::Answer { answer } => match answer {
            AnswerKind::Scale { .. } | AnswerKind::Feelings { .. } | AnswerKind::Choice { .. } => {
                well_formed(answer)
            }
            AnswerKind::Text { .. } => false,
        },
    }
}

/// Decides on every slip of a sealed box: what is named in neither list stays with therapists.
fn settle(
    sealed: &FeedbackBox,
    release: &[SlipId],
    paraphrase: &[Paraphrase],
    random: u128,
) -> Result<FeedbackEvent, RefusalCode> {
    let released: BTreeSet<SlipId> = release.iter().copied().collect();
    let paraphrased: BTreeSet<SlipId> = paraphrase.iter().map(|p| p.slip).collect();
    let twice = released.len() < release.len()
        || paraphrased.len() < paraphrase.len()
        || !released.is_disjoint(&paraphrased);
    let known = |slip: &SlipId| sealed.slips.iter().any(|s| s.slip == *slip);
    if twice || !released.iter().chain(&paraphrased).all(known) {
        return Err(RefusalCode::OutOfBounds);
    }
    let as_they_are = sealed.slips.iter().filter(|s| released.contains(&s.slip));
    let mut shown: Vec<ShownSlip> = as_they_are
        .map(|s| ShownSlip {
            text: s.text.clone(),
            paraphrase: false,
        })
        .collect();
    shown.extend(paraphrase.iter().map(|p| ShownSlip {
        text: p.text.clone(),
        paraphrase: true,
    }));
    lots::draw(&mut shown, random);
    Ok(FeedbackEvent::Settled {
        released,
        paraphrased,
        shown,
    })
}

/// The slips in the order of their ids.
fn slips(contents: &[(SlipId, Content)]) -> Vec<Slip> {
    let slips = contents.iter().filter_map(|(slip, content)| match content {
        Content::Words(text) => Some(Slip {
            slip: *slip,
            text: text.clone(),
        }),
        Content::Answer(_) | Content::MeToo => None,
    });
    let mut slips: Vec<Slip> = slips.collect();
    slips.sort_unstable_by_key(|s| s.slip);
    slips
}

/// The answers that are among those asked for; any other counts as an empty envelope.
fn fitting<'a>(
    kind: &'a AnswerKind,
    contents: &'a [(SlipId, Content)],
) -> impl Iterator<Item = &'a Answer> {
    let answers = contents.iter().filter_map(|(_, content)| match content {
        Content::Answer(answer) => Some(answer),
        Content::Words(_) | Content::MeToo => None,
    });
    answers.filter(|answer| fits(kind, answer))
}
