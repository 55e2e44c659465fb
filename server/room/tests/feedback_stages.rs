//! R-BOX: every command at every stage of a box.

use rondo_protocol::{BoxId, Command, RefusalCode, feedback::Ask};

use crate::cast::*;

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
            let (s, id) = session_at(stand, &ask);
            let answer = |command| sign(s.clone().ask(DR_HALE, command));
            let found: Vec<char> = commands(&ask, id).map(answer).into();
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
