//! What is seen, in the words of the tests.

use rondo_protocol::{
    BoxId, Update, View,
    feedback::FeedbackUpdate,
    floor::{FloorUpdate, FloorView, PlaceState, TurnView},
    observation::SeatNotes,
    roster::{MeView, Presence, Role, Standing},
    safety::AlertView,
};
use rondo_room::{Eyes, Lens, Slice};

use super::{DR_HALE, Person, Session};

impl Session {
    /// What somebody's screen shows.
    #[track_caller]
    pub fn screen(&self, who: Person) -> &View {
        &self.screens[&self.seat(who)]
    }

    pub fn me(&self, who: Person) -> &MeView {
        &self.screen(who).me
    }

    pub fn standing(&self, who: Person) -> Standing {
        self.me(who).standing
    }

    /// How somebody's presence is shown on another screen; none if they are not shown there.
    pub fn presence(&self, of: Person, on: Person) -> Option<Presence> {
        let seat = self.seat(of);
        let seats = &self.screen(on).seats;
        seats.iter().find(|s| s.seat == seat).map(|s| s.presence)
    }

    /// The floor as therapists see it, whether or not one is there.
    pub fn floor(&self) -> FloorView {
        let eyes = Eyes::Common(Lens::Therapists);
        match self.room.project(Slice::Floor, eyes) {
            Some(Update::Floor(FloorUpdate::Floor { floor })) => floor,
            other => panic!("no floor: {other:?}"),
        }
    }

    #[track_caller]
    pub fn turn(&self) -> TurnView {
        self.floor().turn.expect("a turn runs")
    }

    pub fn holder(&self) -> Option<Person> {
        self.floor().turn.map(|t| self.person(t.holder))
    }

    /// The box there is, at whatever stage.
    pub fn current_box(&self) -> Option<BoxId> {
        let eyes = Eyes::Common(Lens::Therapists);
        match self.room.project(Slice::Box, eyes) {
            Some(Update::Feedback(FeedbackUpdate::Box { feedback_box })) => {
                feedback_box.map(|b| b.box_id)
            }
            other => panic!("no box: {other:?}"),
        }
    }

    pub fn offered(&self) -> Option<Person> {
        let round = self.floor().round;
        round.and_then(|r| r.offered).map(|s| self.person(s))
    }

    /// The raised hands on somebody's screen, in order.
    pub fn queue(&self, on: Person) -> Vec<&'static str> {
        let hands = &self.screen(on).floor.as_ref().unwrap().hands;
        hands.iter().map(|h| self.person(h.seat).name).collect()
    }

    /// The places of the round that are still open, in order.
    pub fn ahead(&self) -> Vec<&'static str> {
        let round = self.floor().round.expect("a round goes on");
        let open = |state| match state {
            PlaceState::Ahead | PlaceState::ComingBack => true,
            PlaceState::Heard | PlaceState::Passed => false,
        };
        let places = round.places.iter().filter(|p| open(p.state));
        places.map(|p| self.person(p.seat).name).collect()
    }

    /// The lines on somebody's screen, in order.
    pub fn lines(&self, on: Person) -> Vec<&str> {
        let lines = &self.screen(on).lines;
        lines.iter().map(|l| l.text.reveal()).collect()
    }

    pub fn notes(&self, of: Person) -> &SeatNotes {
        let seat = self.seat(of);
        let notes = &self.screen(DR_HALE).notes;
        notes.iter().find(|n| n.seat == seat).expect("notes")
    }

    pub fn alerts(&self) -> &[AlertView] {
        &self.screen(DR_HALE).alerts
    }

    pub fn person(&self, seat: rondo_protocol::SeatId) -> Person {
        use super::people::*;
        let all = [
            DR_HALE, DR_OKAFOR, MAREN, THEO, AYO, NOOR, SAM, RIVER, LUCIA, PAT,
        ];
        let (id, _) = self.room.person_of(seat).expect("a seat");
        all.into_iter().find(|p| p.id() == id).expect("of the cast")
    }

    pub fn is_in(&self, who: Person) -> bool {
        self.standing(who) == Standing::In
    }

    /// Everybody of a role in the circle.
    pub fn members_in(&self) -> usize {
        let seats = &self.screen(DR_HALE).seats;
        let inside = |s: &&_| is_member_in(s);
        seats.iter().filter(inside).count()
    }
}

fn is_member_in(seat: &rondo_protocol::roster::SeatView) -> bool {
    seat.role == Role::Member && seat.standing == Standing::In
}
