//! R-BOX: how a box opens, for whom, and with which key.

use rondo_protocol::{RefusalCode, feedback::BoxStage, session::SessionCommand};

use crate::cast::*;

/// R-BOX-1, R-PRES-2
#[test]
fn a_box_opens_only_with_enough_members_in_reach() {
    for ask in every_kind() {
        let mut s = Session::live(&[MAREN, THEO, AYO, NOOR]);
        s.arrives(DR_OKAFOR);
        s.waits(PAT);
        for who in [MAREN, THEO, AYO, NOOR] {
            s.agrees_to(who, PAT, true);
        }
        s.is_admitted(PAT);
        let open = |seconds| open_box_of(ask.clone(), seconds);
        s.refused(DR_HALE, RefusalCode::TooFew, open(60));
        s.waits(SAM);
        s.refused(DR_HALE, RefusalCode::TooFew, open(60));
        s.agrees_to(SAM, PAT, true);
        s.is_admitted(SAM);
        s.steps_away(SAM);
        s.refused(DR_HALE, RefusalCode::TooFew, open(60));
        s.comes_back(SAM);
        s.drops(SAM);
        s.after_ms(4 * SECOND);
        s.refused(DR_HALE, RefusalCode::TooFew, open(60));
        s.returns(SAM);
        s.after_ms(4 * SECOND);
        s.refused(DR_HALE, RefusalCode::OutOfBounds, open(14));
        s.refused(DR_HALE, RefusalCode::OutOfBounds, open(901));
        s.must(DR_OKAFOR, open(15));
        let seen = s.seen_box(MAREN);
        assert_eq!((seen.present, seen.ask), (5, ask.clone()));
        assert_eq!(seen.closes_at, s.now.plus_ms(15_000));
        assert_eq!(s.seen_box(PAT), s.seen_box(MAREN));
    }
}

/// R-BOX-1
#[test]
fn a_box_is_of_the_work_and_of_no_other_time() {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    for who in FIVE {
        s.comes_in(who);
    }
    s.refused(DR_HALE, RefusalCode::WrongPhase, open_box_of(WORDS, 60));
    s.must(DR_HALE, SessionCommand::Start {});
    s.must(DR_HALE, open_box_of(WORDS, 900));
    s.must(DR_HALE, SessionCommand::Close {});
    s.refused(DR_HALE, RefusalCode::WrongPhase, open_box_of(WORDS, 60));
}

/// R-BOX-2
#[test]
fn sealed_slips_are_looked_at_before_the_next_box_is_opened() {
    for next in every_kind() {
        let mut s = Session::live(&FIVE);
        let first = s.opens(WORDS);
        let open = || open_box_of(next.clone(), 60);
        s.refused(DR_HALE, RefusalCode::BoxOpen, open());
        s.refused(DR_HALE, RefusalCode::BoxOpen, put_away(first));
        s.closes_box();
        s.refused(DR_HALE, RefusalCode::BoxOpen, open());
        s.refused(DR_HALE, RefusalCode::BoxOpen, put_away(first));
        for _ in FIVE {
            s.posts(words("canary:: unread"));
        }
        s.after_ms(10 * SECOND);
        s.refused(DR_HALE, RefusalCode::BoxOpen, open());
        s.must(DR_HALE, put_away(first));
        assert_eq!(s.screen(MAREN).feedback_box, None);
        s.refused(DR_HALE, RefusalCode::NoBox, put_away(first));
        s.must(DR_HALE, open());
        assert_ne!(s.seen_box(MAREN).box_id, first);
    }
}

/// R-BOX-2
#[test]
fn figures_and_a_settled_box_make_room_for_the_next() {
    let mut s = Session::live(&FIVE);
    s.seals(ME_TOO, [TAP, TAP, TAP, None, None]);
    let of_words = s.seals(WORDS, [None, None, None, None, None]);
    assert_eq!(s.stage(), BoxStage::Sealed, "also without a slip");
    s.must(DR_HALE, settle(of_words, &[], &[]));
    s.opens(ME_TOO);
}

/// R-BOX-9
#[test]
fn tokens_are_for_the_members_who_were_in_the_circle() {
    for ask in every_kind() {
        let mut s = Session::live(&MEMBERS);
        s.drops(RIVER);
        let box_id = s.opens(ask);
        assert_eq!(s.room.open_box(s.seat(MAREN)), Some(box_id));
        assert_eq!(s.room.open_box(s.seat(RIVER)), Some(box_id), "coming back");
        assert_eq!(s.room.open_box(s.seat(DR_HALE)), None);
        s.waits(LUCIA);
        assert_eq!(s.room.open_box(s.seat(LUCIA)), None);
        s.closes_box();
        s.is_admitted(LUCIA);
        assert_eq!(s.room.open_box(s.seat(LUCIA)), None);
        assert_eq!(s.room.open_box(s.seat(MAREN)), Some(box_id));
        s.after_ms(10 * SECOND);
        assert_eq!(s.room.open_box(s.seat(MAREN)), None);
    }
}

/// R-BOX-12
#[test]
fn each_box_has_a_key_of_its_own_that_everybody_sees() {
    let mut s = Session::live(&FIVE);
    let mut keys = Vec::new();
    for ask in every_kind() {
        let box_id = s.opens(ask.clone());
        let key = s.stamp().box_key;
        let under_way = s.room.box_under_way().unwrap();
        assert_eq!((under_way.id, under_way.ask), (box_id, ask));
        for who in [MAREN, THEO, DR_HALE] {
            assert_eq!(s.seen_box(who).key, key);
        }
        s.closes_box();
        assert_eq!(s.room.box_under_way().unwrap().key, key);
        s.after_ms(10 * SECOND);
        assert_eq!(s.room.box_under_way(), None);
        assert_eq!(s.seen_box(MAREN).key, key);
        assert!(!keys.contains(&key));
        keys.push(key);
    }
}
