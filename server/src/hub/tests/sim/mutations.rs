//! The checker is checked: a hub with a mistake in it does not get past a few hundred seeds.

use super::{checks::Rule, operations::script, run, shrink};
use crate::hub::flaw::Flaw;

/// A flaw that survives this many seeds is not found.
const SEEDS: u64 = 400;

/// Some seed breaks this rule because of the flaw, and would not without it.
fn breaks(rule: Rule, flaw: Flaw) {
    let found = (0..SEEDS).find(|seed| {
        let objections = run(*seed, &script(*seed), Some(flaw), false).objections;
        objections.iter().any(|objection| objection.rule == rule)
    });
    let seed = found.expect("found");
    let short = shrink::shorter(seed, script(seed), rule, Some(flaw));
    println!("{flaw:?} breaks {rule:?} in seed {seed}: {short:#?}");
    assert_eq!(run(seed, &short, None, false).objections, []);
}

#[test]
fn a_log_without_a_fence_is_found() {
    breaks(Rule::OneOrder, Flaw::NoFence);
}

#[test]
fn an_answer_before_the_append_is_found() {
    breaks(Rule::Kept, Flaw::AnswerBeforeAppend);
}

#[test]
fn forgotten_command_numbers_are_found() {
    breaks(Rule::Once, Flaw::ForgetNumbers);
}

#[test]
fn a_repeated_command_that_is_refused_though_it_was_done_is_found() {
    breaks(Rule::Once, Flaw::RefuseRepeats);
}

#[test]
fn an_append_that_is_blindly_retried_is_found() {
    breaks(Rule::Once, Flaw::RetryBlindly);
}

#[test]
fn a_private_event_that_counts_for_others_is_found() {
    breaks(Rule::OneOrder, Flaw::CountUntold);
}

#[test]
fn words_for_therapists_on_other_screens_are_found() {
    breaks(Rule::Private, Flaw::TellAll);
}

#[test]
fn an_envelope_that_is_lost_is_found() {
    breaks(Rule::Sealed, Flaw::LoseEnvelope);
}

#[test]
fn hidden_words_that_stay_in_the_log_are_found() {
    breaks(Rule::Gone, Flaw::KeepHidden);
}

#[test]
fn a_command_that_is_never_answered_is_found() {
    breaks(Rule::Answered, Flaw::RefuseSilently);
}
