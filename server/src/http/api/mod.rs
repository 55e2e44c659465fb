//! The JSON interface, one file per thing a person deals with.

mod accounts;
mod colleagues;
mod groups;
mod invitations;
mod roster;
mod sessions;
mod templates;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    routing::{delete, get, post, put},
};
use rondo_protocol::http::ErrorCode;

pub use self::accounts::new_cookie as new_therapist_cookie;
use super::{AppState, error::Failure, origin};
use crate::limits;

/// Routes below `/api`.
pub fn router(state: &AppState) -> Router {
    let group = Router::new()
        .route("/", get(groups::page).put(groups::change))
        .route("/roster", post(roster::add))
        .route(
            "/roster/{person}",
            put(roster::rename).delete(roster::remove),
        )
        .route(
            "/roster/{person}/invitation",
            post(invitations::make).delete(invitations::revoke),
        )
        .route("/therapists", post(colleagues::invite))
        .route("/sessions", post(sessions::open))
        .route("/templates", get(templates::list).post(templates::save))
        .route("/templates/{template}", delete(templates::remove));
    Router::new()
        .route("/status", get(accounts::status))
        .route("/setup", post(accounts::setup))
        .route("/login", post(accounts::login))
        .route("/logout", post(accounts::logout))
        .route("/me", get(accounts::me))
        .route("/groups", post(groups::make))
        .nest("/groups/{group}", group)
        .route("/colleague/peek", post(colleagues::peek))
        .route("/colleague/accept", post(colleagues::accept))
        .route("/invitations/open", post(invitations::open))
        .route("/invitations/{as}", get(invitations::read))
        .route("/ticket", post(sessions::ticket))
        .fallback(async || Failure::new(ErrorCode::NotFound))
        .method_not_allowed_fallback(async || Failure::new(ErrorCode::WrongMethod))
        .layer(DefaultBodyLimit::max(limits::API_BODY_BYTES_MAX))
        .layer(from_fn_with_state(state.public_url.clone(), origin::check))
        .with_state(state.clone())
}
