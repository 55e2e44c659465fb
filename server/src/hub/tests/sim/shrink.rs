//! The fewest operations that still break a rule.

use super::{Operation, checks::Rule, run};
use crate::hub::flaw::Flaw;

/// Leaves operations out for as long as the same rule is broken: halves first, single ones last.
pub(super) fn shorter(
    seed: u64,
    mut script: Vec<Operation>,
    rule: Rule,
    flaw: Option<Flaw>,
) -> Vec<Operation> {
    let breaks = |script: &[Operation]| {
        let objections = run(seed, script, flaw, false).objections;
        objections.iter().any(|objection| objection.rule == rule)
    };
    let mut width = script.len().div_ceil(2);
    while width > 0 {
        let mut at = 0;
        while at < script.len() {
            let mut less = script.clone();
            less.drain(at..(at + width).min(script.len()));
            if breaks(&less) {
                script = less;
            } else {
                at += width;
            }
        }
        width /= 2;
    }
    script
}
