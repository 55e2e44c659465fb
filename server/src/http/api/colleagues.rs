//! Links by which another therapist comes to lead the same group.

use axum::{Json, extract::State, http::HeaderMap, response::IntoResponse};
use rondo_protocol::http::{
    AcceptColleagueLink, ColleagueLink, ErrorCode, Field, Link, PeekColleagueLink,
};

use super::accounts;
use crate::{
    http::{
        AppState,
        address::CameFrom,
        body::Body,
        error::{Answer, Failure, followed},
        signed_in::Leads,
        tokens::{self, LinkTo},
    },
    limits,
    store::{AuditLine, Colleague, Joined, records::TokenHash},
};

pub(super) async fn invite(State(state): State<AppState>, leads: Leads) -> Answer<Json<Link>> {
    let (token, hash) = tokens::token()?;
    let expires_at = state.now().plus_ms(limits::COLLEAGUE_LINK_MS);
    let audit = leads.audit(&state, "colleague_invited");
    let made = state
        .store
        .make_colleague_link(leads.group.id, hash, expires_at, audit)
        .await?;
    if !made {
        return Err(ErrorCode::Full.into());
    }
    Ok(Json(Link {
        url: tokens::link(&state.public_url, LinkTo::Colleague, &token),
        expires_at,
    }))
}

pub(super) async fn peek(
    State(state): State<AppState>,
    CameFrom(address): CameFrom,
    Body(peek): Body<PeekColleagueLink>,
) -> Answer<Json<ColleagueLink>> {
    state.before_a_link(address).await;
    let hash = TokenHash::of(&peek.token.0);
    let link = state.store.peek_colleague_link(hash, state.now()).await?;
    let (_, group_name) = state.followed(address, link)?;
    Ok(Json(ColleagueLink { group_name }))
}

/// With the right password of an existing account that account joins; with a name and an address
/// that has none, a new account is made. A working link is needed first, so this is no way to guess
/// passwords; tries are counted all the same.
pub(super) async fn accept(
    State(state): State<AppState>,
    CameFrom(address): CameFrom,
    headers: HeaderMap,
    Body(accept): Body<AcceptColleagueLink>,
) -> Answer<impl IntoResponse> {
    state.before_a_link(address).await;
    let hash = TokenHash::of(&accept.token.0);
    let link = state.store.peek_colleague_link(hash, state.now()).await?;
    state.followed(address, link)?;
    let password = accept.password.clone();
    let theirs = accounts::checked(&state, address, &headers, &accept.email, password).await?;
    let (account, colleague) = match theirs {
        Some(account) => (account.clone(), Colleague::Known(account.id)),
        None => {
            let name = accept.name.ok_or_else(|| Failure::invalid(Field::Name))?;
            let account =
                accounts::new_account(&state, name, &accept.email, accept.password).await?;
            (account.clone(), Colleague::New(account))
        }
    };
    let (token, cookie) = accounts::new_cookie(state.now())?;
    let audit = AuditLine::new(state.now(), "colleague_joined");
    let joined = state
        .store
        .follow_colleague_link(hash, colleague, cookie, audit)
        .await?;
    match followed(joined)? {
        Joined::Done => accounts::signed_in(&state, &account, &token).await,
        Joined::EmailTaken => Err(ErrorCode::WrongLogin.into()),
    }
}
