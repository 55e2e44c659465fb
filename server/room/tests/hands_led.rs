//! R-FLO: what therapists do with the floor while hands are up.

use rondo_protocol::{
    RefusalCode,
    floor::{FloorCommand, HandKind, HandOrder},
};

use crate::cast::*;

fn before(s: &Session, who: Person, before: Option<Person>) -> FloorCommand {
    FloorCommand::Reorder {
        seat: s.seat(who),
        before: before.map(|b| s.seat(b)),
    }
}

/// R-FLO-14
#[test]
fn next_without_anybody_waiting_ends_the_turn_and_then_is_refused() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, None);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), None);
    let next = s.next();
    s.refused(DR_HALE, RefusalCode::NobodyWaiting, next);
}

/// R-FLO-15
#[test]
fn two_therapists_pressing_next_move_on_once() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    s.arrives(DR_OKAFOR);
    for who in [MAREN, THEO, AYO] {
        s.raises_hand(who);
    }
    s.moves_on(DR_HALE);
    let seen = s.next();
    s.must(DR_HALE, seen.clone());
    s.refused(DR_OKAFOR, RefusalCode::TurnChanged, seen);
    assert_eq!(s.holder(), Some(THEO));
}

/// R-FLO-16
#[test]
fn the_floor_is_given_with_or_without_using_up_the_hand() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.raises_hand(MAREN);
    s.raises_hand(THEO);
    let give = |seat, keep_place| FloorCommand::GiveFloor {
        seat,
        keep_place,
        allotment_ms: None,
    };
    s.must(DR_HALE, give(s.seat(MAREN), true));
    assert_eq!(s.queue(THEO), ["Maren", "Theo"]);
    s.must(DR_HALE, give(s.seat(MAREN), false));
    assert_eq!(s.queue(THEO), ["Theo"]);
    s.must(DR_HALE, give(s.seat(DR_HALE), false));
    assert_eq!(s.holder(), Some(DR_HALE));
    s.waits(AYO);
    s.refused(DR_HALE, RefusalCode::UnknownSeat, give(s.seat(AYO), false));
}

/// R-FLO-17
#[test]
fn a_therapist_reorders_the_queue_and_takes_hands_down() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    for who in [MAREN, THEO, AYO] {
        s.raises_hand(who);
    }
    s.must(DR_HALE, before(&s, AYO, Some(MAREN)));
    assert_eq!(s.queue(MAREN), ["Ayo", "Maren", "Theo"]);
    s.must(DR_HALE, before(&s, AYO, None));
    assert_eq!(s.queue(MAREN), ["Maren", "Theo", "Ayo"]);
    s.must(DR_HALE, FloorCommand::LowerHandOf { seat: s.seat(THEO) });
    assert_eq!(s.queue(MAREN), ["Maren", "Ayo"]);
    s.refused(DR_HALE, RefusalCode::NotInLine, before(&s, THEO, None));
    s.refused(
        DR_HALE,
        RefusalCode::NotInLine,
        before(&s, MAREN, Some(THEO)),
    );
    s.refused(
        DR_HALE,
        RefusalCode::NotInLine,
        before(&s, MAREN, Some(MAREN)),
    );
}

/// R-FLO-18
#[test]
fn the_last_speaker_is_put_first_again() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.refused(
        DR_HALE,
        RefusalCode::TurnChanged,
        FloorCommand::PutFirstAgain {},
    );
    s.has_spoken_for_ms(MAREN, 1_000);
    s.raises_hand(THEO);
    s.must(DR_HALE, FloorCommand::PutFirstAgain {});
    assert_eq!(s.queue(THEO), ["Maren", "Theo"]);
    s.leaves(MAREN);
    s.refused(
        DR_HALE,
        RefusalCode::UnknownSeat,
        FloorCommand::PutFirstAgain {},
    );
}

/// R-FLO-18, R-SEE-4
#[test]
fn a_private_hand_put_first_again_stays_private() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.has_spoken_for_ms(MAREN, 1_000);
    s.raises_hand(THEO);
    let private = FloorCommand::RaiseHand {
        kind: HandKind::Respond,
        private: true,
    };
    s.must(MAREN, private);
    s.must(DR_HALE, FloorCommand::PutFirstAgain {});
    assert_eq!(s.queue(DR_HALE), ["Maren", "Theo"]);
    assert_eq!(s.queue(THEO), ["Theo"]);
    assert!(s.me(MAREN).hand_private);
}

/// R-FLO-19
#[test]
fn holding_the_space_lets_nothing_move_but_what_a_therapist_does() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(
        DR_HALE,
        take_hands(HandOrder::FirstCome, Some(60_000), true),
    );
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.idle(DR_HALE, FloorCommand::HoldSpace {});
    s.refused(MAREN, RefusalCode::SpaceHeld, hand());
    s.refused(MAREN, RefusalCode::SpaceHeld, FloorCommand::LowerHand {});
    s.says(MAREN, "Writing goes on.");
    s.is_given_floor(THEO, Some(10_000));
    s.after_ms(MINUTE);
    assert!(!s.turn().time_up);
    s.must(DR_HALE, FloorCommand::ReleaseSpace {});
    s.raises_hand(MAREN);
    s.after_ms(10 * SECOND);
    assert_eq!(s.holder(), Some(MAREN), "moved on by itself, as was chosen");
}

/// R-FLO-20
#[test]
fn hands_are_called_by_themselves_only_where_that_was_chosen() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(DR_HALE, take_hands(HandOrder::FirstCome, None, false));
    s.raises_hand(MAREN);
    assert_eq!(s.holder(), None);
    s.must(DR_HALE, take_hands(HandOrder::FirstCome, None, true));
    assert_eq!(s.holder(), Some(MAREN));
    s.raises_hand(THEO);
    s.ends_turn(MAREN);
    assert_eq!(s.holder(), Some(THEO));
}
