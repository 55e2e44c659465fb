//! A whole evening with everything logged that can be: not a word of anybody stands in it.

use rondo_protocol::checkins::{Answer, AnswerKind};
use rondo_tests::{Circle, Stage, asking, words};
use serde_json::json;

#[tokio::test]
async fn not_even_the_most_talkative_log_repeats_what_people_said() {
    let stage = Stage::talkative().await;
    let Circle {
        mut hale,
        members: [mut maren, mut theo],
        ..
    } = Circle::live(&stage, ["Maren", "Theo"]).await;
    maren.does(asking::say("to all")).await;
    maren
        .does(asking::leave_contact("the kitchen", "0123"))
        .await;
    maren.does(asking::ask_help()).await;
    hale.does(asking::open_checkin(
        "how are you",
        AnswerKind::Text { chars: 99 },
    ))
    .await;
    let open = |view: &rondo_protocol::View| view.checkin.is_some();
    let checkin = theo
        .sees("the question", open)
        .await
        .checkin
        .as_ref()
        .unwrap()
        .checkin;
    let text = asking::text("not so well");
    theo.does(asking::answer(checkin, Answer::Text { text }))
        .await;
    let mut stranger = stage.browser();
    let guess = json!({"email": "x@zephyrine.example", "password": words("guess")});
    let _refused = stranger.post::<()>("/api/login", &guess).await;
    let _refused = stranger
        .get::<()>(&format!("/api/zephyrine?{}", "zephyrine=1"))
        .await;
    let _refused = stranger
        .post::<()>("/api/login", &json!({"zephyrine": 1}))
        .await;
    hale.does(asking::end()).await;
    stage.log().until("erased").await;
}
