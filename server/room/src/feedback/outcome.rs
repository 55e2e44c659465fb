//! What is told of anonymous answers and taps: figures so coarse that nobody is behind one alone.
//!
//! The rules are the threshold rule of statistical disclosure control (a figure over fewer than so
//! many people is not told; agencies ask for three or for five: *Glossary of Statistical Disclosure
//! Control*, UNECE and Eurostat, Geneva 2005, "threshold rule") and its companion against figures
//! that say something of everybody at once ("group disclosure"). Only whole numbers are used, so a
//! boundary is the same on every machine. No figure may ever depend on the order of the answers.

use rondo_protocol::{
    checkins::{Answer, AnswerKind},
    feedback::{Outcome, Share, Spread},
    limits::{FIGURES_FROM, SHARES_FROM},
};

use crate::limits::TAPS_FROM;

/// What is told of these answers, each of which fits what was asked. They are looked at where they
/// lie, so that no copy outlives them.
#[must_use]
pub fn of_answers<'a>(kind: &AnswerKind, answers: impl Iterator<Item = &'a Answer>) -> Outcome {
    match kind {
        AnswerKind::Scale { min, max, .. } => scale(*min, *max, answers),
        AnswerKind::Feelings { words, .. } => shares(words.len(), answers),
        AnswerKind::Choice { options } => shares(options.len(), answers),
        // Own words are slips, and a box never asks for them as answers.
        AnswerKind::Text { .. } => Outcome::TooFew {},
    }
}

/// What is told of so many taps in so many envelopes.
#[must_use]
pub fn of_taps(taps: usize, envelopes: usize) -> Outcome {
    let share = share(taps, envelopes, usize::from(TAPS_FROM));
    let taps = Some(u16::try_from(taps).unwrap_or(u16::MAX));
    Outcome::MeToo { share, taps }
}

/// Mean and spread of answers on a scale (R-BOX-14). A skip is no answer.
fn scale<'a>(min: i16, max: i16, answers: impl Iterator<Item = &'a Answer>) -> Outcome {
    let values = answers.filter_map(|answer| match answer {
        Answer::Scale { value } => Some(i128::from(*value)),
        Answer::Feelings { .. } | Answer::Choice { .. } | Answer::Text { .. } | Answer::Skip {} => {
            None
        }
    });
    let (mut n, mut sum, mut squares) = (0_i128, 0_i128, 0_i128);
    for value in values {
        n += 1;
        sum += value;
        squares += value * value;
    }
    if n < i128::from(FIGURES_FROM) {
        return Outcome::TooFew {};
    }
    let halves = rounded(2 * sum, n);
    let span = i128::from(max) - i128::from(min);
    Outcome::Scale {
        // Between twice the ends of the scale, whose values are 16 bits wide.
        mean_halves: i32::try_from(halves).unwrap_or_default(),
        spread: spread(n * squares - sum * sum, n * span),
    }
}

/// The band of a standard deviation: that of the population, n² of whose variance is given, against
/// n of the scale's span. The bands end at a quarter and at half of what a standard deviation can be
/// at most, which is half the span (Popoviciu 1935: the variance is at most a quarter of the span's
/// square).
fn spread(variance_n2: i128, span_n: i128) -> Spread {
    let within = |part: i128| variance_n2 * part * part <= span_n * span_n;
    if within(8) {
        Spread::Close
    } else if within(4) {
        Spread::Mixed
    } else {
        Spread::Wide
    }
}

/// The quotient to the nearest whole number, half away from zero; the divisor is above zero.
fn rounded(dividend: i128, divisor: i128) -> i128 {
    let size = (2 * dividend.abs() + divisor) / (2 * divisor);
    size * dividend.signum()
}

/// How many chose each of so many entries (R-BOX-15). A skip is no answer.
fn shares<'a>(entries: usize, answers: impl Iterator<Item = &'a Answer>) -> Outcome {
    let mut chosen_by = vec![0; entries];
    let mut n = 0;
    for answer in answers {
        let chosen = match answer {
            Answer::Feelings { words } => words.as_slice(),
            Answer::Choice { option } => std::slice::from_ref(option),
            Answer::Scale { .. } | Answer::Text { .. } | Answer::Skip {} => continue,
        };
        n += 1;
        for entry in chosen {
            if let Some(count) = chosen_by.get_mut(usize::from(*entry)) {
                *count += 1;
            }
        }
    }
    if n < usize::from(SHARES_FROM) {
        return Outcome::TooFew {};
    }
    let told = |count| share(count, n, usize::from(FIGURES_FROM));
    let shares = chosen_by.into_iter().map(told).collect();
    Outcome::Shares { shares }
}

/// So many of all, in words, if they are enough for that.
fn share(count: usize, all: usize, told_from: usize) -> Share {
    if count < told_from {
        Share::Untold
    } else if 2 * count > all {
        Share::Most
    } else {
        Share::Some
    }
}
