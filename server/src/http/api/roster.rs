//! Putting people on a group's roster, renaming them and taking them off.

use axum::{Json, extract::State, http::StatusCode};
use rondo_protocol::{
    GroupId, PersonId,
    http::{AddPerson, ErrorCode, RenamePerson, RosterEntry},
    roster::Role,
};
use rondo_room::Rostered;
use uuid::Uuid;

use crate::{
    http::{
        AppState,
        body::Body,
        error::Answer,
        signed_in::{Leads, PathPerson},
    },
    store::AuditLine,
};

pub(super) async fn add(
    State(state): State<AppState>,
    leads: Leads,
    Body(add): Body<AddPerson>,
) -> Answer<Json<RosterEntry>> {
    let person = PersonId(Uuid::new_v4());
    let audit = about(&state, &leads, person, "person_added");
    let added = state
        .store
        .add_person(leads.group.id, person, add.name, add.role, audit)
        .await?;
    if !added {
        return Err(ErrorCode::Full.into());
    }
    tell_the_room(&state, leads.group.id).await?;
    entry(&state, &leads, person).await
}

pub(super) async fn rename(
    State(state): State<AppState>,
    leads: Leads,
    PathPerson(person): PathPerson,
    Body(rename): Body<RenamePerson>,
) -> Answer<Json<RosterEntry>> {
    let audit = about(&state, &leads, person, "person_renamed");
    let renamed = state
        .store
        .rename_person(leads.group.id, person, rename.name, audit)
        .await?;
    if !renamed {
        return Err(ErrorCode::NotFound.into());
    }
    tell_the_room(&state, leads.group.id).await?;
    entry(&state, &leads, person).await
}

pub(super) async fn remove(
    State(state): State<AppState>,
    leads: Leads,
    PathPerson(person): PathPerson,
) -> Answer<StatusCode> {
    let audit = about(&state, &leads, person, "person_removed");
    let removed = state
        .store
        .remove_person(leads.group.id, person, audit)
        .await?;
    if !removed {
        return Err(ErrorCode::NotFound.into());
    }
    state.hub.expel(leads.group.id, person).await;
    tell_the_room(&state, leads.group.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An audit line about one person of the group.
pub(super) fn about(
    state: &AppState,
    leads: &Leads,
    person: PersonId,
    action: &'static str,
) -> AuditLine {
    AuditLine {
        subject: Some(person),
        ..leads.audit(state, action)
    }
}

/// The members a room expects, which keeps an empty chair for each who is absent.
pub(super) async fn members(state: &AppState, group: GroupId) -> Answer<Vec<Rostered>> {
    let roster = state.store.roster(group, state.now()).await?;
    Ok(roster
        .into_iter()
        .filter(|entry| entry.role == Role::Member)
        .map(|entry| Rostered {
            person: entry.person,
            name: entry.name,
        })
        .collect())
}

async fn tell_the_room(state: &AppState, group: GroupId) -> Answer<()> {
    let members = members(state, group).await?;
    state.hub.roster_changed(group, members).await;
    Ok(())
}

async fn entry(state: &AppState, leads: &Leads, person: PersonId) -> Answer<Json<RosterEntry>> {
    let entry = state
        .store
        .person(leads.group.id, person, state.now())
        .await?;
    Ok(Json(entry.ok_or(ErrorCode::NotFound)?))
}
