//! Words of check-ins: a question put to everybody at once, and answers shown together.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    At, CheckinId, SeatId,
    text::{Name, Prompt, Text, Word},
};

/// An answer in words. The template may ask for fewer characters.
pub type AnswerText = Text<1_000>;

/// What kind of answer is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKind {
    /// A number on a scale.
    Scale {
        /// The low end.
        min: i16,
        /// The high end.
        max: i16,
        /// From one value to the next; divides the span.
        step: u16,
        /// What the low end means.
        low: Option<Word>,
        /// What the high end means.
        high: Option<Word>,
    },
    /// Some words of a list.
    Feelings {
        /// The list.
        words: Vec<Word>,
        /// The most that may be chosen.
        most: u8,
    },
    /// One option of a list.
    Choice {
        /// The list.
        options: Vec<Word>,
    },
    /// Own words.
    Text {
        /// The most characters.
        chars: u16,
    },
}

/// Who sees the answers with the names, after the reveal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShownTo {
    /// Everyone in the circle.
    Group,
    /// Therapists only.
    Therapists,
    /// Nobody: there are no names. It is opened as a box (`feedback`), never as a check-in.
    Anonymous,
}

/// A check-in as it can be saved and opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The question.
    pub prompt: Prompt,
    /// What kind of answer.
    pub answer: AnswerKind,
    /// Who will see the answers.
    pub shown_to: ShownTo,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// A number on the scale.
    Scale {
        /// The number.
        value: i16,
    },
    /// Words by their place in the list, from 0, each once, in rising order.
    Feelings {
        /// The places.
        words: Vec<u8>,
    },
    /// An option by its place in the list, from 0.
    Choice {
        /// The place.
        option: u8,
    },
    /// Own words.
    Text {
        /// The words.
        text: AnswerText,
    },
    /// Rather not say: an answer like any other.
    Skip {},
}

/// Where a check-in stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckinStage {
    /// Answers come in, and nobody else sees them.
    Collecting,
    /// Answers are shown to whom the template says.
    Revealed,
}

/// What can be asked of check-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckinsCommand {
    /// Ask everybody.
    Open {
        /// What.
        template: Template,
    },
    /// Answer, or change one's answer.
    Answer {
        /// Which check-in.
        checkin: CheckinId,
        /// The answer.
        answer: Answer,
    },
    /// Show the answers to whom the template says.
    Reveal {
        /// Which check-in.
        checkin: CheckinId,
    },
    /// Put the check-in away.
    Close {
        /// Which check-in.
        checkin: CheckinId,
    },
}

/// One person's answer, once shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerView {
    /// Whose.
    pub seat: SeatId,
    /// The name they had, since people leave and answers stay.
    pub name: Name,
    /// The answer.
    pub answer: Answer,
}

/// A check-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckinView {
    /// Which.
    pub checkin: CheckinId,
    /// What is asked.
    pub template: Template,
    /// Where it stands.
    pub stage: CheckinStage,
    /// When it was opened.
    pub opened_at: At,
    /// Who has answered: for therapists only, empty for others.
    pub answered: Vec<SeatId>,
    /// The answers, once revealed and to whom the template says.
    pub answers: Vec<AnswerView>,
}

/// What changed about check-ins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckinsUpdate {
    /// The check-in as it now stands, or none.
    Checkin {
        /// The new value.
        checkin: Option<CheckinView>,
    },
}
