//! Whether the server can do its work, and what it says to whoever comes while it stops.

use axum::http::StatusCode;
use rondo_client::{Client, Closed};
use rondo_protocol::http::{ErrorCode, SessionOpened, Ticket};
use serde_json::json;

use super::stage::{Browser, ORIGIN, Stage};
use crate::limits;

async fn asks(browser: &mut Browser, path: &str) -> (StatusCode, String) {
    let reply = browser.get(path).await;
    (reply.status, String::from_utf8(reply.body).unwrap())
}

#[tokio::test]
async fn whoever_comes_while_the_server_stops_is_told_to_come_back_and_not_that_it_is_over() {
    let stage = Stage::new().await;
    let mut hale = stage.dr_hale().await;
    let group = hale.make_group().await;
    let sessions = format!("{group}/sessions");
    let opened: SessionOpened = hale.post_nothing(&sessions).await.json();
    let own = json!({"session": opened.session, "as": null});
    let ticket: Ticket = hale.post("/api/ticket", own.clone()).await.json();
    let mut watch = stage.browser();
    let ok = (StatusCode::OK, "ready\n".to_owned());
    assert_eq!(asks(&mut watch, "/readyz").await, ok);

    stage.state.hub.stop().await;
    let (status, words) = asks(&mut watch, "/readyz").await;
    assert_eq!((status.as_u16(), words.as_str()), (503, "stopping\n"));
    assert_eq!(asks(&mut watch, "/healthz").await.0, StatusCode::OK);
    let refused = hale.post("/api/ticket", own).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.code(), ErrorCode::Busy);
    assert_eq!(hale.get(&group).await.code(), ErrorCode::Busy);

    // With a ticket from before.
    let address = format!("http://{}", stage.listens().await);
    let knock = Client::connect_at(&address, ORIGIN, ticket.ticket, None).await;
    assert_eq!(knock.err(), Some(Closed::Code(4503)));
}

#[tokio::test]
async fn the_store_is_asked_at_most_once_a_second_whether_it_takes_anything() {
    let stage = Stage::new().await;
    let mut watch = stage.browser();
    let before = stage.state.store.commits();
    for _ in 0..10 {
        assert_eq!(asks(&mut watch, "/readyz").await.0, StatusCode::OK);
    }
    assert_eq!(stage.state.store.commits(), before + 1);
    // A store that is closed takes nothing.
    stage.state.store.close().await;
    assert_eq!(asks(&mut watch, "/readyz").await.0, StatusCode::OK);
    stage.clock.advance(limits::READY_EVERY_MS);
    let (status, words) = asks(&mut watch, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(words, "the disk takes nothing at present\n");
}
