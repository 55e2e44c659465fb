//! R-SES: the session and its phases.

use rondo_protocol::{
    CloseCode, RefusalCode,
    roster::Standing,
    session::{EndReason, Phase, SessionCommand},
};
use rondo_room::{Input, Item, Room};

use crate::cast::*;

/// R-SES-1, R-SES-2
#[test]
fn a_session_moves_from_waiting_to_live_to_closing_to_ended() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.comes_in(MAREN);
    s.is_in_phase(Phase::Waiting);
    s.after_ms(MINUTE);
    s.must(DR_HALE, SessionCommand::Start {});
    s.is_in_phase(Phase::Live);
    assert_eq!(s.screen(MAREN).session.started_at, Some(s.now));
    s.refused(DR_HALE, RefusalCode::WrongPhase, SessionCommand::Start {});
    s.must(DR_HALE, SessionCommand::Close {});
    s.is_in_phase(Phase::Closing);
    s.refused(DR_HALE, RefusalCode::WrongPhase, SessionCommand::Start {});
    s.must(DR_HALE, SessionCommand::End {});
    s.is_in_phase(Phase::Ended);
    s.ended_because(EndReason::Therapist);
}

/// R-SES-3, R-ALERT-4
#[test]
fn closing_sends_members_home_and_lets_therapists_stay() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.waits(AYO);
    s.is_given_floor(MAREN, None);
    s.must(DR_HALE, SessionCommand::Close {});
    for member in [MAREN, THEO, AYO] {
        assert_eq!(s.standing(member), Standing::Left);
        assert_eq!(s.room.farewell(s.seat(member)), Some(CloseCode::Over));
    }
    assert!(s.is_in(DR_HALE));
    assert_eq!(s.room.farewell(s.seat(DR_HALE)), None);
    assert!(s.alerts().is_empty());
}

/// R-SES-3
#[test]
fn closing_ends_a_therapists_turn_and_the_round() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.must(
        DR_HALE,
        RoundOf {
            order: co_therapist_first(),
            ..RoundOf::default()
        },
    );
    assert_eq!(s.offered(), Some(DR_OKAFOR));
    s.accepts_turn(DR_OKAFOR);
    s.must(DR_HALE, SessionCommand::Close {});
    assert_eq!(s.holder(), None);
    assert_eq!(s.floor().round, None);
}

fn co_therapist_first() -> rondo_protocol::floor::RoundOrder {
    rondo_protocol::floor::RoundOrder::CoTherapistFirst {}
}

/// R-SES-4
#[test]
fn a_closing_session_takes_therapists_only() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, SessionCommand::Close {});
    for late in [MAREN, LUCIA, PAT] {
        let code = s.room.turns_away(late.id(), late.role);
        assert_eq!(code, Some(CloseCode::Over));
        assert!(s.changes_nothing(&connect(late)));
    }
    s.arrives(DR_OKAFOR);
    assert!(s.is_in(DR_OKAFOR));
}

/// R-SES-5, R-HELP-5
#[test]
fn an_ended_session_shows_nothing_but_its_end() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.says(MAREN, "Something said.");
    s.must(
        MAREN,
        rondo_protocol::safety::SafetyCommand::LeaveContact {
            place: Some(text("canary:2: at home")),
            phone: None,
        },
    );
    s.must(DR_HALE, SessionCommand::End {});
    for who in [DR_HALE, MAREN, THEO] {
        let screen = s.screen(who);
        assert!(screen.lines.is_empty() && screen.seats.is_empty());
        assert_eq!(screen.floor, None);
        assert_eq!(screen.me.contact, None);
        assert_eq!(screen.session.ended, Some(EndReason::Therapist));
        assert_eq!(s.room.farewell(s.seat(who)), Some(CloseCode::Over));
        let code = s.room.turns_away(who.id(), who.role);
        assert_eq!(code, Some(CloseCode::Over));
    }
}

/// R-SES-5
#[test]
fn an_ended_session_changes_no_more() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(DR_HALE, SessionCommand::End {});
    assert_eq!(s.room.next_deadline(), None);
    s.now = s.now.plus_ms(60 * MINUTE);
    let seat = s.seat(MAREN);
    for input in [
        Input::Tick,
        Input::Restart,
        Input::Drop { seat },
        Input::Expel { person: MAREN.id() },
        Input::Roster { roster: Vec::new() },
        connect(MAREN),
        connect(DR_OKAFOR),
    ] {
        assert!(s.changes_nothing(&input), "{input:?}");
    }
}

/// R-SES-6
#[test]
fn a_waiting_session_ends_after_twelve_hours_with_nobody_there() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.after_ms(60 * MINUTE);
    s.drops(DR_HALE);
    s.after_ms(12 * 60 * MINUTE - 1);
    s.is_in_phase(Phase::Waiting);
    s.after_ms(1);
    s.is_in_phase(Phase::Ended);
    s.ended_because(EndReason::Abandoned);
}

/// R-SES-6
#[test]
fn a_waiting_session_goes_on_while_somebody_waits_in_it() {
    let mut s = Session::opened();
    s.arrives(MAREN);
    s.after_ms(24 * 60 * MINUTE);
    s.is_in_phase(Phase::Waiting);
}

/// R-SES-7, R-ADM-1
#[test]
fn ground_rules_are_accepted_by_the_version_that_was_read() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    let accept = |version| SessionCommand::AcceptRules {
        version,
        name: MAREN.name(),
    };
    s.refused(MAREN, RefusalCode::RulesChanged, accept(2));
    s.refused(MAREN, RefusalCode::RulesChanged, accept(4));
    assert_eq!(s.standing(MAREN), Standing::Arriving);
    s.must(MAREN, accept(3));
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    assert_eq!(s.me(MAREN).rules_accepted, Some(3));
}

/// R-SES-8
#[test]
fn the_name_shown_is_chosen_at_the_door_and_kept_in_the_circle() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.waits(MAREN);
    let as_mo = SessionCommand::AcceptRules {
        version: 3,
        name: name("Mo"),
    };
    s.must(MAREN, as_mo.clone());
    s.is_admitted(MAREN);
    assert_eq!(s.me(MAREN).name, name("Mo"));
    assert_eq!(s.notes(MAREN).roster_name, Some(MAREN.name()));
    let seats = &s.screen(DR_HALE).seats;
    assert!(seats.iter().any(|seat| seat.name == name("Mo")));
    s.refused(MAREN, RefusalCode::WrongPhase, as_mo);
}

/// R-SES-8
#[test]
fn nobody_takes_a_therapists_name() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    let called = |raw| SessionCommand::AcceptRules {
        version: 3,
        name: name(raw),
    };
    for raw in ["Dr Hale", "dr. hale", "DrHale", "DR  HALE!"] {
        s.refused(MAREN, RefusalCode::TherapistsName, called(raw));
    }
    assert_eq!(s.standing(MAREN), Standing::Arriving);
    for raw in ["Hale", "Dr Hale's Maren", "🙂"] {
        s.must(MAREN, called(raw));
    }
}

/// R-SES-9
#[test]
fn a_debrief_without_a_therapist_ends() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, SessionCommand::Close {});
    s.drops(DR_HALE);
    s.after_ms(10 * MINUTE + 20 * SECOND - 1);
    s.is_in_phase(Phase::Closing);
    s.after_ms(1);
    s.is_in_phase(Phase::Ended);
    s.ended_because(EndReason::TherapistLost);
}

/// R-CMD-6
#[test]
fn a_log_that_opens_no_session_gives_no_room() {
    let empty = Item {
        at: OPENED_AT,
        by: None,
        events: Vec::new(),
    };
    assert_eq!(Room::begin(&empty), None);
}
