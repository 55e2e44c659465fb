//! The demo's way in: a link that signs its therapist in with one click.
//!
//! Only the demo has this route; a server that people rely on has no door without a password. The
//! link works as long as the demo lives, so that whoever closed the page finds back the same way.

use std::sync::{Mutex, PoisonError};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
    routing::get,
};
use rondo_protocol::{GroupId, PersonId, http::Secret};

use super::{
    AppState,
    api::new_therapist_cookie,
    cookies,
    error::{Answer, Failure},
    tokens,
};
use crate::{
    config::PublicUrl,
    limits,
    store::{AuditLine, records::TokenHash},
};

/// The link, once it is issued.
#[derive(Default)]
pub struct EntryLink(Mutex<Option<Entry>>);

#[derive(Clone, Copy)]
struct Entry {
    token: TokenHash,
    therapist: PersonId,
    group: GroupId,
}

impl EntryLink {
    /// Makes the link that signs `therapist` in and leads to the room of `group`.
    ///
    /// # Errors
    /// A fault if the operating system has no randomness to give.
    pub fn issue(
        &self,
        public_url: &PublicUrl,
        therapist: PersonId,
        group: GroupId,
    ) -> Result<Secret, Failure> {
        let (secret, token) = tokens::token()?;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Entry {
            token,
            therapist,
            group,
        });
        Ok(Secret(format!("{}/demo/{}", public_url.origin(), secret.0)))
    }

    fn entry(&self, token: &str) -> Option<Entry> {
        let kept = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.filter(|entry| entry.token == TokenHash::of(token))
    }
}

/// The route, if this is the demo.
pub fn router(state: &AppState) -> Router {
    if state.entry.is_none() {
        return Router::new();
    }
    Router::new()
        .route("/demo/{token}", get(enter))
        .with_state(state.clone())
}

async fn enter(State(state): State<AppState>, Path(token): Path<String>) -> Answer<Response> {
    let entry = state.entry.as_ref().and_then(|link| link.entry(&token));
    let Some(entry) = entry else {
        return Ok((StatusCode::GONE, "This link belongs to another demo.\n").into_response());
    };
    let (token, cookie) = new_therapist_cookie(state.now())?;
    let audit = AuditLine {
        actor: Some(entry.therapist),
        ..AuditLine::new(state.now(), "signed_in")
    };
    state.store.sign_in(entry.therapist, cookie, audit).await?;
    let group = entry.group;
    let to = match state.hub.session_of(group) {
        Some(open) => format!("/#/room/{}/group/{group}", open.id),
        None => format!("/#/groups/{group}"),
    };
    let headers = AppendHeaders([
        (
            header::SET_COOKIE,
            cookies::set_therapist(&token, limits::THERAPIST_COOKIE_MS)?,
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ]);
    Ok((headers, Redirect::to(&to)).into_response())
}
