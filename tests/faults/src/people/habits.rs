//! What somebody asks for next, given what they see: a session with turns, hands, check-ins and
//! lines, in any order that chance brings.

use rand::{RngExt, rngs::StdRng};
use rondo_protocol::{
    Command, SeatId, View,
    checkins::{Answer, CheckinStage, CheckinsCommand},
    conversation::Audience,
    floor::{FloorCommand, FloorView, HandKind, RoundOrder},
    roster::Role,
};
use rondo_tests::{asking, words};

use crate::history::{Deed, To};

/// How the floor passes in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The therapist gives it to whom they like.
    Given,
    /// It goes around, again and again.
    Rounds,
}

/// One person's ways.
pub struct Habits {
    seat: SeatId,
    name: String,
    therapist: bool,
    style: Style,
    /// Lines written so far, so that no two are the same.
    written: usize,
    hand_up: bool,
}

impl Habits {
    /// Of somebody in a room of this style.
    pub fn new(seat: SeatId, name: &str, therapist: bool, style: Style) -> Self {
        Self {
            seat,
            name: name.to_owned(),
            therapist,
            style,
            written: 0,
            hand_up: false,
        }
    }

    /// What to ask for. `begins_already`: something that begins a turn or a check-in, or changes
    /// them, is on the way, so that what is seen is about to change.
    pub fn next(&mut self, view: &View, begins_already: bool, rng: &mut StdRng) -> (Command, Deed) {
        let wanted = (!begins_already && rng.random_ratio(1, 3))
            .then(|| match self.therapist {
                true => self.lead(view, rng),
                false => self.follow(view, rng),
            })
            .flatten();
        wanted.unwrap_or_else(|| match rng.random_ratio(1, 4) && !self.therapist {
            true => self.turn_hand(rng),
            false => self.say(view, rng),
        })
    }

    /// What a therapist does about floor and check-in.
    fn lead(&mut self, view: &View, rng: &mut StdRng) -> Option<(Command, Deed)> {
        if rng.random_ratio(1, 2) {
            return Some(ask_around(view));
        }
        let floor = view.floor.as_ref()?;
        match (&floor.turn, self.style) {
            (Some(turn), _) => Some((asking::end_turn(turn.turn), Deed::Other)),
            (None, Style::Rounds) if floor.round.is_none() => Some((round(), Deed::Other)),
            (None, Style::Rounds) => None,
            (None, Style::Given) => {
                let seat = someone(view, rng)?;
                let give = FloorCommand::GiveFloor {
                    seat,
                    keep_place: true,
                    allotment_ms: None,
                };
                Some((Command::Floor(give), Deed::BeginTurn))
            }
        }
    }

    /// What a member does about floor and check-in.
    fn follow(&mut self, view: &View, rng: &mut StdRng) -> Option<(Command, Deed)> {
        let floor = view.floor.as_ref()?;
        if offered_to(floor) == Some(self.seat) {
            return Some(match rng.random_ratio(3, 4) {
                true => (asking::accept_turn(), Deed::BeginTurn),
                false => (Command::Floor(FloorCommand::Pass {}), Deed::Other),
            });
        }
        if let Some(turn) = floor.turn.as_ref().filter(|turn| turn.holder == self.seat) {
            return Some((asking::end_turn(turn.turn), Deed::Other));
        }
        let checkin = view.checkin.as_ref()?;
        (checkin.stage == CheckinStage::Collecting).then(|| {
            let value = rng.random_range(0..=10);
            let answer = asking::answer(checkin.checkin, Answer::Scale { value });
            let checkin = checkin.checkin.0;
            (answer, Deed::Answer { checkin, value })
        })
    }

    fn turn_hand(&mut self, rng: &mut StdRng) -> (Command, Deed) {
        self.hand_up = !self.hand_up;
        let hand = match self.hand_up {
            true => Command::Floor(FloorCommand::RaiseHand {
                kind: HandKind::Speak,
                private: rng.random_ratio(1, 4),
            }),
            false => asking::lower_hand(),
        };
        (hand, Deed::Hand { up: self.hand_up })
    }

    fn say(&mut self, view: &View, rng: &mut StdRng) -> (Command, Deed) {
        self.written += 1;
        let plain = format!("{} {:06}", self.name, self.written);
        let to = match (rng.random_range(0..6), self.therapist) {
            (0, _) => To::Therapists,
            (1, true) => someone(view, rng).map_or(To::Therapists, |seat| To::One(seat.0)),
            (1, false) | (2.., _) | (i32::MIN..0, _) => To::Everyone,
        };
        let audience = match to {
            To::Everyone => Audience::Everyone {},
            To::Therapists => Audience::Therapists {},
            To::One(seat) => Audience::One { seat: SeatId(seat) },
        };
        let words = words(&plain);
        (asking::say_to(audience, &plain), Deed::Say { to, words })
    }
}

/// A check-in is opened, shown, and put away.
fn ask_around(view: &View) -> (Command, Deed) {
    match view.checkin.as_ref().map(|open| (open.checkin, open.stage)) {
        None => (asking::open_scale("how is it going"), Deed::OpenCheckin),
        Some((checkin, CheckinStage::Collecting)) => (asking::reveal(checkin), Deed::Other),
        Some((checkin, CheckinStage::Revealed)) => {
            let close = Command::Checkins(CheckinsCommand::Close { checkin });
            (close, Deed::Other)
        }
    }
}

/// A round in which everybody may write all the same.
fn round() -> Command {
    Command::Floor(FloorCommand::StartRound {
        prompt: None,
        order: RoundOrder::AsSeated {},
        allotment_ms: None,
        auto_advance: false,
        strict: false,
        nomination: false,
    })
}

fn offered_to(floor: &FloorView) -> Option<SeatId> {
    floor.round.as_ref().and_then(|round| round.offered)
}

/// Any member in the circle.
fn someone(view: &View, rng: &mut StdRng) -> Option<SeatId> {
    let members = view.seats.iter().filter(|seat| seat.role == Role::Member);
    let members: Vec<_> = members.map(|seat| seat.seat).collect();
    let which = rng.random_range(0..members.len().max(1));
    members.get(which).copied()
}
