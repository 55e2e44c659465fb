//! The floor: who holds it, who is next, and the gentle clock.
//!
//! One order, the server's, for every screen. It must never cut anybody off by itself unless a
//! therapist chose so, and never take somebody's place because their network failed.

mod ask;
mod event;
mod round;
mod turn;

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    At, SeatId, TurnId,
    floor::{FloorMode, FloorView, HandKind, HandOrder, HandView, PlaceState, TurnKind},
};

use crate::slice::{Slice, Touched};

pub use event::{FloorEvent, Pace, Stillness};

pub(crate) use ask::{Asking, settle};
pub(crate) use round::Round;
pub(crate) use turn::Turn;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hand {
    pub seat: SeatId,
    pub kind: HandKind,
    pub responds_to: Option<SeatId>,
    pub private: bool,
    pub raised_at: At,
}

/// What somebody has held of the floor so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub held_ms: u64,
    pub turns: u32,
    pub responses: u32,
    pub last_at: Option<At>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Floor {
    pub mode: FloorMode,
    pub hand_order: HandOrder,
    pub pace: Pace,
    pub hands: Vec<Hand>,
    pub turn: Option<Turn>,
    pub round: Option<Round>,
    pub still: BTreeSet<Stillness>,
    pub shares: BTreeMap<SeatId, Share>,
    pub last_speaker: Option<SeatId>,
    pub next_turn: TurnId,
}

impl Default for Floor {
    fn default() -> Self {
        Self {
            mode: FloorMode::Open,
            hand_order: HandOrder::FirstCome,
            pace: Pace::default(),
            hands: Vec::new(),
            turn: None,
            round: None,
            still: BTreeSet::new(),
            shares: BTreeMap::new(),
            last_speaker: None,
            next_turn: TurnId(1),
        }
    }
}

impl Floor {
    pub fn hand(&self, seat: SeatId) -> Option<&Hand> {
        self.hands.iter().find(|h| h.seat == seat)
    }

    pub fn share(&self, seat: SeatId) -> Share {
        self.shares.get(&seat).copied().unwrap_or_default()
    }

    /// Nothing moves: the space is held, or no therapist is there.
    pub fn at_rest(&self) -> bool {
        self.still.contains(&Stillness::SpaceHeld) || self.still.contains(&Stillness::SafeMode)
    }

    /// When somebody last held the floor: now, if they do.
    pub fn last_held_at(&self, seat: SeatId, now: At) -> Option<At> {
        let holds = self.turn.as_ref().is_some_and(|t| t.holder == seat);
        if holds {
            Some(now)
        } else {
            self.share(seat).last_at
        }
    }

    /// Whether somebody else's turn in a strict round keeps this seat from writing to everyone.
    pub fn strict_for(&self, seat: SeatId) -> bool {
        let strict = self.round.as_ref().is_some_and(|r| r.strict);
        strict && self.turn.as_ref().is_some_and(|t| t.holder != seat)
    }

    /// What becomes due, and when.
    pub fn deadline(&self) -> Option<(At, FloorEvent)> {
        let turn = self.turn.as_ref()?;
        let at = turn.time_up_at()?;
        Some((at, FloorEvent::TimeUp { turn: turn.id }))
    }

    /// The time without a server is nobody's time.
    pub fn restarted(&mut self, gap_ms: u64) {
        if let Some(turn) = &mut self.turn {
            match &mut turn.paused_since {
                Some(_) => {}
                None => turn.paused_ms = turn.paused_ms.saturating_add(gap_ms),
            }
        }
    }

    /// Who is in the queue or round that can be put in another order.
    pub fn line_up(&self) -> Vec<SeatId> {
        match &self.round {
            Some(round) => round.places.iter().map(|p| p.seat).collect(),
            None => self.hands.iter().map(|h| h.seat).collect(),
        }
    }

    pub fn apply(&mut self, event: &FloorEvent, at: At, touched: &mut Touched) {
        touched.touch(Slice::Floor);
        match event {
            FloorEvent::Opened {} => {
                self.set_mode(FloorMode::Open, None);
                // Nothing moves on by itself where nobody chose that (R-TURN-3).
                self.pace = Pace::default();
            }
            FloorEvent::HandsTaken { order, pace } => {
                self.set_mode(FloorMode::Hands, None);
                self.hand_order = *order;
                self.pace = *pace;
                self.sort_hands();
            }
            FloorEvent::RoundStarted {
                prompt,
                seats,
                pace,
                strict,
                nomination,
            } => {
                let round = Round::new(prompt.clone(), seats, *strict, *nomination);
                self.set_mode(FloorMode::GoRound, Some(round));
                self.pace = *pace;
            }
            FloorEvent::HandRaised {
                seat,
                kind,
                responds_to,
                private,
            } => {
                let hand = Hand {
                    seat: *seat,
                    kind: *kind,
                    responds_to: *responds_to,
                    private: *private,
                    raised_at: at,
                };
                self.raise(hand);
                touched.touch(Slice::Me(*seat));
            }
            FloorEvent::HandLowered { seat } => self.lower(*seat, touched),
            FloorEvent::Offered { seat } => self.with_round(|r| r.offered = Some(*seat)),
            FloorEvent::OfferWithdrawn {} => self.with_round(|r| r.offered = None),
            FloorEvent::Passed { seat } => self.with_round(|r| {
                r.offered = None;
                r.finish(*seat, PlaceState::Passed);
            }),
            FloorEvent::MovedToEnd { seat, own_wish } => self.with_round(|r| {
                r.offered = None;
                r.move_to_end(*seat, *own_wish);
            }),
            FloorEvent::PlaceAdded { seat } => self.with_round(|r| r.append(*seat)),
            FloorEvent::PlaceRemoved { seat } => self.with_round(|r| r.remove(*seat)),
            FloorEvent::Reordered { seats } => self.reorder(seats),
            FloorEvent::PutFirst { seat } => self.put_first(*seat, at),
            FloorEvent::TurnStarted { .. } => self.start_turn(event, at, touched),
            FloorEvent::WishSaid { turn, wish } => self.with_turn(*turn, |t| t.wish = *wish),
            FloorEvent::Extended { turn, by_ms } => self.with_turn(*turn, |t| t.extend(*by_ms, at)),
            FloorEvent::TimeUp { turn } => self.with_turn(*turn, |t| t.time_up = true),
            FloorEvent::TurnEnded { turn } => self.end_turn(*turn, at, touched),
            FloorEvent::Stilled { why } => self.stand_still(*why, at),
            FloorEvent::Released { why } => self.release(*why, at),
        }
    }

    pub fn stand_still(&mut self, why: Stillness, at: At) {
        self.still.insert(why);
        if let Some(turn) = &mut self.turn {
            turn.stand(at);
        }
    }

    pub fn release(&mut self, why: Stillness, at: At) {
        self.still.remove(&why);
        if let Some(turn) = self.turn.as_mut().filter(|_| self.still.is_empty()) {
            turn.go_on(at);
        }
    }

    fn with_round(&mut self, change: impl FnOnce(&mut Round)) {
        if let Some(round) = &mut self.round {
            change(round);
        }
    }

    fn with_turn(&mut self, id: TurnId, change: impl FnOnce(&mut Turn)) {
        if let Some(turn) = self.turn.as_mut().filter(|t| t.id == id) {
            change(turn);
        }
    }

    fn set_mode(&mut self, mode: FloorMode, round: Option<Round>) {
        self.mode = mode;
        self.round = round;
    }

    /// Puts a hand where its order says; nobody who already stands there is overtaken by an equal.
    fn raise(&mut self, hand: Hand) {
        let place = match self.hand_order {
            HandOrder::FirstCome => self.hands.len(),
            HandOrder::LeastHeardFirst => {
                let held = self.share(hand.seat).held_ms;
                let later = |h: &Hand| self.share(h.seat).held_ms > held;
                let first_later = self.hands.iter().position(later);
                first_later.unwrap_or(self.hands.len())
            }
        };
        self.hands.insert(place, hand);
    }

    /// Puts the queue in the order that was chosen.
    fn sort_hands(&mut self) {
        let shares = &self.shares;
        let held = |h: &Hand| shares.get(&h.seat).map_or(0, |s| s.held_ms);
        match self.hand_order {
            HandOrder::FirstCome => self.hands.sort_by_key(|h| h.raised_at),
            HandOrder::LeastHeardFirst => self.hands.sort_by_key(held),
        }
    }

    fn lower(&mut self, seat: SeatId, touched: &mut Touched) {
        self.hands.retain(|h| h.seat != seat);
        touched.touch(Slice::Me(seat));
    }

    fn reorder(&mut self, seats: &[SeatId]) {
        let rank = |seat: SeatId| seats.iter().position(|s| *s == seat).unwrap_or(seats.len());
        match &mut self.round {
            Some(round) => round.places.sort_by_key(|p| rank(p.seat)),
            None => self.hands.sort_by_key(|h| rank(h.seat)),
        }
    }

    /// A hand that was up stays the hand it was: private stays private.
    fn put_first(&mut self, seat: SeatId, at: At) {
        if let Some(round) = &mut self.round {
            round.put_first(seat);
            return;
        }
        let up = self.hands.iter().position(|h| h.seat == seat);
        let hand = match up.map(|i| self.hands.remove(i)) {
            Some(hand) => hand,
            None => Hand {
                seat,
                kind: HandKind::Speak,
                responds_to: None,
                private: false,
                raised_at: at,
            },
        };
        self.hands.insert(0, hand);
    }

    fn start_turn(&mut self, event: &FloorEvent, at: At, touched: &mut Touched) {
        let &FloorEvent::TurnStarted {
            turn,
            holder,
            kind,
            uses_place,
            allotment_ms,
            responds_to,
        } = event
        else {
            return;
        };
        self.turn = Some(Turn {
            id: turn,
            holder,
            kind,
            uses_place,
            started_at: at,
            allotment_ms,
            paused_ms: 0,
            paused_since: (!self.still.is_empty()).then_some(at),
            responds_to,
            wish: None,
            time_up: false,
        });
        self.next_turn = TurnId(turn.0.saturating_add(1));
        self.with_round(|r| r.offered = None);
        if uses_place || kind == TurnKind::Hand {
            self.lower(holder, touched);
        }
        let share = self.shares.entry(holder).or_default();
        share.turns += 1;
        share.responses += u32::from(responds_to.is_some());
        touched.touch(Slice::Notes(holder));
    }

    fn end_turn(&mut self, id: TurnId, at: At, touched: &mut Touched) {
        let Some(turn) = self.turn.take_if(|t| t.id == id) else {
            return;
        };
        let share = self.shares.entry(turn.holder).or_default();
        share.held_ms = share.held_ms.saturating_add(turn.held_ms(at));
        share.last_at = Some(at);
        self.last_speaker = Some(turn.holder);
        if turn.uses_place {
            self.with_round(|r| r.finish(turn.holder, PlaceState::Heard));
        }
        touched.touch(Slice::Notes(turn.holder));
    }

    /// The floor for therapists, or for the circle without private hands.
    pub fn view(&self, for_therapists: bool) -> FloorView {
        let seen = |h: &&Hand| for_therapists || !h.private;
        let hand = |h: &Hand| HandView {
            seat: h.seat,
            kind: h.kind,
            responds_to: h.responds_to,
            private: h.private,
        };
        FloorView {
            mode: self.mode,
            hand_order: self.hand_order,
            allotment_ms: self.pace.allotment_ms,
            auto_advance: self.pace.auto_advance,
            hands: self.hands.iter().filter(seen).map(hand).collect(),
            turn: self.turn.as_ref().map(Turn::view),
            round: self.round.as_ref().map(Round::view),
            paused: self.still.contains(&Stillness::Paused),
            space_held: self.still.contains(&Stillness::SpaceHeld),
            last_speaker: self.last_speaker,
        }
    }
}
