//! The way in without a password belongs to the demo alone.

use axum::http::StatusCode;

use super::stage::Stage;

#[tokio::test]
async fn a_server_that_is_no_demo_has_no_way_in_without_a_password() {
    let stage = Stage::new().await;
    stage.dr_hale().await;
    let reply = stage.browser().get("/demo/token").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert!(!reply.headers.contains_key("set-cookie"));
}
