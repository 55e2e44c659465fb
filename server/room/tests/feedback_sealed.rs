//! R-BOX: how a box is sealed, what comes out of it, and how it comes to nothing.

use rondo_protocol::{
    BoxId, Receipt, RefusalCode, SlipId,
    feedback::{Ask, BoxStage, Content},
    session::SessionCommand,
};
use rondo_room::{Event, Input, feedback::FeedbackEvent};

use crate::cast::*;

fn opened(ask: Ask) -> (Session, BoxId) {
    let mut s = Session::live(&FIVE);
    let box_id = s.opens(ask);
    (s, box_id)
}

/// R-BOX-4
#[test]
fn ten_seconds_after_its_close_a_box_is_sealed() {
    for ask in every_kind() {
        let (mut s, box_id) = opened(ask);
        assert_eq!(s.room.collecting_box(), None);
        s.after_ms(60 * SECOND - 1);
        assert_eq!(s.stage(), BoxStage::Open);
        s.after_ms(1);
        assert_eq!(s.stage(), BoxStage::Collecting);
        assert_eq!(s.room.collecting_box(), Some(box_id));
        assert_eq!(s.room.to_seal(s.now.plus_ms(9_999)), None);
        assert_eq!(s.room.to_seal(s.now.plus_ms(10_000)), Some(box_id));
        assert_eq!(s.room.next_deadline(), Some(s.now.plus_ms(10_000)));
    }
}

/// R-BOX-4, R-BOX-10, R-BOX-21
#[test]
fn receipts_and_slips_come_out_in_an_order_that_says_nothing() {
    let (mut s, box_id) = opened(WORDS);
    s.closes_box();
    let ids = [9, 4, 7].map(SlipId::from_random);
    let slips = ids.map(|id| (id, Content::Words(text("canary:: words"))));
    let receipts = [5, 3, 9, 1, 7].map(|first| {
        let mut bytes = [0; Receipt::BYTES];
        bytes[0] = first;
        Receipt(bytes)
    });
    s.step(&Input::Seal {
        box_id,
        receipts: receipts.to_vec(),
        slips: slips.to_vec(),
    })
    .unwrap();
    let seen = s.seen_box(DR_HALE);
    let shown: Vec<_> = seen.slips.iter().map(|v| v.slip).collect();
    assert_eq!(shown, [4, 7, 9].map(SlipId::from_random));
    let first: Vec<u8> = seen.receipts.iter().map(|r| r.0[0]).collect();
    assert_eq!(first, [1, 3, 5, 7, 9]);
    assert_eq!(s.seen_box(MAREN).receipts, seen.receipts);
    assert_eq!(s.seen_box(MAREN).envelopes, Some(5));
    let log = serde_json::to_string(s.log.last().unwrap()).unwrap();
    assert!(!log.contains("seat"), "a slip beside a seat");
}

/// R-BOX-4, R-BOX-10
#[test]
fn the_order_in_which_envelopes_lay_changes_nothing() {
    let contents = |ask: &Ask| match ask {
        Ask::Words {} => [words("one"), words("two"), None, words("three"), None],
        Ask::Answer { .. } => [1, 9, 4, 4, 7].map(|value| answered(on(value))),
        Ask::MeToo {} => [TAP, None, TAP, TAP, None],
    };
    for ask in every_kind() {
        let (mut s, box_id) = opened(ask.clone());
        s.closes_box();
        let Input::Seal {
            box_id,
            mut receipts,
            mut slips,
        } = seal_of(box_id, &contents(&ask))
        else {
            panic!("a seal");
        };
        let mut decided = Vec::new();
        for _ in 0..receipts.len() {
            receipts.rotate_left(1);
            slips.rotate_left(1);
            slips.reverse();
            let seal = Input::Seal {
                box_id,
                receipts: receipts.clone(),
                slips: slips.clone(),
            };
            decided.push(s.room.decide(&seal, s.stamp()).unwrap());
        }
        assert!(decided.iter().all(|d| *d == decided[0]), "{ask:?}");
    }
}

/// R-BOX-10, R-BOX-9
#[test]
fn who_sits_where_changes_nothing_in_a_box() {
    let of_boxes = |people: &[Person]| {
        let mut s = Session::live(people);
        for ask in every_kind() {
            let content = || something_for(&ask);
            let box_id = s.seals(ask.clone(), [content(), None, content(), content(), None]);
            if ask == WORDS {
                s.must(
                    DR_HALE,
                    settle(box_id, &[], &[(slip_id(2), "Said softly.")]),
                );
            }
        }
        let events = s.log.into_iter().flat_map(|item| item.events);
        let of_box = events.filter(|event| matches!(event, Event::Feedback(_)));
        of_box.collect::<Vec<_>>()
    };
    let mut turned = FIVE;
    turned.reverse();
    assert_eq!(of_boxes(&FIVE), of_boxes(&turned));
}

/// R-BOX-4
#[test]
fn a_seal_for_another_box_or_stage_changes_nothing() {
    for ask in every_kind() {
        let (mut s, box_id) = opened(ask);
        let seal = |box_id| seal_of(box_id, &[None, None, None, None, None]);
        assert!(s.changes_nothing(&seal(box_id)), "still open");
        s.closes_box();
        s.refused(DR_HALE, RefusalCode::NoBox, close_box(box_id));
        assert!(s.changes_nothing(&seal(BoxId::from_random(5))));
        s.step(&seal(box_id)).unwrap();
        assert!(s.changes_nothing(&seal(box_id)), "sealed already");
    }
}

/// R-BOX-5, R-BOX-18, R-BOX-21
#[test]
fn with_too_few_envelopes_everything_is_thrown_away_and_everybody_told() {
    for ask in every_kind() {
        let mut s = Session::live(&FIVE);
        let content = match &ask {
            Ask::Words {} => words("canary:: never read"),
            Ask::Answer { .. } | Ask::MeToo {} => something_for(&ask),
        };
        s.seals(ask.clone(), vec![content; 4]);
        for who in [MAREN, DR_HALE] {
            let seen = s.seen_box(who);
            assert_eq!(seen.stage, BoxStage::Discarded);
            assert_eq!(seen.envelopes, Some(4));
            assert!(seen.slips.is_empty() && seen.receipts.is_empty());
            assert_eq!(seen.outcome, None);
        }
        let log = serde_json::to_string(&s.log).unwrap();
        assert!(!log.contains("never read"), "unread words in the log");
        s.opens(ask);
    }
}

/// R-BOX-6, R-SES-5
#[test]
fn an_end_leaves_nothing_to_seal_and_a_close_seals_what_was_posted() {
    for ask in every_kind() {
        let (mut s, _) = opened(ask.clone());
        s.closes_box();
        s.must(DR_HALE, SessionCommand::Close {});
        for _ in FIVE {
            s.posts(something_for(&ask));
        }
        s.after_ms(10 * SECOND);
        assert_eq!(s.seen_box(DR_HALE).receipts.len(), 5);
        let (mut s, box_id) = opened(ask);
        s.closes_box();
        s.must(DR_HALE, SessionCommand::End {});
        assert_eq!(s.room.next_deadline(), None);
        assert_eq!(s.room.to_seal(s.now.plus_ms(MINUTE)), None);
        assert_eq!(s.room.collecting_box(), None);
        assert!(s.changes_nothing(&seal_of(box_id, &[None, None, None, None, None])));
    }
}

/// R-BOX-3, R-BOX-6
#[test]
fn closing_the_session_while_people_write_voids_the_box() {
    let (mut s, _) = opened(WORDS);
    s.must(DR_HALE, SessionCommand::Close {});
    assert_eq!(s.stage(), BoxStage::Voided);
}

/// R-BOX-10
#[test]
fn what_opens_a_box_names_the_crowd_and_what_seals_it_names_nobody() {
    let mut s = Session::live(&FIVE);
    s.seals(WORDS, vec![words("canary:: mine"); 5]);
    let events = s.log.iter().flat_map(|item| &item.events);
    let of_box: Vec<_> = events
        .filter_map(|event| match event {
            Event::Feedback(event) => Some(event),
            Event::Session(_)
            | Event::Roster(_)
            | Event::Floor(_)
            | Event::Conversation(_)
            | Event::Checkins(_)
            | Event::Moderation(_)
            | Event::Safety(_) => None,
        })
        .collect();
    let [
        FeedbackEvent::Opened { circle, .. },
        FeedbackEvent::Closed {},
        FeedbackEvent::Sealed { receipts, slips },
    ] = of_box.as_slice()
    else {
        panic!("{of_box:?}");
    };
    assert_eq!((circle.len(), receipts.len(), slips.len()), (5, 5, 5));
    let sealed = s.log.last().unwrap();
    assert_eq!(sealed.by, None, "nobody's command seals");
}
