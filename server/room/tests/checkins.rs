//! R-CHK: check-ins.

use rondo_protocol::{
    CheckinId, RefusalCode,
    checkins::{Answer, AnswerKind, CheckinStage, CheckinView, CheckinsCommand, ShownTo, Template},
};

use crate::cast::*;

fn open(answer: AnswerKind, shown_to: ShownTo) -> CheckinsCommand {
    let template = Template {
        prompt: text("How are you right now?"),
        answer,
        shown_to,
    };
    CheckinsCommand::Open { template }
}

fn give(checkin: CheckinId, answer: Answer) -> CheckinsCommand {
    CheckinsCommand::Answer { checkin, answer }
}

fn reveal(checkin: CheckinId) -> CheckinsCommand {
    CheckinsCommand::Reveal { checkin }
}

fn close(checkin: CheckinId) -> CheckinsCommand {
    CheckinsCommand::Close { checkin }
}

fn asked(s: &mut Session, kind: AnswerKind, shown_to: ShownTo) -> CheckinId {
    s.must(DR_HALE, open(kind, shown_to));
    seen(s, DR_HALE).checkin
}

fn seen(s: &Session, on: Person) -> CheckinView {
    s.screen(on).checkin.clone().expect("a check-in")
}

fn own_words(raw: &str) -> Answer {
    Answer::Text { text: text(raw) }
}

/// R-CHK-1, R-CHK-8
#[test]
fn one_check_in_is_open_at_a_time() {
    let mut s = Session::live(&[MAREN]);
    let first = asked(&mut s, scale(0, 10, 1), ShownTo::Group);
    let another = || open(scale(0, 10, 1), ShownTo::Group);
    s.refused(DR_HALE, RefusalCode::CheckinOpen, another());
    s.must(DR_HALE, reveal(first));
    s.idle(DR_HALE, reveal(first));
    s.refused(DR_HALE, RefusalCode::CheckinOpen, another());
    s.must(DR_HALE, close(first));
    assert_eq!(s.screen(MAREN).checkin, None);
    s.refused(DR_HALE, RefusalCode::NoCheckin, close(first));
    s.refused(MAREN, RefusalCode::NoCheckin, give(first, Answer::Skip {}));
    s.must(DR_HALE, another());
    assert_ne!(seen(&s, MAREN).checkin, first);
}

/// R-CHK-2
#[test]
fn a_template_nobody_could_answer_is_refused() {
    let mut s = Session::live(&[MAREN]);
    let many: Vec<String> = (0..41).map(|i| format!("word {i}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for kind in [
        scale(0, 0, 1),
        scale(5, 0, 1),
        scale(0, 10, 0),
        scale(0, 10, 3),
        scale(0, 101, 1),
        scale(i16::MIN, i16::MAX, 1),
        feelings(&["calm"], 1),
        feelings(&["calm", "calm"], 1),
        feelings(&["calm", "tired"], 0),
        feelings(&["calm", "tired"], 3),
        feelings(&many, 3),
        choice(&["stay"]),
        choice(&["stay", "stay"]),
        choice(&many[..13]),
        AnswerKind::Text { chars: 0 },
        AnswerKind::Text { chars: 1_001 },
    ] {
        s.refused(
            DR_HALE,
            RefusalCode::OutOfBounds,
            open(kind, ShownTo::Group),
        );
    }
    for kind in [
        scale(0, 100, 1),
        scale(-3, 3, 2),
        scale(i16::MIN, i16::MAX, 65_535),
        feelings(&many[..40], 40),
        choice(&many[..12]),
        AnswerKind::Text { chars: 1_000 },
    ] {
        let checkin = asked(&mut s, kind, ShownTo::Group);
        s.must(DR_HALE, close(checkin));
    }
}

/// R-CHK-3
#[test]
fn an_answer_outside_its_template_is_refused_and_a_skip_always_fits() {
    let mut s = Session::live(&[MAREN]);
    let on = |value| Answer::Scale { value };
    let some = |places: &[u8]| Answer::Feelings {
        words: places.to_vec(),
    };
    let option = |option| Answer::Choice { option };
    let cases: Vec<(AnswerKind, Vec<Answer>, Vec<Answer>)> = vec![
        (
            scale(-3, 3, 2),
            vec![on(-3), on(3), on(1)],
            vec![
                on(-4),
                on(4),
                on(0),
                on(i16::MIN),
                on(i16::MAX),
                own_words("1"),
            ],
        ),
        (
            feelings(&["calm", "tired", "hopeful"], 2),
            vec![some(&[0]), some(&[0, 2])],
            vec![
                some(&[]),
                some(&[3]),
                some(&[1, 1]),
                some(&[2, 0]),
                some(&[0, 1, 2]),
                on(1),
            ],
        ),
        (
            choice(&["stay", "move"]),
            vec![option(0), option(1)],
            vec![option(2), option(255), some(&[0])],
        ),
        (
            AnswerKind::Text { chars: 3 },
            vec![own_words("äöü")],
            vec![own_words("four"), option(0)],
        ),
    ];
    for (kind, fitting, others) in cases {
        let checkin = asked(&mut s, kind, ShownTo::Group);
        for answer in others {
            s.refused(MAREN, RefusalCode::OutOfBounds, give(checkin, answer));
        }
        assert_eq!(s.me(MAREN).answer, None);
        for answer in fitting.into_iter().chain([Answer::Skip {}]) {
            s.must(MAREN, give(checkin, answer.clone()));
            assert_eq!(s.me(MAREN).answer, Some(answer));
        }
        s.must(DR_HALE, close(checkin));
        assert_eq!(s.me(MAREN).answer, None);
    }
}

/// R-CHK-4
#[test]
fn an_answer_can_be_changed_until_the_reveal() {
    let mut s = Session::live(&[MAREN]);
    let checkin = asked(&mut s, scale(0, 10, 1), ShownTo::Group);
    for value in [3, 7] {
        s.must(MAREN, give(checkin, Answer::Scale { value }));
    }
    s.must(DR_HALE, reveal(checkin));
    let late = give(checkin, Answer::Scale { value: 1 });
    s.refused(MAREN, RefusalCode::AlreadyRevealed, late);
    assert_eq!(
        seen(&s, MAREN).answers[0].answer,
        Answer::Scale { value: 7 }
    );
}

/// R-CHK-5, R-CHK-6
#[test]
fn answers_are_shown_to_the_group_at_the_reveal_and_not_before() {
    let mut s = Session::live(&[MAREN, THEO]);
    let checkin = asked(&mut s, AnswerKind::Text { chars: 100 }, ShownTo::Group);
    s.must(MAREN, give(checkin, own_words("A bit tired.")));
    assert_eq!(seen(&s, DR_HALE).answered, [s.seat(MAREN)]);
    assert!(seen(&s, DR_HALE).answers.is_empty());
    assert!(seen(&s, THEO).answered.is_empty());
    s.must(DR_HALE, reveal(checkin));
    let shown = seen(&s, THEO);
    assert_eq!(shown.stage, CheckinStage::Revealed);
    assert_eq!(shown.answers[0].name, MAREN.name());
    assert_eq!(shown.answers[0].answer, own_words("A bit tired."));
}

/// R-CHK-6
#[test]
fn answers_for_therapists_stay_with_therapists() {
    let mut s = Session::live(&[MAREN, THEO]);
    let checkin = asked(&mut s, AnswerKind::Text { chars: 100 }, ShownTo::Therapists);
    s.must(MAREN, give(checkin, own_words("canary:2: not for all")));
    s.must(DR_HALE, reveal(checkin));
    assert_eq!(seen(&s, DR_HALE).answers.len(), 1);
    assert!(seen(&s, THEO).answers.is_empty() && seen(&s, MAREN).answers.is_empty());
    assert!(s.me(MAREN).answer.is_some());
}

/// R-CHK-7
#[test]
fn only_members_answer_and_answers_stay_when_people_leave() {
    let mut s = Session::live(&[MAREN, THEO]);
    let checkin = asked(&mut s, scale(0, 10, 1), ShownTo::Group);
    let answer = give(checkin, Answer::Scale { value: 5 });
    s.refused(DR_HALE, RefusalCode::ForMembers, answer.clone());
    s.must(MAREN, answer);
    s.leaves(MAREN);
    s.must(DR_HALE, reveal(checkin));
    assert_eq!(seen(&s, THEO).answers[0].name, MAREN.name());
}

/// R-CHK-4, R-PRES-1
#[test]
fn a_dropped_members_answer_is_kept() {
    let mut s = Session::live(&[MAREN]);
    let checkin = asked(&mut s, scale(0, 10, 1), ShownTo::Group);
    s.must(MAREN, give(checkin, Answer::Scale { value: 5 }));
    s.drops(MAREN);
    s.after_ms(MINUTE);
    s.returns(MAREN);
    assert_eq!(s.me(MAREN).answer, Some(Answer::Scale { value: 5 }));
}
