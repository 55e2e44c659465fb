//! A room's task over a log in memory and a clock that tests move.

mod boxes;
mod desk;
mod sim;

use std::future::{pending, ready};

use axum::{Router, routing::get};
use rondo_protocol::{
    CloseCode, RefusalCode, ServerFrame,
    frames::State,
    http::Secret,
    roster::{Presence, Role},
};
use tokio::net::TcpListener;

use self::desk::{Desk, end, hides, lowers_hand, opening, raises_a_private_hand, says, start};
use super::*;
use crate::{
    clock::ManualClock,
    http::{
        serve::{Bounds, serve},
        upgrade::upgrade,
    },
    store::memory::Failure,
};

/// R-CMD-1, R-CMD-2.
#[tokio::test]
async fn a_command_repeated_after_a_restart_is_answered_again_and_not_done_again() {
    let desk = Desk::new().await;
    let _hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    maren.ask(says("once")).await.unwrap().unwrap();
    let (n, position, view) = (maren.n, maren.position(), maren.view.clone());

    let desk = desk.restarted().await;
    let mut maren = desk.knock(1, Role::Member, Some(position)).await;
    maren.view = view;
    let welcome = maren.hear().await.unwrap();
    assert!(
        matches!(
            welcome,
            ServerFrame::Welcome {
                state: State::Delta { .. },
                ..
            }
        ),
        "only what was missed"
    );
    assert_eq!(maren.n, n);
    maren.send_as(n, says("once")).await;
    maren.answer(n).await.unwrap().unwrap();
    assert_eq!(maren.lines(), ["once"]);
}

#[tokio::test]
async fn nothing_is_answered_or_shown_that_was_not_stored_and_nothing_stored_is_lost() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    maren.ask(says("before")).await.unwrap().unwrap();

    for failure in [Failure::Full, Failure::UnknownLost] {
        desk.log.fail(failure);
        let refused = maren.ask(says("lost")).await.unwrap();
        assert_eq!(refused, Err(RefusalCode::CannotStore));
        desk.log.fail(Failure::None);
    }
    maren.ask(says("after")).await.unwrap().unwrap();
    while hale.lines().len() < 2 {
        hale.hear().await.unwrap();
    }
    assert_eq!(hale.lines(), ["before", "after"]);

    let desk = desk.restarted().await;
    let mut hale = desk.knock(9, Role::Therapist, None).await;
    hale.hear().await.unwrap();
    assert_eq!(hale.lines(), ["before", "after"]);
}

#[tokio::test]
async fn a_write_whose_answer_was_lost_counts_once_if_it_was_stored() {
    let desk = Desk::new().await;
    let mut maren = desk.member(1).await;
    desk.log.fail(Failure::UnknownStored);
    maren.ask(says("stored")).await.unwrap().unwrap();
    desk.log.fail(Failure::None);
    maren.ask(says("next")).await.unwrap().unwrap();
    assert_eq!(maren.lines(), ["stored", "next"]);
}

#[tokio::test]
async fn an_owner_whose_log_was_taken_over_stops_and_sends_everybody_to_the_new_one() {
    let desk = Desk::new().await;
    let mut maren = desk.member(1).await;
    let newer = desk.restarted().await;
    assert_eq!(
        maren.ask(says("to the old one")).await,
        Err(CloseCode::ComeBack)
    );

    let mut maren = newer.knock(1, Role::Member, None).await;
    maren.hear().await.unwrap();
    maren.ask(says("to the new one")).await.unwrap().unwrap();
    assert_eq!(maren.lines(), ["to the new one"]);
}

/// R-CMD-1.
#[tokio::test]
async fn a_command_done_before_is_answered_as_done_also_while_nothing_can_be_stored() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    maren.ask(says("once")).await.unwrap().unwrap();
    desk.log.fail(Failure::Full);
    // Taken in one turn with a command that cannot be stored.
    let n = maren.n;
    let lost = maren.send(says("lost")).await;
    maren.send_as(n, says("once")).await;
    maren.send_as(lost, says("lost")).await;
    let refused = Err(RefusalCode::CannotStore);
    assert_eq!(maren.answer(lost).await.unwrap(), refused);
    maren.answer(n).await.unwrap().unwrap();
    assert_eq!(maren.answer(lost).await.unwrap(), refused);
    desk.log.fail(Failure::None);
    hale.ask(says("now")).await.unwrap().unwrap();
    assert_eq!(hale.lines(), ["once", "now"]);
}

#[tokio::test]
async fn a_drop_while_nothing_can_be_stored_is_kept_and_told_later() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let maren = desk.member(1).await;
    while hale.view().seats.len() < 2 {
        hale.hear().await.unwrap();
    }
    desk.log.fail(Failure::Full);
    maren.goes().await;
    let refused = hale.ask(says("still there?")).await.unwrap();
    assert_eq!(refused, Err(RefusalCode::CannotStore));
    desk.log.fail(Failure::None);
    hale.ask(says("again")).await.unwrap().unwrap();

    desk.clock.advance(5_000);
    hale.ask(says("time has passed")).await.unwrap().unwrap();
    let seat = hale
        .view()
        .seats
        .iter()
        .find(|s| s.seat == maren.seat)
        .unwrap();
    assert_eq!(seat.presence, Presence::Reconnecting);
}

/// R-PRES-3.
#[tokio::test]
async fn the_late_end_of_an_old_connection_does_not_touch_the_new_one() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let old = desk.member(1).await;
    // The room takes the knock of the new one and the end of the old one in one turn.
    let mut new = desk.knock(1, Role::Member, None).await;
    old.goes().await;
    new.hear().await.unwrap();

    desk.clock.advance(5_000);
    new.ask(says("still here")).await.unwrap().unwrap();
    hale.ask(says("good")).await.unwrap().unwrap();
    let seat = hale
        .view()
        .seats
        .iter()
        .find(|s| s.seat == new.seat)
        .unwrap();
    assert_eq!(seat.presence, Presence::Connected);
}

/// R-PRES-3.
#[tokio::test]
async fn an_older_connection_keeps_the_seat_if_the_newer_one_goes_before_it_is_greeted() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut old = desk.member(1).await;
    // The room takes the knock and the end of the new one in one turn.
    let new = desk.knock(1, Role::Member, None).await;
    new.goes().await;
    old.ask(says("still here")).await.unwrap().unwrap();

    desk.clock.advance(5_000);
    hale.ask(says("good")).await.unwrap().unwrap();
    let seat = hale
        .view()
        .seats
        .iter()
        .find(|s| s.seat == old.seat)
        .unwrap();
    assert_eq!(seat.presence, Presence::Connected);
}

/// R-PRES-3.
#[tokio::test]
async fn an_older_connection_is_answered_if_the_newer_one_could_not_be_greeted() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut old = desk.member(1).await;
    desk.log.fail(Failure::Full);
    hale.send(says("cannot be stored")).await;
    let mut new = desk.knock(1, Role::Member, None).await;
    let refused = old.ask(says("lost")).await.unwrap();
    assert_eq!(refused, Err(RefusalCode::CannotStore));
    assert_eq!(new.hear_close().await, CloseCode::ComeBack);
    desk.log.fail(Failure::None);
    old.ask(says("kept")).await.unwrap().unwrap();
    assert_eq!(old.lines(), ["kept"]);
}

/// R-PRES-3.
#[tokio::test]
async fn the_newest_connection_has_the_seat_and_the_older_one_is_told() {
    let desk = Desk::new().await;
    let mut old = desk.member(1).await;
    let mut new = desk.knock(1, Role::Member, None).await;
    new.hear().await.unwrap();
    assert_eq!(old.hear_close().await, CloseCode::Moved);
    assert_eq!(new.seat, old.seat);
    old.send(says("from the old device")).await;
    new.ask(says("from the new device")).await.unwrap().unwrap();
    assert_eq!(new.lines(), ["from the new device"]);
}

/// R-SES-5.
#[tokio::test]
async fn an_ended_session_closes_every_connection_and_is_erased() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    maren
        .ask(says("for this session only"))
        .await
        .unwrap()
        .unwrap();
    hale.send(end()).await;
    assert_eq!(hale.hear_close().await, CloseCode::Over);
    assert_eq!(maren.hear_close().await, CloseCode::Over);
    desk.hub.stop().await;
    assert_eq!(desk.log.stored(opening().session).len(), 0);
    let words: Vec<_> = desk.log.audit().iter().map(|line| line.action).collect();
    assert_eq!(words, ["session_opened", "session_ended", "session_erased"]);
}

/// R-SES-5.
#[tokio::test]
async fn a_server_that_stops_does_not_wait_for_a_session_that_cannot_be_erased() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    desk.log.fail(Failure::UnknownStored);
    hale.send(end()).await;
    assert_eq!(hale.hear_close().await, CloseCode::Over);
    let mut late = desk.knock(1, Role::Member, None).await;
    assert_eq!(late.hear_close().await, CloseCode::Over);
    desk.hub.stop().await;
    assert_eq!(desk.hub.session_of(opening().group), None);
}

/// R-CON-6.
#[tokio::test]
async fn hidden_words_that_stay_in_the_log_for_a_while_do_not_cost_the_room() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    maren.ask(says("canary")).await.unwrap().unwrap();
    while hale.lines().is_empty() {
        hale.hear().await.unwrap();
    }
    let line = hale.view().lines[0].line;
    desk.log.fail(Failure::UnknownStored);
    hale.ask(hides(line)).await.unwrap().unwrap();
    desk.log.fail(Failure::None);
    hale.ask(says("the room goes on")).await.unwrap().unwrap();
    for record in desk.log.stored(opening().session) {
        assert!(!String::from_utf8_lossy(&record.items).contains("canary"));
    }
}

/// R-CON-6.
#[tokio::test]
async fn hidden_words_are_not_told_to_whoever_comes_back_later() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let maren = desk.member(1).await;
    maren.goes().await;
    hale.ask(says("canary")).await.unwrap().unwrap();
    let line = hale.view().lines[0].line;
    hale.ask(hides(line)).await.unwrap().unwrap();
    let position = maren.position();
    let maren = desk.knock(1, Role::Member, Some(position)).await;
    let welcome = maren.inbox.next().await;
    assert!(!welcome.contains("canary"), "{welcome}");
}

#[tokio::test]
async fn a_session_whose_making_was_left_in_the_dark_runs_if_it_is_stored() {
    let by = PersonId::from_random(9);
    for (failure, runs) in [
        (Failure::UnknownStored, true),
        (Failure::UnknownLost, false),
    ] {
        let desk = Desk::empty();
        desk.log.fail(failure);
        let opened = desk.hub.open_session(opening(), by).await;
        assert_eq!(opened.is_ok(), runs, "{failure:?}");
        assert_eq!(desk.hub.session_of(opening().group).is_some(), runs);
    }
}

/// R-PRES-1.
#[tokio::test]
async fn a_clock_set_back_while_the_server_was_down_stops_no_deadline() {
    let desk = Desk::new().await;
    let maren = desk.member(1).await;
    desk.clock.advance(3_600_000);
    let mut hale = desk.therapist().await;
    hale.ask(says("before")).await.unwrap().unwrap();

    let desk = desk
        .restarted_under(Arc::new(ManualClock::at(desk::START_MS)))
        .await;
    let mut hale = desk.knock(9, Role::Therapist, None).await;
    hale.hear().await.unwrap();
    desk.clock.advance(rondo_room::limits::GRACE_MS);
    hale.ask(says("after")).await.unwrap().unwrap();
    let seat = hale.view().seats.iter().find(|s| s.seat == maren.seat);
    assert_eq!(seat.unwrap().presence, Presence::Gone);
}

#[tokio::test]
async fn a_server_that_cannot_take_over_its_sessions_does_not_start() {
    let desk = Desk::new().await;
    for failure in [Failure::Full, Failure::UnknownLost] {
        desk.log.fail(failure);
        assert!(desk.hub.recover().await.is_err(), "{failure:?}");
    }
}

#[tokio::test]
async fn a_session_that_goes_on_without_this_server_is_not_over() {
    let desk = Desk::new().await;
    desk.hub.stop().await;
    let room = desk.hub.room(opening().session).unwrap();
    assert_eq!(room.turns_away(), CloseCode::ComeBack);
    assert!(desk.hub.session_of(opening().group).is_some());
}

#[tokio::test]
async fn whoever_knocks_at_a_room_that_stops_is_told_to_come_back() {
    let desk = Desk::empty();
    let session = opening().session;
    let (mailbox, mut taken) = mpsc::channel(1);
    let (_phase, phase) = watch::channel(Phase::Live);
    let room = Handle {
        group: opening().group,
        opened_at: At(desk::START_MS),
        mailbox,
        clock: Arc::clone(&desk.clock) as _,
        phase,
    };
    desk.hub.0.rooms.insert(session, room);
    let ticket = desk.hub.issue_ticket(desk::admit(1, Role::Member)).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/ws", get(upgrade));
    let router = router.with_state(desk.hub.clone());
    let served = serve(listener, router, Bounds::default(), pending(), ready(()));
    tokio::spawn(served);

    let stops = async {
        drop(taken.recv().await.unwrap());
        drop(taken);
    };
    let knocks = rondo_client::Client::connect(&origin, Secret(ticket), None);
    let (refused, ()) = tokio::join!(knocks, stops);
    let code = CloseCode::ComeBack.number();
    assert_eq!(refused.err(), Some(rondo_client::Closed::Code(code)));
}

#[tokio::test]
async fn commands_faster_than_anybody_types_are_refused_and_time_gives_them_back() {
    let desk = Desk::new().await;
    let mut maren = desk.member(1).await;
    let mut refused = 0;
    for _ in 0..30 {
        let answer = maren.ask(says("again")).await.unwrap();
        refused += usize::from(answer == Err(RefusalCode::TooFast));
    }
    assert_eq!(refused, 11, "the burst of 20 began with the ground rules");
    desk.clock.advance(limits::COMMAND_EVERY_MS);
    maren.ask(says("slowly")).await.unwrap().unwrap();
}

/// R-CMD-1.
#[tokio::test]
async fn a_repeated_command_is_never_too_fast() {
    let desk = Desk::new().await;
    let mut maren = desk.member(1).await;
    maren.ask(says("once")).await.unwrap().unwrap();
    let n = maren.n;
    while maren.ask(says("again")).await.unwrap().is_ok() {}
    maren.send_as(n, says("once")).await;
    maren.answer(n).await.unwrap().unwrap();
}

/// R-SEE-4, R-SEE-10.
#[tokio::test]
async fn a_private_hand_tells_the_others_not_even_that_something_happened() {
    let desk = Desk::new().await;
    let mut hale = desk.therapist().await;
    let mut maren = desk.member(1).await;
    let mut theo = desk.member(2).await;
    hale.ask(start()).await.unwrap().unwrap();
    let before = theo.ask(says("here")).await.unwrap().unwrap();
    maren.ask(raises_a_private_hand()).await.unwrap().unwrap();
    maren.ask(lowers_hand()).await.unwrap().unwrap();
    let after = theo.ask(says("still here")).await.unwrap().unwrap();
    assert_eq!(after, before + 1, "one's own line, and nothing else");

    let (position, view) = (theo.position(), theo.view.clone());
    let desk = desk.restarted().await;
    let mut theo = desk.knock(2, Role::Member, Some(position)).await;
    theo.view = view;
    let ServerFrame::Welcome { state, .. } = theo.hear().await.unwrap() else {
        panic!("a welcome");
    };
    assert!(
        matches!(&state, State::Delta { prev, .. } if *prev == after),
        "a replay counts the same: {state:?}"
    );
}
