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
