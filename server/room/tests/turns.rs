//! R-TURN: turns and their gentle clocks.

use rondo_protocol::{
    RefusalCode, TurnId,
    floor::{FloorCommand, HandOrder, Wish},
};

use crate::cast::*;

fn end(turn: TurnId) -> FloorCommand {
    FloorCommand::EndTurn { turn, next: None }
}

fn extend(turn: TurnId, by_ms: u32) -> FloorCommand {
    FloorCommand::Extend { turn, by_ms }
}

/// R-TURN-1, R-TURN-2
#[test]
fn a_late_tap_never_ends_another_turn() {
    let mut s = Session::live(&[MAREN, THEO]);
    let first = s.is_given_floor(MAREN, None);
    s.refused(THEO, RefusalCode::NotYourTurn, end(first));
    s.must(MAREN, end(first));
    s.refused(MAREN, RefusalCode::TurnChanged, end(first));
    let second = s.is_given_floor(MAREN, None);
    assert_ne!(first, second);
    s.refused(DR_HALE, RefusalCode::TurnChanged, end(first));
    s.refused(DR_HALE, RefusalCode::TurnChanged, extend(first, 1_000));
    s.must(DR_HALE, end(second));
}

/// R-TURN-3
#[test]
fn nothing_is_cut_off_when_the_time_is_up() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(MINUTE - 1);
    assert!(!s.turn().time_up);
    s.after_ms(1);
    assert!(s.turn().time_up);
    s.after_ms(30 * MINUTE);
    assert_eq!(s.holder(), Some(MAREN));
}

/// R-TURN-3
#[test]
fn a_turn_ends_by_itself_where_the_therapist_chose_that() {
    let mut s = Session::live(&[MAREN, THEO]);
    let round = RoundOf {
        allotment_ms: Some(60_000),
        auto_advance: true,
        ..RoundOf::default()
    };
    s.must(DR_HALE, round);
    s.accepts_turn(MAREN);
    s.after_ms(MINUTE);
    assert_eq!(s.holder(), None);
    assert_eq!(s.offered(), Some(THEO));
    s.after_ms(10 * MINUTE);
    assert_eq!(s.offered(), Some(THEO), "an offer waits");
}

/// R-TURN-4
#[test]
fn pause_and_held_space_are_not_counted_however_they_overlap() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(10 * SECOND);
    s.must(DR_HALE, FloorCommand::Pause {});
    s.after_ms(10 * SECOND);
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.after_ms(10 * SECOND);
    s.must(DR_HALE, FloorCommand::Resume {});
    s.idle(DR_HALE, FloorCommand::Resume {});
    s.after_ms(10 * SECOND);
    assert!(s.turn().paused_since.is_some());
    s.must(DR_HALE, FloorCommand::ReleaseSpace {});
    assert_eq!(s.turn().paused_ms, 30_000);
    s.after_ms(50 * SECOND - 1);
    assert!(!s.turn().time_up);
    s.after_ms(1);
    assert!(s.turn().time_up);
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 60_000);
}

/// R-TURN-4
#[test]
fn a_turn_given_while_the_clock_stands_begins_when_it_goes_on() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, FloorCommand::Pause {});
    s.is_given_floor(MAREN, Some(10_000));
    s.after_ms(MINUTE);
    assert!(!s.turn().time_up);
    s.must(DR_HALE, FloorCommand::Resume {});
    s.after_ms(4 * SECOND);
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 4_000);
}

/// R-TURN-4, R-PRES-5
#[test]
fn the_time_without_a_server_is_nobodys_time() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.restarts_after_ms(10 * MINUTE);
    s.returns(DR_HALE);
    s.returns(MAREN);
    s.after_ms(30 * SECOND);
    assert!(!s.turn().time_up);
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 30_000);
}

/// R-TURN-4
#[test]
fn a_restart_during_a_pause_is_counted_neither_once_nor_twice() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(20 * SECOND);
    s.must(DR_HALE, FloorCommand::Pause {});
    s.restarts_after_ms(10 * MINUTE);
    s.returns(DR_HALE);
    s.returns(MAREN);
    s.after_ms(MINUTE);
    s.must(DR_HALE, FloorCommand::Resume {});
    s.after_ms(20 * SECOND);
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 40_000);
}

/// R-TURN-5
#[test]
fn an_allotment_is_between_ten_seconds_and_an_hour_or_none() {
    let mut s = Session::live(&[MAREN]);
    for (ms, fits) in [
        (9_999, false),
        (10_000, true),
        (3_600_000, true),
        (3_600_001, false),
    ] {
        let allotment_ms = Some(ms);
        let give = FloorCommand::GiveFloor {
            seat: s.seat(MAREN),
            keep_place: false,
            allotment_ms,
        };
        let hands = take_hands(HandOrder::FirstCome, allotment_ms, false);
        let round = RoundOf {
            allotment_ms,
            ..RoundOf::default()
        };
        let expected = fits.then_some(()).ok_or(RefusalCode::OutOfBounds);
        assert_eq!(s.ask(DR_HALE, give), expected, "{ms} ms");
        assert_eq!(s.ask(DR_HALE, hands), expected, "{ms} ms");
        assert_eq!(s.ask(DR_HALE, round), expected, "{ms} ms");
    }
}

/// R-TURN-6
#[test]
fn an_extension_before_time_up_adds_to_what_is_left() {
    let mut s = Session::live(&[MAREN]);
    let turn = s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(50 * SECOND);
    s.must(DR_HALE, extend(turn, 30_000));
    s.after_ms(40 * SECOND - 1);
    assert!(!s.turn().time_up);
    s.after_ms(1);
    assert!(s.turn().time_up);
}

/// R-TURN-6
#[test]
fn an_extension_after_time_up_counts_from_that_moment() {
    let mut s = Session::live(&[MAREN]);
    let turn = s.is_given_floor(MAREN, Some(60_000));
    s.after_ms(5 * MINUTE);
    s.must(DR_HALE, extend(turn, 60_000));
    assert!(!s.turn().time_up);
    s.after_ms(MINUTE - 1);
    assert!(!s.turn().time_up);
    s.after_ms(1);
    assert!(s.turn().time_up);
}

/// R-TURN-6, R-TURN-5
#[test]
fn an_extension_stays_within_the_hour_and_needs_an_allotment() {
    let mut s = Session::live(&[MAREN]);
    let open_ended = s.is_given_floor(MAREN, None);
    s.refused(
        DR_HALE,
        RefusalCode::OutOfBounds,
        extend(open_ended, 60_000),
    );
    let turn = s.is_given_floor(MAREN, Some(60_000));
    s.refused(DR_HALE, RefusalCode::OutOfBounds, extend(turn, 0));
    s.refused(DR_HALE, RefusalCode::OutOfBounds, extend(turn, 3_540_001));
    s.refused(DR_HALE, RefusalCode::OutOfBounds, extend(turn, u32::MAX));
    s.must(DR_HALE, extend(turn, 3_540_000));
}

/// R-TURN-7
#[test]
fn only_the_holder_says_what_would_help() {
    let mut s = Session::live(&[MAREN, THEO]);
    let wish = |wish| FloorCommand::SayWish { wish };
    s.refused(MAREN, RefusalCode::NotYourTurn, wish(Some(Wish::Silence)));
    s.is_given_floor(MAREN, None);
    s.refused(THEO, RefusalCode::NotYourTurn, wish(Some(Wish::Silence)));
    s.must(MAREN, wish(Some(Wish::JustListen)));
    assert_eq!(s.turn().wish, Some(Wish::JustListen));
    s.must(MAREN, wish(None));
    assert_eq!(s.turn().wish, None);
}

/// R-TURN-8, R-SEE-3
#[test]
fn therapists_see_time_held_and_turns() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.has_spoken_for_ms(MAREN, 20_000);
    s.is_given_floor(MAREN, None);
    s.after_ms(5 * SECOND);
    assert_eq!(s.notes(MAREN).turns, 2);
    assert_eq!(
        s.notes(MAREN).held_ms,
        20_000,
        "the running turn is not over"
    );
    s.ends_turn(DR_HALE);
    assert_eq!(s.notes(MAREN).held_ms, 25_000);
    assert_eq!(s.notes(MAREN).last_held_at, Some(s.now));
    assert_eq!(s.notes(THEO).turns, 0);
}

/// R-TURN-9
#[test]
fn a_turn_by_hand_in_a_round_keeps_the_place_in_it() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(DR_HALE, RoundOf::default());
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.must(DR_HALE, FloorCommand::ReleaseSpace {});
    s.takes_turn_for_ms(MAREN, 1_000);
    s.raises_hand(THEO);
    s.accepts_turn(THEO);
    assert!(s.queue(MAREN).is_empty(), "the floor answers the hand");
    s.raises_hand(MAREN);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), Some(MAREN));
}

/// R-TURN-4, R-TURN-10
#[test]
fn a_crash_sets_a_quiet_turns_clock_back_by_ten_seconds_at_most() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(120_000));
    s.after_ms(65_000);
    s.restarts_after_ms(300_000);
    let turn = s.turn();
    assert_eq!(turn.paused_ms, 300_000 + 5_000, "the last note was at 60 s");
}
