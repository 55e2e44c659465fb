//! Answers: which questions can be answered, and which answers fit them, with a name or without.

use rondo_protocol::{
    checkins::{Answer, AnswerKind},
    limits::{ANSWER_CHARS_MAX, FEELINGS_MAX, OPTIONS_MAX, SCALE_STEPS_MAX},
    text::Word,
};

/// Whether a template asks for something that can be answered.
#[must_use]
pub fn well_formed(kind: &AnswerKind) -> bool {
    match kind {
        AnswerKind::Scale { min, max, step, .. } => {
            let span = i32::from(*max) - i32::from(*min);
            let step = i32::from(*step);
            let steps = span.checked_div(step).and_then(|n| u32::try_from(n).ok());
            // A step of 0 divides nothing, and gives no number of steps.
            span > 0 && steps.is_some_and(|n| n < SCALE_STEPS_MAX) && span % step == 0
        }
        AnswerKind::Feelings { words, most } => {
            words.len() >= 2
                && words.len() <= FEELINGS_MAX
                && (1..=words.len()).contains(&usize::from(*most))
                && all_different(words)
        }
        AnswerKind::Choice { options } => {
            (2..=OPTIONS_MAX).contains(&options.len()) && all_different(options)
        }
        AnswerKind::Text { chars } => (1..=ANSWER_CHARS_MAX).contains(chars),
    }
}

fn all_different(words: &[Word]) -> bool {
    (1..words.len()).all(|i| !words[..i].contains(&words[i]))
}

/// Whether an answer is one of those asked for.
pub(crate) fn fits(kind: &AnswerKind, answer: &Answer) -> bool {
    match (kind, answer) {
        (_, Answer::Skip {}) => true,
        (AnswerKind::Scale { min, max, step, .. }, Answer::Scale { value }) => {
            let above = i32::from(*value) - i32::from(*min);
            (min..=max).contains(&value) && above % i32::from(*step) == 0
        }
        (AnswerKind::Feelings { words, most }, Answer::Feelings { words: chosen }) => {
            !chosen.is_empty()
                && chosen.len() <= usize::from(*most)
                && chosen.iter().all(|i| usize::from(*i) < words.len())
                && chosen.is_sorted_by(|a, b| a < b)
        }
        (AnswerKind::Choice { options }, Answer::Choice { option }) => {
            usize::from(*option) < options.len()
        }
        (AnswerKind::Text { chars }, Answer::Text { text }) => text.chars() <= usize::from(*chars),
        (
            AnswerKind::Scale { .. }
            | AnswerKind::Feelings { .. }
            | AnswerKind::Choice { .. }
            | AnswerKind::Text { .. },
            Answer::Scale { .. }
            | Answer::Feelings { .. }
            | Answer::Choice { .. }
            | Answer::Text { .. },
        ) => false,
    }
}
