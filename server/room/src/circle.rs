//! Who sits in the circle, in the order of their chairs: what the floor needs to know of people.

use rondo_protocol::{SeatId, roster::Role};

/// One chair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chair {
    /// Whose.
    pub seat: SeatId,
    /// What they are in the group.
    pub role: Role,
    /// Neither reconnecting nor away.
    pub reachable: bool,
}

/// The chairs, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circle(pub Vec<Chair>);

impl Circle {
    /// The chair of a seat, if it is in the circle.
    #[must_use]
    pub fn chair(&self, seat: SeatId) -> Option<Chair> {
        self.0.iter().copied().find(|chair| chair.seat == seat)
    }

    /// Whether a seat is in the circle and can be offered something now.
    #[must_use]
    pub fn reachable(&self, seat: SeatId) -> bool {
        self.chair(seat).is_some_and(|chair| chair.reachable)
    }

    /// The members, in order.
    pub fn members(&self) -> impl Iterator<Item = Chair> + '_ {
        self.0.iter().copied().filter(|c| c.role == Role::Member)
    }

    /// The therapists, in order.
    pub fn therapists(&self) -> impl Iterator<Item = Chair> + '_ {
        self.0.iter().copied().filter(|c| c.role == Role::Therapist)
    }
}
