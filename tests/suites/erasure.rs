//! What was said leaves the disk: the bytes of every file are searched, not the rows.

use rondo_client::seal;
use rondo_protocol::{
    checkins::{Answer, AnswerKind},
    conversation::Audience,
    feedback::BoxStage,
};
use rondo_tests::{
    Circle, Stage, asking,
    files::{audited, files_with},
};

#[tokio::test]
async fn nothing_that_was_said_answered_left_or_written_is_on_the_disk_after_the_end() {
    // R-SES-5, R-HELP-5, R-BOX-10
    let stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let Circle {
        mut hale,
        mut members,
        ..
    } = Circle::live(&stage, names).await;
    members[0].does(asking::say("saidtoall")).await;
    let therapists = Audience::Therapists {};
    members[1]
        .does(asking::say_to(therapists, "saidtohale"))
        .await;
    members[2]
        .does(asking::leave_contact("leftplace", "leftphone"))
        .await;
    hale.does(asking::open_checkin(
        "askedtoall",
        AnswerKind::Text { chars: 200 },
    ))
    .await;
    let open = |view: &rondo_protocol::View| view.checkin.is_some();
    let checkin = members[3].sees("the question", open).await.checkin.as_ref();
    let checkin = checkin.unwrap().checkin;
    let text = asking::text("answeredtoall");
    members[3]
        .does(asking::answer(checkin, Answer::Text { text }))
        .await;
    hale.does(asking::start_round("askedinround")).await;
    hale.does(asking::confirm()).await;
    hale.does(asking::open_box("askedinbox", 15)).await;
    let open = |view: &rondo_protocol::View| view.feedback_box.is_some();
    let open = hale.sees("the box", open).await.feedback_box.clone();
    let open = open.unwrap();
    let box_id = open.box_id;
    let mut envelopes = Vec::new();
    for member in &mut members {
        let token = member.client.token(box_id, &open.key).await.unwrap();
        let slip = asking::slip("writteninslip");
        envelopes.push(seal(token, box_id, Some(&slip)).unwrap());
    }
    hale.does(asking::close_box(box_id)).await;
    for envelope in envelopes {
        stage
            .browser()
            .post_envelope(box_id, envelope.bytes().to_vec())
            .await
            .unwrap();
    }
    // Nothing of a slip is durable before the seal, whatever else is stored meanwhile.
    members[0].does(asking::say("meanwhile")).await;
    assert_eq!(files_with(stage.data(), "writteninslip"), [""; 0]);
    let sealed = |view: &rondo_protocol::View| {
        let feedback_box = view.feedback_box.as_ref();
        feedback_box.is_some_and(|b| b.stage == BoxStage::Sealed)
    };
    hale.sees("the slips", sealed).await;

    let everything = [
        "saidtoall",
        "saidtohale",
        "leftplace",
        "leftphone",
        "askedtoall",
        "answeredtoall",
        "askedinround",
        "askedinbox",
        "writteninslip",
        "meanwhile",
    ];
    for words in everything {
        assert_ne!(
            files_with(stage.data(), words),
            [""; 0],
            "{words}: the search finds nothing"
        );
    }
    hale.does(asking::end()).await;
    stage.log().until("erased").await;
    for words in everything {
        assert_eq!(files_with(stage.data(), words), [""; 0], "{words}");
    }
    let actions = audited(stage.data()).await;
    for action in [
        "session_opened",
        "session_started",
        "box_opened",
        "session_ended",
        "session_erased",
    ] {
        assert!(
            actions.iter().any(|a| a == action),
            "{action} in {actions:?}"
        );
    }
}

#[tokio::test]
async fn the_words_of_a_hidden_line_are_off_the_disk_while_the_session_goes_on() {
    // R-CON-6, R-CON-10
    let mut stage = Stage::new().await;
    let Circle {
        mut hale,
        members: [mut maren],
        ..
    } = Circle::live(&stage, ["Maren"]).await;
    maren.does(asking::say("staysthere")).await;
    maren.does(asking::say("betterhidden")).await;
    assert_ne!(files_with(stage.data(), "betterhidden"), [""; 0]);
    let line = |view: &rondo_protocol::View| view.lines.get(1).map(|l| l.line);
    let hidden = line(hale.sees("the line", |view| line(view).is_some()).await);
    hale.does(asking::hide(hidden.unwrap())).await;
    // The room takes nothing more before the words are gone.
    hale.does(asking::say("go on")).await;
    assert_eq!(files_with(stage.data(), "betterhidden"), [""; 0]);
    assert_ne!(files_with(stage.data(), "staysthere"), [""; 0]);
    maren.sees("the rest", |view| view.lines.len() == 2).await;

    let dropped = [hale.drops(), maren.drops()];
    stage.kill();
    stage.start().await;
    for somebody in dropped {
        let back = somebody.back().await;
        assert_eq!(back.view().lines.len(), 2);
        back.sees_what_a_fresh_view_shows().await;
    }
}

#[tokio::test]
async fn an_end_that_the_server_did_not_live_to_erase_is_erased_when_it_starts_again() {
    let mut stage = Stage::new().await;
    let mut circle = Circle::live(&stage, ["Maren"]).await;
    circle.members[0].does(asking::say("saidtoall")).await;
    circle.hale.does(asking::end()).await;
    // Killed at any moment from here on: before, during or after erasing.
    stage.kill();
    stage.start().await;
    let mut log = stage.log();
    if !files_with(stage.data(), "saidtoall").is_empty() {
        log.until("erased").await;
    }
    assert_eq!(files_with(stage.data(), "saidtoall"), [""; 0]);
    circle.group.page_after_the_end().await;
    circle.group.open_session().await;
}
