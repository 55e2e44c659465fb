//! R-BOX: the feedback box.

use rondo_protocol::{
    BoxId, RefusalCode, SlipId,
    feedback::{BoxStage, BoxView, FeedbackCommand},
    session::SessionCommand,
};
use rondo_room::Input;

use crate::cast::*;

fn open(seconds: u16) -> FeedbackCommand {
    FeedbackCommand::Open {
        prompt: text("What did you not say?"),
        seconds,
    }
}

fn opened(people: &[Person]) -> (Session, BoxId) {
    let mut s = Session::live(people);
    s.must(DR_HALE, open(60));
    let box_id = seen(&s, MAREN).box_id;
    (s, box_id)
}

fn seen(s: &Session, on: Person) -> BoxView {
    s.screen(on).feedback_box.clone().expect("a box")
}

/// A box with five envelopes, two of them with words.
fn sealed() -> (Session, BoxId) {
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    for words in [
        Some("canary:: kind"),
        None,
        Some("canary:: hard"),
        None,
        None,
    ] {
        s.posts(words);
    }
    s.after_ms(10 * SECOND);
    (s, box_id)
}

/// R-BOX-1
#[test]
fn a_box_opens_only_with_enough_members_in_reach() {
    let mut s = Session::live(&[MAREN, THEO, AYO, NOOR]);
    s.arrives(DR_OKAFOR);
    s.refused(DR_HALE, RefusalCode::TooFew, open(60));
    s.comes_in(SAM);
    s.steps_away(SAM);
    s.refused(DR_HALE, RefusalCode::TooFew, open(60));
    s.comes_back(SAM);
    s.refused(DR_HALE, RefusalCode::OutOfBounds, open(14));
    s.refused(DR_HALE, RefusalCode::OutOfBounds, open(901));
    s.must(DR_HALE, open(15));
    assert_eq!(seen(&s, MAREN).present, 5);
    assert_eq!(seen(&s, MAREN).closes_at, s.now.plus_ms(15_000));
}

/// R-BOX-1
#[test]
fn a_group_may_have_fixed_a_threshold_of_four() {
    let mut s = Session::live_with(&FIVE[..4], |o| o.feedback_threshold = 4);
    s.must(DR_HALE, open(60));
}

/// R-BOX-2
#[test]
fn a_sealed_box_is_looked_at_before_the_next_is_opened() {
    let (mut s, box_id) = opened(&FIVE);
    s.refused(DR_HALE, RefusalCode::BoxOpen, open(60));
    s.refused(
        DR_HALE,
        RefusalCode::BoxOpen,
        FeedbackCommand::PutAway { box_id },
    );
    let (mut s, box_id) = sealed();
    s.refused(DR_HALE, RefusalCode::BoxOpen, open(60));
    s.must(DR_HALE, FeedbackCommand::PutAway { box_id });
    assert_eq!(s.screen(MAREN).feedback_box, None);
    s.refused(
        DR_HALE,
        RefusalCode::NoBox,
        FeedbackCommand::PutAway { box_id },
    );
    s.must(DR_HALE, open(60));
    assert_ne!(seen(&s, MAREN).box_id, box_id);
}

/// R-BOX-3
#[test]
fn a_change_of_the_crowd_voids_the_box() {
    let (mut s, _) = opened(&FIVE);
    s.leaves(THEO);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Voided);
    let (mut s, _) = opened(&FIVE);
    s.comes_in(RIVER);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Voided);
    assert_eq!(s.room.collecting_box(), None);
}

/// R-BOX-3, R-PRES-1
#[test]
fn a_drop_within_the_grace_and_a_therapist_do_not_change_the_crowd() {
    let (mut s, _) = opened(&FIVE);
    s.drops(THEO);
    s.arrives(DR_OKAFOR);
    s.after_ms(30 * SECOND);
    s.steps_away(AYO);
    s.returns(THEO);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Open);
}

/// R-BOX-4, R-BOX-10
#[test]
fn ten_seconds_after_its_close_a_box_is_sealed_and_its_slips_sorted() {
    let (mut s, box_id) = opened(&FIVE);
    assert_eq!(s.room.collecting_box(), None);
    s.after_ms(60 * SECOND);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Collecting);
    assert_eq!(s.room.collecting_box(), Some(box_id));
    assert_eq!(s.room.to_seal(s.now.plus_ms(9_999)), None);
    assert_eq!(s.room.to_seal(s.now.plus_ms(10_000)), Some(box_id));
    s.now = s.now.plus_ms(10_000);
    let ids = [9, 4, 7].map(SlipId::from_random);
    let slips = ids.map(|id| (id, text("canary:: words"))).to_vec();
    s.step(&Input::Seal {
        box_id,
        envelopes: 5,
        slips,
    })
    .unwrap();
    let shown: Vec<_> = seen(&s, DR_HALE).slips.iter().map(|v| v.slip).collect();
    assert_eq!(shown, [4, 7, 9].map(SlipId::from_random));
    let log = serde_json::to_string(s.log.last().unwrap()).unwrap();
    assert!(!log.contains("seat"), "a slip beside a seat");
}

/// R-BOX-4
#[test]
fn a_seal_for_another_box_or_stage_changes_nothing() {
    let (mut s, box_id) = opened(&FIVE);
    let seal = |box_id| Input::Seal {
        box_id,
        envelopes: 5,
        slips: Vec::new(),
    };
    assert!(s.changes_nothing(&seal(box_id)), "still open");
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    s.refused(
        DR_HALE,
        RefusalCode::NoBox,
        FeedbackCommand::Close { box_id },
    );
    assert!(s.changes_nothing(&seal(BoxId::from_random(5))));
    s.step(&seal(box_id)).unwrap();
    assert!(s.changes_nothing(&seal(box_id)), "sealed already");
}

/// R-BOX-5
#[test]
fn with_too_few_envelopes_everything_is_thrown_away_and_everybody_told() {
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    for _ in 0..4 {
        s.posts(Some("canary:: never read"));
    }
    s.after_ms(10 * SECOND);
    for who in [MAREN, DR_HALE] {
        assert_eq!(seen(&s, who).stage, BoxStage::Discarded);
        assert_eq!(seen(&s, who).envelopes, Some(4));
        assert!(seen(&s, who).slips.is_empty());
    }
    let log = serde_json::to_string(&s.log).unwrap();
    assert!(!log.contains("never read"), "unread words in the log");
    s.must(DR_HALE, open(60));
}

/// R-BOX-6
#[test]
fn a_restart_voids_a_box_that_is_not_sealed() {
    let (mut s, _) = opened(&FIVE);
    s.restarts_after_ms(SECOND);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Voided);
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    s.restarts_after_ms(SECOND);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Voided);
    let (mut s, _) = sealed();
    s.restarts_after_ms(SECOND);
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Sealed);
}

/// R-BOX-6, R-SES-5
#[test]
fn an_end_leaves_nothing_to_seal_and_a_close_seals_what_was_posted() {
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    s.must(DR_HALE, SessionCommand::Close {});
    for _ in 0..5 {
        s.posts(Some("canary:: before I went"));
    }
    s.after_ms(10 * SECOND);
    assert_eq!(seen(&s, DR_HALE).slips.len(), 5);
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    s.must(DR_HALE, SessionCommand::End {});
    assert_eq!(s.room.next_deadline(), None);
    assert_eq!(s.room.to_seal(s.now.plus_ms(MINUTE)), None);
    assert_eq!(s.room.collecting_box(), None);
}

/// R-BOX-7, R-SEE-6
#[test]
fn slips_are_settled_once_and_all_together() {
    let (mut s, box_id) = sealed();
    let slips = seen(&s, DR_HALE).slips;
    assert_eq!(slips.len(), 2);
    assert!(seen(&s, MAREN).slips.is_empty());
    let settle = |release: &[SlipId]| FeedbackCommand::Settle {
        box_id,
        release: release.to_vec(),
    };
    let unknown = SlipId::from_random(1);
    s.refused(DR_HALE, RefusalCode::OutOfBounds, settle(&[unknown]));
    let twice = [slips[0].slip, slips[0].slip];
    s.refused(DR_HALE, RefusalCode::OutOfBounds, settle(&twice));
    s.must(DR_HALE, settle(&[]));
    s.refused(DR_HALE, RefusalCode::NoBox, settle(&[slips[0].slip]));
    assert!(seen(&s, MAREN).slips.is_empty());
    assert_eq!(seen(&s, MAREN).stage, BoxStage::Settled);
}

/// R-BOX-7
#[test]
fn the_group_sees_the_slips_that_were_released() {
    let (mut s, box_id) = opened(&FIVE);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    for _ in 0..5 {
        s.posts(Some("Thank you all."));
    }
    s.after_ms(10 * SECOND);
    let release = vec![seen(&s, DR_HALE).slips[3].slip];
    s.must(DR_HALE, FeedbackCommand::Settle { box_id, release });
    assert_eq!(seen(&s, MAREN).slips.len(), 1);
    assert_eq!(seen(&s, DR_HALE).slips.len(), 5);
}

/// R-BOX-9
#[test]
fn passes_are_for_the_members_who_were_in_the_circle() {
    let (mut s, box_id) = opened(&FIVE);
    assert_eq!(s.room.open_box(s.seat(MAREN)), Some(box_id));
    assert_eq!(s.room.open_box(s.seat(DR_HALE)), None);
    s.waits(RIVER);
    assert_eq!(s.room.open_box(s.seat(RIVER)), None);
    s.must(DR_HALE, FeedbackCommand::Close { box_id });
    s.comes_in(RIVER);
    assert_eq!(s.room.open_box(s.seat(RIVER)), None);
    assert_eq!(s.room.open_box(s.seat(MAREN)), Some(box_id));
    s.after_ms(10 * SECOND);
    assert_eq!(s.room.open_box(s.seat(MAREN)), None);
}
