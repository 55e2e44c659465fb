//! Who takes part in a run, and in which session.

use rondo_protocol::{PersonId, roster::Role};
use rondo_room::Opening;

use super::{
    super::desk::{self, text_name},
    operations::{EVERYBODY, Who},
};
use crate::hub::Admit;

/// Somebody's number among all.
pub(super) fn place(who: Who) -> usize {
    EVERYBODY.iter().position(|one| *one == who).unwrap()
}

/// The session of a run, in which four members are enough for a box.
pub(super) fn opening() -> Opening {
    Opening {
        feedback_threshold: 4,
        ..desk::opening()
    }
}

pub(super) fn id_of(who: Who) -> PersonId {
    PersonId::from_random(u128::try_from(place(who)).unwrap() + 100)
}

pub(super) fn admit(who: Who) -> Admit {
    Admit {
        session: opening().session,
        person: id_of(who),
        role: if who.leads() {
            Role::Therapist
        } else {
            Role::Member
        },
        name: text_name(&who.name()),
    }
}
