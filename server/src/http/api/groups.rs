//! Making, showing and changing a group.

use axum::{Json, extract::State};
use rondo_protocol::{
    GroupId,
    http::{ErrorCode, Field, Group, GroupPage, GroupSettings},
};
use uuid::Uuid;

use super::sessions;
use crate::{
    http::{
        AppState,
        body::Body,
        error::{Answer, Failure},
        signed_in::{Leads, SignedIn},
    },
    limits,
    store::AuditLine,
};

pub(super) async fn make(
    State(state): State<AppState>,
    SignedIn { account, .. }: SignedIn,
    Body(settings): Body<GroupSettings>,
) -> Answer<Json<Group>> {
    within_bounds(&settings)?;
    let group = GroupId(Uuid::new_v4());
    let audit = AuditLine {
        group: Some(group),
        actor: Some(account.id),
        ..AuditLine::new(state.now(), "group_made")
    };
    let made = state
        .store
        .make_group(group, account.id, settings, audit)
        .await?;
    Ok(Json(made.ok_or(ErrorCode::Full)?))
}

pub(super) async fn page(State(state): State<AppState>, leads: Leads) -> Answer<Json<GroupPage>> {
    let group = leads.group.id;
    Ok(Json(GroupPage {
        roster: state.store.roster(group, state.now()).await?,
        session: sessions::open_now(&state, group),
        past: state.store.past_sessions(group).await?,
        group: leads.group,
    }))
}

pub(super) async fn change(
    State(state): State<AppState>,
    leads: Leads,
    Body(settings): Body<GroupSettings>,
) -> Answer<Json<Group>> {
    within_bounds(&settings)?;
    let audit = leads.audit(&state, "group_changed");
    let changed = state
        .store
        .change_group(leads.group.id, settings, audit)
        .await?;
    Ok(Json(changed.ok_or(ErrorCode::NotFound)?))
}

fn within_bounds(settings: &GroupSettings) -> Result<(), Failure> {
    if !limits::CAPACITY.contains(&settings.capacity) {
        return Err(Failure::invalid(Field::Capacity));
    }
    if !limits::FEEDBACK_THRESHOLDS.contains(&settings.feedback_threshold) {
        return Err(Failure::invalid(Field::FeedbackThreshold));
    }
    Ok(())
}
