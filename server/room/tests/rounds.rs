//! R-FLO: once around the group.

use rondo_protocol::{
    RefusalCode,
    floor::{FloorCommand, RoundOrder, TurnKind},
    session::Admission,
};

use crate::cast::*;

fn come_back_to_me() -> FloorCommand {
    FloorCommand::ComeBackToMe {}
}

fn round_of(people: &[Person]) -> Session {
    let mut s = Session::live_with(people, |o| o.admission = Admission::Everybody);
    s.must(DR_HALE, RoundOf::default());
    s
}

/// R-FLO-8, R-FLO-9
#[test]
fn a_round_goes_around_as_people_took_their_seats() {
    let mut s = round_of(&[THEO, MAREN, AYO]);
    for who in [THEO, MAREN, AYO] {
        assert_eq!(s.offered(), Some(who));
        s.takes_turn_for_ms(who, 1_000);
    }
    assert_eq!(s.offered(), None);
    assert!(s.ahead().is_empty());
}

/// R-FLO-8
#[test]
fn a_drawn_round_asks_everybody_once() {
    let mut s = Session::live(&MEMBERS);
    let mut orders = std::collections::BTreeSet::new();
    for _ in 0..8 {
        s.must(
            DR_HALE,
            RoundOf {
                order: RoundOrder::Drawn {},
                ..RoundOf::default()
            },
        );
        let mut ahead = s.ahead();
        orders.insert(ahead.clone());
        ahead.sort_unstable();
        assert_eq!(ahead, ["Ayo", "Maren", "Noor", "River", "Sam", "Theo"]);
    }
    assert!(orders.len() > 1, "always the same lot");
}

/// R-FLO-8
#[test]
fn a_chosen_order_puts_those_not_named_after_as_seated() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    let chosen = |seats| RoundOf {
        order: RoundOrder::Chosen { seats },
        ..RoundOf::default()
    };
    let (ayo, hale) = (s.seat(AYO), s.seat(DR_HALE));
    s.must(DR_HALE, chosen(vec![ayo, hale]));
    assert_eq!(s.ahead(), ["Ayo", "Dr Hale", "Maren", "Theo"]);
    s.refused(DR_HALE, RefusalCode::OutOfBounds, chosen(vec![ayo, ayo]));
    let nobody = rondo_protocol::SeatId(99);
    s.refused(DR_HALE, RefusalCode::UnknownSeat, chosen(vec![nobody]));
}

/// R-FLO-8
#[test]
fn the_other_therapist_goes_first_or_the_one_there_is() {
    let mut s = Session::live(&[MAREN]);
    let first = || RoundOf {
        order: RoundOrder::CoTherapistFirst {},
        ..RoundOf::default()
    };
    s.must(DR_HALE, first());
    assert_eq!(s.ahead(), ["Dr Hale", "Maren"]);
    s.arrives(DR_OKAFOR);
    s.must(DR_HALE, first());
    assert_eq!(s.ahead(), ["Dr Okafor", "Maren"]);
    s.takes_turn_for_ms(DR_OKAFOR, 1_000);
    assert_eq!(s.offered(), Some(MAREN));
}

/// R-FLO-9, R-TURN-9
#[test]
fn a_turn_is_taken_only_by_whom_it_was_offered_to() {
    let mut s = round_of(&[MAREN, THEO]);
    s.refused(THEO, RefusalCode::NotYourTurn, FloorCommand::AcceptTurn {});
    s.refused(THEO, RefusalCode::NotYourTurn, FloorCommand::Pass {});
    s.refused(THEO, RefusalCode::NotYourTurn, come_back_to_me());
    s.accepts_turn(MAREN);
    assert_eq!(s.turn().kind, TurnKind::Round);
    s.refused(MAREN, RefusalCode::NotYourTurn, FloorCommand::AcceptTurn {});
    s.must(DR_HALE, FloorCommand::OpenFloor {});
    s.refused(THEO, RefusalCode::NoRound, FloorCommand::AcceptTurn {});
}

/// R-FLO-10
#[test]
fn come_back_to_me_works_once_and_asks_again_at_the_end() {
    let mut s = round_of(&[MAREN, THEO, AYO]);
    s.must(MAREN, come_back_to_me());
    assert_eq!(s.ahead(), ["Theo", "Ayo", "Maren"]);
    s.passes(THEO);
    s.takes_turn_for_ms(AYO, 1_000);
    assert_eq!(s.offered(), Some(MAREN));
    s.refused(MAREN, RefusalCode::AlreadyCameBack, come_back_to_me());
    s.passes(MAREN);
    assert_eq!(s.offered(), None);
}

/// R-FLO-10
#[test]
fn the_last_one_who_says_come_back_to_me_is_asked_again_at_once() {
    let mut s = round_of(&[MAREN]);
    s.must(MAREN, come_back_to_me());
    assert_eq!(s.offered(), Some(MAREN));
}

/// R-FLO-11
#[test]
fn who_is_reconnecting_is_skipped_for_now_and_asked_when_back() {
    let mut s = round_of(&[MAREN, THEO, AYO]);
    s.drops(MAREN);
    s.after_ms(3 * SECOND);
    assert_eq!(s.offered(), Some(MAREN), "nobody noticed yet");
    s.after_ms(SECOND);
    assert_eq!(s.offered(), Some(THEO));
    s.accepts_turn(THEO);
    s.returns(MAREN);
    s.after_ms(5 * SECOND);
    assert_eq!(s.ahead(), ["Maren", "Theo", "Ayo"]);
    s.ends_turn(THEO);
    assert_eq!(s.offered(), Some(MAREN));
}

/// R-FLO-11
#[test]
fn a_round_with_only_somebody_away_left_waits_for_them() {
    let mut s = round_of(&[MAREN, THEO]);
    s.steps_away(THEO);
    s.takes_turn_for_ms(MAREN, 1_000);
    assert_eq!(s.offered(), None);
    s.after_ms(10 * MINUTE);
    s.comes_back(THEO);
    assert_eq!(s.offered(), Some(THEO));
}

/// R-FLO-12
#[test]
fn a_newcomer_is_added_at_the_end_of_the_round() {
    let mut s = round_of(&[MAREN, THEO]);
    s.comes_in(AYO);
    assert_eq!(s.ahead(), ["Maren", "Theo", "Ayo"]);
    for who in [MAREN, THEO, AYO] {
        s.takes_turn_for_ms(who, 1_000);
    }
    s.comes_in(NOOR);
    assert_eq!(s.offered(), Some(NOOR), "also after everybody was heard");
}

/// R-FLO-12
#[test]
fn who_was_heard_and_comes_in_again_is_not_asked_again() {
    let mut s = round_of(&[MAREN, THEO, AYO]);
    s.takes_turn_for_ms(MAREN, 1_000);
    s.passes(THEO);
    for who in [MAREN, THEO] {
        s.leaves(who);
        s.comes_in(who);
    }
    assert_eq!(s.ahead(), ["Ayo"]);
}

/// R-FLO-12
#[test]
fn who_left_unheard_comes_back_to_the_end_of_the_round() {
    let mut s = round_of(&[MAREN, THEO]);
    s.leaves(MAREN);
    assert_eq!(s.offered(), Some(THEO));
    s.comes_in(MAREN);
    assert_eq!(s.ahead(), ["Theo", "Maren"]);
}
