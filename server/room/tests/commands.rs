//! R-CMD: numbers, repeats, time, and the log.

use rondo_protocol::{
    At, RefusalCode, SeatId,
    floor::FloorCommand,
    limits::NUMBER_MAX,
    roster::RosterCommand,
    session::{Phase, SessionCommand},
};
use rondo_room::{Decision, Input, limits::NUMBERS_MAX};

use crate::cast::*;

/// R-CMD-1
#[test]
fn a_repeated_command_is_answered_again_and_not_done_again() {
    let mut s = Session::live(&[MAREN]);
    assert!(matches!(
        s.ask_numbered(MAREN, 7, hand()),
        Ok(Decision::Do(_))
    ));
    s.must(
        DR_HALE,
        FloorCommand::LowerHandOf {
            seat: s.seat(MAREN),
        },
    );
    let before = s.room.clone();
    assert_eq!(s.ask_numbered(MAREN, 7, hand()), Ok(Decision::AlreadyDone));
    assert_eq!(s.room, before);
    assert_eq!(s.room.last_command(s.seat(MAREN)), 7);
}

/// R-CMD-1
#[test]
fn a_command_that_changed_nothing_is_remembered_too() {
    let mut s = Session::live(&[MAREN]);
    let lower = FloorCommand::LowerHand {};
    assert!(matches!(
        s.ask_numbered(MAREN, 5, lower.clone()),
        Ok(Decision::Do(_))
    ));
    s.ask_numbered(MAREN, 6, hand()).unwrap();
    assert_eq!(s.ask_numbered(MAREN, 5, lower), Ok(Decision::AlreadyDone));
    assert_eq!(s.queue(MAREN), ["Maren"]);
}

/// R-CMD-1
#[test]
fn numbers_are_remembered_over_drops_leaving_and_restarts() {
    let mut s = Session::live(&[MAREN]);
    s.ask_numbered(MAREN, 9, hand()).unwrap();
    s.drops(MAREN);
    s.restarts_after_ms(MINUTE);
    s.returns(DR_HALE);
    s.returns(MAREN);
    assert_eq!(s.ask_numbered(MAREN, 9, hand()), Ok(Decision::AlreadyDone));
    s.ask_numbered(MAREN, 10, RosterCommand::Leave {}).unwrap();
    let leave = s.ask_numbered(MAREN, 10, RosterCommand::Leave {});
    assert_eq!(leave, Ok(Decision::AlreadyDone));
    s.must(DR_HALE, SessionCommand::End {});
    let again = s.ask_numbered(MAREN, 10, RosterCommand::Leave {});
    assert_eq!(again, Ok(Decision::AlreadyDone), "also after the end");
}

/// R-CMD-1
#[test]
fn the_latest_numbers_are_known_and_older_ones_stale() {
    let mut s = Session::live(&[MAREN, THEO]);
    let lower = || FloorCommand::LowerHand {};
    let kept = u64::try_from(NUMBERS_MAX).unwrap();
    let first = 100;
    for n in first..first + 3 * kept {
        s.ask_numbered(MAREN, n, lower()).unwrap();
        if n % 3 == 0 {
            // His numbers come in between, and push none of hers out.
            s.ask_numbered(THEO, n, lower()).unwrap();
        }
        let oldest = first.max(n + 1 - kept);
        let known = s.ask_numbered(MAREN, oldest, lower());
        assert_eq!(known, Ok(Decision::AlreadyDone), "{oldest} at {n}");
        let older = s.ask_numbered(MAREN, oldest - 1, lower());
        assert_eq!(older, Err(RefusalCode::StaleNumber), "before {oldest}");
    }
}

/// R-CMD-2
#[test]
fn a_refused_command_uses_up_no_number() {
    let mut s = Session::live(&[MAREN]);
    let refused = s.ask_numbered(MAREN, 50, FloorCommand::AcceptTurn {});
    assert_eq!(refused, Err(RefusalCode::NoRound));
    s.must(DR_HALE, RoundOf::default());
    assert!(
        s.ask_numbered(MAREN, 50, FloorCommand::AcceptTurn {})
            .is_ok()
    );
    assert_eq!(s.holder(), Some(MAREN));
}

/// R-CMD-3
#[test]
fn a_number_that_was_passed_over_is_stale_and_one_too_large_malformed() {
    let mut s = Session::live(&[MAREN]);
    s.ask_numbered(MAREN, 20, hand()).unwrap();
    let skipped = s.ask_numbered(MAREN, 15, hand());
    assert_eq!(skipped, Err(RefusalCode::StaleNumber));
    let zero = s.ask_numbered(MAREN, 0, hand());
    assert_eq!(zero, Err(RefusalCode::StaleNumber));
    let large = s.ask_numbered(MAREN, NUMBER_MAX + 1, hand());
    assert_eq!(large, Err(RefusalCode::Malformed));
    assert!(s.ask_numbered(MAREN, NUMBER_MAX, hand()).is_ok());
}

/// R-CMD-2
#[test]
fn a_seat_that_does_not_exist_is_refused() {
    let mut s = Session::live(&[]);
    let input = Input::Command {
        seat: SeatId(77),
        n: 1,
        command: hand().command(),
    };
    assert_eq!(s.step(&input), Err(RefusalCode::UnknownSeat));
    assert!(s.changes_nothing(&Input::Drop { seat: SeatId(77) }));
}

/// R-CMD-7
#[test]
fn a_clock_set_back_counts_as_standing_still() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(30 * SECOND);
    s.must(MAREN, hand());
    s.now = At(s.now.0 - 20 * SECOND);
    s.must(DR_HALE, FloorCommand::Pause {});
    s.must(DR_HALE, FloorCommand::Resume {});
    s.now = OPENED_AT;
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 30_000);
}

/// R-CMD-7
#[test]
fn a_clock_that_jumps_ahead_does_what_is_due_and_no_more() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.drops(MAREN);
    s.now = s.now.plus_ms(24 * 60 * MINUTE);
    s.step(&Input::Tick).unwrap();
    s.is_in_phase(Phase::Live);
    assert!(!s.is_in(MAREN) && s.is_in(THEO));
}

/// R-CMD-5, R-FLO-8
#[test]
fn the_same_lot_gives_the_same_order() {
    let drawn = || {
        let mut s = Session::live(&MEMBERS);
        let order = rondo_protocol::floor::RoundOrder::Drawn {};
        s.must(
            DR_HALE,
            RoundOf {
                order,
                ..RoundOf::default()
            },
        );
        s.ahead()
    };
    assert_eq!(drawn(), drawn());
}
