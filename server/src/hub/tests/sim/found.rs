//! What seeds have found, kept as the shortest script that showed it.

use super::{
    operations::{Ask, Operation, To, Who},
    run,
};
use crate::store::memory::Failure;

/// It holds, and still comes to what it was about.
fn holds(script: &[Operation], meets: &[&str]) {
    let run = run(1, script, None, false);
    assert_eq!(run.objections, []);
    for what in meets {
        assert!(run.met.contains(*what), "{what}: {:?}", run.met);
    }
}

fn join(who: Who) -> Operation {
    Operation::Join { who, fresh: false }
}

/// The process started without the session, and told everybody that it is over.
#[test]
fn a_session_is_not_over_because_the_disk_was_full_when_the_server_started() {
    for failure in [Failure::Full, Failure::UnknownStored] {
        holds(
            &[
                join(Who::Ayo),
                Operation::Disk {
                    slow_ms: 0,
                    failure,
                },
                Operation::Crash,
                Operation::Start { clock_set_ms: 0 },
                Operation::Wait { ms: 3_000 },
            ],
            &["started: false", "started: true"],
        );
    }
}

/// Whoever knocked where another process had taken the room over was told that it is over.
#[test]
fn a_session_is_not_over_because_another_process_has_it() {
    let ask = Operation::Ask {
        who: Who::Noor,
        ask: Ask::Say(To::Everyone),
    };
    holds(
        &[
            join(Who::Noor),
            Operation::Second,
            ask,
            Operation::CrashInWrite {
                nth: 0,
                stored: true,
            },
            ask,
            Operation::Wait { ms: 3_000 },
        ],
        &["closed Some(ComeBack)", "started: true"],
    );
}

/// They stayed until the next thing happened in the room, which may take long.
#[test]
fn hidden_words_that_a_full_disk_kept_leave_the_log_although_nothing_else_happens() {
    let ask = |ask| Operation::Ask {
        who: Who::Hale,
        ask,
    };
    let disk = |failure| Operation::Disk {
        slow_ms: 500,
        failure,
    };
    holds(
        &[
            join(Who::Hale),
            ask(Ask::Start),
            ask(Ask::Say(To::Everyone)),
            disk(Failure::None),
            ask(Ask::HideLatest),
            Operation::Wait { ms: 1_600 },
            disk(Failure::Full),
            Operation::Wait { ms: 3_000 },
        ],
        &["event line_hidden"],
    );
}

/// The room was shut for ever: nobody else had it, and everybody was told to come back.
#[test]
fn a_room_comes_back_that_could_not_find_out_what_became_of_its_last_record() {
    for failure in [Failure::UnknownLost, Failure::UnknownStored] {
        holds(
            &[
                join(Who::Noor),
                Operation::Disk {
                    slow_ms: 0,
                    failure,
                },
                Operation::Blind { blind: true },
                Operation::Ask {
                    who: Who::Noor,
                    ask: Ask::Say(To::Therapists),
                },
                Operation::Wait { ms: 3_000 },
            ],
            &["closed Some(ComeBack)"],
        );
    }
}

/// A knock was decided together with a close that could not be stored, and turned away by it.
#[test]
fn a_session_is_not_over_by_a_close_that_could_not_be_stored() {
    let close = Operation::Ask {
        who: Who::Okafor,
        ask: Ask::Close,
    };
    holds(
        &[
            join(Who::Okafor),
            join(Who::Ayo),
            Operation::Drop {
                who: Who::Ayo,
                heard_after_ms: 400,
                back_after_ms: 20,
            },
            Operation::Disk {
                slow_ms: 2_500,
                failure: Failure::UnknownLost,
            },
            close,
            Operation::Again { who: Who::Okafor },
            Operation::Wait { ms: 11_000 },
        ],
        &["refused CannotStore"],
    );
}

/// The check was wrong: a hello that comes late, after its page left over a newer connection, takes
/// the seat again.
#[test]
fn who_left_is_told_rightly_that_it_is_over_although_a_late_hello_of_theirs_follows() {
    holds(
        &[
            join(Who::Theo),
            Operation::Lag {
                who: Who::Theo,
                ms: 80,
            },
            Operation::Drop {
                who: Who::Theo,
                heard_after_ms: 0,
                back_after_ms: 500,
            },
            join(Who::Theo),
            Operation::Ask {
                who: Who::Theo,
                ask: Ask::Leave,
            },
        ],
        &["closed Some(Over)", "event left"],
    );
}
