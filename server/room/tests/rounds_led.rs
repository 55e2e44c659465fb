//! R-FLO: naming the next, and what therapists do in a round.

use rondo_protocol::{
    RefusalCode,
    floor::{FloorCommand, TurnKind},
};

use crate::cast::*;

fn round_of(people: &[Person]) -> Session {
    let mut s = Session::live(people);
    s.must(DR_HALE, RoundOf::default());
    s
}

/// R-FLO-13
#[test]
fn the_speaker_names_the_next_where_the_round_allows_it() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    let end = |s: &Session, next| FloorCommand::EndTurn {
        turn: s.turn().turn,
        next: Some(s.seat(next)),
    };
    s.must(
        DR_HALE,
        RoundOf {
            nomination: true,
            ..RoundOf::default()
        },
    );
    s.accepts_turn(MAREN);
    let (herself, ayo) = (end(&s, MAREN), end(&s, AYO));
    s.refused(MAREN, RefusalCode::NotInLine, herself);
    s.must(MAREN, ayo);
    assert_eq!(s.offered(), Some(AYO));
    s.accepts_turn(AYO);
    let heard = end(&s, MAREN);
    s.refused(AYO, RefusalCode::NotInLine, heard);
    s.must(DR_HALE, RoundOf::default());
    s.accepts_turn(MAREN);
    let ayo = end(&s, AYO);
    s.refused(MAREN, RefusalCode::NoRound, ayo);
}

/// R-FLO-13, R-FLO-11
#[test]
fn naming_somebody_out_of_reach_asks_the_one_after_until_they_are_back() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    s.must(
        DR_HALE,
        RoundOf {
            nomination: true,
            ..RoundOf::default()
        },
    );
    s.accepts_turn(MAREN);
    s.steps_away(AYO);
    let end = FloorCommand::EndTurn {
        turn: s.turn().turn,
        next: Some(s.seat(AYO)),
    };
    s.must(MAREN, end);
    assert_eq!(s.offered(), Some(THEO));
    assert_eq!(s.ahead(), ["Ayo", "Theo"]);
}

/// R-FLO-14, R-FLO-15
#[test]
fn next_moves_an_offer_nobody_takes_to_the_end_and_past_the_last() {
    let mut s = round_of(&[MAREN, THEO]);
    s.arrives(DR_OKAFOR);
    let seen = s.next();
    s.must(DR_HALE, seen.clone());
    s.refused(DR_OKAFOR, RefusalCode::TurnChanged, seen);
    assert_eq!(s.offered(), Some(THEO));
    assert_eq!(s.ahead(), ["Theo", "Maren"]);
    s.passes(THEO);
    s.moves_on(DR_HALE);
    assert_eq!(s.offered(), None);
    assert!(s.ahead().is_empty());
}

/// R-FLO-14
#[test]
fn next_after_the_last_of_a_round_calls_a_raised_hand() {
    let mut s = round_of(&[MAREN, THEO]);
    s.takes_turn_for_ms(MAREN, 1_000);
    s.accepts_turn(THEO);
    s.raises_hand(MAREN);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), Some(MAREN));
    assert_eq!(s.turn().kind, TurnKind::Hand);
}

/// R-FLO-16
#[test]
fn a_given_turn_uses_up_the_place_in_the_round_unless_it_is_kept() {
    let mut s = round_of(&[MAREN, THEO, AYO]);
    let give = |seat, keep_place| FloorCommand::GiveFloor {
        seat,
        keep_place,
        allotment_ms: None,
    };
    s.must(DR_HALE, give(s.seat(AYO), true));
    s.ends_turn(AYO);
    assert_eq!(s.offered(), Some(MAREN));
    assert_eq!(s.ahead(), ["Maren", "Theo", "Ayo"]);
    s.must(DR_HALE, give(s.seat(AYO), false));
    s.ends_turn(AYO);
    assert_eq!(s.ahead(), ["Maren", "Theo"]);
}

/// R-FLO-17
#[test]
fn a_therapist_reorders_the_round_without_taking_an_offer_back() {
    let mut s = round_of(&[MAREN, THEO, AYO]);
    let ayo_first = FloorCommand::Reorder {
        seat: s.seat(AYO),
        before: Some(s.seat(MAREN)),
    };
    s.must(DR_HALE, ayo_first);
    assert_eq!(s.ahead(), ["Ayo", "Maren", "Theo"]);
    assert_eq!(s.offered(), Some(MAREN));
    s.passes(MAREN);
    assert_eq!(s.offered(), Some(AYO));
}

/// R-FLO-18
#[test]
fn the_last_speaker_of_a_round_is_asked_again_before_all_others() {
    let mut s = round_of(&[MAREN, THEO]);
    s.takes_turn_for_ms(MAREN, 1_000);
    assert_eq!(s.offered(), Some(THEO));
    s.must(DR_HALE, FloorCommand::PutFirstAgain {});
    assert_eq!(s.offered(), Some(MAREN));
    assert_eq!(s.ahead(), ["Maren", "Theo"]);
}

/// R-FLO-19
#[test]
fn no_turn_is_offered_or_taken_while_the_space_is_held() {
    let mut s = round_of(&[MAREN, THEO]);
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.refused(MAREN, RefusalCode::SpaceHeld, FloorCommand::AcceptTurn {});
    s.must(DR_HALE, FloorCommand::ReleaseSpace {});
    s.accepts_turn(MAREN);
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.ends_turn(MAREN);
    assert_eq!(s.offered(), None);
    s.must(DR_HALE, FloorCommand::ReleaseSpace {});
    assert_eq!(s.offered(), Some(THEO));
}
