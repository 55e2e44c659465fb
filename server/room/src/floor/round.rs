//! A round: once around the group, each asked in turn.

use std::collections::BTreeSet;

use rondo_protocol::{
    SeatId,
    floor::{PlaceState, PlaceView, RoundView},
    text::Prompt,
};

use crate::circle::Circle;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub seat: SeatId,
    pub state: PlaceState,
    /// "Come back to me" was used.
    pub came_back: bool,
}

impl Place {
    fn ahead(seat: SeatId) -> Self {
        Place {
            seat,
            state: PlaceState::Ahead,
            came_back: false,
        }
    }

    /// Still to be asked.
    pub fn is_open(&self) -> bool {
        match self.state {
            PlaceState::Ahead | PlaceState::ComingBack => true,
            PlaceState::Heard | PlaceState::Passed => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Round {
    pub prompt: Option<Prompt>,
    pub places: Vec<Place>,
    pub offered: Option<SeatId>,
    pub strict: bool,
    pub nomination: bool,
    /// Everybody who has spoken or passed in this round, whether or not they are still here.
    done: BTreeSet<SeatId>,
}

impl Round {
    pub fn new(prompt: Option<Prompt>, seats: &[SeatId], strict: bool, nomination: bool) -> Self {
        Self {
            prompt,
            places: seats.iter().copied().map(Place::ahead).collect(),
            offered: None,
            strict,
            nomination,
            done: BTreeSet::new(),
        }
    }

    pub fn place(&self, seat: SeatId) -> Option<&Place> {
        self.places.iter().find(|p| p.seat == seat)
    }

    /// The next person to be asked, `but` one. Whoever cannot be reached is skipped for now, not
    /// dropped.
    pub fn next(&self, circle: &Circle, but: Option<SeatId>) -> Option<SeatId> {
        let open = self.places.iter().filter(|p| p.is_open()).map(|p| p.seat);
        let mut others = open.filter(|seat| Some(*seat) != but);
        others.find(|seat| circle.reachable(*seat))
    }

    /// Members in the circle who have no place and have not been heard.
    pub fn newcomer(&self, circle: &Circle) -> Option<SeatId> {
        let mut members = circle.members().map(|chair| chair.seat);
        members.find(|seat| self.place(*seat).is_none() && !self.done.contains(seat))
    }

    pub fn append(&mut self, seat: SeatId) {
        self.places.push(Place::ahead(seat));
    }

    pub fn remove(&mut self, seat: SeatId) {
        self.places.retain(|p| p.seat != seat);
        if self.offered == Some(seat) {
            self.offered = None;
        }
    }

    /// Marks a place as done.
    pub fn finish(&mut self, seat: SeatId, state: PlaceState) {
        self.done.insert(seat);
        if let Some(place) = self.places.iter_mut().find(|p| p.seat == seat) {
            place.state = state;
        }
    }

    /// Moves a place to the end of the round; `own_wish` uses up "come back to me".
    pub fn move_to_end(&mut self, seat: SeatId, own_wish: bool) {
        if let Some(at) = self.places.iter().position(|p| p.seat == seat) {
            let mut place = self.places.remove(at);
            if own_wish {
                place.state = PlaceState::ComingBack;
                place.came_back = true;
            }
            self.places.push(place);
        }
    }

    /// Asks somebody before everybody else who is still to be asked, even if they were heard.
    pub fn put_first(&mut self, seat: SeatId) {
        let mut place = match self.places.iter().position(|p| p.seat == seat) {
            Some(at) => self.places.remove(at),
            None => Place::ahead(seat),
        };
        // "Come back to me" stays used up, and everybody can see that it is.
        place.state = if place.came_back {
            PlaceState::ComingBack
        } else {
            PlaceState::Ahead
        };
        self.done.remove(&seat);
        let first = self.places.iter().position(Place::is_open);
        self.places
            .insert(first.unwrap_or(self.places.len()), place);
    }

    pub fn view(&self) -> RoundView {
        let place = |p: &Place| PlaceView {
            seat: p.seat,
            state: p.state,
        };
        RoundView {
            prompt: self.prompt.clone(),
            places: self.places.iter().map(place).collect(),
            offered: self.offered,
            strict: self.strict,
            nomination: self.nomination,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R-FLO-10
    #[test]
    fn whoever_is_put_first_after_come_back_to_me_is_seen_to_have_used_it() {
        let (maren, theo) = (SeatId(1), SeatId(2));
        let mut round = Round::new(None, &[maren, theo], false, true);
        round.move_to_end(maren, true);
        round.put_first(maren);
        let view = round.view();
        let first = PlaceView {
            seat: maren,
            state: PlaceState::ComingBack,
        };
        assert_eq!(view.places.first(), Some(&first));
    }
}
