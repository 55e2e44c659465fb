//! Requests and answers of the HTTP interface, apart from the live room: accounts, groups, roster,
//! invitations, saved templates, and the ticket that opens the websocket.
//!
//! They stand here so that the server, the browser and the tests read one definition. Every request
//! refuses unknown fields. Times are milliseconds since 1970 UTC and stay below 2^53. Nothing here
//! may ever show a name, an e-mail address, a password or a token in its `Debug` text.
//!
//! Routes, with what they take and give (`-` is an empty body; answers without a body are 204):
//!
//! | route | takes | gives |
//! | --- | --- | --- |
//! | GET /api/status | - | [`Status`] |
//! | POST /api/setup | [`Setup`] | [`Therapist`] |
//! | POST /api/login | [`Login`] | [`Therapist`] |
//! | POST /api/logout | - | - |
//! | GET /api/me | - | [`Therapist`] |
//! | POST /api/groups | [`GroupSettings`] | [`Group`] |
//! | GET /api/groups/{id} | - | [`GroupPage`] |
//! | PUT /api/groups/{id} | [`GroupSettings`] | [`Group`] |
//! | POST /api/groups/{id}/roster | [`AddPerson`] | [`RosterEntry`] |
//! | PUT /api/groups/{id}/roster/{person} | [`RenamePerson`] | [`RosterEntry`] |
//! | DELETE /api/groups/{id}/roster/{person} | - | - |
//! | POST /api/groups/{id}/roster/{person}/invitation | - | [`Link`] |
//! | DELETE /api/groups/{id}/roster/{person}/invitation | - | - |
//! | POST /api/groups/{id}/therapists | - | [`Link`] |
//! | POST /api/colleague/peek | [`PeekColleagueLink`] | [`ColleagueLink`] |
//! | POST /api/colleague/accept | [`AcceptColleagueLink`] | [`Therapist`] |
//! | POST /api/groups/{id}/sessions | - | [`SessionOpened`], or 409 with [`ErrorAnswer::session`] |
//! | GET /api/groups/{id}/templates | - | [`Templates`] |
//! | POST /api/groups/{id}/templates | [`SaveTemplate`] | [`SavedTemplate`] |
//! | DELETE /api/groups/{id}/templates/{template} | - | - |
//! | POST /api/invitations/open | [`OpenInvitation`] | [`Invited`] |
//! | GET /api/invitations/{as} | - | [`Invited`] |
//! | POST /api/ticket | [`AskTicket`] | [`Ticket`] |
//! | POST /anon/{box} | exactly 2,048 bytes, no credentials | always 204 |
//!
//! Everything that is not a success answers [`ErrorAnswer`].

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::{
    checkins::Template,
    ids::{GroupId, PersonId, SessionId},
    roster::Role,
    session::{Admission, Phase},
    text::{Name, PageText},
    time::At,
};

/// A password, a link's token or a ticket; its `Debug` text is always the same.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "http.ts")]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A sign-in address as it was typed; its `Debug` text is always the same.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "http.ts")]
pub struct Email(pub String);

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

/// Names one invitation in paths and in its cookie's name; public, and useless without the cookie.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "http.ts")]
pub struct InvitationRef(pub String);

/// Names one template that a group saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export_to = "http.ts")]
pub struct TemplateId(pub Uuid);

/// What anybody may know about this server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Status {
    /// No therapist exists yet: the set-up link on the server's terminal is still open.
    pub setup_needed: bool,
    /// The server's version, such as `0.1.0`.
    pub version: String,
}

/// Makes the first therapist with the one-time token from the server's terminal.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct Setup {
    /// The fragment of the set-up link.
    pub token: Secret,
    /// The name shown to the group.
    pub name: Name,
    /// Sign-in address; trimmed and lower-cased by the server.
    pub email: Email,
    /// 12 to 256 characters.
    pub password: Secret,
}

/// Signs a therapist in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct Login {
    /// Sign-in address.
    pub email: Email,
    /// Password.
    pub password: Secret,
}

/// The signed-in therapist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Therapist {
    /// Who they are in every group and session.
    pub person: PersonId,
    /// The name shown to groups.
    pub name: Name,
    /// Sign-in address.
    pub email: Email,
    /// Groups they lead, by name.
    pub groups: Vec<GroupSummary>,
}

/// One line of a therapist's list of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct GroupSummary {
    /// The group.
    pub id: GroupId,
    /// Its name.
    pub name: Name,
    /// A session is open now.
    pub session_open: bool,
}

/// Everything a therapist sets for a group; sent whole, both to make and to change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct GroupSettings {
    /// The group's name, shown to members.
    pub name: Name,
    /// What each member accepts before entering; changing it raises the version.
    pub ground_rules: PageText,
    /// Where to turn in a crisis; shown when no therapist can answer.
    pub crisis_text: PageText,
    /// Most members the room seats; therapists and observers are not counted.
    pub capacity: u16,
    /// Fewest envelopes an anonymous box opens for: 5, or 4 where the group fixed that beforehand.
    pub feedback_threshold: u8,
    /// How members are let in unless the session says otherwise.
    pub admission: Admission,
}

/// A group as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Group {
    /// The group.
    pub id: GroupId,
    /// What its therapists set.
    pub settings: GroupSettings,
    /// Version of the ground rules, from 1.
    pub ground_rules_version: u32,
}

/// Everything on a therapist's page of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct GroupPage {
    /// The group.
    pub group: Group,
    /// Therapists, members and observers, by role and then by name.
    pub roster: Vec<RosterEntry>,
    /// The open session, if any.
    pub session: Option<OpenSession>,
    /// Ended sessions, newest first.
    pub past: Vec<PastSession>,
}

/// One person who belongs to the group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct RosterEntry {
    /// The person.
    pub person: PersonId,
    /// The name the therapists gave them; in the room a member may choose another.
    pub name: Name,
    /// Their role.
    pub role: Role,
    /// Where their invitation stands; always `none` for therapists, who sign in.
    pub invitation: InvitationState,
}

/// Where somebody's invitation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export_to = "http.ts")]
pub enum InvitationState {
    /// None was made.
    None,
    /// The link works.
    Active {
        /// When it stops working.
        expires_at: At,
        /// When it was first opened in a browser.
        opened_at: Option<At>,
    },
    /// Its time is over.
    Expired {
        /// When it stopped working.
        expires_at: At,
    },
    /// A therapist took it back.
    Revoked,
}

/// The session a group has open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct OpenSession {
    /// The session.
    pub id: SessionId,
    /// Its phase; never `ended`.
    pub phase: Phase,
    /// When a therapist opened it.
    pub opened_at: At,
}

/// What stays visible of a session that ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct PastSession {
    /// Counted from 1 in each group.
    pub number: u32,
    /// When it was opened.
    pub opened_at: At,
    /// When it ended.
    pub ended_at: At,
    /// How many members came.
    pub attended: u32,
}

/// Puts a person on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct AddPerson {
    /// Their name.
    pub name: Name,
    /// Member or observer; therapists come by a colleague's link.
    pub role: InvitedRole,
}

/// Roles a personal invitation can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "http.ts")]
pub enum InvitedRole {
    /// Takes part.
    Member,
    /// Silent, visible to all, only by consent.
    Observer,
}

/// Changes a person's name on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct RenamePerson {
    /// The new name.
    pub name: Name,
}

/// A link to hand over; shown once, the server keeps only a hash of its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Link {
    /// The whole link, its token in the fragment.
    pub url: Secret,
    /// When it stops working.
    pub expires_at: At,
}

/// Asks what a colleague's link leads to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct PeekColleagueLink {
    /// The fragment of the link.
    pub token: Secret,
}

/// What a colleague's link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct ColleagueLink {
    /// The group they would lead.
    pub group_name: Name,
}

/// Uses a colleague's link, with a new account or with an existing one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct AcceptColleagueLink {
    /// The fragment of the link.
    pub token: Secret,
    /// Needed for a new account; ignored where the e-mail already has one.
    pub name: Option<Name>,
    /// Sign-in address.
    pub email: Email,
    /// The new password, or the right one of the existing account.
    pub password: Secret,
}

/// The session that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct SessionOpened {
    /// The session.
    pub session: SessionId,
}

/// A group's saved check-in templates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Templates {
    /// In the order they were saved.
    pub templates: Vec<SavedTemplate>,
}

/// One saved check-in template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct SavedTemplate {
    /// Its id, to delete it by.
    pub id: TemplateId,
    /// The template.
    pub template: Template,
}

/// Saves a check-in template for the group.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct SaveTemplate {
    /// The template.
    pub template: Template,
}

/// Opens a personal invitation in this browser; its answer sets that invitation's own cookie.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct OpenInvitation {
    /// The fragment of the link.
    pub token: Secret,
}

/// Who an invitation is for and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Invited {
    /// Which of this browser's invitations to act as.
    pub r#as: InvitationRef,
    /// Who they are in the group and its sessions.
    pub person: PersonId,
    /// The group's name.
    pub group_name: Name,
    /// The name on the roster.
    pub name: Name,
    /// Their role.
    pub role: InvitedRole,
    /// The session to enter, once a therapist has opened one.
    pub session: Option<SessionId>,
    /// Where to turn in a crisis, also when there is no session or it is over.
    pub crisis_text: PageText,
}

/// Asks for a ticket to open the websocket with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "http.ts")]
pub struct AskTicket {
    /// The session to enter.
    pub session: SessionId,
    /// The invitation to act as; `null` for the signed-in therapist.
    #[serde(default)]
    pub r#as: Option<InvitationRef>,
}

/// Opens one websocket, once, within 30 seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct Ticket {
    /// The ticket.
    pub ticket: Secret,
}

/// The answer to everything that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "http.ts")]
pub struct ErrorAnswer {
    /// What went wrong, from a closed list.
    pub code: ErrorCode,
    /// The same, in words fit to show a person.
    pub message: String,
    /// With [`ErrorCode::Invalid`]: the field to correct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<Field>,
    /// With [`ErrorCode::SessionOpen`]: the session that is already open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub session: Option<SessionId>,
    /// With [`ErrorCode::TooManyTries`]: how long to wait, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub wait_s: Option<u32>,
}

/// Everything that can go wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "http.ts")]
pub enum ErrorCode {
    /// 400: not what this route takes (broken JSON, an unknown or missing field, a wrong type).
    Malformed,
    /// 422: one field is out of its bounds; `field` says which.
    Invalid,
    /// 413: the body is over the limit.
    TooLarge,
    /// 415: the body is not `application/json`.
    NotJson,
    /// 403: the request did not come from this server's own page.
    WrongOrigin,
    /// 401: nobody is signed in, or the sign-in has run out.
    NotSignedIn,
    /// 401: the e-mail and the password do not belong together.
    WrongLogin,
    /// 429: too many tries; `wait_s` says how long to wait.
    TooManyTries,
    /// 404: no such thing, or not yours.
    NotFound,
    /// 405: this route has no such method.
    WrongMethod,
    /// 410: the link is mangled, or was never made here.
    LinkUnknown,
    /// 410: the link's time is over.
    LinkExpired,
    /// 410: the single-use link was used.
    LinkUsed,
    /// 410: the link was taken back, or replaced by a newer one.
    LinkRevoked,
    /// 409: this server already has its first therapist.
    SetupDone,
    /// 409: the group already has a session open; `session` says which.
    SessionOpen,
    /// 409: there is no open session to enter.
    NoSession,
    /// 409: the roster, the templates or the groups have reached their limit.
    Full,
    /// 507: nothing can be stored at present; what was acknowledged before is safe.
    CannotStore,
    /// 503: too much at once; try again in a moment.
    Busy,
    /// 500: our mistake; the message carries a reference for the administrator.
    Fault,
}

/// The field of a form that needs correcting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "http.ts")]
pub enum Field {
    /// A person's or a group's name.
    Name,
    /// Sign-in address.
    Email,
    /// Password.
    Password,
    /// Ground rules.
    GroundRules,
    /// Crisis text.
    CrisisText,
    /// Capacity.
    Capacity,
    /// Threshold of anonymous boxes.
    FeedbackThreshold,
    /// Check-in template.
    Template,
}
