//! What goes wrong around a box: too few members, members who come, go, drop and sleep, and a
//! server that is killed at every step.

mod kills;
mod people;

use rondo_client::Envelope;
use rondo_protocol::{
    RefusalCode,
    checkins::AnswerKind,
    feedback::{Ask, BoxStage, BoxView},
};
use rondo_tests::{
    Circle, Group, Seated, Stage, asking,
    boxes::{closes, opens, posts, seals, sees},
    circle::enter,
    people::settings,
};

/// Ends what every member writes.
const UNSAID: &str = "left this unsaid";

/// Words that one member gives, and nobody else in the same test.
fn unsaid(member: &Seated) -> String {
    format!("{} {UNSAID}", member.guest.name)
}

/// Everybody gets a token and writes.
async fn all_write(members: &mut [Seated], open: &BoxView) -> Vec<Envelope> {
    let mut envelopes = Vec::new();
    for member in members {
        let slip = asking::slip(&unsaid(member));
        envelopes.push(seals(member, open, Some(&slip)).await);
    }
    envelopes
}

async fn all_post(stage: &Stage, open: &BoxView, envelopes: &[Envelope]) {
    for envelope in envelopes {
        posts(stage, open, envelope).await;
    }
}

/// What a box can ask for besides words.
fn figures() -> [Ask; 2] {
    let options = vec![asking::text("stay"), asking::text("move on")];
    let answer = AnswerKind::Choice { options };
    [Ask::Answer { answer }, Ask::MeToo {}]
}

#[tokio::test]
async fn three_and_four_members_are_too_few_where_five_have_to_be_together() {
    // R-BOX-1, R-BOX-11
    let stage = Stage::new().await;
    let mut circle = Circle::live(&stage, ["Maren", "Theo", "Ayo"]).await;
    circle.hale.does(asking::confirm()).await;
    let mut later = Vec::new();
    for members in 3..=5 {
        for ask in [Ask::Words {}].into_iter().chain(figures()) {
            let open = asking::open_box_for(ask, "anything", 300);
            if members < 5 {
                let refused = circle.hale.is_refused(open).await;
                assert_eq!(refused, RefusalCode::TooFew, "{members} members");
            } else {
                circle.hale.does(open).await;
                return;
            }
        }
        let guest = circle.group.member(["Noor", "Sam"][members - 3]).await;
        later.push(enter(guest, circle.session).await);
    }
}

#[tokio::test]
async fn four_envelopes_are_enough_for_words_where_the_group_said_so_and_too_few_elsewhere() {
    // R-BOX-1, R-BOX-5, R-BOX-11, R-BOX-21
    let stage = Stage::new().await;
    let mut said_so = settings();
    said_so["feedback_threshold"] = 4.into();
    let group = Group::with(&stage, said_so).await;
    let mut four = Circle::of(group, ["Maren", "Theo", "Ayo"]).await;
    four.hale.does(asking::confirm()).await;
    let refused = four
        .hale
        .is_refused(asking::open_box("anything", 300))
        .await;
    assert_eq!(refused, RefusalCode::TooFew);
    let noor = four.group.member("Noor").await;
    let noor = enter(noor, four.session).await;
    for ask in figures() {
        let open = asking::open_box_for(ask, "anything", 300);
        assert_eq!(four.hale.is_refused(open).await, RefusalCode::TooFew);
    }
    let mut members: Vec<_> = four.members.into_iter().chain([noor]).collect();
    let open = opens(&mut four.hale, Ask::Words {}).await;
    let envelopes = all_write(&mut members, &open).await;

    // Elsewhere, one client of five gets its token and posts nothing.
    let mut five = Circle::of(
        four.group.another().await,
        ["Sam", "Jo", "Kit", "Pat", "Robin"],
    )
    .await;
    five.hale.does(asking::confirm()).await;
    let elsewhere = opens(&mut five.hale, Ask::Words {}).await;
    let others = all_write(&mut five.members, &elsewhere).await;
    closes(&mut four.hale, &open).await;
    closes(&mut five.hale, &elsewhere).await;
    all_post(&stage, &open, &envelopes).await;
    all_post(&stage, &elsewhere, &others[1..]).await;

    let sealed = sees(&mut four.hale, BoxStage::Sealed).await;
    assert_eq!((sealed.envelopes, sealed.slips.len()), (Some(4), 4));
    for person in [&mut five.hale].into_iter().chain(&mut five.members) {
        let told = sees(person, BoxStage::Discarded).await;
        assert_eq!(told.envelopes, Some(4), "{}", person.guest.name);
        assert!(told.receipts.is_empty() && told.slips.is_empty());
        assert_eq!(person.view().session.boxes_left.words, 3);
    }
}
