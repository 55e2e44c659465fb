//! Stopped in order and started again, and the time without a therapist.

use std::time::{Duration, SystemTime};

use rondo_protocol::{RefusalCode, View, feedback::BoxStage, floor::TurnView};
use rondo_tests::{Circle, Seated, Stage, asking};

#[tokio::test]
async fn a_server_that_stops_says_so_and_its_people_find_everything_as_it_was() {
    // R-FLO-5, R-PRES-5
    let mut stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo, mut ayo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo", "Ayo"]).await;
    hale.does(asking::take_hands()).await;
    for member in [&mut theo, &mut ayo, &mut maren] {
        member.does(asking::raise_hand()).await;
    }
    maren.does(asking::say("before the restart")).await;
    let queue = [theo.seat(), ayo.seat(), maren.seat()];
    stage.ask_to_stop();
    let mut everybody = [hale, maren, theo, ayo];
    for somebody in &mut everybody {
        assert_eq!(somebody.is_closed().await, 4503);
    }
    stage.stopped();
    stage.start().await;
    for somebody in everybody {
        let back = somebody.drops().back().await;
        assert!(back.client.resumed(), "{}", back.guest.name);
        let floor = back.view().floor.as_ref().unwrap();
        let hands: Vec<_> = floor.hands.iter().map(|h| h.seat).collect();
        assert_eq!(hands, queue);
        back.sees_what_a_fresh_view_shows().await;
    }
}

#[tokio::test]
async fn the_time_without_a_server_is_nobodys_time() {
    // R-TURN-4
    let mut stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    hale.does(asking::give_floor(maren.seat())).await;
    maren.sees("the floor", |view| turn(view).is_some()).await;
    assert_eq!(turn(maren.view()).unwrap().paused_ms, 0);
    let dropped = maren.drops();
    let gone_at = SystemTime::now();
    stage.kill();
    // Down, up for a moment with nobody there, and down again.
    stage.start().await;
    stage.kill();
    let without = gone_at.elapsed().unwrap();
    stage.start().await;
    let maren = dropped.back().await;
    let turn = turn(maren.view()).unwrap();
    assert_eq!(turn.holder, maren.seat());
    let not_counted = Duration::from_millis(turn.paused_ms);
    assert!(not_counted >= without, "{not_counted:?} of {without:?}");
}

#[tokio::test]
async fn a_quiet_turn_keeps_the_time_it_had_when_the_server_was_asked_to_stop() {
    // R-TURN-4: only the time without a server is not counted.
    let mut stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    hale.does(asking::give_floor(maren.seat())).await;
    maren.sees("the floor", |view| turn(view).is_some()).await;
    // Maren speaks for a while, and nothing happens that would have to be stored.
    let held = |maren: &Seated| {
        let turn = turn(maren.view()).unwrap();
        maren.client.now().ms_since(turn.started_at) - turn.paused_ms
    };
    let mut each = tokio::time::interval(Duration::from_millis(100));
    while held(&maren) < 1_500 {
        each.tick().await;
        maren.client.ping().await.unwrap();
    }
    stage.ask_to_stop();
    assert_eq!(maren.is_closed().await, 4503);
    let dropped = (hale.drops(), maren.drops());
    stage.stopped();
    stage.start().await;
    let maren = dropped.1.back().await;
    assert!(held(&maren) >= 1_500, "{} ms are left", held(&maren));
}

#[tokio::test]
async fn an_open_box_does_not_outlive_the_server() {
    // R-BOX-6
    let mut stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale, members, ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::confirm()).await;
    hale.does(asking::open_box("what was left unsaid", 60))
        .await;
    let dropped = hale.drops();
    drop(members);
    stage.kill();
    stage.start().await;
    let hale = dropped.back().await;
    let feedback_box = hale.view().feedback_box.as_ref().unwrap();
    assert_eq!(feedback_box.stage, BoxStage::Voided);
    assert_eq!(feedback_box.slips, []);
}

#[tokio::test]
async fn without_a_therapist_the_room_is_safe_and_their_return_restores_it() {
    // R-SAFE-1, R-SAFE-2, R-SAFE-4, R-SAFE-6. The one test that waits for the rule's own time.
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    hale.does(asking::give_floor(maren.seat())).await;
    let running = maren.sees("the floor", |view| turn(view).is_some()).await;
    let running = turn(running).unwrap().turn;
    let dropped = hale.drops();
    let alone = |view: &View| view.session.safe_mode.is_some();
    maren.sees("safe mode", alone).await;
    let refused = maren.is_refused(asking::say("anybody?")).await;
    assert_eq!(refused, RefusalCode::SafeMode);
    maren.does(asking::ask_help()).await;
    let mut hale = dropped.back().await;
    maren.sees("the room as it was", |view| !alone(view)).await;
    let restored = turn(maren.view()).unwrap();
    assert_eq!((restored.turn, restored.paused_since), (running, None));
    assert!(restored.paused_ms > 0);
    maren.does(asking::say("there you are")).await;
    hale.sees("the call", |view| view.alerts.len() == 1).await;
}

fn turn(view: &View) -> Option<&TurnView> {
    view.floor.as_ref()?.turn.as_ref()
}
