//! Identifiers, each its own type so that one can never stand for another.
//!
//! Identifiers that outlive a session are random UUIDs. Inside a session, things are numbered from
//! 1 in the order in which they came to be: such a number says nothing about a person and means
//! nothing in another session.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

macro_rules! lasting_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id made of 128 random bits (RFC 9562, version 4).
            #[must_use]
            pub fn from_random(bits: u128) -> Self {
                Self(uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )*};
}

macro_rules! numbered_id {
    ($($(#[$doc:meta])* $name:ident($repr:ty))*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "number")]
        pub struct $name(pub $repr);
    )*};
}

lasting_id! {
    /// A standing therapy group.
    GroupId
    /// One person of a group, across sessions. Never sent to another member.
    PersonId
    /// One meeting of a group.
    SessionId
    /// What a session's clients are told from. Another one once the session came back from a backup:
    /// what was told after that backup never happened there.
    LogId
    /// One feedback box. Part of the address that slips are posted to.
    BoxId
    /// One slip found in a sealed box. Drawn at random at the seal; slips are sorted by it.
    SlipId
}

numbered_id! {
    /// One person in one session.
    SeatId(u16)
    /// One turn of the floor. Timers belong to it, never to its holder.
    TurnId(u32)
    /// One line of the conversation.
    LineId(u32)
    /// One round of a check-in.
    CheckinId(u32)
    /// One alert to the therapists.
    AlertId(u32)
}
