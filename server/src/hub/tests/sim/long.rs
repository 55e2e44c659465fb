//! What takes longer than the scripts that seeds make.

use super::{
    Run,
    operations::{Ask, EVERYBODY, Operation, To, Who},
    run,
};
use crate::hub::limits::{MISSED_UPDATES_MAX, OUTBOX_FRAMES};

/// A phone sleeps while the others write more than its outbox takes, and wakes.
#[test]
fn a_sleeper_falls_behind_alone_and_comes_back_to_everything() {
    let mut script: Vec<_> = EVERYBODY
        .map(|who| Operation::Join { who, fresh: false })
        .into();
    script.push(Operation::Ask {
        who: Who::Hale,
        ask: Ask::Start,
    });
    script.push(Operation::Wait { ms: 100 });
    script.push(Operation::Sleep { who: Who::Noor });
    let lines = OUTBOX_FRAMES.max(MISSED_UPDATES_MAX) + 10;
    for who in EVERYBODY
        .into_iter()
        .cycle()
        .filter(|who| *who != Who::Noor)
        .take(lines)
    {
        let ask = Ask::Say(To::Everyone);
        script.extend([Operation::Ask { who, ask }, Operation::Wait { ms: 100 }]);
    }
    script.push(Operation::Wake { who: Who::Noor });
    let Run {
        objections, met, ..
    } = run(1, &script, None, false);
    assert_eq!(objections, []);
    assert!(met.contains("closed Some(FellBehind)"), "{met:?}");
    assert!(met.contains("shown all, back: true"), "{met:?}");
    assert!(!met.contains("refused TooFast"), "{met:?}");
}
