//! One line of the audit trail: who did what to whom, and when.
//!
//! A practice must be able to show what its therapists did and what was erased. A line holds ids
//! and a fixed word, never a name nor anything that was said; the type leaves no room for it.

use rondo_protocol::{At, GroupId, PersonId, SessionId};

/// An action worth proving later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditLine {
    /// When.
    pub at: At,
    /// In which group.
    pub group: Option<GroupId>,
    /// In which session.
    pub session: Option<SessionId>,
    /// Who did it; none for the server itself.
    pub actor: Option<PersonId>,
    /// What, as a fixed word such as `session_opened`.
    pub action: &'static str,
    /// To whom.
    pub subject: Option<PersonId>,
}

impl AuditLine {
    /// Something done at `at`; the rest is filled in with struct update syntax.
    #[must_use]
    pub fn new(at: At, action: &'static str) -> Self {
        Self {
            at,
            group: None,
            session: None,
            actor: None,
            action,
            subject: None,
        }
    }
}
