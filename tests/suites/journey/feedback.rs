//! The anonymous box, from its opening to what the group is shown.

use rondo_client::{Envelope, NoToken, TokenError, seal};
use rondo_protocol::{
    RefusalCode, View,
    checkins::{Answer, AnswerKind},
    feedback::{Ask, BoxStage, BoxView, Content, Outcome, Share, Spread},
};
use rondo_tests::{Circle, Seated, Stage, asking, words};

const NAMES: [&str; 5] = ["Maren", "Theo", "Ayo", "Noor", "Sam"];

/// A live session of a group whose therapist has read what anonymous means.
async fn live(stage: &Stage) -> Circle<5> {
    let mut circle = Circle::live(stage, NAMES).await;
    let unread = circle
        .hale
        .is_refused(asking::open_box("anything", 15))
        .await;
    assert_eq!(unread, RefusalCode::NotConfirmed);
    circle.hale.does(asking::confirm()).await;
    circle
}

async fn opens(hale: &mut Seated, ask: Ask) -> BoxView {
    hale.does(asking::open_box_for(ask, "what was left unsaid", 15))
        .await;
    sees(hale, BoxStage::Open).await
}

async fn sees(person: &mut Seated, stage: BoxStage) -> BoxView {
    let at_stage = |view: &View| view.feedback_box.as_ref().is_some_and(|b| b.stage == stage);
    let seen = person.sees(&format!("{stage:?}"), at_stage).await;
    seen.feedback_box.clone().unwrap()
}

/// What a member's page makes of what was written.
async fn seals(member: &mut Seated, open: &BoxView, content: Option<&Content>) -> Envelope {
    let token = member.client.token(open.box_id, &open.key).await.unwrap();
    seal(token, open.box_id, content).unwrap()
}

async fn posts(stage: &Stage, open: &BoxView, envelope: &Envelope) {
    let bytes = envelope.bytes().to_vec();
    let posted = stage.browser().post_envelope(open.box_id, bytes).await;
    assert_eq!(posted.unwrap(), 204);
}

/// Everybody gives this, and the box is closed.
async fn all_give(stage: &Stage, circle: &mut Circle<5>, ask: Ask, given: [Option<Content>; 5]) {
    let open = opens(&mut circle.hale, ask).await;
    let mut envelopes = Vec::new();
    for (member, content) in circle.members.iter_mut().zip(given) {
        envelopes.push(seals(member, &open, content.as_ref()).await);
    }
    circle.hale.does(asking::close_box(open.box_id)).await;
    for envelope in &envelopes {
        posts(stage, &open, envelope).await;
    }
}

#[tokio::test]
async fn five_envelopes_go_into_the_box_and_only_the_released_slips_come_out() {
    // R-BOX-1, R-BOX-4, R-BOX-7, R-BOX-9, R-BOX-21, R-SEE-6
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        mut members,
        ..
    } = live(&stage).await;
    let open = opens(&mut hale, Ask::Words {}).await;
    assert_eq!((open.present, open.threshold), (5, 5));
    let mut envelopes = Vec::new();
    for member in &mut members {
        // Ayo's client posts although Ayo wrote nothing.
        let slip = asking::slip(&format!("from {}", member.guest.name));
        let slip = Some(&slip).filter(|_| member.guest.name != "Ayo");
        envelopes.push(seals(member, &open, slip).await);
    }
    let none = hale.client.token(open.box_id, &open.key).await;
    assert_eq!(none.err(), Some(TokenError::No(NoToken::NoBox)));
    hale.does(asking::close_box(open.box_id)).await;
    for envelope in &envelopes {
        posts(&stage, &open, envelope).await;
    }
    let sealed = sees(&mut hale, BoxStage::Sealed).await;
    assert_eq!(sealed.envelopes, Some(5));
    let slips = sealed.slips.iter().map(|s| s.text.reveal().to_owned());
    let mut slips: Vec<_> = slips.collect();
    slips.sort();
    let written = ["Maren", "Noor", "Sam", "Theo"].map(|name| format!("from {name}"));
    assert_eq!(slips, written.map(|slip| words(&slip)));
    assert!(sealed.slips.is_sorted_by_key(|s| s.slip));
    for (member, envelope) in members.iter_mut().zip(&envelopes) {
        let seen = sees(member, BoxStage::Sealed).await;
        assert!(seen.slips.is_empty());
        assert!(seen.receipts.contains(&envelope.receipt()), "counted");
    }
    let released = sealed.slips[0].clone();
    hale.does(asking::settle(open.box_id, vec![released.slip]))
        .await;
    let settled = sees(&mut members[0], BoxStage::Settled).await;
    assert!(settled.slips.is_empty());
    let shown: Vec<_> = settled.shown.into_iter().map(|s| s.text).collect();
    assert_eq!(shown, [released.text]);
}

#[tokio::test]
async fn answers_and_taps_come_out_as_figures_and_are_nowhere_else() {
    // R-BOX-14, R-BOX-16, R-BOX-18
    let stage = Stage::new().await;
    let mut circle = live(&stage).await;
    let answer = AnswerKind::Scale {
        min: 0,
        max: 10,
        step: 1,
        low: None,
        high: None,
    };
    let given = [6, 7, 6, 7, 6].map(|value| Some(Content::Answer(Answer::Scale { value })));
    all_give(&stage, &mut circle, Ask::Answer { answer }, given).await;
    let settled = sees(&mut circle.members[0], BoxStage::Settled).await;
    let close = Outcome::Scale {
        mean_halves: 13,
        spread: Spread::Close,
    };
    assert_eq!(settled.outcome, Some(close));
    assert_eq!((settled.receipts.len(), settled.slips.len()), (5, 0));

    let taps = [true, true, true, false, true].map(|tap| tap.then_some(Content::MeToo));
    all_give(&stage, &mut circle, Ask::MeToo {}, taps).await;
    let told = |taps| {
        Some(Outcome::MeToo {
            share: Share::Most,
            taps,
        })
    };
    let settled = sees(&mut circle.members[0], BoxStage::Settled).await;
    assert_eq!(settled.outcome, told(None));
    let settled = sees(&mut circle.hale, BoxStage::Settled).await;
    assert_eq!(settled.outcome, told(Some(4)));
}

#[tokio::test]
async fn a_box_with_fewer_envelopes_than_its_threshold_is_thrown_away_unread() {
    // R-BOX-5
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        mut members,
        ..
    } = live(&stage).await;
    let open = opens(&mut hale, Ask::Words {}).await;
    let mut envelopes = Vec::new();
    for member in &mut members[1..] {
        let slip = asking::slip("all for nothing");
        envelopes.push(seals(member, &open, Some(&slip)).await);
    }
    hale.does(asking::close_box(open.box_id)).await;
    for envelope in &envelopes {
        posts(&stage, &open, envelope).await;
    }
    let seen = sees(&mut hale, BoxStage::Discarded).await;
    assert!(seen.slips.is_empty() && seen.receipts.is_empty());
    sees(&mut members[0], BoxStage::Discarded).await;
}

#[tokio::test]
async fn too_few_members_cannot_hide_in_a_crowd_so_no_box_opens() {
    // R-BOX-1
    let stage = Stage::new().await;
    let Circle { mut hale, .. } = Circle::live(&stage, ["Maren", "Theo", "Ayo", "Noor"]).await;
    hale.does(asking::confirm()).await;
    let refused = hale.is_refused(asking::open_box("anything", 15)).await;
    assert_eq!(refused, RefusalCode::TooFew);
}
