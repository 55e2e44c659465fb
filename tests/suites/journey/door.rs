//! Coming in, and the end.

use rondo_client::Closed;
use rondo_protocol::{
    Command, RefusalCode, conversation::Audience, roster::RosterCommand, roster::SeatView,
    roster::Standing, session::EndReason, session::Phase,
};
use rondo_tests::{Circle, Group, Stage, asking, asking::text, people::settings};

#[tokio::test]
async fn a_member_accepts_the_rules_waits_and_is_let_in() {
    // R-ADM-1, R-ADM-2, R-SES-7, R-SES-8, R-SEE-2
    let stage = Stage::new().await;
    let mut one_by_one = settings();
    one_by_one["admission"] = "one_by_one".into();
    let mut group = Group::with(&stage, one_by_one).await;
    let guest = group.member("Maren").await;
    let session = group.open_session().await;
    let mut hale = group.hale().await.come(session).await;
    let mut maren = guest.come(session).await;
    let before = maren.view();
    assert_eq!(before.me.standing, Standing::Arriving);
    assert!(before.seats.is_empty() && before.lines.is_empty() && before.floor.is_none());
    let refused = maren.is_refused(asking::accept_rules(9, "Maren")).await;
    assert_eq!(refused, RefusalCode::RulesChanged);
    let refused = hale.is_refused(asking::admit(maren.seat())).await;
    assert_eq!(refused, RefusalCode::RulesNotAccepted);
    maren.does(asking::accept_rules(1, "Mar")).await;
    let seat = maren.seat();
    hale.sees("Maren wait under the name she chose", |view| {
        let at_the_door = |s: &&SeatView| s.seat == seat;
        let maren = view.seats.iter().find(at_the_door);
        maren.is_some_and(|s| s.standing == Standing::Waiting && s.name == text("Mar"))
    })
    .await;
    hale.does(asking::admit(seat)).await;
    maren
        .sees("the circle", |view| view.me.standing == Standing::In)
        .await;
    assert_eq!(maren.view().seats.len(), 2);
}

#[tokio::test]
async fn members_go_therapists_stay_and_then_it_is_over_for_all() {
    // R-SES-3, R-SES-4, R-SES-5
    let stage = Stage::new().await;
    let Circle {
        mut group,
        session,
        mut hale,
        members: [mut maren, mut theo],
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    theo.does(Command::Roster(RosterCommand::Leave {})).await;
    assert_eq!(theo.is_closed().await, 4410);
    hale.does(asking::close()).await;
    assert_eq!(maren.is_closed().await, 4410);
    assert_eq!(maren.view().session.phase, Phase::Closing);
    let refused = maren.guest.clone().try_to_come(session, None).await;
    assert_eq!(refused.err(), Some(Closed::Code(4410)));
    let debrief = Audience::Therapists {};
    hale.does(asking::say_to(debrief, "that went well")).await;
    hale.does(asking::end()).await;
    assert_eq!(hale.is_closed().await, 4410);
    assert_eq!(hale.view().session.ended, Some(EndReason::Therapist));
    let page = group.page_after_the_end().await;
    assert_eq!(page.past.len(), 1);
    assert_eq!(page.past[0].attended, 2);
}
