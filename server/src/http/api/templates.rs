//! The check-in templates a group saves for itself.

use axum::{Json, extract::State, http::StatusCode};
use rondo_protocol::http::{ErrorCode, Field, SaveTemplate, SavedTemplate, TemplateId, Templates};
use rondo_room::well_formed;
use uuid::Uuid;

use crate::http::{
    AppState,
    body::Body,
    error::{Answer, Failure},
    signed_in::{Leads, PathTemplate},
};

pub(super) async fn list(State(state): State<AppState>, leads: Leads) -> Answer<Json<Templates>> {
    let templates = state.store.templates(leads.group.id).await?;
    Ok(Json(Templates { templates }))
}

pub(super) async fn save(
    State(state): State<AppState>,
    leads: Leads,
    Body(save): Body<SaveTemplate>,
) -> Answer<Json<SavedTemplate>> {
    if !well_formed(&save.template.answer) {
        return Err(Failure::invalid(Field::Template));
    }
    let saved = SavedTemplate {
        id: TemplateId(Uuid::new_v4()),
        template: save.template,
    };
    let audit = leads.audit(&state, "template_saved");
    let kept = state
        .store
        .save_template(leads.group.id, saved.clone(), audit)
        .await?;
    if !kept {
        return Err(ErrorCode::Full.into());
    }
    Ok(Json(saved))
}

pub(super) async fn remove(
    State(state): State<AppState>,
    leads: Leads,
    PathTemplate(template): PathTemplate,
) -> Answer<StatusCode> {
    let audit = leads.audit(&state, "template_deleted");
    let deleted = state
        .store
        .delete_template(leads.group.id, template, audit)
        .await?;
    if deleted {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}
