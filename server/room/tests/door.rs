//! R-ADM: who is let in.

use rondo_protocol::{
    CloseCode, RefusalCode,
    roster::{Role, RosterCommand, Standing},
    session::{Admission, SessionCommand},
};
use rondo_room::{Decision, Input, Refusal, Rostered};

use crate::cast::*;

fn lock(locked: bool) -> SessionCommand {
    SessionCommand::Lock { locked }
}

fn by_rule(admission: Admission) -> SessionCommand {
    SessionCommand::SetAdmission { admission }
}

/// R-ADM-1, R-ADM-3
#[test]
fn a_therapist_is_in_at_once_and_a_member_never_before_the_ground_rules() {
    let mut s = Session::opened_with(|o| o.admission = Admission::Everybody);
    s.arrives(DR_HALE);
    assert!(s.is_in(DR_HALE));
    s.arrives(MAREN);
    assert_eq!(s.standing(MAREN), Standing::Arriving);
    let seat = s.seat(MAREN);
    s.refused(
        DR_HALE,
        RefusalCode::RulesNotAccepted,
        RosterCommand::Admit { seat },
    );
    s.accepts_rules(MAREN);
    assert!(s.is_in(MAREN));
}

/// R-ADM-2
#[test]
fn one_by_one_waits_for_a_tap_the_roster_and_everybody_do_not() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.waits(MAREN);
    s.waits(LUCIA);
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    s.must(DR_HALE, by_rule(Admission::Roster));
    assert!(s.is_in(MAREN));
    assert_eq!(s.standing(LUCIA), Standing::Waiting);
    s.must(DR_HALE, by_rule(Admission::Everybody));
    assert!(s.is_in(LUCIA));
}

/// R-ADM-4
#[test]
fn a_locked_door_lets_in_nobody_new_but_whoever_was_in() {
    let mut s = Session::live_with(&[MAREN], |o| o.admission = Admission::Everybody);
    s.must(DR_HALE, lock(true));
    s.waits(THEO);
    assert_eq!(s.standing(THEO), Standing::Waiting);
    let seat = s.seat(THEO);
    s.refused(DR_HALE, RefusalCode::Locked, RosterCommand::Admit { seat });
    s.leaves(MAREN);
    s.returns(MAREN);
    assert!(s.is_in(MAREN));
    s.must(DR_HALE, lock(false));
    assert!(s.is_in(THEO));
}

/// R-ADM-5
#[test]
fn the_circle_never_holds_more_members_than_its_capacity() {
    let mut s = Session::live_with(&[MAREN, THEO], |o| o.capacity = 2);
    s.arrives(DR_OKAFOR);
    s.waits(AYO);
    let seat = s.seat(AYO);
    s.refused(
        DR_HALE,
        RefusalCode::RoomFull,
        RosterCommand::Admit { seat },
    );
    s.must(DR_HALE, by_rule(Admission::Everybody));
    assert_eq!(s.standing(AYO), Standing::Waiting);
    s.leaves(THEO);
    assert!(s.is_in(AYO));
    assert_eq!(s.members_in(), 2);
}

/// R-ADM-5, R-PRES-1
#[test]
fn the_chair_of_somebody_reconnecting_is_not_given_away() {
    let mut s = Session::live_with(&[MAREN, THEO], |o| {
        o.capacity = 2;
        o.admission = Admission::Everybody;
    });
    s.drops(THEO);
    s.waits(AYO);
    s.after_ms(MINUTE);
    assert_eq!(s.standing(AYO), Standing::Waiting);
    s.returns(THEO);
    assert!(s.is_in(THEO));
}

/// R-ADM-6, R-ADM-9
#[test]
fn a_denied_person_may_knock_again_and_then_needs_a_tap() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.waits(MAREN);
    let seat = s.seat(MAREN);
    s.must(DR_HALE, RosterCommand::Deny { seat });
    assert_eq!(s.standing(MAREN), Standing::Left);
    assert_eq!(s.room.farewell(seat), Some(CloseCode::Removed));
    s.must(DR_HALE, by_rule(Admission::Everybody));
    s.returns(MAREN);
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    s.must(DR_HALE, RosterCommand::Admit { seat });
    assert!(s.is_in(MAREN));
}

/// R-ADM-9
#[test]
fn nobody_is_denied_who_is_in_already() {
    let mut s = Session::live(&[MAREN]);
    let seat = s.seat(MAREN);
    s.refused(
        DR_HALE,
        RefusalCode::WrongPhase,
        RosterCommand::Deny { seat },
    );
}

/// R-ADM-7
#[test]
fn admitting_all_lets_in_everybody_who_can_be() {
    let mut s = Session::live_with(&[], |o| o.capacity = 2);
    for who in [MAREN, PAT, THEO, AYO] {
        s.waits(who);
    }
    s.must(DR_HALE, RosterCommand::AdmitAll {});
    assert!(s.is_in(MAREN) && s.is_in(THEO));
    assert_eq!(s.standing(AYO), Standing::Waiting);
    s.refused(DR_HALE, RefusalCode::NotAgreed, RosterCommand::AdmitAll {});
}

/// R-ADM-7
#[test]
fn admitting_all_when_nobody_waits_changes_nothing() {
    let mut s = Session::live(&[]);
    s.idle(DR_HALE, RosterCommand::AdmitAll {});
}

/// R-ADM-8
#[test]
fn two_therapists_may_admit_the_same_person() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(DR_OKAFOR);
    s.waits(MAREN);
    let seat = s.seat(MAREN);
    s.must(DR_HALE, RosterCommand::Admit { seat });
    s.idle(DR_OKAFOR, RosterCommand::Admit { seat });
}

/// R-ADM-10
#[test]
fn a_change_of_the_roster_applies_to_the_door_and_the_empty_chairs() {
    let mut s = Session::opened_with(|o| o.admission = Admission::Roster);
    s.arrives(DR_HALE);
    s.waits(LUCIA);
    assert_eq!(s.standing(LUCIA), Standing::Waiting);
    assert_eq!(s.screen(LUCIA).session.empty_chairs, 6);
    let roster = vec![
        Rostered {
            person: LUCIA.id(),
            name: LUCIA.name(),
        },
        Rostered {
            person: THEO.id(),
            name: THEO.name(),
        },
    ];
    s.step(&Input::Roster { roster }).unwrap();
    assert!(s.is_in(LUCIA));
    assert_eq!(s.screen(LUCIA).session.empty_chairs, 1);
    assert_eq!(s.screen(DR_HALE).absent, [THEO.name()]);
    assert_eq!(s.notes(LUCIA).roster_name, Some(LUCIA.name()));
}

/// R-ADM-11
#[test]
fn a_session_gives_out_a_thousand_seats_and_no_more() {
    // Without the harness: nobody has to look at a thousand screens after each step.
    let opened = Session::opened();
    let (mut room, stamp) = (opened.room.clone(), opened.stamp());
    for id in 0..1_000 {
        let guest = connect(Person::another(1_000 + id, Role::Member));
        let Ok(Decision::Do(item)) = room.decide(&guest, stamp) else {
            panic!("guest {id} was refused");
        };
        room.apply(&item);
    }
    let late = connect(LUCIA);
    let refused = Err(Refusal(RefusalCode::LimitReached));
    assert_eq!(room.decide(&late, stamp), refused);
}
