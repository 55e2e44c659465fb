//! The feedback box, from its opening to what the group is shown.

use rondo_protocol::{RefusalCode, View, feedback::BoxStage};
use rondo_tests::{Circle, Stage, asking, words};

#[tokio::test]
async fn five_slips_go_into_the_box_and_only_the_released_come_out() {
    // R-BOX-1, R-BOX-4, R-BOX-7, R-BOX-9, R-SEE-6
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::open_box("what was left unsaid", 15))
        .await;
    let open = |view: &View| view.feedback_box.is_some();
    let feedback_box = hale
        .sees("the box", open)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert_eq!((feedback_box.present, feedback_box.threshold), (5, 5));
    let id = feedback_box.box_id;
    let mut envelopes = Vec::new();
    for member in &mut members {
        let pass = member.client.slip_pass(id).await.unwrap().unwrap();
        let name = member.guest.name.clone();
        // Ayo's client posts although Ayo wrote nothing.
        let slip = if name == "Ayo" {
            String::new()
        } else {
            format!("from {name}")
        };
        envelopes.push(asking::envelope(&pass.0, &slip));
    }
    assert_eq!(hale.client.slip_pass(id).await.unwrap(), None);
    hale.does(asking::close_box(id)).await;
    for envelope in envelopes {
        let status = stage.browser().post_envelope(id, envelope).await.unwrap();
        assert_eq!(status, 204);
    }
    let stage_is =
        |stage| move |view: &View| view.feedback_box.as_ref().is_some_and(|b| b.stage == stage);
    let sealed = stage_is(BoxStage::Sealed);
    let seen = hale
        .sees("the slips", sealed)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert_eq!(seen.envelopes, Some(5));
    let mut slips: Vec<_> = seen
        .slips
        .iter()
        .map(|s| s.text.reveal().to_owned())
        .collect();
    slips.sort();
    let written = ["Maren", "Noor", "Sam", "Theo"].map(|name| format!("from {name}"));
    assert_eq!(slips, written.map(|slip| words(&slip)));
    assert!(seen.slips.is_sorted_by_key(|s| s.slip));
    let maren = &mut members[0];
    let seen = maren
        .sees("the seal", sealed)
        .await
        .feedback_box
        .clone()
        .unwrap();
    assert!(seen.slips.is_empty());
    let released = hale.view().feedback_box.as_ref().unwrap().slips[0].clone();
    hale.does(asking::settle(id, vec![released.slip])).await;
    let settled = stage_is(BoxStage::Settled);
    let seen = maren
        .sees("the outcome", settled)
        .await
        .feedback_box
        .clone()
        .unwrap();
    let shown: Vec<_> = seen.slips.into_iter().map(|s| s.text).collect();
    assert_eq!(shown, [released.text]);
}

#[tokio::test]
async fn a_box_with_fewer_envelopes_than_its_threshold_is_thrown_away_unread() {
    // R-BOX-5
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    hale.does(asking::open_box("what was left unsaid", 15))
        .await;
    let open = |view: &View| view.feedback_box.is_some();
    let id = hale
        .sees("the box", open)
        .await
        .feedback_box
        .as_ref()
        .unwrap()
        .box_id;
    hale.does(asking::close_box(id)).await;
    for member in &mut members[1..] {
        let pass = member.client.slip_pass(id).await.unwrap().unwrap();
        let envelope = asking::envelope(&pass.0, "all for nothing");
        stage.browser().post_envelope(id, envelope).await.unwrap();
    }
    let discarded = |view: &View| {
        let feedback_box = view.feedback_box.as_ref();
        feedback_box.is_some_and(|b| b.stage == BoxStage::Discarded)
    };
    let seen = hale
        .sees("the outcome", discarded)
        .await
        .feedback_box
        .clone();
    assert!(seen.unwrap().slips.is_empty());
    members[0].sees("the outcome", discarded).await;
}

#[tokio::test]
async fn too_few_members_cannot_hide_in_a_crowd_so_no_box_opens() {
    // R-BOX-1
    let stage = Stage::new().await;
    let Circle { mut hale, .. } = Circle::live(&stage, ["Maren", "Theo", "Ayo", "Noor"]).await;
    let refused = hale.is_refused(asking::open_box("anything", 15)).await;
    assert_eq!(refused, RefusalCode::TooFew);
}
