//! R-BOX: what people, a restart and the absence of therapists do to a box at each stage.

use rondo_protocol::{
    RefusalCode,
    feedback::{Ask, BoxStage},
    moderation::ModerationCommand,
    session::Phase,
};

use crate::cast::*;

/// What somebody does, and whether that changes the crowd of members.
type Deed = (&'static str, bool, fn(&mut Session));

fn moderate(s: &mut Session, command: ModerationCommand) {
    s.must(DR_HALE, command);
}

const DEEDS: [Deed; 13] = [
    ("leaves", true, |s| s.leaves(THEO)),
    ("joins", true, |s| s.comes_in(LUCIA)),
    ("knocks", false, |s| s.waits(LUCIA)),
    ("drops for less than the grace", false, |s| {
        s.drops(THEO);
        s.after_ms(5 * SECOND);
    }),
    ("drops and returns", false, |s| {
        s.drops(THEO);
        s.after_ms(5 * SECOND);
        s.returns(THEO);
    }),
    ("sleeps", true, |s| {
        s.drops(THEO);
        s.after_ms(2 * MINUTE);
    }),
    ("steps away", false, |s| s.steps_away(THEO)),
    ("is removed", true, |s| {
        let seat = s.seat(THEO);
        let may_return = true;
        moderate(s, ModerationCommand::Remove { seat, may_return });
    }),
    ("is sent back", true, |s| {
        let seat = s.seat(THEO);
        moderate(s, ModerationCommand::SendToWaiting { seat });
    }),
    ("is expelled", true, |s| s.is_expelled(THEO)),
    ("leaves and another comes", true, |s| {
        s.leaves(THEO);
        s.comes_in(LUCIA);
    }),
    ("is joined by a therapist", false, |s| s.arrives(DR_OKAFOR)),
    ("is watched", false, |s| {
        s.waits(PAT);
        for who in MEMBERS {
            s.agrees_to(who, PAT, true);
        }
        s.is_admitted(PAT);
    }),
];

/// R-BOX-3, R-BOX-6, R-PRES-1
#[test]
fn only_a_change_of_the_crowd_voids_a_box_and_only_while_people_write() {
    for stand in STANDS {
        for ask in kinds(stand) {
            let (begun, _) = session_at(stand, &ask);
            for (name, changes, deed) in DEEDS {
                let mut s = begun.clone();
                let before = s.screen(DR_HALE).feedback_box.clone();
                deed(&mut s);
                let after = s.screen(DR_HALE).feedback_box.clone();
                let case = format!("{stand:?}, {ask:?}: Theo {name}");
                match stand {
                    Stand::Open if changes => {
                        assert_eq!(stand_of(&s), Stand::Voided, "{case}");
                        assert_eq!(s.room.box_under_way(), None, "{case}");
                        assert_eq!(s.room.collecting_box(), None, "{case}");
                    }
                    Stand::Collecting => {
                        s.after_ms(10 * SECOND);
                        let expected = match ask {
                            Ask::Words {} => Stand::Sealed,
                            Ask::Answer { .. } | Ask::MeToo {} => Stand::Counted,
                        };
                        assert_eq!(stand_of(&s), expected, "{case}");
                        assert_eq!(s.seen_box(DR_HALE).envelopes, Some(6), "{case}");
                    }
                    Stand::None
                    | Stand::Open
                    | Stand::Sealed
                    | Stand::Settled
                    | Stand::Counted
                    | Stand::Discarded
                    | Stand::Voided => assert_eq!(after, before, "{case}"),
                }
            }
        }
    }
}

/// R-BOX-6, R-BOX-13
#[test]
fn a_restart_voids_what_is_not_sealed_and_keeps_everything_else() {
    for stand in STANDS {
        for ask in kinds(stand) {
            let (mut s, _) = session_at(stand, &ask);
            let before = (s.screen(MAREN).clone(), s.screen(DR_HALE).clone());
            s.restarts_after_ms(SECOND);
            match stand {
                Stand::Open | Stand::Collecting => {
                    assert_eq!(stand_of(&s), Stand::Voided);
                    assert_eq!(s.room.to_seal(s.now.plus_ms(MINUTE)), None);
                }
                Stand::None
                | Stand::Sealed
                | Stand::Settled
                | Stand::Counted
                | Stand::Discarded
                | Stand::Voided => {
                    for (who, before) in [(MAREN, &before.0), (DR_HALE, &before.1)] {
                        assert_eq!(s.screen(who).feedback_box, before.feedback_box);
                    }
                }
            }
            let left = s.screen(MAREN).session.boxes_left;
            assert_eq!(left, before.0.session.boxes_left, "{stand:?} {ask:?}");
        }
    }
}

/// R-BOX-8, R-BOX-1, R-SAFE-2, R-SAFE-5
#[test]
fn without_a_therapist_writing_is_longer_and_everything_else_as_it_was() {
    for stand in STANDS {
        for ask in kinds(stand) {
            let (mut s, _) = session_at(stand, &ask);
            let before = s.screen(MAREN).feedback_box.clone();
            s.drops(DR_HALE);
            s.after_ms(20 * SECOND);
            s.refused(DR_HALE, RefusalCode::SafeMode, open_box_of(ask.clone(), 60));
            s.after_ms(5 * MINUTE);
            s.returns(DR_HALE);
            let after = s.screen(MAREN).feedback_box.clone();
            match stand {
                Stand::Open => {
                    let closes_at = before.unwrap().closes_at.plus_ms(5 * MINUTE);
                    assert_eq!(s.stage(), BoxStage::Open);
                    assert_eq!(s.seen_box(MAREN).closes_at, closes_at);
                }
                // Envelopes do not lie in memory for longer than they must.
                Stand::Collecting => assert_eq!(s.seen_box(MAREN).receipts.len(), 6),
                Stand::None
                | Stand::Sealed
                | Stand::Settled
                | Stand::Counted
                | Stand::Discarded
                | Stand::Voided => assert_eq!(after, before, "{stand:?} {ask:?}"),
            }
        }
    }
}

/// R-BOX-6, R-BOX-8, R-SAFE-3, R-SES-5
#[test]
fn a_session_that_loses_its_therapist_ends_with_nothing_in_any_box() {
    for stand in STANDS {
        for ask in kinds(stand) {
            let (mut s, _) = session_at(stand, &ask);
            s.drops(DR_HALE);
            s.after_ms(10 * MINUTE + 20 * SECOND);
            s.is_in_phase(Phase::Ended);
            assert_eq!(s.screen(MAREN).feedback_box, None, "{stand:?}");
            assert_eq!(s.screen(DR_HALE).feedback_box, None, "{stand:?}");
            assert_eq!(s.room.box_under_way(), None);
            assert_eq!(s.room.next_deadline(), None);
        }
    }
}
