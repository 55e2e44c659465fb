//! R-SAFE: the time without a therapist.

use rondo_protocol::{
    RefusalCode,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::Audience,
    feedback::BoxStage,
    floor::FloorCommand,
    roster::{Role, Standing},
    safety::SafetyCommand,
    session::{EndReason, Phase},
};

use crate::cast::*;

fn is_safe(s: &Session) -> bool {
    s.screen(MAREN).session.safe_mode.is_some()
}

fn lost(people: &[Person]) -> Session {
    let mut s = Session::live(people);
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND);
    s
}

/// R-SAFE-1
#[test]
fn safe_mode_begins_after_twenty_seconds_without_a_therapist() {
    let mut s = Session::live(&[MAREN]);
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND - 1);
    assert!(!is_safe(&s));
    s.after_ms(1);
    assert!(is_safe(&s));
}

/// R-SAFE-1
#[test]
fn one_therapist_of_two_is_enough() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.drops(DR_HALE);
    s.after_ms(10 * MINUTE);
    assert!(!is_safe(&s));
    s.leaves(DR_OKAFOR);
    s.after_ms(20 * SECOND);
    assert!(is_safe(&s));
}

/// R-SAFE-1
#[test]
fn a_session_that_has_not_begun_knows_no_safe_mode() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.comes_in(MAREN);
    s.drops(DR_HALE);
    s.after_ms(60 * MINUTE);
    assert!(!is_safe(&s));
    s.is_in_phase(Phase::Waiting);
}

/// R-SAFE-2, R-SAFE-6
#[test]
fn in_safe_mode_the_room_rests_and_the_ways_out_stay_open() {
    let mut s = lost(&[MAREN, THEO]);
    let everyone = say(Audience::Everyone {}, "Is anybody there?");
    s.refused(MAREN, RefusalCode::SafeMode, everyone);
    s.refused(MAREN, RefusalCode::SafeMode, hand());
    let therapists = say(Audience::Therapists {}, "canary:2: are you there?");
    s.must(MAREN, therapists);
    s.must(MAREN, SafetyCommand::AskHelp {});
    s.steps_away(THEO);
    s.leaves(THEO);
    s.waits(AYO);
    assert_eq!(s.standing(AYO), Standing::Waiting);
}

/// R-SAFE-3
#[test]
fn the_countdown_ends_the_session_and_nobody_but_a_therapist_moves_it() {
    let mut s = lost(&[MAREN, THEO]);
    let ends_at = s.screen(MAREN).session.safe_mode.clone().unwrap().ends_at;
    assert_eq!(ends_at, s.now.plus_ms(10 * MINUTE));
    s.after_ms(5 * MINUTE);
    s.leaves(THEO);
    s.drops(MAREN);
    s.after_ms(SECOND);
    s.returns(MAREN);
    s.waits(AYO);
    let still = s.screen(MAREN).session.safe_mode.clone().unwrap().ends_at;
    assert_eq!(still, ends_at);
    s.after_ms(5 * MINUTE - SECOND - 1);
    s.is_in_phase(Phase::Live);
    s.after_ms(1);
    s.is_in_phase(Phase::Ended);
    s.ended_because(EndReason::TherapistLost);
}

/// R-SAFE-3
#[test]
fn a_therapist_who_was_back_for_a_moment_starts_a_new_countdown() {
    let mut s = lost(&[MAREN]);
    s.after_ms(9 * MINUTE);
    s.returns(DR_HALE);
    assert!(!is_safe(&s));
    s.drops(DR_HALE);
    s.after_ms(10 * MINUTE);
    s.is_in_phase(Phase::Live);
    assert!(is_safe(&s));
}

/// R-SAFE-4, R-SAFE-5
#[test]
fn a_therapist_who_returns_finds_everything_as_it_was() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    let mood = Template {
        prompt: text("How are you?"),
        answer: AnswerKind::Text { chars: 20 },
        shown_to: ShownTo::Group,
    };
    s.must(DR_HALE, CheckinsCommand::Open { template: mood });
    let checkin = s.screen(DR_HALE).checkin.clone().unwrap().checkin;
    let answer = CheckinsCommand::Answer {
        checkin,
        answer: Answer::Text { text: text("fine") },
    };
    s.must(MAREN, answer.clone());
    let round = RoundOf {
        allotment_ms: Some(60_000),
        strict: true,
        ..RoundOf::default()
    };
    s.must(DR_HALE, round);
    s.accepts_turn(MAREN);
    s.raises_hand(AYO);
    s.after_ms(10 * SECOND);
    let before = s.screen(THEO).clone();
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND);
    s.refused(THEO, RefusalCode::SafeMode, answer);
    s.after_ms(9 * MINUTE);
    s.returns(DR_HALE);
    s.after_ms(5 * SECOND);
    let mut after = s.screen(THEO).clone();
    let turn = after.floor.as_mut().unwrap().turn.as_mut().unwrap();
    assert_eq!(turn.paused_ms, 9 * MINUTE);
    turn.paused_ms = 0;
    assert_eq!(after, before);
    s.after_ms(25 * SECOND - 1);
    assert!(!s.turn().time_up);
    s.after_ms(1);
    assert!(s.turn().time_up);
    s.ends_turn(MAREN);
    assert_eq!(s.notes(MAREN).held_ms, 60_000);
}

/// R-SAFE-4, R-TURN-4
#[test]
fn a_pause_from_before_safe_mode_is_still_a_pause_after_it() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, Some(60_000));
    s.must(DR_HALE, FloorCommand::Pause {});
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.drops(DR_HALE);
    s.after_ms(5 * MINUTE);
    s.returns(DR_HALE);
    assert!(s.floor().paused && s.floor().space_held);
    assert!(s.turn().paused_since.is_some());
}

/// R-SAFE-2, R-FLO-9
#[test]
fn no_turn_is_offered_in_safe_mode_and_the_next_one_after_it() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(DR_HALE, RoundOf::default());
    s.accepts_turn(MAREN);
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND);
    s.leaves(MAREN);
    assert_eq!(s.holder(), None);
    assert_eq!(s.offered(), None);
    s.returns(DR_HALE);
    assert_eq!(s.offered(), Some(THEO));
}

/// R-SAFE-5, R-BOX-8
#[test]
fn a_box_is_open_for_as_long_as_was_said_without_the_safe_mode() {
    let mut s = Session::live(&FIVE);
    s.opens(WORDS);
    let stage = |s: &Session| s.seen_box(MAREN).stage;
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND);
    s.after_ms(3 * MINUTE);
    assert_eq!(stage(&s), BoxStage::Open);
    s.returns(DR_HALE);
    s.after_ms(40 * SECOND - 1);
    assert_eq!(stage(&s), BoxStage::Open);
    s.after_ms(1);
    assert_eq!(stage(&s), BoxStage::Collecting);
}

/// R-SAFE-7
#[test]
fn the_time_without_a_server_does_not_count_towards_the_end() {
    let mut s = lost(&[MAREN]);
    s.after_ms(4 * MINUTE);
    let last = s.room.last_at();
    s.restarts_after_ms(60 * MINUTE);
    let gap = s.now.ms_since(last);
    let ends_at = s.screen(MAREN).session.safe_mode.clone().unwrap().ends_at;
    assert_eq!(ends_at.0, OPENED_AT.0 + 20 * SECOND + 10 * MINUTE + gap);
    s.returns(DR_HALE);
    assert!(!is_safe(&s));
}

/// R-SAFE-8
#[test]
fn nobody_is_promoted_when_the_therapist_is_gone() {
    let mut s = lost(&[MAREN, THEO]);
    for who in [MAREN, THEO] {
        assert_eq!(s.me(who).role, Role::Member);
        s.refused(who, RefusalCode::NotAllowed, FloorCommand::Pause {});
    }
}

/// R-SAFE-4
#[test]
fn a_second_therapist_ends_safe_mode_as_well_as_the_first() {
    let mut s = lost(&[MAREN]);
    s.arrives(DR_OKAFOR);
    assert!(!is_safe(&s));
    s.after_ms(10 * MINUTE);
    s.is_in_phase(Phase::Live);
}
