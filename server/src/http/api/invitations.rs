//! Personal invitations: made and taken back by therapists, opened by the person they are for.

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use rondo_protocol::http::{ErrorCode, InvitationRef, Invited, Link, OpenInvitation};

use super::{roster::about, sessions};
use crate::{
    http::{
        AppState,
        address::CameFrom,
        body::Body,
        cookies,
        error::Answer,
        signed_in::{Leads, PathPerson},
        tokens::{self, LinkTo},
    },
    limits,
    store::{
        NewInvitation,
        records::{Invitee, NewCookie, TokenHash},
    },
};

pub(super) async fn make(
    State(state): State<AppState>,
    leads: Leads,
    PathPerson(person): PathPerson,
) -> Answer<Json<Link>> {
    let (token, hash) = tokens::token()?;
    let expires_at = state.now().plus_ms(limits::INVITATION_MS);
    let new = NewInvitation {
        invitation: tokens::invitation_ref()?,
        hash,
        expires_at,
    };
    let audit = about(&state, &leads, person, "invitation_made");
    if !state
        .store
        .invite(leads.group.id, person, new, audit)
        .await?
    {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(Json(Link {
        url: tokens::link(&state.public_url, LinkTo::Join, &token),
        expires_at,
    }))
}

pub(super) async fn revoke(
    State(state): State<AppState>,
    leads: Leads,
    PathPerson(person): PathPerson,
) -> Answer<StatusCode> {
    let audit = about(&state, &leads, person, "invitation_revoked");
    let revoked = state
        .store
        .revoke_invitation(leads.group.id, person, audit)
        .await?;
    if !revoked {
        return Err(ErrorCode::NotFound.into());
    }
    state.hub.expel(leads.group.id, person).await;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn open(
    State(state): State<AppState>,
    CameFrom(address): CameFrom,
    Body(open): Body<OpenInvitation>,
) -> Answer<impl IntoResponse> {
    state.before_a_link(address).await;
    let now = state.now();
    let (token, hash) = tokens::token()?;
    let cookie = NewCookie {
        hash,
        expires_at: now.plus_ms(limits::INVITATION_MS).0,
    };
    let link = TokenHash::of(&open.token.0);
    let opened = state.store.open_invitation(link, cookie, now).await?;
    let invitee = state.followed(address, opened)?;
    let cookie = cookies::set_invitation(&invitee.invitation, &token, limits::INVITATION_MS)?;
    Ok((
        AppendHeaders([(header::SET_COOKIE, cookie)]),
        Json(invited(&state, invitee)),
    ))
}

pub(super) async fn read(
    State(state): State<AppState>,
    named: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Answer<Json<Invited>> {
    // What is no text names none.
    let Path(invitation) = named.map_err(|_| ErrorCode::NotFound)?;
    let invitee = acting_as(&state, &headers, &InvitationRef(invitation)).await?;
    Ok(Json(invited(&state, invitee)))
}

/// Who acts with the cookie of this invitation.
pub(super) async fn acting_as(
    state: &AppState,
    headers: &HeaderMap,
    invitation: &InvitationRef,
) -> Answer<Invitee> {
    let cookie = cookies::invitation(headers, invitation).ok_or(ErrorCode::NotSignedIn)?;
    let invitee = state.store.invited(invitation, cookie, state.now()).await?;
    Ok(invitee.ok_or(ErrorCode::NotSignedIn)?)
}

fn invited(state: &AppState, invitee: Invitee) -> Invited {
    Invited {
        session: sessions::open_now(state, invitee.group).map(|session| session.id),
        r#as: invitee.invitation,
        person: invitee.person,
        group_name: invitee.group_name,
        name: invitee.name,
        role: invitee.role,
        crisis_text: invitee.crisis_text,
    }
}
