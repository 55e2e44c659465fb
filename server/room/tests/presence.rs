//! R-PRES: who is reachable, and what a bad network takes from nobody.

use rondo_protocol::{
    CloseCode,
    roster::{Presence, Standing},
};

use crate::cast::*;

/// R-PRES-1
#[test]
fn a_dropped_member_keeps_seat_hand_and_turn_for_two_minutes() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.raises_hand(THEO);
    let turn = s.is_given_floor(MAREN, None);
    s.drops(MAREN);
    s.drops(THEO);
    s.after_ms(2 * MINUTE - 1);
    assert!(s.is_in(MAREN) && s.is_in(THEO));
    assert_eq!(s.turn().turn, turn);
    assert_eq!(s.queue(DR_HALE), ["Theo"]);
    s.after_ms(1);
    assert_eq!(s.standing(MAREN), Standing::Left);
    assert_eq!(s.standing(THEO), Standing::Left);
    assert_eq!(s.floor().turn, None);
    assert!(s.queue(DR_HALE).is_empty());
}

/// R-PRES-2
#[test]
fn a_drop_shorter_than_four_seconds_is_not_announced() {
    let mut s = Session::live(&[MAREN, THEO]);
    let stored = s.log.len();
    s.drops(MAREN);
    s.after_ms(4 * SECOND - 1);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Connected));
    s.returns(MAREN);
    s.after_ms(MINUTE);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Connected));
    assert_eq!(s.log.len(), stored + 2, "a drop, a return, and no more");
}

/// R-PRES-2
#[test]
fn a_drop_that_lasts_four_seconds_is_announced_and_so_is_the_return() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.drops(MAREN);
    s.after_ms(4 * SECOND);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Reconnecting));
    s.returns(MAREN);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Reconnecting));
    s.after_ms(4 * SECOND);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Connected));
}

/// R-PRES-2
#[test]
fn somebody_at_the_door_is_announced_after_four_seconds_or_on_accepting_the_rules() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    assert_eq!(s.presence(MAREN, DR_HALE), None);
    s.after_ms(4 * SECOND);
    assert_eq!(s.presence(MAREN, DR_HALE), Some(Presence::Connected));
    s.waits(THEO);
    assert_eq!(s.presence(THEO, DR_HALE), Some(Presence::Connected));
}

/// R-PRES-2
#[test]
fn somebody_who_looked_in_for_a_moment_is_never_announced() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    s.after_ms(3 * SECOND);
    s.drops(MAREN);
    s.after_ms(10 * MINUTE);
    assert_eq!(s.presence(MAREN, DR_HALE), None);
    assert_eq!(s.standing(MAREN), Standing::Left);
}

/// R-PRES-3, R-PRES-7
#[test]
fn a_second_connection_of_a_person_changes_nothing_in_the_room() {
    let mut s = Session::live(&[MAREN]);
    let seats = s.room.seats().count();
    assert!(s.changes_nothing(&connect(MAREN)));
    assert_eq!(s.room.seats().count(), seats);
}

/// R-PRES-3
#[test]
fn dropping_again_and_again_begins_the_grace_anew_each_time() {
    let mut s = Session::live(&[MAREN]);
    for _ in 0..5 {
        s.drops(MAREN);
        s.after_ms(2 * MINUTE - 1);
        s.returns(MAREN);
    }
    assert!(s.is_in(MAREN));
}

/// R-PRES-4
#[test]
fn who_steps_away_keeps_seat_and_hand_and_gives_up_the_turn() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.is_given_floor(MAREN, None);
    s.raises_hand(MAREN);
    s.steps_away(MAREN);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Away));
    assert_eq!(s.holder(), None);
    assert_eq!(s.queue(THEO), ["Maren"]);
    s.after_ms(30 * MINUTE);
    assert!(s.me(MAREN).away && s.is_in(MAREN));
    s.comes_back(MAREN);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Connected));
    assert_eq!(s.queue(THEO), ["Maren"]);
}

/// R-PRES-5
#[test]
fn a_restart_drops_everybody_and_begins_the_grace_anew() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.drops(MAREN);
    s.after_ms(110 * SECOND);
    s.restarts_after_ms(60 * MINUTE);
    s.returns(DR_HALE);
    s.after_ms(2 * MINUTE - 1);
    assert!(s.is_in(MAREN) && s.is_in(THEO));
    s.returns(MAREN);
    s.after_ms(1);
    assert!(s.is_in(MAREN));
    assert_eq!(s.standing(THEO), Standing::Left);
}

/// R-PRES-5, R-PRES-2
#[test]
fn a_restart_from_which_people_return_at_once_is_not_announced() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.restarts_after_ms(20 * SECOND);
    s.after_ms(2 * SECOND);
    for who in [DR_HALE, MAREN, THEO] {
        s.returns(who);
    }
    s.after_ms(MINUTE);
    assert_eq!(s.presence(MAREN, THEO), Some(Presence::Connected));
    assert!(s.alerts().is_empty());
}

/// R-PRES-6
#[test]
fn who_left_comes_back_to_the_same_seat_through_the_door() {
    let mut s = Session::live(&[MAREN, THEO]);
    let seat = s.seat(MAREN);
    s.leaves(MAREN);
    assert_eq!(s.room.farewell(seat), Some(CloseCode::Over));
    assert_eq!(s.presence(MAREN, THEO), None);
    s.returns(MAREN);
    assert_eq!(s.seat(MAREN), seat);
    assert_eq!(s.room.farewell(seat), None);
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    s.is_admitted(MAREN);
    assert!(s.is_in(MAREN));
}

/// R-PRES-6
#[test]
fn who_did_not_come_back_in_time_waits_at_the_door_again() {
    let mut s = Session::live(&[MAREN]);
    s.drops(MAREN);
    s.after_ms(3 * MINUTE);
    s.returns(MAREN);
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    assert_eq!(s.me(MAREN).rules_accepted, Some(3));
}
