//! R-CON: lines, whom they are for, and "with you".

use rondo_protocol::{
    LineId, RefusalCode,
    conversation::{Audience, ConversationCommand, LinesMode},
    floor::FloorCommand,
    moderation::ModerationCommand,
    roster::Standing,
};
use rondo_room::limits::LINES_MAX;

use crate::cast::*;

const EVERYONE: Audience = Audience::Everyone {};
const THERAPISTS: Audience = Audience::Therapists {};

fn set(mode: LinesMode) -> ConversationCommand {
    ConversationCommand::SetLines { mode }
}

/// The latest line on Dr Hale's screen.
fn latest(s: &Session) -> LineId {
    s.screen(DR_HALE).lines.last().unwrap().line
}

fn hide(line: LineId) -> ConversationCommand {
    ConversationCommand::Hide { line }
}

fn approve(line: LineId) -> ConversationCommand {
    ConversationCommand::Approve { line }
}

/// R-CON-1, R-SEE-5
#[test]
fn a_line_reaches_whom_it_is_for_and_nobody_else() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.arrives(DR_OKAFOR);
    s.says(MAREN, "Hello all.");
    s.must(MAREN, say(THERAPISTS, "canary:2: Only for you."));
    s.must(DR_HALE, say(THERAPISTS, "canary:: Watch Theo."));
    let one = Audience::One { seat: s.seat(THEO) };
    s.must(DR_HALE, say(one, "canary:3: All right?"));
    assert_eq!(s.lines(THEO), ["Hello all.", "canary:3: All right?"]);
    assert_eq!(s.lines(MAREN), ["Hello all.", "canary:2: Only for you."]);
    assert_eq!(s.lines(DR_OKAFOR).len(), 4);
}

/// R-CON-1
#[test]
fn members_have_no_lines_between_each_other() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.waits(AYO);
    let one = |who| say(Audience::One { seat: who }, "Psst.");
    let (theo, ayo, hale) = (s.seat(THEO), s.seat(AYO), s.seat(DR_HALE));
    s.refused(MAREN, RefusalCode::NotAllowed, one(theo));
    s.refused(DR_HALE, RefusalCode::UnknownSeat, one(ayo));
    s.refused(DR_HALE, RefusalCode::NotAllowed, one(hale));
}

/// R-CON-2, R-CON-4, R-CON-11
#[test]
fn a_member_can_always_write_to_therapists() {
    let mut s = Session::live(&[MAREN, THEO]);
    let everyone = || say(EVERYONE, "Hello?");
    let therapists = || say(THERAPISTS, "canary:2: hello?");
    let mute = |seat, muted| ModerationCommand::MuteText { seat, muted };
    s.must(DR_HALE, set(LinesMode::Closed));
    s.refused(MAREN, RefusalCode::LinesClosed, everyone());
    s.must(MAREN, therapists());
    s.must(DR_HALE, set(LinesMode::Open));
    s.must(DR_HALE, mute(s.seat(MAREN), true));
    assert!(s.me(MAREN).muted && s.notes(MAREN).muted);
    s.refused(MAREN, RefusalCode::Muted, everyone());
    s.must(MAREN, therapists());
    s.says(THEO, "Hello.");
    s.must(DR_HALE, mute(s.seat(MAREN), false));
    s.must(MAREN, everyone());
}

/// R-CON-3
#[test]
fn in_a_strict_round_only_the_speaker_and_therapists_write_to_everyone() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(
        DR_HALE,
        RoundOf {
            strict: true,
            ..RoundOf::default()
        },
    );
    s.says(THEO, "Nobody speaks yet.");
    s.accepts_turn(MAREN);
    s.refused(THEO, RefusalCode::SpeakerOnly, say(EVERYONE, "But."));
    s.must(THEO, say(THERAPISTS, "canary:3: But."));
    s.says(MAREN, "It is my turn.");
    s.says(DR_HALE, "Thank you.");
    s.ends_turn(MAREN);
    s.says(THEO, "Now.");
    s.must(DR_HALE, FloorCommand::OpenFloor {});
    s.is_given_floor(MAREN, None);
    s.says(THEO, "No round, no strictness.");
}

/// R-CON-4, R-CON-5, R-SEE-5
#[test]
fn a_held_line_is_shown_as_a_new_one_once_approved() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(DR_HALE, set(LinesMode::Held));
    s.says(MAREN, "First.");
    let held = latest(&s);
    s.says(DR_HALE, "Second.");
    assert_eq!(s.lines(THEO), ["Second."]);
    assert_eq!(s.lines(MAREN), ["First.", "Second."]);
    assert!(s.screen(MAREN).lines[0].held);
    s.must(DR_HALE, approve(held));
    for who in [MAREN, THEO, DR_HALE] {
        assert_eq!(s.lines(who), ["Second.", "First."]);
    }
    s.refused(DR_HALE, RefusalCode::UnknownLine, approve(held));
    s.idle(DR_HALE, approve(latest(&s)));
    s.forgets();
}

/// R-CON-5, R-CON-9
#[test]
fn a_line_approved_later_is_seen_by_whoever_is_there_then() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, set(LinesMode::Held));
    s.says(MAREN, "Held for a while.");
    let held = latest(&s);
    s.comes_in(THEO);
    s.leaves(MAREN);
    s.must(DR_HALE, approve(held));
    assert_eq!(s.lines(THEO), ["Held for a while."]);
}

/// R-CON-6, R-CON-10
#[test]
fn a_hidden_line_is_gone_from_every_screen_and_from_the_log() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.says(MAREN, "I wish I had not.");
    let line = latest(&s);
    s.says(THEO, "Staying.");
    s.must(DR_HALE, hide(line));
    for who in [MAREN, THEO, DR_HALE] {
        assert_eq!(s.lines(who), ["Staying."]);
    }
    assert_eq!(
        s.room.forgotten().iter().copied().collect::<Vec<_>>(),
        [line]
    );
    s.refused(DR_HALE, RefusalCode::UnknownLine, hide(line));
    s.forgets();
}

/// R-CON-6, R-CON-10
#[test]
fn hiding_an_approved_line_forgets_the_held_one_it_came_from() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, set(LinesMode::Held));
    s.says(MAREN, "Twice in the log.");
    let held = latest(&s);
    s.must(DR_HALE, approve(held));
    assert!(s.room.forgotten().is_empty(), "its words are still shown");
    let shown = latest(&s);
    s.must(DR_HALE, hide(shown));
    let forgotten: Vec<_> = s.room.forgotten().iter().copied().collect();
    assert_eq!(forgotten, [held, shown]);
    s.forgets();
}

/// R-CON-6
#[test]
fn a_held_line_can_be_hidden_instead() {
    let mut s = Session::live(&[MAREN]);
    s.must(DR_HALE, set(LinesMode::Held));
    s.says(MAREN, "Not this one.");
    s.must(DR_HALE, hide(latest(&s)));
    assert!(s.lines(MAREN).is_empty() && s.lines(DR_HALE).is_empty());
    s.forgets();
}

/// R-CON-7
#[test]
fn with_you_is_shown_for_thirty_seconds() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(MAREN, ConversationCommand::WithYou {});
    let maren = s.seat(MAREN);
    let until = |s: &Session| {
        let seats = &s.screen(THEO).seats;
        seats
            .iter()
            .find(|v| v.seat == maren)
            .unwrap()
            .with_you_until
    };
    let first = Some(s.now.plus_ms(30 * SECOND));
    assert_eq!(until(&s), first);
    s.after_ms(29 * SECOND);
    s.idle(MAREN, ConversationCommand::WithYou {});
    assert_eq!(until(&s), first);
    s.after_ms(SECOND);
    s.must(MAREN, ConversationCommand::WithYou {});
    assert_eq!(until(&s), Some(s.now.plus_ms(30 * SECOND)));
    s.must(DR_HALE, FloorCommand::HoldSpace {});
    s.refused(
        THEO,
        RefusalCode::SpaceHeld,
        ConversationCommand::WithYou {},
    );
}

/// R-CON-8
#[test]
fn the_room_holds_the_latest_lines_only() {
    let mut s = Session::live(&[MAREN]);
    s.says(MAREN, "The first.");
    s.says(MAREN, "The second.");
    for _ in 2..LINES_MAX {
        s.says(MAREN, "More.");
    }
    assert_eq!(s.lines(MAREN).len(), LINES_MAX);
    s.says(MAREN, "The last.");
    assert_eq!(s.lines(MAREN).len(), LINES_MAX);
    assert_eq!(s.lines(MAREN)[0], "The second.");
    s.forgets();
}

/// R-CON-9, R-SEE-9
#[test]
fn a_latecomer_sees_no_history() {
    let mut s = Session::live(&[MAREN]);
    s.says(MAREN, "Before Theo.");
    s.comes_in(THEO);
    s.says(MAREN, "With Theo.");
    assert_eq!(s.lines(THEO), ["With Theo."]);
}

/// R-CON-9
#[test]
fn a_drop_within_the_grace_loses_no_line_and_leaving_does() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.says(MAREN, "One.");
    s.drops(THEO);
    s.says(MAREN, "Two.");
    s.returns(THEO);
    assert_eq!(s.lines(THEO), ["One.", "Two."]);
    s.leaves(THEO);
    s.says(MAREN, "Three.");
    s.comes_in(THEO);
    assert!(s.lines(THEO).is_empty());
    let seat = s.seat(MAREN);
    s.must(DR_HALE, ModerationCommand::SendToWaiting { seat });
    assert_eq!(s.standing(MAREN), Standing::Waiting);
    s.is_admitted(MAREN);
    assert!(s.lines(MAREN).is_empty());
}

/// R-CON-6, R-CON-9
#[test]
fn hiding_what_a_latecomer_never_saw_shows_them_nothing() {
    let mut s = Session::live(&[MAREN]);
    s.says(MAREN, "Before Theo.");
    let line = latest(&s);
    s.comes_in(THEO);
    s.must(DR_HALE, hide(line));
    assert!(s.lines(THEO).is_empty());
}

/// R-CON-12, R-CON-2
#[test]
fn a_therapist_reads_what_was_written_while_none_was_there() {
    let mut s = Session::live(&[MAREN]);
    s.says(MAREN, "With Dr Hale.");
    s.drops(DR_HALE);
    s.after_ms(3 * MINUTE);
    assert!(!s.is_in(DR_HALE), "the grace is over");
    s.must(MAREN, say(THERAPISTS, "canary:2: please come back"));
    s.returns(DR_HALE);
    assert_eq!(s.lines(DR_HALE).len(), 2);
    s.arrives(DR_OKAFOR);
    assert_eq!(s.lines(DR_OKAFOR).len(), 2);
}
