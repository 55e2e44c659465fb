//! R-BOX: every command at every stage of a box, and what people, a restart and the absence of
//! therapists do to each of them.

use rondo_protocol::{
    BoxId, Command, RefusalCode,
    feedback::{Ask, BoxStage, BoxView},
    moderation::ModerationCommand,
    session::Phase,
};

use crate::cast::*;

/// Where a box can stand, with figures told from slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    None,
    Open,
    Collecting,
    Sealed,
    Settled,
    Counted,
    Discarded,
    Voided,
}

const STANDS: [Stand; 8] = [
    Stand::None,
    Stand::Open,
    Stand::Collecting,
    Stand::Sealed,
    Stand::Settled,
    Stand::Counted,
    Stand::Discarded,
    Stand::Voided,
];

/// The kinds that can stand there.
fn kinds(stand: Stand) -> Vec<Ask> {
    let of_words = |ask: &Ask| *ask == WORDS;
    match stand {
        Stand::None | Stand::Sealed | Stand::Settled => vec![WORDS],
        Stand::Counted => every_kind().into_iter().filter(|a| !of_words(a)).collect(),
        Stand::Open | Stand::Collecting | Stand::Discarded | Stand::Voided => every_kind().into(),
    }
}

/// A live session of six with a box that stands there.
fn session_at(stand: Stand, ask: &Ask) -> (Session, BoxId) {
    let mut s = Session::live(&MEMBERS);
    let mut id = BoxId::from_random(1);
    let everybody = || vec![something_for(ask); 6];
    match stand {
        Stand::None => {}
        Stand::Open => {
            s.must(DR_HALE, open_box_of(ask.clone(), 900));
            id = s.seen_box(DR_HALE).box_id;
        }
        Stand::Collecting => {
            id = s.opens(ask.clone());
            s.closes_box();
            everybody().into_iter().for_each(|content| s.posts(content));
        }
        Stand::Sealed | Stand::Counted => id = s.seals(ask.clone(), everybody()),
        Stand::Settled => {
            id = s.seals(ask.clone(), everybody());
            s.must(DR_HALE, settle(id, &[], &[(slip_id(0), "In other words.")]));
        }
        Stand::Discarded => id = s.seals(ask.clone(), [None, None]),
        Stand::Voided => {
            id = s.opens(ask.clone());
            s.leaves(RIVER);
            s.comes_in(RIVER);
        }
    }
    assert_eq!(stand_of(&s), stand);
    (s, id)
}

fn stand_of(s: &Session) -> Stand {
    let Some(BoxView { stage, outcome, .. }) = &s.screen(DR_HALE).feedback_box else {
        return Stand::None;
    };
    match stage {
        BoxStage::Open => Stand::Open,
        BoxStage::Collecting => Stand::Collecting,
        BoxStage::Sealed => Stand::Sealed,
        BoxStage::Settled if outcome.is_some() => Stand::Counted,
        BoxStage::Settled => Stand::Settled,
        BoxStage::Discarded => Stand::Discarded,
        BoxStage::Voided => Stand::Voided,
    }
}

/// What a therapist is answered, written out: `+` done, `B` another box is open, `N` no such box at
/// that stage. The columns are as in [`commands`].
#[rustfmt::skip]
const ANSWERS: [(Stand, &str); 8] = [
    //                   open close settle respond put_away
    (Stand::None,       "+    N     N      N       N"),
    (Stand::Open,       "B    +     N      N       B"),
    (Stand::Collecting, "B    N     N      N       B"),
    (Stand::Sealed,     "B    N     +      +       +"),
    (Stand::Settled,    "+    N     N      +       +"),
    (Stand::Counted,    "+    N     N      N       +"),
    (Stand::Discarded,  "+    N     N      N       +"),
    (Stand::Voided,     "+    N     N      N       +"),
];

fn commands(ask: &Ask, id: BoxId) -> [Command; 5] {
    [
        open_box_of(ask.clone(), 60).command(),
        close_box(id).command(),
        settle(id, &[], &[]).command(),
        respond(id, "Thank you.", false).command(),
        put_away(id).command(),
    ]
}

fn sign(answer: Answer) -> char {
    match answer {
        Ok(()) => '+',
        Err(RefusalCode::BoxOpen) => 'B',
        Err(RefusalCode::NoBox) => 'N',
        Err(_) => '?',
    }
}

/// R-BOX-2, R-BOX-7, R-BOX-20, R-CMD-4
#[test]
fn every_command_has_its_answer_at_every_stage() {
    for (stand, answers) in ANSWERS {
        for ask in kinds(stand) {
            let expected: Vec<char> = answers.chars().filter(|c| *c != ' ').collect();
            let (_, id) = session_at(stand, &ask);
            let mut found = Vec::new();
            for command in commands(&ask, id) {
                let (mut s, _) = session_at(stand, &ask);
                found.push(sign(s.ask(DR_HALE, command)));
            }
            assert_eq!(found, expected, "{stand:?} {ask:?}");
        }
    }
    assert_eq!(ANSWERS.map(|(stand, _)| stand), STANDS);
}

/// R-BOX-2, R-BOX-7, R-BOX-20
#[test]
fn a_command_about_another_box_is_refused_at_every_stage() {
    for stand in STANDS {
        for ask in kinds(stand) {
            let (mut s, _) = session_at(stand, &ask);
            let [_, about_another @ ..] = commands(&ask, BoxId::from_random(2));
            for command in about_another {
                s.refused(DR_HALE, RefusalCode::NoBox, command);
            }
        }
    }
}

/// R-BOX-7, R-BOX-20, R-CMD-1
#[test]
fn what_is_done_once_is_refused_when_asked_again() {
    let (mut s, id) = session_at(Stand::Sealed, &WORDS);
    s.must(DR_HALE, respond(id, "Thank you.", false));
    s.refused(
        DR_HALE,
        RefusalCode::NoBox,
        respond(id, "Thank you.", false),
    );
    s.must(DR_HALE, settle(id, &[], &[]));
    s.refused(DR_HALE, RefusalCode::NoBox, settle(id, &[], &[]));
    s.must(DR_HALE, put_away(id));
    s.refused(DR_HALE, RefusalCode::NoBox, put_away(id));
    let (mut s, id) = session_at(Stand::Open, &WORDS);
    s.must(DR_HALE, close_box(id));
    s.refused(DR_HALE, RefusalCode::NoBox, close_box(id));
}

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
        for (name, changes, deed) in DEEDS {
            for ask in kinds(stand) {
                let (mut s, _) = session_at(stand, &ask);
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
