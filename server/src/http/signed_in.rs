//! Who asks: the signed-in therapist, or the therapist who leads the group in the path.
//!
//! A handler that takes one of these cannot run without it. Somebody else's group answers exactly
//! like one that does not exist.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, request::Parts},
};
use rondo_protocol::{
    GroupId, PersonId,
    http::{ErrorCode, Group, TemplateId},
};
use uuid::Uuid;

use super::{AppState, cookies, error::Failure};
use crate::store::{
    AuditLine,
    records::{Account, TokenHash},
};

/// The therapist whose cookie came with the request.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their account.
    pub account: Account,
    /// The cookie, to sign out with.
    pub cookie: TokenHash,
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let cookie = cookies::therapist(&parts.headers).ok_or(ErrorCode::NotSignedIn)?;
        let account = account(state, &parts.headers).await?;
        Ok(Self { account, cookie })
    }
}

/// The account whose cookie stands in these headers.
pub async fn account(state: &AppState, headers: &HeaderMap) -> Result<Account, Failure> {
    let cookie = cookies::therapist(headers).ok_or(ErrorCode::NotSignedIn)?;
    let account = state.store.signed_in(cookie, state.now()).await?;
    account.ok_or_else(|| ErrorCode::NotSignedIn.into())
}

/// A signed-in therapist and the group of the path, which they lead.
#[derive(Debug, Clone)]
pub struct Leads {
    /// Who.
    pub therapist: PersonId,
    /// The group as it stands.
    pub group: Group,
}

impl Leads {
    /// An audit line about what they do in this group.
    #[must_use]
    pub fn audit(&self, state: &AppState, action: &'static str) -> AuditLine {
        AuditLine {
            group: Some(self.group.id),
            actor: Some(self.therapist),
            ..AuditLine::new(state.now(), action)
        }
    }
}

impl FromRequestParts<AppState> for Leads {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        let SignedIn { account, .. } = SignedIn::from_request_parts(parts, state).await?;
        let group = GroupId(path_id(parts, state, "group").await?);
        let group = state.store.group_led_by(group, account.id).await?;
        Ok(Self {
            therapist: account.id,
            group: group.ok_or(ErrorCode::NotFound)?,
        })
    }
}

/// The person of the path.
#[derive(Debug, Clone, Copy)]
pub struct PathPerson(pub PersonId);

impl FromRequestParts<AppState> for PathPerson {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        path_id(parts, state, "person")
            .await
            .map(PersonId)
            .map(Self)
    }
}

/// The template of the path.
#[derive(Debug, Clone, Copy)]
pub struct PathTemplate(pub TemplateId);

impl FromRequestParts<AppState> for PathTemplate {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Failure> {
        path_id(parts, state, "template")
            .await
            .map(TemplateId)
            .map(Self)
    }
}

async fn path_id(parts: &mut Parts, state: &AppState, name: &str) -> Result<Uuid, Failure> {
    let params = RawPathParams::from_request_parts(parts, state)
        .await
        .map_err(|_| Failure::new(ErrorCode::NotFound))?;
    params
        .iter()
        .find(|(found, _)| *found == name)
        .and_then(|(_, value)| Uuid::parse_str(value).ok())
        .ok_or_else(|| ErrorCode::NotFound.into())
}
