//! A group in session, in one line.

use rondo_protocol::{SessionId, roster::Standing};

use crate::{Group, Guest, Seated, Stage, asking};

/// A live session of dr_hale and some members.
pub struct Circle<const N: usize> {
    /// The group.
    pub group: Group,
    /// The session.
    pub session: SessionId,
    /// dr_hale, who leads it.
    pub hale: Seated,
    /// The members, as named.
    pub members: [Seated; N],
}

impl<const N: usize> Circle<N> {
    /// Brings a group into session: set-up, roster, invitations, ground rules, start.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn live(stage: &Stage, names: [&str; N]) -> Self {
        Self::of(Group::new(stage).await, names).await
    }

    /// The same with a group that is there.
    ///
    /// # Panics
    /// If the server does not do it.
    pub async fn of(mut group: Group, names: [&str; N]) -> Self {
        let mut guests = Vec::new();
        for name in names {
            guests.push(group.member(name).await);
        }
        let session = group.open_session().await;
        let mut hale = group.hale().await.come(session).await;
        let mut members = Vec::new();
        for guest in guests {
            members.push(enter(guest, session).await);
        }
        hale.does(asking::start()).await;
        let Ok(members) = <[Seated; N]>::try_from(members) else {
            unreachable!("one seat for each name")
        };
        Self {
            group,
            session,
            hale,
            members,
        }
    }
}

/// Comes to the door, accepts the ground rules, and is let in.
pub async fn enter(guest: Guest, session: SessionId) -> Seated {
    let mut seated = guest.come(session).await;
    let version = seated.view().session.ground_rules.version;
    let name = seated.guest.name.clone();
    seated.does(asking::accept_rules(version, &name)).await;
    seated
        .sees("the circle", |view| view.me.standing == Standing::In)
        .await;
    seated
}
