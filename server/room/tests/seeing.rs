//! R-SEE: who sees what. That folding updates gives the view, and that no secret is in either, is
//! checked after every step of every test; here is what can only be seen by looking.

use rondo_protocol::{
    conversation::{Audience, ConversationCommand, LinesMode},
    floor::{FloorCommand, HandKind},
    roster::{RosterCommand, Standing},
    safety::SafetyCommand,
};
use rondo_room::{Eyes, Lens};

use crate::cast::*;

/// R-SEE-2
#[test]
fn at_the_door_one_sees_the_session_and_oneself() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.says(MAREN, "Inside.");
    s.is_given_floor(MAREN, None);
    s.arrives(AYO);
    s.accepts_rules(AYO);
    let screen = s.screen(AYO);
    assert_eq!(s.room.lens(s.seat(AYO)), Lens::Door);
    assert!(screen.seats.is_empty() && screen.lines.is_empty());
    assert_eq!((&screen.floor, &screen.lines_mode), (&None, &None));
    assert_eq!(screen.me.standing, Standing::Waiting);
    assert_eq!(screen.session.group_name, name("Tuesday circle"));
}

/// R-SEE-2
#[test]
fn being_let_in_shows_the_circle_and_leaving_takes_it_away() {
    let mut s = Session::live(&[MAREN]);
    s.comes_in(THEO);
    assert_eq!(s.screen(THEO).seats.len(), 3);
    s.leaves(THEO);
    assert_eq!(s.room.lens(s.seat(THEO)), Lens::Outside);
    assert!(s.screen(THEO).seats.is_empty());
    assert_eq!(s.screen(MAREN).seats.len(), 2);
    assert_eq!(s.screen(DR_HALE).seats.len(), 3, "therapists see who left");
}

/// R-SEE-3
#[test]
fn members_see_neither_the_door_nor_notes_nor_names_of_the_absent() {
    let mut s = Session::live(&[MAREN]);
    s.waits(LUCIA);
    assert_eq!(s.screen(MAREN).seats.len(), 2);
    assert_eq!(s.screen(DR_HALE).seats.len(), 3);
    assert!(s.screen(MAREN).notes.is_empty() && s.screen(MAREN).absent.is_empty());
    assert_eq!(s.screen(DR_HALE).absent.len(), 5);
    assert_eq!(s.screen(MAREN).session.empty_chairs, 5);
    assert_eq!(s.notes(LUCIA).roster_name, None);
    assert_eq!(s.notes(MAREN).roster_name, Some(MAREN.name()));
}

/// R-SEE-3
#[test]
fn who_waits_at_the_door_is_not_absent_and_still_leaves_an_empty_chair_to_the_circle() {
    let mut s = Session::live(&[MAREN]);
    let before = s.screen(MAREN).session.empty_chairs;
    s.waits(THEO);
    assert!(!s.screen(DR_HALE).absent.contains(&THEO.name()));
    assert_eq!(s.screen(MAREN).session.empty_chairs, before);
    s.is_admitted(THEO);
    assert_eq!(s.screen(MAREN).session.empty_chairs, before - 1);
}

/// R-SEE-4
#[test]
fn a_private_hand_is_seen_by_therapists_and_known_to_its_owner() {
    let mut s = Session::live(&[MAREN, THEO]);
    let private = FloorCommand::RaiseHand {
        kind: HandKind::Speak,
        private: true,
    };
    s.must(MAREN, private);
    s.raises_hand(THEO);
    assert_eq!(s.queue(DR_HALE), ["Maren", "Theo"]);
    assert_eq!(s.queue(THEO), ["Theo"]);
    assert_eq!(s.queue(MAREN), ["Theo"]);
    assert!(s.me(MAREN).hand_private && !s.me(THEO).hand_private);
    s.moves_on(DR_HALE);
    assert_eq!(s.holder(), Some(MAREN));
    assert!(!s.me(MAREN).hand_private);
}

/// R-SEE-5, R-SEE-7, R-SEE-8
#[test]
fn the_harness_would_see_a_secret_on_the_wrong_screen() {
    let mut s = Session::live(&[MAREN, THEO]);
    s.must(MAREN, say(Audience::Therapists {}, "canary:2: mine"));
    let leaky = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        s.says(MAREN, "canary:2: said to everyone by mistake");
    }));
    assert!(leaky.is_err());
}

/// R-SEE-9
#[test]
fn whoever_is_let_in_sees_what_lies_open_and_not_what_was_said() {
    let mut s = Session::live(&[MAREN]);
    s.says(MAREN, "Before.");
    s.raises_hand(MAREN);
    s.must(
        DR_HALE,
        ConversationCommand::SetLines {
            mode: LinesMode::Held,
        },
    );
    s.must(DR_HALE, RoundOf::default());
    s.comes_in(THEO);
    let screen = s.screen(THEO);
    assert!(screen.lines.is_empty());
    assert_eq!(screen.lines_mode, Some(LinesMode::Held));
    assert_eq!(s.queue(THEO), ["Maren"]);
    assert!(screen.floor.as_ref().unwrap().round.is_some());
}

/// R-SEE-3, R-HELP-1
#[test]
fn an_observer_sees_what_members_see_and_no_more() {
    let mut s = Session::live(&[MAREN]);
    s.waits(PAT);
    s.agrees_to(MAREN, PAT, true);
    s.is_admitted(PAT);
    s.must(MAREN, SafetyCommand::AskHelp {});
    s.must(MAREN, say(Audience::Therapists {}, "canary:2: help"));
    s.says(MAREN, "Hello.");
    assert_eq!(s.room.lens(s.seat(PAT)), Lens::Circle);
    assert_eq!(s.lines(PAT), ["Hello."]);
    assert!(s.screen(PAT).alerts.is_empty());
}

/// R-SEE-2
#[test]
fn a_therapist_who_left_sees_the_room_no_more() {
    let mut s = Session::live(&[MAREN]);
    s.arrives(DR_OKAFOR);
    s.must(DR_OKAFOR, RosterCommand::Leave {});
    s.must(
        MAREN,
        say(Audience::Therapists {}, "canary:2: only Dr Hale"),
    );
    assert_eq!(s.room.lens(s.seat(DR_OKAFOR)), Lens::Outside);
    assert!(s.screen(DR_OKAFOR).lines.is_empty());
    s.returns(DR_OKAFOR);
    assert!(s.is_in(DR_OKAFOR));
    assert!(!s.screen(DR_OKAFOR).notes.is_empty());
}

/// R-SEE-4, R-SEE-7, R-SEE-10
#[test]
fn what_is_private_is_no_news_to_anybody_else() {
    let mut s = Session::live(&[MAREN, THEO]);
    let secrets: [(&str, rondo_protocol::Command); 3] = [
        (
            "a hand for therapists",
            FloorCommand::RaiseHand {
                kind: HandKind::Speak,
                private: true,
            }
            .command(),
        ),
        (
            "a way to be reached",
            SafetyCommand::LeaveContact {
                place: Some(text("at home")),
                phone: None,
            }
            .command(),
        ),
        ("a call for help", SafetyCommand::AskHelp {}.command()),
    ];
    for (what, command) in secrets {
        let before = s.room.clone();
        s.must(MAREN, command);
        let news = |eyes| {
            let touched = s.touched.iter();
            touched
                .filter(|slice| s.room.news(&before, *slice, eyes).is_some())
                .count()
        };
        assert_eq!(news(Eyes::Common(Lens::Circle)), 0, "{what}");
        assert_eq!(news(Eyes::Own(s.seat(THEO))), 0, "{what}");
        assert!(news(Eyes::Common(Lens::Therapists)) > 0, "{what}");
    }
}
