//! The parts of a room that can change on a screen.
//!
//! Applying an event names the slices it touched; what each viewer sees of a slice is decided in
//! [`crate::project`] alone. A view is all slices, an update is one: both come from the same code,
//! so folding updates cannot drift from the view.

use std::collections::BTreeSet;

use rondo_protocol::{AlertId, LineId, SeatId};

/// One part of what can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// The whole view of one seat: what it may see has changed.
    Whole(SeatId),
    /// The session.
    Session,
    /// One's own place.
    Me(SeatId),
    /// A seat.
    Seat(SeatId),
    /// A chair taken or empty.
    Chair(SeatId),
    /// Notes on a seat.
    Notes(SeatId),
    /// Who of the roster is not here.
    Absent,
    /// The floor.
    Floor,
    /// How lines are taken.
    LinesMode,
    /// A line.
    Line(LineId),
    /// The check-in.
    Checkin,
    /// The feedback box.
    Box,
    /// An alert.
    Alert(AlertId),
}

/// The slices an item touched, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched(BTreeSet<Slice>);

impl Touched {
    pub(crate) fn touch(&mut self, slice: Slice) {
        self.0.insert(slice);
    }

    /// The slices, in the order in which they are told.
    pub fn iter(&self) -> impl Iterator<Item = Slice> + '_ {
        self.0.iter().copied()
    }

    /// Adds what another item touched.
    pub fn join(&mut self, other: Touched) {
        self.0.extend(other.0);
    }

    /// Whether nothing on any screen changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The seats that get their view anew.
    pub fn wholes(&self) -> impl Iterator<Item = SeatId> + '_ {
        self.iter().filter_map(|slice| {
            let Slice::Whole(seat) = slice else {
                return None;
            };
            Some(seat)
        })
    }

    /// Whether this seat gets its view anew.
    #[must_use]
    pub fn whole(&self, seat: SeatId) -> bool {
        self.0.contains(&Slice::Whole(seat))
    }
}
