//! The letterbox of anonymous feedback: takes an envelope and learns nothing about who brings it.
//!
//! Every envelope has the same size and gets the same answer after the same time, whatever becomes
//! of it. These routes stand apart from all others: no session, no cookie, no address is read here,
//! and nothing about a request is logged or kept, not even that it came.

use axum::{
    Router,
    extract::{Path, Request, State},
    http::StatusCode,
    routing::post,
};
use rondo_protocol::{BoxId, limits::ENVELOPE_BYTES};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::{
    AppState,
    origin::{self, Origin},
};
use crate::limits;

/// Routes of their own, to be joined outside every layer that looks at requests.
pub fn router(state: &AppState) -> Router {
    Router::new()
        .route("/anon/{box}", post(drop_in))
        .with_state(state.clone())
}

async fn drop_in(
    State(state): State<AppState>,
    Path(box_id): Path<String>,
    request: Request,
) -> StatusCode {
    let foreign = origin::of(request.headers(), &state.public_url) == Origin::Foreign;
    let body = axum::body::to_bytes(request.into_body(), ENVELOPE_BYTES).await;
    let answer_at = Instant::now() + limits::ENVELOPE_ANSWER_DELAY;
    if let (false, Ok(box_id), Ok(envelope)) = (foreign, Uuid::parse_str(&box_id), body) {
        // Done before the answer is due, so that what becomes of it cannot be timed.
        if envelope.len() == ENVELOPE_BYTES {
            state.hub.drop_slip(BoxId(box_id), &envelope);
        }
    }
    sleep_until(answer_at).await;
    StatusCode::NO_CONTENT
}
