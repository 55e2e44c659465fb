//! Coming back: only what was missed where that is known, everything where it is not.

use rondo_protocol::LogId;
use rondo_tests::{Circle, Stage, asking};

#[tokio::test]
async fn who_drops_and_returns_gets_only_what_was_missed() {
    // R-SEE-1, R-PRES-3
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    let stood = maren.drops();
    theo.does(asking::say("while Maren was gone")).await;
    hale.does(asking::take_hands()).await;
    theo.does(asking::raise_hand()).await;
    let maren = stood.back().await;
    assert!(maren.client.resumed());
    let lines = &maren.view().lines;
    assert_eq!(
        lines.last().unwrap().text,
        asking::text("while Maren was gone")
    );
    maren.sees_what_a_fresh_view_shows().await;
}

#[tokio::test]
async fn positions_mean_the_same_after_the_server_was_killed() {
    // R-CMD-6, R-PRES-5
    let mut stage = Stage::new().await;
    let Circle {
        hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren.does(asking::say("before")).await;
    let gone = maren.drops();
    theo.does(asking::say("while Maren was gone")).await;
    let others = [hale.drops(), theo.drops()];
    stage.kill();
    stage.start().await;
    for somebody in [gone].into_iter().chain(others) {
        let back = somebody.back().await;
        assert!(back.client.resumed(), "{}", back.guest.name);
        assert_eq!(back.view().lines.len(), 2);
        back.sees_what_a_fresh_view_shows().await;
    }
}

#[tokio::test]
async fn a_client_of_another_log_or_of_the_future_is_given_the_whole() {
    let stage = Stage::new().await;
    let Circle {
        session,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    maren.does(asking::say("before")).await;
    let stood = maren.drops();

    let mut restored = stood.resume.clone();
    restored.log_id = LogId::from_random(7);
    let before = Some((stood.view.clone(), restored));
    let back = stood
        .guest
        .clone()
        .try_to_come(session, before)
        .await
        .unwrap();
    assert!(!back.client.resumed());
    assert_eq!(back.view().lines.len(), 1);

    let mut future = stood.resume.clone();
    future.last_seq += 1_000;
    let before = Some((stood.view.clone(), future));
    let back = stood
        .guest
        .clone()
        .try_to_come(session, before)
        .await
        .unwrap();
    assert!(!back.client.resumed());
    back.sees_what_a_fresh_view_shows().await;
}

#[tokio::test]
async fn who_missed_more_than_is_kept_is_given_the_whole() {
    let stage = Stage::new().await;
    let names: [&str; 15] = std::array::from_fn(|i| {
        [
            "Ada", "Ben", "Cleo", "Dov", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jon", "Kit", "Lea",
            "Mio", "Nia", "Maren",
        ][i]
    });
    let circle = Circle::live(&stage, names).await;
    let mut others: Vec<_> = circle.members.into();
    let maren = others.pop().unwrap().drops();
    for other in &mut others {
        for n in 0..19 {
            other.does(asking::say(&format!("{n}"))).await;
        }
    }
    let maren = maren.back().await;
    assert!(!maren.client.resumed());
    assert_eq!(maren.view().lines.len(), 14 * 19);
    maren.sees_what_a_fresh_view_shows().await;
}
