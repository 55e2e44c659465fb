//! What can be asked of the floor, and what follows by itself.

use rondo_protocol::{
    At, RefusalCode, SeatId, TurnId,
    floor::{FloorCommand, FloorMode, HandKind, RoundOrder, TurnKind},
    limits::{ALLOTMENT_MS_MAX, ALLOTMENT_MS_MIN},
    roster::Role,
};

use super::{Floor, FloorEvent, Hand, Pace, Stillness};
use crate::{circle::Circle, lots};

/// Who asks, among whom, and by what lot.
pub(crate) struct Asking<'a> {
    pub seat: SeatId,
    pub role: Role,
    pub at: At,
    pub circle: &'a Circle,
    pub random: u128,
}

type Asked = Result<Vec<FloorEvent>, RefusalCode>;

impl Floor {
    /// What a command leads to. Whether the role may ask at all was settled by the policy.
    pub fn ask(&self, command: &FloorCommand, asking: &Asking<'_>) -> Asked {
        let circle = asking.circle;
        match command {
            FloorCommand::RaiseHand { kind, private } => {
                Ok(self.raised(asking.seat, *kind, *private))
            }
            FloorCommand::LowerHand {} => Ok(self.lowered(asking.seat)),
            FloorCommand::LowerHandOf { seat } => Ok(self.lowered(*seat)),
            FloorCommand::AcceptTurn {} => {
                self.offered_to(asking.seat)?;
                Ok(vec![self.turn_of(
                    asking.seat,
                    TurnKind::Round,
                    true,
                    self.pace.allotment_ms,
                )])
            }
            FloorCommand::Pass {} => {
                self.offered_to(asking.seat)?;
                Ok(vec![FloorEvent::Passed { seat: asking.seat }])
            }
            FloorCommand::ComeBackToMe {} => self.come_back(asking.seat),
            FloorCommand::SayWish { wish } => match &self.turn {
                Some(turn) if turn.holder == asking.seat => Ok(vec![FloorEvent::WishSaid {
                    turn: turn.id,
                    wish: *wish,
                }]),
                Some(_) | None => Err(RefusalCode::NotYourTurn),
            },
            FloorCommand::EndTurn { turn, next } => self.ended(*turn, *next, asking),
            FloorCommand::OpenFloor {} => Ok(self.opened()),
            FloorCommand::TakeHands {
                order,
                allotment_ms,
                auto_advance,
            } => {
                let pace = pace(*allotment_ms, *auto_advance)?;
                Ok(self.after_turn([FloorEvent::HandsTaken {
                    order: *order,
                    pace,
                }]))
            }
            FloorCommand::StartRound {
                prompt,
                order,
                allotment_ms,
                auto_advance,
                strict,
                nomination,
            } => {
                let started = FloorEvent::RoundStarted {
                    prompt: prompt.clone(),
                    seats: round_order(order, asking)?,
                    pace: pace(*allotment_ms, *auto_advance)?,
                    strict: *strict,
                    nomination: *nomination,
                };
                Ok(self.after_turn([started]))
            }
            FloorCommand::Next { turn, offered } => self.next(*turn, *offered, circle),
            FloorCommand::GiveFloor {
                seat,
                keep_place,
                allotment_ms,
            } => self.given(*seat, *keep_place, *allotment_ms, circle),
            FloorCommand::Extend { turn, by_ms } => self.extended(*turn, *by_ms, asking.at),
            FloorCommand::Reorder { seat, before } => self.reordered(*seat, *before),
            FloorCommand::PutFirstAgain {} => self.first_again(circle),
            FloorCommand::Pause {} => Ok(self.stilled(Stillness::Paused)),
            FloorCommand::Resume {} => Ok(self.released(Stillness::Paused)),
            FloorCommand::HoldSpace {} => Ok(self.stilled(Stillness::SpaceHeld)),
            FloorCommand::ReleaseSpace {} => Ok(self.released(Stillness::SpaceHeld)),
        }
    }

    /// The floor opens: whoever speaks has ended, and nobody follows.
    pub fn opened(&self) -> Vec<FloorEvent> {
        self.after_turn([FloorEvent::Opened {}])
    }

    fn raised(&self, seat: SeatId, kind: HandKind, private: bool) -> Vec<FloorEvent> {
        if self.hand(seat).is_some() {
            return Vec::new();
        }
        let speaker = self.turn.as_ref().map(|t| t.holder).or(self.last_speaker);
        let responds_to = match kind {
            HandKind::Speak => None,
            HandKind::Respond => speaker.filter(|s| *s != seat),
        };
        vec![FloorEvent::HandRaised {
            seat,
            kind,
            responds_to,
            private,
        }]
    }

    fn lowered(&self, seat: SeatId) -> Vec<FloorEvent> {
        let hand = self.hand(seat).into_iter();
        hand.map(|h| FloorEvent::HandLowered { seat: h.seat })
            .collect()
    }

    fn offered_to(&self, seat: SeatId) -> Result<(), RefusalCode> {
        let round = self.round.as_ref().ok_or(RefusalCode::NoRound)?;
        if round.offered == Some(seat) {
            Ok(())
        } else {
            Err(RefusalCode::NotYourTurn)
        }
    }

    fn come_back(&self, seat: SeatId) -> Asked {
        self.offered_to(seat)?;
        let place = self.round.as_ref().and_then(|r| r.place(seat));
        if place.is_none_or(|p| p.came_back) {
            return Err(RefusalCode::AlreadyCameBack);
        }
        Ok(vec![FloorEvent::MovedToEnd {
            seat,
            own_wish: true,
        }])
    }

    fn ended(&self, turn: TurnId, next: Option<SeatId>, asking: &Asking<'_>) -> Asked {
        let running = self.running(turn)?;
        if running != asking.seat && asking.role != Role::Therapist {
            return Err(RefusalCode::NotYourTurn);
        }
        let mut events = vec![FloorEvent::TurnEnded { turn }];
        if let Some(next) = next {
            let round = self.round.as_ref().filter(|r| r.nomination);
            let round = round.ok_or(RefusalCode::NoRound)?;
            if !round.place(next).is_some_and(|p| p.is_open()) || next == running {
                return Err(RefusalCode::NotInLine);
            }
            events.push(FloorEvent::PutFirst { seat: next });
        }
        Ok(events)
    }

    /// The holder of the turn that is meant, if it still runs.
    fn running(&self, turn: TurnId) -> Result<SeatId, RefusalCode> {
        let running = self.turn.as_ref().filter(|t| t.id == turn);
        running.map(|t| t.holder).ok_or(RefusalCode::TurnChanged)
    }

    /// These events, after the end of the turn that runs.
    fn after_turn<const N: usize>(&self, events: [FloorEvent; N]) -> Vec<FloorEvent> {
        let ended = self
            .turn
            .iter()
            .map(|t| FloorEvent::TurnEnded { turn: t.id });
        ended.chain(events).collect()
    }

    fn next(&self, turn: Option<TurnId>, offered: Option<SeatId>, circle: &Circle) -> Asked {
        let offer = self.round.as_ref().and_then(|r| r.offered);
        if self.turn.as_ref().map(|t| t.id) != turn || offer != offered {
            return Err(RefusalCode::TurnChanged);
        }
        if let (Some(round), Some(seat)) = (&self.round, offer) {
            return Ok(vec![if round.next(circle, Some(seat)).is_some() {
                FloorEvent::MovedToEnd {
                    seat,
                    own_wish: false,
                }
            } else {
                FloorEvent::Passed { seat }
            }]);
        }
        // In a round the next offer follows by itself once the turn is over.
        let speaking = self.turn.as_ref().filter(|t| t.uses_place);
        let speaking = speaking.map(|t| t.holder);
        let round = self.round.as_ref();
        let round_goes_on = round.is_some_and(|r| r.next(circle, speaking).is_some());
        let hand = self.next_hand(circle).filter(|_| !round_goes_on);
        let started = hand.map(|h| self.turn_by_hand(h));
        match (&self.turn, started) {
            (None, None) => Err(RefusalCode::NobodyWaiting),
            (_, started) => {
                let mut events = self.after_turn([]);
                events.extend(started);
                Ok(events)
            }
        }
    }

    fn next_hand(&self, circle: &Circle) -> Option<&Hand> {
        self.hands.iter().find(|h| circle.reachable(h.seat))
    }

    fn turn_by_hand(&self, hand: &Hand) -> FloorEvent {
        FloorEvent::TurnStarted {
            turn: self.next_turn,
            holder: hand.seat,
            kind: TurnKind::Hand,
            // A hand raised during a round does not use up the place in it.
            uses_place: false,
            allotment_ms: self.pace.allotment_ms,
            responds_to: hand.responds_to,
        }
    }

    fn turn_of(
        &self,
        holder: SeatId,
        kind: TurnKind,
        uses_place: bool,
        allotment_ms: Option<u32>,
    ) -> FloorEvent {
        FloorEvent::TurnStarted {
            turn: self.next_turn,
            holder,
            kind,
            uses_place,
            allotment_ms,
            responds_to: None,
        }
    }

    fn given(
        &self,
        seat: SeatId,
        keep_place: bool,
        allotment_ms: Option<u32>,
        circle: &Circle,
    ) -> Asked {
        let allotment_ms = bounded(allotment_ms)?;
        let chair = circle.chair(seat).ok_or(RefusalCode::UnknownSeat)?;
        match chair.role {
            Role::Member | Role::Therapist => {}
            Role::Observer => return Err(RefusalCode::NotAllowed),
        }
        let given = self.turn_of(seat, TurnKind::Given, !keep_place, allotment_ms);
        Ok(self.after_turn([given]))
    }

    fn extended(&self, turn: TurnId, by_ms: u32, at: At) -> Asked {
        self.running(turn)?;
        let running = self.turn.as_ref();
        let total = running.and_then(|t| t.extended_to(by_ms, at));
        match total {
            Some(total) if by_ms > 0 && total <= ALLOTMENT_MS_MAX => {
                Ok(vec![FloorEvent::Extended { turn, by_ms }])
            }
            Some(_) | None => Err(RefusalCode::OutOfBounds),
        }
    }

    fn reordered(&self, seat: SeatId, before: Option<SeatId>) -> Asked {
        let mut seats = self.line_up();
        let from = seats.iter().position(|s| *s == seat);
        seats.remove(from.ok_or(RefusalCode::NotInLine)?);
        let to = match before {
            Some(before) => {
                let at = seats.iter().position(|s| *s == before);
                at.ok_or(RefusalCode::NotInLine)?
            }
            None => seats.len(),
        };
        seats.insert(to, seat);
        Ok(vec![FloorEvent::Reordered { seats }])
    }

    fn first_again(&self, circle: &Circle) -> Asked {
        let last = self.last_speaker.ok_or(RefusalCode::TurnChanged)?;
        circle.chair(last).ok_or(RefusalCode::UnknownSeat)?;
        let mut events = Vec::new();
        if self.round.as_ref().is_some_and(|r| r.offered.is_some()) {
            events.push(FloorEvent::OfferWithdrawn {});
        }
        events.push(FloorEvent::PutFirst { seat: last });
        Ok(events)
    }

    fn stilled(&self, why: Stillness) -> Vec<FloorEvent> {
        if self.still.contains(&why) {
            Vec::new()
        } else {
            vec![FloorEvent::Stilled { why }]
        }
    }

    fn released(&self, why: Stillness) -> Vec<FloorEvent> {
        if self.still.contains(&why) {
            vec![FloorEvent::Released { why }]
        } else {
            Vec::new()
        }
    }
}

/// The next thing that follows by itself from the floor and the people as they are, if anything.
/// Asked again after each, until nothing follows.
pub(crate) fn settle(floor: &Floor, circle: &Circle) -> Option<FloorEvent> {
    if let Some(turn) = &floor.turn {
        // Reconnecting keeps the turn; leaving or stepping away ends it (R-FLO-6).
        if circle.chair(turn.holder).is_none() {
            return Some(FloorEvent::TurnEnded { turn: turn.id });
        }
        if turn.time_up && floor.pace.auto_advance && !floor.at_rest() {
            return Some(FloorEvent::TurnEnded { turn: turn.id });
        }
    }
    if let Some(hand) = floor.hands.iter().find(|h| circle.chair(h.seat).is_none()) {
        return Some(FloorEvent::HandLowered { seat: hand.seat });
    }
    if let Some(round) = &floor.round {
        let gone = round.places.iter().find(|p| circle.chair(p.seat).is_none());
        if let Some(place) = gone {
            return Some(FloorEvent::PlaceRemoved { seat: place.seat });
        }
        if let Some(seat) = round.newcomer(circle) {
            return Some(FloorEvent::PlaceAdded { seat });
        }
        if round.offered.is_some_and(|seat| !circle.reachable(seat)) {
            return Some(FloorEvent::OfferWithdrawn {});
        }
        let free = floor.turn.is_none() && round.offered.is_none() && !floor.at_rest();
        return round
            .next(circle, None)
            .filter(|_| free)
            .map(|seat| FloorEvent::Offered { seat });
    }
    let moves_on = floor.mode == FloorMode::Hands && floor.pace.auto_advance;
    let free = floor.turn.is_none() && !floor.at_rest();
    let hand = floor.next_hand(circle).filter(|_| moves_on && free);
    hand.map(|hand| floor.turn_by_hand(hand))
}

fn bounded(allotment_ms: Option<u32>) -> Result<Option<u32>, RefusalCode> {
    match allotment_ms {
        Some(ms) if !(ALLOTMENT_MS_MIN..=ALLOTMENT_MS_MAX).contains(&ms) => {
            Err(RefusalCode::OutOfBounds)
        }
        Some(_) | None => Ok(allotment_ms),
    }
}

fn pace(allotment_ms: Option<u32>, auto_advance: bool) -> Result<Pace, RefusalCode> {
    Ok(Pace {
        allotment_ms: bounded(allotment_ms)?,
        auto_advance,
    })
}

/// Everybody of the round in the order asked for.
fn round_order(order: &RoundOrder, asking: &Asking<'_>) -> Result<Vec<SeatId>, RefusalCode> {
    let circle = asking.circle;
    let mut seats: Vec<SeatId> = circle.members().map(|c| c.seat).collect();
    match order {
        RoundOrder::AsSeated {} => {}
        RoundOrder::Drawn {} => lots::draw(&mut seats, asking.random),
        RoundOrder::Chosen { seats: chosen } => {
            let mut first = Vec::new();
            for &seat in chosen {
                let chair = circle.chair(seat).ok_or(RefusalCode::UnknownSeat)?;
                if chair.role == Role::Observer || first.contains(&seat) {
                    return Err(RefusalCode::OutOfBounds);
                }
                first.push(seat);
            }
            seats.retain(|s| !first.contains(s));
            first.extend(seats);
            seats = first;
        }
        RoundOrder::CoTherapistFirst {} => {
            let mut therapists = circle.therapists().map(|c| c.seat);
            let other = therapists.find(|s| *s != asking.seat);
            seats.insert(0, other.unwrap_or(asking.seat));
        }
    }
    Ok(seats)
}
