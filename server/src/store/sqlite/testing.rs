//! The cast and the stage of the store's tests.

use rondo_protocol::{
    At, GroupId, PersonId,
    http::GroupSettings,
    session::Admission,
    text::{Name, PageText},
};
use uuid::Uuid;

use super::Sqlite;
use crate::store::{
    AuditLine,
    records::{Account, EmailAddress, NewCookie, PasswordHash, TokenHash},
};

/// A cookie good until `expires_at`.
pub(crate) fn cookie(value: &str, expires_at: u64) -> NewCookie {
    NewCookie {
        hash: TokenHash::of(value),
        expires_at,
    }
}

/// An account under this address.
pub(crate) fn account(name: &str, email: &str) -> Account {
    Account {
        id: PersonId(Uuid::new_v4()),
        name: Name::new(name).unwrap(),
        email: EmailAddress(email.into()),
        password: PasswordHash("$argon2id$".into()),
    }
}

/// What dr_hale set for her group.
pub(crate) fn settings() -> GroupSettings {
    GroupSettings {
        name: Name::new("Tuesday group").unwrap(),
        ground_rules: PageText::new("What is said here stays here.").unwrap(),
        crisis_text: PageText::new("Call the crisis line.").unwrap(),
        capacity: 9,
        feedback_threshold: 5,
        admission: Admission::OneByOne,
    }
}

/// An audit line at `at`.
pub(crate) fn audit(at: u64) -> AuditLine {
    AuditLine::new(At(at), "tested")
}

/// A group led by dr_hale, whose account is made if it is missing.
pub(crate) async fn group(store: &Sqlite) -> GroupId {
    let hale = account("Dr Hale", "hale@example.org");
    store
        .make_first_therapist(hale.clone(), cookie("hale", 10_000), audit(1))
        .await
        .unwrap();
    let hale = store.account(&hale.email).await.unwrap().unwrap();
    let group = GroupId(Uuid::new_v4());
    store
        .make_group(group, hale.id, settings(), audit(2))
        .await
        .unwrap()
        .unwrap();
    group
}
