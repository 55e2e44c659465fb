//! R-OBS: observers, who watch in silence and by consent.

use rondo_protocol::{
    RefusalCode,
    conversation::Audience,
    roster::{Presence, RosterCommand, Standing},
    session::{Admission, SessionCommand},
};

use crate::cast::*;

fn observed() -> Session {
    let mut s = Session::live(&[MAREN, THEO]);
    s.waits(PAT);
    s.agrees_to(MAREN, PAT, true);
    s.agrees_to(THEO, PAT, true);
    s.is_admitted(PAT);
    s
}

/// R-OBS-1
#[test]
fn an_observer_comes_in_once_every_member_present_has_agreed() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.waits(PAT);
    let seat = s.seat(PAT);
    let admit = RosterCommand::Admit { seat };
    s.refused(DR_HALE, RefusalCode::NotAgreed, admit.clone());
    s.agrees_to(MAREN, PAT, true);
    s.refused(DR_HALE, RefusalCode::NotAgreed, admit.clone());
    s.agrees_to(THEO, PAT, false);
    s.refused(DR_HALE, RefusalCode::NotAgreed, admit.clone());
    s.agrees_to(THEO, PAT, true);
    assert_eq!(s.standing(PAT), Standing::Waiting);
    s.must(DR_HALE, admit);
    assert_eq!(s.presence(PAT, MAREN), Some(Presence::Connected));
}

/// R-OBS-1
#[test]
fn no_rule_of_the_door_lets_an_observer_in() {
    let mut s = Session::live_with(&[], |o| o.admission = Admission::Everybody);
    s.waits(PAT);
    assert_eq!(s.standing(PAT), Standing::Waiting);
}

/// R-OBS-2
#[test]
fn a_newcomer_who_has_not_agreed_sends_the_observer_back() {
    let mut s = observed();
    s.comes_in(AYO);
    assert_eq!(s.standing(PAT), Standing::Waiting);
    assert_eq!(s.presence(PAT, MAREN), None);
    assert!(s.is_in(AYO));
}

/// R-OBS-2
#[test]
fn a_newcomer_who_agreed_at_the_door_changes_nothing_for_the_observer() {
    let mut s = observed();
    s.waits(AYO);
    s.agrees_to(AYO, PAT, true);
    s.is_admitted(AYO);
    assert!(s.is_in(PAT) && s.is_in(AYO));
}

/// R-OBS-2
#[test]
fn consent_taken_back_sends_the_observer_back_at_once() {
    let mut s = observed();
    s.agrees_to(THEO, PAT, false);
    assert_eq!(s.standing(PAT), Standing::Waiting);
    s.leaves(THEO);
    assert_eq!(s.standing(PAT), Standing::Waiting, "only by a tap");
    s.is_admitted(PAT);
    assert!(s.is_in(PAT));
}

/// R-OBS-2
#[test]
fn the_observer_stays_when_a_member_leaves_or_comes_back_having_agreed() {
    let mut s = observed();
    s.leaves(MAREN);
    assert!(s.is_in(PAT));
    s.returns(MAREN);
    s.is_admitted(MAREN);
    assert!(s.is_in(PAT));
}

/// R-OBS-2
#[test]
fn letting_in_a_member_and_an_observer_together_leaves_nobody_watched_unasked() {
    let mut s = Session::live(&[]);
    s.waits(PAT);
    s.waits(MAREN);
    s.must(DR_HALE, RosterCommand::AdmitAll {});
    assert!(s.is_in(MAREN));
    assert_eq!(s.standing(PAT), Standing::Waiting);
}

/// R-OBS-3, R-OBS-4
#[test]
fn each_member_sees_their_own_answer_and_therapists_the_count() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.arrives(PAT);
    assert!(s.me(MAREN).observers.is_empty(), "not announced yet");
    s.after_ms(4 * SECOND);
    assert_eq!(s.me(MAREN).observers.len(), 1);
    s.agrees_to(MAREN, PAT, true);
    s.agrees_to(THEO, PAT, false);
    assert_eq!(s.me(MAREN).observers[0].agreed, Some(true));
    assert_eq!(s.me(THEO).observers[0].agreed, Some(false));
    let consent = s.notes(PAT).consent.clone().unwrap();
    assert_eq!((consent.agreed, consent.asked), (1, 2));
    assert!(consent.declined);
    s.leaves(PAT);
    assert!(s.me(MAREN).observers.is_empty());
    let seat = s.seat(PAT);
    let agree = RosterCommand::AgreeToObserver { seat, agree: true };
    s.refused(MAREN, RefusalCode::UnknownSeat, agree);
}

/// R-OBS-5
#[test]
fn an_observer_is_silent() {
    let mut s = observed();
    s.refused(PAT, RefusalCode::ForMembers, hand());
    let everyone = say(Audience::Everyone {}, "May I?");
    s.refused(PAT, RefusalCode::ForMembers, everyone);
    let give = rondo_protocol::floor::FloorCommand::GiveFloor {
        seat: s.seat(PAT),
        keep_place: false,
        allotment_ms: None,
    };
    s.refused(DR_HALE, RefusalCode::NotAllowed, give);
    s.must(DR_HALE, RoundOf::default());
    assert_eq!(s.ahead(), ["Maren", "Theo"]);
}

/// R-OBS-5, R-SES-3
#[test]
fn an_observer_leaves_with_the_members_at_the_close() {
    let mut s = observed();
    s.must(DR_HALE, SessionCommand::Close {});
    assert_eq!(s.standing(PAT), Standing::Left);
}

/// R-OBS-4, R-SEE-1: found by `nothing_that_reaches_a_room_breaks_it`
#[test]
fn nobody_counts_answers_about_an_observer_who_left() {
    let mut s = observed();
    s.leaves(PAT);
    assert_eq!(s.notes(PAT).consent, None);
    s.leaves(MAREN);
    s.returns(PAT);
    assert_eq!(s.notes(PAT).consent.as_ref().unwrap().asked, 1);
}
