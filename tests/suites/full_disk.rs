//! A full disk: nothing is stored, nothing is lost, and everybody still sees the room.

use rondo_protocol::{RefusalCode, http::ErrorCode};
use rondo_tests::{Circle, Seated, asking, circle::enter, disk::Disk, people::refused_with};
use serde_json::{Value, json};

#[tokio::test]
async fn on_a_full_disk_commands_are_refused_and_nothing_acknowledged_is_lost() {
    let (mut stage, disk) = Disk::stage().await;
    stage.expect_errors();
    let Circle {
        mut group,
        session,
        hale,
        members: [mut maren, mut theo],
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren.does(asking::say("stored 0")).await;
    disk.fill(&stage);
    let stored = says_until_refused(&mut maren).await;
    let form = json!({"name": "x", "role": "member"});
    let added = group.web.post::<Value>(&group.path("/roster"), &form).await;
    assert_eq!(refused_with(added), ErrorCode::CannotStore);

    // The room goes on to be shown.
    theo.client.ping().await.unwrap();
    assert_eq!(theo.view().lines.len(), stored);
    let refused = theo.is_refused(asking::raise_hand()).await;
    assert_eq!(refused, RefusalCode::CannotStore);
    assert!(theo.view().floor.as_ref().unwrap().hands.is_empty());

    disk.free(&stage);
    theo.does(asking::say("there is room again")).await;
    let dropped = [hale.drops(), maren.drops(), theo.drops()];
    stage.kill();
    stage.start().await;
    let said = (0..stored).map(|n| format!("stored {n}"));
    let said = said.chain(["there is room again".to_owned()]);
    let said: Vec<_> = said.map(|plain| asking::text(&plain)).collect();
    for somebody in dropped {
        let back = somebody.back().await;
        assert!(back.client.resumed(), "{}", back.guest.name);
        let lines = back.view().lines.iter().map(|l| l.text.clone());
        assert_eq!(lines.collect::<Vec<_>>(), said);
        back.sees_what_a_fresh_view_shows().await;
    }
    let newcomer = group.member("Ayo").await;
    enter(newcomer, session).await;
}

#[tokio::test]
async fn a_server_that_is_killed_on_a_full_disk_comes_back_with_all_it_acknowledged() {
    let (mut stage, disk) = Disk::stage().await;
    stage.expect_errors();
    let Circle {
        hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    maren.does(asking::say("stored 0")).await;
    disk.fill(&stage);
    let stored = says_until_refused(&mut maren).await;
    let dropped = [hale.drops(), maren.drops()];
    stage.kill();
    disk.free(&stage);
    stage.start().await;
    for somebody in dropped {
        let back = somebody.back().await;
        assert_eq!(back.view().lines.len(), stored, "{}", back.guest.name);
    }
}

/// Says "stored 1" and so on for as long as the disk takes it. Gives the number of lines said.
async fn says_until_refused(somebody: &mut Seated) -> usize {
    for n in 1..15 {
        let said = somebody.asks(asking::say(&format!("stored {n}"))).await;
        if let Err(refused) = said {
            assert_eq!(refused.code, RefusalCode::CannotStore);
            return n;
        }
    }
    panic!("the disk is not full");
}
