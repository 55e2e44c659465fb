//! R-HELP and R-ALERT: calls for help, what is left for therapists, and alerts.

use rondo_protocol::{
    AlertId, RefusalCode,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    roster::RosterCommand,
    safety::{AlertKind, SafetyCommand},
    session::SessionCommand,
};

use crate::cast::*;

const ASK: SafetyCommand = SafetyCommand::AskHelp {};
const CANCEL: SafetyCommand = SafetyCommand::CancelHelp {};

fn acknowledge(alert: AlertId) -> SafetyCommand {
    SafetyCommand::Acknowledge { alert }
}

fn kinds(s: &Session) -> Vec<AlertKind> {
    s.alerts().iter().map(|a| a.kind).collect()
}

/// Answers a scale from 0 to 10 with this number, or skips it.
fn checks_out(s: &mut Session, who: Person, value: Option<i16>) {
    let scale = AnswerKind::Scale {
        min: 0,
        max: 10,
        step: 1,
        low: None,
        high: None,
    };
    let answer = value.map_or(Answer::Skip {}, |value| Answer::Scale { value });
    answers(s, who, scale, answer);
}

fn answers(s: &mut Session, who: Person, kind: AnswerKind, answer: Answer) {
    let template = Template {
        prompt: text("How do you leave?"),
        answer: kind,
        shown_to: ShownTo::Therapists,
    };
    s.must(DR_HALE, CheckinsCommand::Open { template });
    let checkin = s.screen(DR_HALE).checkin.as_ref().unwrap().checkin;
    s.must(who, CheckinsCommand::Answer { checkin, answer });
    s.must(DR_HALE, CheckinsCommand::Close { checkin });
}

/// R-HELP-1
#[test]
fn a_call_for_help_is_seen_by_therapists_and_the_caller_only() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(MAREN, ASK);
    assert_eq!(kinds(&s), [AlertKind::Help]);
    assert!(s.me(MAREN).help.is_some());
    assert!(s.me(THEO).help.is_none() && s.screen(THEO).alerts.is_empty());
    s.after_ms(10 * SECOND);
    s.idle(MAREN, ASK);
    assert_eq!(s.alerts().len(), 1);
}

/// R-HELP-2
#[test]
fn a_call_nobody_answers_tells_the_caller_after_thirty_seconds() {
    let mut s = Session::live(&[MAREN]);
    s.must(MAREN, ASK);
    s.after_ms(30 * SECOND - 1);
    assert!(!s.me(MAREN).help.as_ref().unwrap().unanswered);
    s.after_ms(1);
    assert!(s.me(MAREN).help.as_ref().unwrap().unanswered);
    assert!(s.alerts()[0].unanswered);
    s.must(DR_HALE, acknowledge(s.alerts()[0].alert));
    assert!(s.me(MAREN).help.as_ref().unwrap().acknowledged_by.is_some());
}

/// R-HELP-2
#[test]
fn a_call_is_not_forgotten_at_the_door_in_safe_mode_or_over_a_restart() {
    let mut s = Session::opened();
    s.arrives(MAREN);
    s.must(MAREN, ASK);
    s.after_ms(30 * SECOND);
    assert!(s.me(MAREN).help.as_ref().unwrap().unanswered);
    let mut s = Session::live(&[MAREN]);
    s.must(MAREN, ASK);
    s.restarts_after_ms(MINUTE);
    s.returns(MAREN);
    s.after_ms(1);
    assert!(s.me(MAREN).help.as_ref().unwrap().unanswered);
    let mut s = Session::live(&[MAREN]);
    s.drops(DR_HALE);
    s.after_ms(20 * SECOND);
    s.must(MAREN, ASK);
    s.after_ms(30 * SECOND);
    assert!(s.me(MAREN).help.as_ref().unwrap().unanswered);
}

/// R-HELP-3
#[test]
fn the_first_therapists_answer_counts() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.must(MAREN, ASK);
    let alert = s.alerts()[0].alert;
    s.must(DR_OKAFOR, acknowledge(alert));
    s.idle(DR_HALE, acknowledge(alert));
    let help = s.me(MAREN).help.clone().unwrap();
    assert_eq!(help.acknowledged_by, Some(DR_OKAFOR.name()));
    s.after_ms(MINUTE);
    assert!(!s.me(MAREN).help.as_ref().unwrap().unanswered);
}

/// R-HELP-4, R-ALERT-3
#[test]
fn a_call_can_be_taken_back_and_made_again() {
    let mut s = Session::live(&[MAREN]);
    s.refused(MAREN, RefusalCode::NoAlert, CANCEL);
    s.must(MAREN, ASK);
    let first = s.alerts()[0].alert;
    s.must(MAREN, CANCEL);
    assert!(s.alerts().is_empty() && s.me(MAREN).help.is_none());
    s.refused(DR_HALE, RefusalCode::NoAlert, acknowledge(first));
    s.must(MAREN, ASK);
    s.must(DR_HALE, acknowledge(s.alerts()[0].alert));
    s.must(MAREN, ASK);
    assert_eq!(s.alerts().len(), 1);
    assert_eq!(s.alerts()[0].acknowledged_by, None);
}

/// R-HELP-5, R-SEE-7
#[test]
fn what_is_left_for_therapists_can_be_changed_and_taken_back() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(MAREN);
    s.comes_in(THEO);
    let leave = |place: Option<&str>| SafetyCommand::LeaveContact {
        place: place.map(text),
        phone: None,
    };
    s.must(MAREN, leave(Some("canary:2: a hotel")));
    assert!(s.me(MAREN).contact.is_some());
    s.accepts_rules(MAREN);
    s.is_admitted(MAREN);
    assert!(s.notes(MAREN).contact.is_some());
    s.must(MAREN, leave(Some("canary:2: at home")));
    s.must(MAREN, leave(None));
    assert!(s.me(MAREN).contact.is_none() && s.notes(MAREN).contact.is_none());
}

/// R-ALERT-1
#[test]
fn a_member_who_drops_or_leaves_soon_after_a_turn_raises_an_alert() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    for who in [MAREN, THEO, AYO] {
        s.has_spoken_for_ms(who, 1_000);
    }
    s.after_ms(4 * MINUTE);
    s.drops(MAREN);
    s.after_ms(3 * SECOND);
    assert!(s.alerts().is_empty(), "nothing that would not be seen");
    s.after_ms(SECOND);
    assert_eq!(kinds(&s), [AlertKind::DroppedAfterTurn]);
    s.leaves(THEO);
    assert_eq!(
        kinds(&s),
        [AlertKind::DroppedAfterTurn, AlertKind::LeftAfterTurn]
    );
    s.after_ms(MINUTE);
    s.leaves(AYO);
    assert_eq!(s.alerts().len(), 2, "long after the turn");
}

/// R-ALERT-1
#[test]
fn whom_the_server_dropped_raises_an_alert_only_by_staying_away() {
    let mut s = Session::live(&[MAREN, THEO]);
    for who in [MAREN, THEO] {
        s.has_spoken_for_ms(who, 1_000);
    }
    s.restarts_after_ms(SECOND);
    s.arrives(DR_HALE);
    s.after_ms(10 * SECOND);
    assert!(s.alerts().is_empty());
    s.arrives(MAREN);
    s.after_ms(2 * MINUTE);
    assert_eq!(kinds(&s), [AlertKind::LeftAfterTurn]);
    s.drops(MAREN);
    s.after_ms(4 * SECOND);
    assert_eq!(
        kinds(&s),
        [AlertKind::LeftAfterTurn, AlertKind::DroppedAfterTurn]
    );
}

/// R-ALERT-1
#[test]
fn who_drops_while_speaking_and_stays_away_raises_both_alerts() {
    let mut s = Session::live(&[MAREN]);
    s.is_given_floor(MAREN, None);
    s.after_ms(20 * MINUTE);
    s.drops(MAREN);
    s.after_ms(2 * MINUTE);
    assert_eq!(
        kinds(&s),
        [AlertKind::DroppedAfterTurn, AlertKind::LeftAfterTurn]
    );
}

/// R-ALERT-1
#[test]
fn a_therapist_who_leaves_after_a_turn_raises_no_alert() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.has_spoken_for_ms(DR_OKAFOR, 1_000);
    s.leaves(DR_OKAFOR);
    assert!(s.alerts().is_empty());
}

/// R-ALERT-2
#[test]
fn leaving_after_the_lowest_fifth_of_the_scale_raises_an_alert() {
    for (value, raised) in [(0, true), (2, true), (3, false), (10, false)] {
        let mut s = Session::live(&[MAREN]);
        checks_out(&mut s, MAREN, Some(value));
        s.leaves(MAREN);
        assert_eq!(
            kinds(&s).contains(&AlertKind::LeftAfterLowCheckin),
            raised,
            "{value}"
        );
    }
}

/// R-ALERT-2
#[test]
fn only_another_scale_takes_back_that_the_last_one_was_low() {
    let mut s = Session::live(&[MAREN, THEO, AYO]);
    checks_out(&mut s, MAREN, Some(1));
    checks_out(&mut s, MAREN, Some(8));
    s.leaves(MAREN);
    assert!(s.alerts().is_empty());
    checks_out(&mut s, THEO, Some(1));
    let words = AnswerKind::Text { chars: 100 };
    answers(
        &mut s,
        THEO,
        words,
        Answer::Text {
            text: text("canary:3: bye"),
        },
    );
    s.leaves(THEO);
    assert_eq!(kinds(&s), [AlertKind::LeftAfterLowCheckin]);
    checks_out(&mut s, AYO, Some(1));
    checks_out(&mut s, AYO, None);
    s.drops(AYO);
    s.after_ms(2 * MINUTE);
    assert_eq!(s.alerts().len(), 2, "not coming back is leaving");
}

/// R-ALERT-3
#[test]
fn a_newer_alert_takes_the_place_of_the_older() {
    let mut s = Session::live(&[MAREN]);
    for _ in 0..3 {
        s.has_spoken_for_ms(MAREN, 1_000);
        s.drops(MAREN);
        s.after_ms(5 * SECOND);
        s.returns(MAREN);
        s.after_ms(5 * SECOND);
    }
    assert_eq!(s.alerts().len(), 1);
}

/// R-ALERT-4
#[test]
fn going_home_at_the_close_raises_no_alert() {
    let mut s = Session::live(&[MAREN, THEO]);
    checks_out(&mut s, MAREN, Some(0));
    s.has_spoken_for_ms(THEO, 1_000);
    s.must(DR_HALE, SessionCommand::Close {});
    assert!(s.alerts().is_empty());
}

/// R-ALERT-1
#[test]
fn nobody_raises_an_alert_before_the_session_has_begun() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.comes_in(MAREN);
    checks_out(&mut s, MAREN, Some(0));
    s.must(MAREN, RosterCommand::Leave {});
    assert!(s.alerts().is_empty());
}
