//! Opening a group's session, and the ticket with which a person enters it.

use axum::{Json, extract::State, http::HeaderMap};
use rondo_protocol::{
    GroupId, SessionId,
    http::{AskTicket, ErrorCode, InvitedRole, OpenSession, Secret, SessionOpened, Ticket},
    roster::Role,
    session::GroundRules,
};
use rondo_room::Opening;
use uuid::Uuid;

use super::{invitations, roster};
use crate::{
    http::{
        AppState,
        body::Body,
        error::{Answer, Failure},
        signed_in::{self, Leads},
    },
    hub::{Admit, HubError},
    store::records::{Account, Invitee},
};

pub(super) async fn open(
    State(state): State<AppState>,
    leads: Leads,
) -> Answer<Json<SessionOpened>> {
    let group = leads.group.id;
    if let Some(open) = state.hub.session_of(group) {
        return Err(Failure::session_open(open.id));
    }
    let settings = leads.group.settings;
    let opening = Opening {
        session: SessionId(Uuid::new_v4()),
        group,
        group_name: settings.name,
        number: state.store.next_session_number(group).await?,
        ground_rules: GroundRules {
            version: leads.group.ground_rules_version,
            text: settings.ground_rules,
        },
        crisis_text: settings.crisis_text,
        capacity: settings.capacity,
        feedback_threshold: settings.feedback_threshold.into(),
        feedback_confirmed: state.hub.anonymity_confirmed(group).await?,
        admission: settings.admission,
        roster: roster::members(&state, group).await?,
        planned_minutes: None,
    };
    let session = state.hub.open_session(opening, leads.therapist).await?;
    Ok(Json(SessionOpened { session }))
}

pub(super) async fn ticket(
    State(state): State<AppState>,
    headers: HeaderMap,
    Body(ask): Body<AskTicket>,
) -> Answer<Json<Ticket>> {
    let session = ask.session;
    let group = state.hub.group_of(session);
    let (admit, theirs) = match &ask.r#as {
        Some(invitation) => {
            let invitee = invitations::acting_as(&state, &headers, invitation).await?;
            let theirs = group == Some(invitee.group);
            (member(session, invitee), theirs)
        }
        None => {
            let account = signed_in::account(&state, &headers).await?;
            let theirs = match group {
                Some(group) => state.store.leads(group, account.id).await?,
                None => false,
            };
            (therapist(session, account), theirs)
        }
    };
    if !theirs {
        return Err(ErrorCode::NoSession.into());
    }
    let ticket = state.hub.issue_ticket(admit).ok_or(ErrorCode::Busy)?;
    Ok(Json(Ticket {
        ticket: Secret(ticket),
    }))
}

fn member(session: SessionId, invitee: Invitee) -> Admit {
    Admit {
        session,
        person: invitee.person,
        role: match invitee.role {
            InvitedRole::Member => Role::Member,
            InvitedRole::Observer => Role::Observer,
        },
        name: invitee.name,
    }
}

fn therapist(session: SessionId, account: Account) -> Admit {
    Admit {
        session,
        person: account.id,
        role: Role::Therapist,
        name: account.name,
    }
}

/// The session a group has open, as its people see it.
pub(super) fn open_now(state: &AppState, group: GroupId) -> Option<OpenSession> {
    let open = state.hub.session_of(group)?;
    Some(OpenSession {
        id: open.id,
        phase: open.phase,
        opened_at: open.opened_at,
    })
}

impl From<HubError> for Failure {
    fn from(error: HubError) -> Self {
        match error {
            HubError::AlreadyOpen(session) => Self::session_open(session),
            HubError::CannotStore => Self::new(ErrorCode::CannotStore),
            HubError::Fault(details) => Self::fault(&details),
        }
    }
}
