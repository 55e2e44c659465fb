//! The letterbox of the anonymous boxes: takes an envelope and learns nothing about who brings it.
//!
//! Every envelope has the same size and gets the same answer after the same time, whatever becomes
//! of it. These routes stand apart from all others and hold nothing but the way into the boxes: no
//! session, no cookie, no header and no address is read here, and nothing about a request is logged
//! or kept, not even that it came.
//!
//! Every answer ends its connection. A browser would use it again for the envelope of the next box, and
//! two envelopes on one connection are known to be of one page.
//!
//! The origin of a request is not looked at either. That check keeps another site's page from doing
//! in somebody's name what only they may do; here nobody has a name, and an envelope without a
//! token is nothing, whoever sends it.

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderValue, StatusCode, header::CONNECTION},
    middleware::map_response,
    response::Response,
    routing::{any, post},
};
use http_body_util::BodyExt;
use rondo_protocol::{BoxId, limits::ENVELOPE_BYTES};
use tokio::time::{Instant, sleep_until, timeout};
use zeroize::Zeroizing;

use crate::{hub::Letterbox, limits};

/// Routes of their own, to be joined outside every layer that looks at requests.
pub fn router(letterbox: Letterbox) -> Router {
    // Whatever else is below is answered here, so that no log hears of it.
    let nothing_here = async || StatusCode::NOT_FOUND;
    let boxes = Router::new()
        .route("/{box}", post(told_no_more_than(drop_in)))
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .fallback(nothing_here)
        .with_state(letterbox);
    Router::new()
        .route("/anon/", any(nothing_here))
        .nest("/anon", boxes)
        .layer(map_response(ending_the_connection))
}

async fn ending_the_connection(mut answer: Response) -> Response {
    let close = HeaderValue::from_static("close");
    answer.headers_mut().insert(CONNECTION, close);
    answer
}

/// The whole of what may be known about a request: which box, and the bytes. This does not compile
/// with a handler that is told more, such as headers or who is signed in.
fn told_no_more_than<H, A>(handler: H) -> H
where
    H: Fn(State<Letterbox>, Named, Body) -> A + Clone + Send + 'static,
    A: Future<Output = StatusCode> + Send,
{
    handler
}

/// The box in an address, if there is an id in it.
type Named = Result<Path<BoxId>, PathRejection>;

async fn drop_in(State(letterbox): State<Letterbox>, named: Named, body: Body) -> StatusCode {
    let envelope = timeout(limits::ENVELOPE_WITHIN, read(body)).await;
    let answer_at = sleep_until(Instant::now() + limits::ENVELOPE_ANSWER_DELAY);
    if let (Ok(Path(box_id)), Ok(Some(envelope))) = (named, envelope) {
        // Done before the answer is due, so that what becomes of it cannot be timed. Only while
        // more of them wait than can be looked at in that time is an answer late.
        tokio::join!(letterbox.post(box_id, &envelope[..]), answer_at);
    } else {
        answer_at.await;
    }
    StatusCode::NO_CONTENT
}

/// Reads a body that has the size of an envelope. One that says or shows that it is larger is given
/// up at once, and none takes more memory than an envelope.
async fn read(mut body: Body) -> Option<Box<Zeroizing<[u8; ENVELOPE_BYTES]>>> {
    // In a place of its own: what is moved leaves copies behind.
    let mut envelope = Box::new(Zeroizing::new([0; ENVELOPE_BYTES]));
    let mut length = 0;
    let promised = usize::try_from(body.size_hint().lower()).ok()?;
    if promised > ENVELOPE_BYTES {
        return None;
    }
    while let Some(frame) = body.frame().await {
        if let Ok(bytes) = frame.ok()?.into_data() {
            let end = length + bytes.len();
            envelope.get_mut(length..end)?.copy_from_slice(&bytes);
            length = end;
        }
    }
    (length == ENVELOPE_BYTES).then_some(envelope)
}
