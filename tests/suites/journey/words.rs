//! Lines, check-ins and calls for help: who sees what.

use rondo_protocol::{
    RefusalCode, View, checkins::Answer, checkins::CheckinStage, conversation::Audience,
};
use rondo_tests::{Circle, Seated, Stage, asking, asking::text, words};

#[tokio::test]
async fn a_line_is_seen_by_those_it_is_for() {
    // R-CON-1, R-SEE-5
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren.does(asking::say("for all")).await;
    let therapists = Audience::Therapists {};
    maren.does(asking::say_to(therapists, "for dr hale")).await;
    let to_maren = Audience::One { seat: maren.seat() };
    hale.does(asking::say_to(to_maren.clone(), "for maren"))
        .await;
    let refused = theo.is_refused(asking::say_to(to_maren, "psst")).await;
    assert_eq!(refused, RefusalCode::NotAllowed);
    theo.does(asking::say("after all that")).await;
    maren.client.ping().await.unwrap();
    hale.client.ping().await.unwrap();
    let all = ["for all", "for dr hale", "for maren", "after all that"].map(words);
    assert_eq!(said(&hale), all);
    assert_eq!(said(&maren), all);
    assert_eq!(said(&theo), [all[0].as_str(), &all[3]]);
}

#[tokio::test]
async fn answers_to_a_check_in_are_shown_together_and_not_before() {
    // R-CHK-3, R-CHK-4, R-CHK-5, R-CHK-6
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    hale.does(asking::open_scale("how is it today")).await;
    let open = |view: &View| view.checkin.is_some();
    let checkin = maren
        .sees("the question", open)
        .await
        .checkin
        .clone()
        .unwrap();
    let id = checkin.checkin;
    let value = |value| Answer::Scale { value };
    let refused = maren.is_refused(asking::answer(id, value(11))).await;
    assert_eq!(refused, RefusalCode::OutOfBounds);
    maren.does(asking::answer(id, value(3))).await;
    theo.does(asking::answer(id, Answer::Skip {})).await;
    maren.does(asking::answer(id, value(4))).await;
    let both = |view: &View| view.checkin.as_ref().is_some_and(|c| c.answered.len() == 2);
    let seen = hale.sees("who has answered", both).await.checkin.clone();
    assert!(seen.unwrap().answers.is_empty());
    theo.client.ping().await.unwrap();
    let seen = theo.view().checkin.clone().unwrap();
    assert!(seen.answers.is_empty() && seen.answered.is_empty());
    hale.does(asking::reveal(id)).await;
    let revealed = |view: &View| {
        view.checkin
            .as_ref()
            .is_some_and(|c| c.stage == CheckinStage::Revealed)
    };
    let seen = theo.sees("the answers", revealed).await.checkin.clone();
    let answers: Vec<_> = seen
        .unwrap()
        .answers
        .into_iter()
        .map(|a| a.answer)
        .collect();
    assert_eq!(answers, [value(4), Answer::Skip {}]);
    let refused = maren.is_refused(asking::answer(id, value(5))).await;
    assert_eq!(refused, RefusalCode::AlreadyRevealed);
}

#[tokio::test]
async fn a_call_for_help_reaches_therapists_and_nobody_else() {
    // R-HELP-1, R-HELP-3, R-HELP-5, R-SEE-7
    let stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren
        .does(asking::leave_contact("the kitchen", "0123"))
        .await;
    maren.does(asking::ask_help()).await;
    maren.does(asking::ask_help()).await;
    let called = |view: &View| !view.alerts.is_empty();
    let alerts = hale.sees("the call", called).await.alerts.clone();
    assert_eq!(alerts.len(), 1);
    assert_eq!(alerts[0].seat, maren.seat());
    let notes = hale.view().notes.iter().find(|n| n.seat == maren.seat());
    let contact = notes.unwrap().contact.clone().unwrap();
    assert_eq!(contact.place, Some(text("the kitchen")));
    hale.does(asking::acknowledge(alerts[0].alert)).await;
    let answered = |view: &View| {
        let help = view.me.help.as_ref();
        help.is_some_and(|h| h.acknowledged_by == Some(text("Dr Hale")))
    };
    maren.sees("who is on it", answered).await;
    theo.client.ping().await.unwrap();
    assert!(theo.view().alerts.is_empty() && theo.view().notes.is_empty());
}

fn said(somebody: &Seated) -> Vec<&str> {
    let lines = somebody.view().lines.iter();
    lines.map(|line| line.text.reveal()).collect()
}
