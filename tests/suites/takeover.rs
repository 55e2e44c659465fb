//! Two of one: tabs of one person, therapists at once, and commands that come twice.

use rondo_protocol::{RefusalCode, roster::Presence};
use rondo_tests::{Circle, Seated, Stage, asking, circle::enter};

#[tokio::test]
async fn the_newer_tab_takes_the_seat_and_the_older_is_told() {
    // R-PRES-3, R-PRES-7
    let stage = Stage::new().await;
    let Circle {
        session,
        members: [mut older, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    older.does(asking::raise_hand()).await;
    let mut newer = older.guest.clone().come(session).await;
    assert_eq!(newer.seat(), older.seat());
    assert_eq!(older.is_closed().await, 4409);
    newer.does(asking::say("from the other tab")).await;
    theo.sees("the line", |view| view.lines.len() == 1).await;
    assert_eq!(theo.view().seats.len(), 3);
}

#[tokio::test]
async fn the_late_end_of_an_older_tab_does_not_drop_the_newer() {
    // R-PRES-2, R-PRES-3
    let stage = Stage::new().await;
    let Circle {
        session,
        mut hale,
        members: [older, theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let mut newer = older.guest.clone().come(session).await;
    // The older tab never reads its goodbye; its connection just ends, after the newer came.
    let (maren, theos) = (newer.seat(), theo.seat());
    let _gone = older.drops();
    newer.does(asking::say("still here")).await;
    // Theo drops after the older tab did, so when Theo's drop is shown Maren's would be as well.
    let _dropped = theo.drops();
    let presence = move |view: &rondo_protocol::View, of| {
        view.seats.iter().find(|s| s.seat == of).map(|s| s.presence)
    };
    hale.sees("Theo's drop", |view| {
        presence(view, theos) == Some(Presence::Reconnecting)
    })
    .await;
    assert_eq!(presence(hale.view(), maren), Some(Presence::Connected));
    newer.does(asking::say("and still here")).await;
}

/// A live session with a second therapist.
async fn with_obi<const N: usize>(stage: &Stage, names: [&str; N]) -> (Circle<N>, Seated) {
    let mut circle = Circle::live(stage, names).await;
    let obi = circle.group.obi().await.come(circle.session).await;
    (circle, obi)
}

#[tokio::test]
async fn two_therapists_who_press_next_at_once_move_on_once() {
    // R-FLO-15
    let stage = Stage::new().await;
    let (circle, mut obi) = with_obi(&stage, ["Maren", "Theo", "Ayo"]).await;
    let (mut hale, members) = (circle.hale, circle.members);
    hale.does(asking::take_hands()).await;
    let mut seats = Vec::new();
    for mut member in members {
        member.does(asking::raise_hand()).await;
        seats.push(member.seat());
    }
    let first = hale.client.send(asking::next(None, None)).await.unwrap();
    let second = obi.client.send(asking::next(None, None)).await.unwrap();
    let first = hale
        .client
        .answer_to(first)
        .await
        .unwrap()
        .map_err(|r| r.code);
    let second = obi
        .client
        .answer_to(second)
        .await
        .unwrap()
        .map_err(|r| r.code);
    let outcomes = [first.map(drop), second.map(drop)];
    assert!(outcomes.contains(&Ok(())), "{outcomes:?}");
    assert!(
        outcomes.contains(&Err(RefusalCode::TurnChanged)),
        "{outcomes:?}"
    );
    hale.client.ping().await.unwrap();
    let floor = hale.view().floor.as_ref().unwrap();
    assert_eq!(floor.turn.as_ref().unwrap().holder, seats[0]);
    let hands: Vec<_> = floor.hands.iter().map(|h| h.seat).collect();
    assert_eq!(hands, seats[1..]);
}

#[tokio::test]
async fn a_turn_that_one_therapist_ends_is_not_extended_by_the_other() {
    // R-TURN-1
    let stage = Stage::new().await;
    let (circle, mut obi) = with_obi(&stage, ["Maren", "Theo"]).await;
    let (mut hale, [maren, theo]) = (circle.hale, circle.members);
    hale.does(asking::give_floor(maren.seat())).await;
    let running = |view: &rondo_protocol::View| view.floor.as_ref()?.turn.clone();
    let view = obi.sees("the turn", |view| running(view).is_some()).await;
    let turn = running(view).unwrap().turn;
    hale.does(asking::end_turn(turn)).await;
    hale.does(asking::give_floor(theo.seat())).await;
    let refused = obi.is_refused(asking::extend(turn, 60_000)).await;
    assert_eq!(refused, RefusalCode::TurnChanged);
    let refused = obi.is_refused(asking::end_turn(turn)).await;
    assert_eq!(refused, RefusalCode::TurnChanged);
    let theos = running(obi.view()).unwrap();
    assert_eq!(theos.holder, theo.seat());
    assert_eq!(theos.allotment_ms, Some(120_000));
}

#[tokio::test]
async fn two_therapists_who_let_the_same_person_in_are_both_right() {
    // R-ADM-8
    let stage = Stage::new().await;
    let mut one_by_one = rondo_tests::people::settings();
    one_by_one["admission"] = "one_by_one".into();
    let mut group = rondo_tests::Group::with(&stage, one_by_one).await;
    let guest = group.member("Maren").await;
    let session = group.open_session().await;
    let mut hale = group.hale().await.come(session).await;
    let mut obi = group.obi().await.come(session).await;
    let mut maren = guest.come(session).await;
    maren.does(asking::accept_rules(1, "Maren")).await;
    let admit = asking::admit(maren.seat());
    let first = hale.client.send(admit.clone()).await.unwrap();
    let second = obi.client.send(admit).await.unwrap();
    hale.client.answer_to(first).await.unwrap().unwrap();
    obi.client.answer_to(second).await.unwrap().unwrap();
    maren.sees("the circle", |view| view.seats.len() == 3).await;
}

#[tokio::test]
async fn a_command_that_comes_again_is_answered_again_and_not_done_again() {
    // R-CMD-1, R-CMD-2, R-CMD-3
    let mut stage = Stage::new().await;
    let Circle {
        hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    let n = maren.client.send(asking::say("once")).await.unwrap();
    maren.client.answer_to(n).await.unwrap().unwrap();
    maren.client.send_as(n, asking::say("once")).await.unwrap();
    maren.client.answer_to(n).await.unwrap().unwrap();
    let dropped = (hale.drops(), maren.drops());
    stage.kill();
    stage.start().await;
    let (_hale, mut maren) = (dropped.0.back().await, dropped.1.back().await);
    assert_eq!(maren.client.last_n(), n);
    maren.client.send_as(n, asking::say("once")).await.unwrap();
    maren.client.answer_to(n).await.unwrap().unwrap();
    // A number that was skipped is never done later.
    maren
        .client
        .send_as(n + 5, asking::say("later"))
        .await
        .unwrap();
    maren.client.answer_to(n + 5).await.unwrap().unwrap();
    maren
        .client
        .send_as(n + 3, asking::say("too late"))
        .await
        .unwrap();
    let refused = maren.client.answer_to(n + 3).await.unwrap().unwrap_err();
    assert_eq!(refused.code, RefusalCode::StaleNumber);
    let lines: Vec<_> = maren.view().lines.iter().map(|l| l.text.clone()).collect();
    assert_eq!(lines, ["once", "later"].map(asking::text));
}

#[tokio::test]
async fn commands_sent_without_waiting_are_done_and_answered_in_their_order() {
    let stage = Stage::new().await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    let newcomer = circle.group.member("Theo").await;
    let mut theo = enter(newcomer, circle.session).await;
    let mut numbers = Vec::new();
    for i in 0..15 {
        numbers.push(
            theo.client
                .send(asking::say(&format!("line {i:02}")))
                .await
                .unwrap(),
        );
    }
    let mut answered = Vec::new();
    while answered.len() < numbers.len() {
        theo.client.hear().await.unwrap();
        while let Some(answer) = theo.client.take_answer() {
            answer.result.unwrap();
            answered.push(answer.n);
        }
    }
    assert_eq!(answered, numbers);
    let lines = theo.view().lines.iter().map(|l| l.text.clone());
    let said: Vec<_> = (0..15)
        .map(|i| asking::text(&format!("line {i:02}")))
        .collect();
    assert_eq!(lines.collect::<Vec<_>>(), said);
}
