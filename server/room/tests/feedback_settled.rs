//! R-BOX: what therapists decide about slips, what the group then sees, and how it is answered.

use std::collections::BTreeSet;

use rondo_protocol::{
    BoxId, RefusalCode, SlipId,
    feedback::{BoxStage, Response, ShownSlip, SlipFate},
    session::SessionCommand,
};
use rondo_room::{Decision, Event, Input, feedback::FeedbackEvent};

use crate::cast::*;

const SOFTER: &str = "Somebody finds it hard to be here.";

/// A sealed box of five slips, all of them secret but the last, and their ids in order.
fn sealed() -> (Session, BoxId, Vec<SlipId>) {
    let mut s = Session::live(&FIVE);
    let slips = [
        "canary:: one",
        "canary:: two",
        "canary:: three",
        "canary:: four",
        "Thank you.",
    ];
    let box_id = s.seals(WORDS, slips.map(words));
    let ids = s.seen_box(DR_HALE).slips.iter().map(|s| s.slip).collect();
    (s, box_id, ids)
}

/// The id of the slip that may be read by all.
fn open_one(s: &Session) -> SlipId {
    let slips = s.seen_box(DR_HALE).slips;
    let open = slips.iter().find(|s| s.text.reveal() == "Thank you.");
    open.unwrap().slip
}

fn fates(s: &Session) -> Vec<SlipFate> {
    s.seen_box(DR_HALE).slips.iter().map(|s| s.fate).collect()
}

fn shown(s: &Session, on: Person) -> Vec<(String, bool)> {
    let shown = s.seen_box(on).shown.into_iter();
    shown
        .map(|s| (s.text.reveal().to_owned(), s.paraphrase))
        .collect()
}

/// R-BOX-7, R-SEE-6
#[test]
fn before_it_is_settled_slips_are_for_therapists_only() {
    let (s, ..) = sealed();
    assert_eq!(s.seen_box(DR_HALE).slips.len(), 5);
    assert_eq!(fates(&s), [SlipFate::Undecided; 5]);
    assert!(s.seen_box(MAREN).slips.is_empty());
    assert!(shown(&s, MAREN).is_empty() && shown(&s, DR_HALE).is_empty());
}

/// R-BOX-7, R-BOX-22, R-SEE-6
#[test]
fn the_group_sees_what_was_released_and_what_was_said_in_other_words() {
    let (mut s, box_id, ids) = sealed();
    s.arrives(DR_OKAFOR);
    let open = open_one(&s);
    let softened = *ids.iter().find(|id| **id != open).unwrap();
    s.must(DR_OKAFOR, settle(box_id, &[open], &[(softened, SOFTER)]));
    let mut seen = shown(&s, MAREN);
    assert_eq!(seen, shown(&s, DR_HALE));
    seen.sort();
    assert_eq!(
        seen,
        [(SOFTER.to_owned(), true), ("Thank you.".to_owned(), false)]
    );
    let of = |fate| fates(&s).into_iter().filter(|f| *f == fate).count();
    let counts = [SlipFate::Released, SlipFate::Paraphrased, SlipFate::Kept].map(of);
    assert_eq!(counts, [1, 1, 3]);
    assert!(s.seen_box(MAREN).slips.is_empty());
    let json = serde_json::to_string(s.screen(MAREN)).unwrap();
    for id in ids {
        assert!(!json.contains(&id.to_string()), "the id of a slip");
    }
}

/// R-SEE-6, R-BOX-22
#[test]
fn the_harness_would_see_a_slip_that_was_not_chosen() {
    let (mut s, box_id, ids) = sealed();
    let open = open_one(&s);
    let secret = *ids.iter().find(|id| **id != open).unwrap();
    let leaky = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        s.must(DR_HALE, settle(box_id, &[secret], &[]));
    }));
    assert!(leaky.is_err());
}

/// R-BOX-7
#[test]
fn slips_are_settled_once_and_all_together() {
    let (mut s, box_id, ids) = sealed();
    let [a, b, ..] = ids[..] else { panic!("slips") };
    let unknown = SlipId::from_random(1);
    let other_box = BoxId::from_random(1);
    for (release, paraphrase) in [
        (vec![unknown], vec![]),
        (vec![a, unknown], vec![]),
        (vec![], vec![(unknown, SOFTER)]),
        (vec![a, a], vec![]),
        (vec![], vec![(a, SOFTER), (a, SOFTER)]),
        (vec![], vec![(a, SOFTER), (a, "Otherwise.")]),
        (vec![a], vec![(b, SOFTER), (a, SOFTER)]),
    ] {
        let command = settle(box_id, &release, &paraphrase);
        s.refused(DR_HALE, RefusalCode::OutOfBounds, command);
    }
    s.refused(DR_HALE, RefusalCode::NoBox, settle(other_box, &[], &[]));
    s.must(DR_HALE, settle(box_id, &[], &[]));
    assert_eq!(fates(&s), [SlipFate::Kept; 5]);
    s.refused(DR_HALE, RefusalCode::NoBox, settle(box_id, &[a], &[]));
    assert!(shown(&s, MAREN).is_empty());
    assert_eq!(s.seen_box(MAREN).stage, BoxStage::Settled);
}

/// R-BOX-7
#[test]
fn slips_are_settled_in_the_debrief_too() {
    let (mut s, box_id, _) = sealed();
    s.must(DR_HALE, SessionCommand::Close {});
    let open = open_one(&s);
    s.must(DR_HALE, settle(box_id, &[open], &[]));
    s.must(DR_HALE, respond(box_id, "For next time.", false));
    assert_eq!(
        fates(&s)
            .iter()
            .filter(|f| **f == SlipFate::Released)
            .count(),
        1
    );
}

/// The event of a settle command at this moment, with this lot.
fn settled_with(s: &Session, command: rondo_protocol::Command, random: u128) -> Vec<ShownSlip> {
    let seat = s.seat(DR_HALE);
    let n = s.room.last_command(seat) + 1;
    let stamp = rondo_room::Stamp {
        random,
        ..s.stamp()
    };
    let asked = s.room.decide(&Input::Command { seat, n, command }, stamp);
    let Ok(Decision::Do(item)) = asked else {
        panic!("{asked:?}");
    };
    let Some(Event::Feedback(FeedbackEvent::Settled { shown, .. })) = item.events.first() else {
        panic!("{item:?}");
    };
    shown.clone()
}

/// R-BOX-22
#[test]
fn what_is_shown_stands_in_an_order_drawn_by_lot() {
    let (s, box_id, ids) = sealed();
    let others = ["a", "b", "c"];
    let paraphrase: Vec<_> = ids[2..].iter().copied().zip(others).collect();
    let command = |release: &[SlipId], paraphrase: &[(SlipId, &str)]| {
        settle(box_id, release, paraphrase).command()
    };
    let mut orders = BTreeSet::new();
    let mut first = BTreeSet::new();
    for lot in 0..200_u128 {
        let shown = settled_with(&s, command(&ids[..2], &paraphrase), (lot << 64) | (lot * 7));
        let texts: Vec<_> = shown.iter().map(|s| s.text.reveal().to_owned()).collect();
        let all: BTreeSet<_> = texts.iter().cloned().collect();
        assert_eq!(all.len(), 5, "each once");
        first.insert(texts[0].clone());
        orders.insert(texts);
    }
    assert!(orders.len() > 60, "{} orders in 200 lots", orders.len());
    assert_eq!(first.len(), 5, "anything may come first");
}

/// R-BOX-22
#[test]
fn the_event_holds_what_is_shown_exactly_as_it_is_shown() {
    let (mut s, box_id, ids) = sealed();
    let paraphrase: Vec<_> = ids.iter().copied().zip(["a", "b", "c", "d", "e"]).collect();
    s.must(DR_HALE, settle(box_id, &[], &paraphrase));
    let event = s.log.last().unwrap().events.first().cloned();
    let Some(Event::Feedback(FeedbackEvent::Settled { shown, .. })) = event else {
        panic!("{event:?}");
    };
    assert_eq!(shown, s.seen_box(MAREN).shown);
    s.comes_in(RIVER);
    assert_eq!(shown, s.seen_box(RIVER).shown, "also who comes later");
    s.restarts_after_ms(SECOND);
    assert_eq!(shown, s.seen_box(MAREN).shown, "also after a restart");
}

/// R-BOX-20
#[test]
fn a_therapist_answers_once_and_before_everybody() {
    for settled_first in [false, true] {
        let (mut s, box_id, _) = sealed();
        s.arrives(DR_OKAFOR);
        if settled_first {
            s.must(DR_HALE, settle(box_id, &[], &[]));
        }
        s.refused(
            MAREN,
            RefusalCode::NotAllowed,
            respond(box_id, "Me.", false),
        );
        let other_box = BoxId::from_random(1);
        s.refused(
            DR_HALE,
            RefusalCode::NoBox,
            respond(other_box, "Which?", false),
        );
        s.must(DR_HALE, respond(box_id, "Please call me.", true));
        let response = Response {
            text: text("Please call me."),
            crisis: true,
        };
        for who in [MAREN, THEO, DR_OKAFOR] {
            assert_eq!(s.seen_box(who).response.as_ref(), Some(&response));
        }
        for who in [DR_HALE, DR_OKAFOR] {
            s.refused(who, RefusalCode::NoBox, respond(box_id, "Again.", false));
        }
        if !settled_first {
            let open = open_one(&s);
            s.must(DR_HALE, settle(box_id, &[open], &[]));
        }
        assert_eq!(s.seen_box(MAREN).response.as_ref(), Some(&response));
        s.waits(LUCIA);
        assert_eq!(s.screen(LUCIA).feedback_box, None, "not at the door");
    }
}

/// R-BOX-20
#[test]
fn only_words_are_answered() {
    for ask in every_kind().into_iter().filter(|ask| *ask != WORDS) {
        let mut s = Session::live(&FIVE);
        let box_id = s.seals(ask.clone(), vec![something_for(&ask); 5]);
        s.refused(
            DR_HALE,
            RefusalCode::NoBox,
            respond(box_id, "Thank you.", false),
        );
        s.refused(DR_HALE, RefusalCode::NoBox, settle(box_id, &[], &[]));
    }
}

/// R-BOX-18, R-BOX-10
#[test]
fn a_slip_that_was_kept_is_gone_with_its_box() {
    let (mut s, box_id, _) = sealed();
    s.must(DR_HALE, settle(box_id, &[], &[]));
    s.must(DR_HALE, put_away(box_id));
    s.opens(ME_TOO);
    let json = serde_json::to_string(s.screen(DR_HALE)).unwrap();
    assert!(!json.contains("canary"), "an old slip on a screen");
}
