//! Check-ins: one question to everybody, answers shown together.
//!
//! Nobody's answer is seen by anybody else before the reveal, not even by therapists; and "rather
//! not say" is an answer like any other.

use std::collections::BTreeMap;

use rondo_protocol::{
    At, CheckinId, RefusalCode, SeatId,
    checkins::{Answer, AnswerKind, CheckinStage, ShownTo, Template},
};
use serde::{Deserialize, Serialize};

use crate::{
    answers::{fits, well_formed},
    slice::{Slice, Touched},
};

/// What happened in check-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CheckinsEvent {
    /// Everybody was asked.
    Opened {
        /// The new check-in.
        checkin: CheckinId,
        /// What.
        template: Template,
    },
    /// Somebody answered, or changed their answer.
    Answered {
        /// Who.
        seat: SeatId,
        /// What.
        answer: Answer,
    },
    /// The answers were shown.
    Revealed {},
    /// It was put away.
    Closed {},
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Checkin {
    pub id: CheckinId,
    pub template: Template,
    pub stage: CheckinStage,
    pub opened_at: At,
    pub answers: BTreeMap<SeatId, Answer>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Checkins {
    pub open: Option<Checkin>,
    pub next: CheckinId,
}

impl Default for Checkins {
    fn default() -> Self {
        Self {
            open: None,
            next: CheckinId(1),
        }
    }
}

impl Checkins {
    /// The check-in that is meant, if it is still open.
    pub fn current(&self, id: CheckinId) -> Result<&Checkin, RefusalCode> {
        let open = self.open.as_ref().filter(|c| c.id == id);
        open.ok_or(RefusalCode::NoCheckin)
    }

    pub fn open(&self, template: &Template) -> Result<CheckinsEvent, RefusalCode> {
        if self.open.is_some() {
            return Err(RefusalCode::CheckinOpen);
        }
        let named = match template.shown_to {
            ShownTo::Group | ShownTo::Therapists => true,
            // In here every answer lies beside its author. Where none does is a box (R-CHK-9).
            ShownTo::Anonymous => false,
        };
        if !named || !well_formed(&template.answer) {
            return Err(RefusalCode::OutOfBounds);
        }
        Ok(CheckinsEvent::Opened {
            checkin: self.next,
            template: template.clone(),
        })
    }

    pub fn answer(
        &self,
        id: CheckinId,
        seat: SeatId,
        answer: &Answer,
    ) -> Result<CheckinsEvent, RefusalCode> {
        let checkin = self.current(id)?;
        match checkin.stage {
            CheckinStage::Collecting => {}
            CheckinStage::Revealed => return Err(RefusalCode::AlreadyRevealed),
        }
        if !fits(&checkin.template.answer, answer) {
            return Err(RefusalCode::OutOfBounds);
        }
        Ok(CheckinsEvent::Answered {
            seat,
            answer: answer.clone(),
        })
    }

    /// Whether this answer to the open check-in lies in the lowest fifth of its scale; none if it
    /// says nothing of the kind.
    pub fn is_low(&self, answer: &Answer) -> Option<bool> {
        let kind = self.open.as_ref().map(|c| &c.template.answer);
        match (kind, answer) {
            (Some(AnswerKind::Scale { min, max, .. }), Answer::Scale { value }) => {
                let (min, max) = (i32::from(*min), i32::from(*max));
                Some((i32::from(*value) - min) * 5 <= max - min)
            }
            (Some(_) | None, _) => None,
        }
    }

    pub fn apply(&mut self, event: &CheckinsEvent, at: At, touched: &mut Touched) {
        touched.touch(Slice::Checkin);
        match event {
            CheckinsEvent::Opened { checkin, template } => {
                self.open = Some(Checkin {
                    id: *checkin,
                    template: template.clone(),
                    stage: CheckinStage::Collecting,
                    opened_at: at,
                    answers: BTreeMap::new(),
                });
                self.next = CheckinId(checkin.0.saturating_add(1));
            }
            CheckinsEvent::Answered { seat, answer } => {
                if let Some(checkin) = &mut self.open {
                    checkin.answers.insert(*seat, answer.clone());
                    touched.touch(Slice::Me(*seat));
                }
            }
            CheckinsEvent::Revealed {} => {
                if let Some(checkin) = &mut self.open {
                    checkin.stage = CheckinStage::Revealed;
                }
            }
            CheckinsEvent::Closed {} => {
                let answered = self.open.take().map(|c| c.answers).unwrap_or_default();
                for seat in answered.into_keys() {
                    touched.touch(Slice::Me(seat));
                }
            }
        }
    }
}
