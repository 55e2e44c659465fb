//! R-FLO: the queue of raised hands, and the therapist's hand on the floor.

use rondo_protocol::{
    RefusalCode,
    floor::{FloorCommand, FloorMode, HandKind, HandOrder, TurnKind},
};

use crate::cast::*;

fn respond(private: bool) -> FloorCommand {
    FloorCommand::RaiseHand {
        kind: HandKind::Respond,
        private,
    }
}

fn first_come() -> FloorCommand {
    take_hands(HandOrder::FirstCome, None, false)
}

fn least_heard() -> FloorCommand {
    take_hands(HandOrder::LeastHeardFirst, None, false)
}

fn before(s: &Session, who: Person, before: Option<Person>) -> FloorCommand {
    FloorCommand::Reorder {
        seat: s.seat(who),
        before: before.map(|b| s.seat(b)),
    }
}

/// R-FLO-1
#[test]
fn opening_the_floor_ends_the_turn_and_keeps_the_hands() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(
        DR_HALE,
        take_hands(HandOrder::FirstCome, Some(60_000), true),
    );
    s.raises_hand(MAREN);
    s.raises_hand(THEO);
    assert_eq!(s.holder(), Some(MAREN));
    s.must(DR_HALE, FloorCommand::OpenFloor {});
    assert_eq!(s.floor().mode, FloorMode::Open);
    assert_eq!(s.holder(), None);
    assert_eq!(s.queue(MAREN), ["Theo"]);
}

/// R-FLO-1, R-TURN-3
#[test]
fn an_open_floor_does_not_move_on_by_itself_because_it_once_did() {
    let mut s = Session::live(&[MAREN]);
    s.must(
        DR_HALE,
        take_hands(HandOrder::FirstCome, Some(60_000), true),
    );
    s.must(DR_HALE, FloorCommand::OpenFloor {});
    s.is_given_floor(MAREN, Some(10_000));
    s.after_ms(MINUTE);
    assert_eq!(s.holder(), Some(MAREN));
    assert!(s.turn().time_up);
}

/// R-FLO-2
#[test]
fn raising_a_raised_hand_changes_nothing() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.raises_hand(MAREN);
    s.raises_hand(THEO);
    s.idle(MAREN, hand());
    s.idle(MAREN, respond(true));
    assert_eq!(s.queue(THEO), ["Maren", "Theo"]);
    s.must(MAREN, FloorCommand::LowerHand {});
    s.idle(MAREN, FloorCommand::LowerHand {});
    s.raises_hand(MAREN);
    assert_eq!(s.queue(THEO), ["Theo", "Maren"]);
    s.refused(DR_HALE, RefusalCode::ForMembers, hand());
}

/// R-FLO-3
#[test]
fn least_heard_first_overtakes_those_heard_more_and_no_equal() {
    let mut s = Session::live(&[MAREN, THEO, AYO, NOOR]);
    s.has_spoken_for_ms(MAREN, 60_000);
    s.has_spoken_for_ms(THEO, 20_000);
    s.must(DR_HALE, least_heard());
    for who in [MAREN, THEO, AYO, NOOR] {
        s.raises_hand(who);
    }
    assert_eq!(s.queue(MAREN), ["Ayo", "Noor", "Theo", "Maren"]);
}

/// R-FLO-3
#[test]
fn choosing_another_order_puts_the_queue_in_it() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    s.has_spoken_for_ms(MAREN, 60_000);
    s.has_spoken_for_ms(THEO, 20_000);
    s.must(DR_HALE, first_come());
    for who in [MAREN, THEO, AYO] {
        s.raises_hand(who);
        s.after_ms(SECOND);
    }
    s.must(DR_HALE, least_heard());
    assert_eq!(s.queue(MAREN), ["Ayo", "Theo", "Maren"]);
    s.must(DR_HALE, first_come());
    assert_eq!(s.queue(MAREN), ["Maren", "Theo", "Ayo"]);
}

/// R-FLO-4
#[test]
fn a_hand_to_respond_names_the_speaker_or_the_last_one() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    s.must(AYO, respond(false));
    s.has_spoken_for_ms(MAREN, 1_000);
    s.must(THEO, respond(false));
    s.must(MAREN, respond(false));
    let maren = s.seat(MAREN);
    let hands = s.floor().hands;
    let to: Vec<_> = hands.iter().map(|h| h.responds_to).collect();
    assert_eq!(
        to,
        [None, Some(maren), None],
        "nobody responds to themselves"
    );
    s.must(DR_HALE, FloorCommand::LowerHandOf { seat: s.seat(AYO) });
    s.moves_on(DR_HALE);
    assert_eq!(s.turn().responds_to, Some(maren));
    assert_eq!(s.notes(THEO).responses, 1);
}

/// R-FLO-5, R-PRES-1
#[test]
fn a_dropped_member_keeps_their_place_in_the_queue() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    for who in [MAREN, THEO, AYO] {
        s.raises_hand(who);
    }
    s.drops(THEO);
    s.drops(MAREN);
    s.after_ms(90 * SECOND);
    assert_eq!(s.queue(AYO), ["Maren", "Theo", "Ayo"]);
    s.returns(THEO);
    s.after_ms(60 * SECOND);
    assert_eq!(s.queue(AYO), ["Theo", "Ayo"]);
}

/// R-FLO-6
#[test]
fn a_drop_keeps_the_turn_and_leaving_or_being_sent_back_ends_it() {
    let mut s = Session::live(&[MAREN, THEO]);
    let turn = s.is_given_floor(MAREN, None);
    s.drops(MAREN);
    s.after_ms(MINUTE);
    s.returns(MAREN);
    assert_eq!(s.turn().turn, turn);
    s.leaves(MAREN);
    assert_eq!(s.holder(), None);
    s.is_given_floor(THEO, None);
    let seat = s.seat(THEO);
    s.must(
        DR_HALE,
        rondo_protocol::moderation::ModerationCommand::SendToWaiting { seat },
    );
    assert_eq!(s.holder(), None);
}

/// R-FLO-7
#[test]
fn the_next_hand_is_the_first_of_somebody_reachable() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    for who in [MAREN, THEO, AYO] {
        s.raises_hand(who);
    }
    s.drops(MAREN);
    s.after_ms(4 * SECOND);
    s.steps_away(THEO);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), Some(AYO));
    assert_eq!(s.turn().kind, TurnKind::Hand);
    assert_eq!(s.queue(AYO), ["Maren", "Theo"]);
    s.refused(
        DR_HALE,
        RefusalCode::TurnChanged,
        FloorCommand::Next {
            turn: None,
            offered: None,
        },
    );
    s.returns(MAREN);
    s.after_ms(4 * SECOND);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), Some(MAREN));
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
    s.refused(DR_HALE, RefusalCode::UnknownSeat, before(&s, THEO, None));
    s.refused(
        DR_HALE,
        RefusalCode::UnknownSeat,
        before(&s, MAREN, Some(THEO)),
    );
    s.refused(
        DR_HALE,
        RefusalCode::UnknownSeat,
        before(&s, MAREN, Some(MAREN)),
    );
}

/// R-FLO-18
#[test]
fn the_last_speaker_is_put_first_again() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.refused(
        DR_HALE,
        RefusalCode::UnknownSeat,
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
    s.must(MAREN, respond(true));
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
    s.must(DR_HALE, first_come());
    s.raises_hand(MAREN);
    assert_eq!(s.holder(), None);
    s.must(DR_HALE, take_hands(HandOrder::FirstCome, None, true));
    assert_eq!(s.holder(), Some(MAREN));
    s.raises_hand(THEO);
    s.ends_turn(MAREN);
    assert_eq!(s.holder(), Some(THEO));
}
