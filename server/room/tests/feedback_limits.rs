//! R-BOX: how many it takes, how often, of what, and what has to be read first.

use crate::cast::*;
use rondo_protocol::{
    RefusalCode,
    checkins::AnswerKind,
    feedback::{Ask, BoxStage, BoxesLeft, FeedbackCommand, Outcome},
    session::SessionCommand,
};

const CONFIRM: FeedbackCommand = FeedbackCommand::Confirm {};

fn left(words: u8, answer: u8, me_too: u8) -> BoxesLeft {
    BoxesLeft {
        words,
        answer,
        me_too,
    }
}

/// Every kind of box, and every kind of answer one can ask for.
fn everything_asked() -> impl Iterator<Item = Ask> {
    let lists = [choice(&["stay", "move"]), feelings(&["calm", "sad"], 2)];
    every_kind().into_iter().chain(lists.map(an_answer))
}

/// R-BOX-1, R-BOX-5, R-BOX-11
#[test]
fn a_box_takes_as_many_members_and_envelopes_as_its_kind_needs() {
    for (of_group, ask) in [4, 5]
        .into_iter()
        .flat_map(|t| everything_asked().map(move |a| (t, a)))
    {
        let threshold = needed(&ask, of_group);
        for members in 3..=6_u16 {
            let case = format!("{ask:?}, {members} members, a group of {of_group}");
            let people = &MEMBERS[..usize::from(members)];
            let begin = || Session::live_with(people, |o| o.feedback_threshold = of_group);
            if members < threshold {
                let open = open_box_of(ask.clone(), 60);
                begin().refused(DR_HALE, RefusalCode::TooFew, open);
                continue;
            }
            for posted in 0..=members {
                let mut s = begin();
                s.seals(ask.clone(), vec![something_for(&ask); posted.into()]);
                let sealed = match &ask {
                    Ask::Words {} => BoxStage::Sealed,
                    Ask::Answer { .. } | Ask::MeToo {} => BoxStage::Settled,
                };
                let enough = posted >= threshold;
                let stage = if enough { sealed } else { BoxStage::Discarded };
                assert_eq!(s.stage(), stage, "{case}, {posted} envelopes");
                assert_eq!(s.seen_box(MAREN).threshold, threshold, "{case}");
                assert_eq!(s.seen_box(MAREN).envelopes, Some(posted), "{case}");
            }
        }
    }
}

/// R-BOX-13
#[test]
fn three_boxes_of_a_kind_are_sealed_in_a_session() {
    for ask in every_kind() {
        let mut s = Session::live(&FIVE);
        let mut expected = [3, 3, 3];
        let kind = every_kind().iter().position(|a| *a == ask).unwrap();
        for _ in 0..3 {
            let box_id = s.seals(ask.clone(), vec![something_for(&ask); 5]);
            expected[kind] -= 1;
            let [words, answer, me_too] = expected;
            for who in [MAREN, DR_HALE] {
                let seen = s.screen(who).session.boxes_left;
                assert_eq!(seen, left(words, answer, me_too), "{ask:?}");
            }
            s.must(DR_HALE, put_away(box_id));
        }
        s.refused(
            DR_HALE,
            RefusalCode::BoxesUsedUp,
            open_box_of(ask.clone(), 60),
        );
        s.restarts_after_ms(SECOND);
        s.returns(DR_HALE);
        for who in FIVE {
            s.returns(who);
        }
        s.refused(
            DR_HALE,
            RefusalCode::BoxesUsedUp,
            open_box_of(ask.clone(), 60),
        );
        for other in every_kind().into_iter().filter(|other| *other != ask) {
            let box_id = s.seals(other.clone(), vec![something_for(&other); 5]);
            s.must(DR_HALE, put_away(box_id));
        }
    }
}

/// R-BOX-13
#[test]
fn every_kind_of_answer_counts_as_an_answer() {
    let mut s = Session::live(&MEMBERS);
    let kinds = [
        ten(),
        choice(&["stay", "move"]),
        feelings(&["calm", "sad"], 2),
    ];
    for kind in kinds {
        s.seals(an_answer(kind), vec![None; 6]);
    }
    assert_eq!(s.screen(MAREN).session.boxes_left, left(3, 0, 3));
    let open = open_box_of(an_answer(scale(0, 4, 1)), 60);
    s.refused(DR_HALE, RefusalCode::BoxesUsedUp, open);
}

/// R-BOX-13
#[test]
fn a_box_nobody_read_is_not_counted() {
    for ask in every_kind() {
        let mut s = Session::live(&FIVE);
        for _ in 0..4 {
            s.seals(ask.clone(), vec![something_for(&ask); 4]);
            assert_eq!(s.stage(), BoxStage::Discarded);
            s.opens(ask.clone());
            s.leaves(SAM);
            assert_eq!(s.stage(), BoxStage::Voided);
            s.comes_in(SAM);
        }
        assert_eq!(s.screen(MAREN).session.boxes_left, left(3, 3, 3));
        s.seals(ask.clone(), vec![something_for(&ask); 5]);
    }
}

/// R-BOX-17
#[test]
fn a_box_asks_for_what_can_be_given_without_words() {
    let mut s = Session::live(&MEMBERS);
    let own_words = AnswerKind::Text { chars: 100 };
    let kinds = [
        own_words,
        scale(0, 10, 3),
        choice(&["stay"]),
        feelings(&["calm", "sad"], 3),
    ];
    for kind in kinds {
        let open = open_box_of(an_answer(kind), 60);
        s.refused(DR_HALE, RefusalCode::OutOfBounds, open);
    }
    s.opens(an_answer(choice(&["stay", "move"])));
}

/// R-BOX-17
#[test]
fn whatever_else_is_in_an_envelope_counts_as_an_empty_one() {
    let odd = || [words("canary:: words"), TAP, answered(on(3)), None, None];
    let mut s = Session::live(&FIVE);
    s.seals(WORDS, odd());
    let seen = s.seen_box(DR_HALE);
    assert_eq!((seen.slips.len(), seen.envelopes), (1, Some(5)));
    let mut s = Session::live(&FIVE);
    s.seals(an_answer(ten()), odd());
    assert_eq!(s.seen_box(DR_HALE).envelopes, Some(5));
    s.seals(
        an_answer(ten()),
        [on(0), on(1), on(2), on(3), on(11)].map(answered),
    );
    assert_eq!(s.outcome(MAREN), Outcome::TooFew {});
}

/// R-BOX-19
#[test]
fn no_box_opens_before_somebody_confirmed_what_anonymous_means() {
    let mut s = Session::live_with(&FIVE, |o| o.feedback_confirmed = false);
    s.arrives(DR_OKAFOR);
    assert!(!s.screen(MAREN).session.feedback_confirmed);
    for ask in every_kind() {
        s.refused(DR_HALE, RefusalCode::NotConfirmed, open_box_of(ask, 60));
    }
    s.refused(MAREN, RefusalCode::NotAllowed, CONFIRM);
    s.must(DR_OKAFOR, CONFIRM);
    for who in [MAREN, DR_HALE] {
        assert!(s.screen(who).session.feedback_confirmed);
    }
    s.idle(DR_HALE, CONFIRM);
    s.restarts_after_ms(SECOND);
    assert!(s.screen(MAREN).session.feedback_confirmed);
    s.returns(DR_HALE);
    for who in FIVE {
        s.returns(who);
    }
    s.opens(WORDS);
}

/// R-BOX-19
#[test]
fn a_group_confirms_once_for_all_its_sessions_and_may_before_the_work() {
    let mut s = Session::live(&FIVE);
    assert!(s.screen(MAREN).session.feedback_confirmed);
    s.idle(DR_HALE, CONFIRM);
    let mut s = Session::opened_with(|o| o.feedback_confirmed = false);
    s.arrives(DR_HALE);
    s.must(DR_HALE, CONFIRM);
    s.must(DR_HALE, SessionCommand::Start {});
    assert!(s.screen(DR_HALE).session.feedback_confirmed);
    s.must(DR_HALE, SessionCommand::End {});
    assert!(
        s.screen(DR_HALE).session.feedback_confirmed,
        "also after the end"
    );
}
