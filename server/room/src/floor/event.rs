//! What happens to the floor.

use rondo_protocol::{
    SeatId, TurnId,
    floor::{HandKind, HandOrder, TurnKind, Wish},
    text::Prompt,
};
use serde::{Deserialize, Serialize};

/// Why the floor stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stillness {
    /// A therapist paused the clock.
    Paused,
    /// A therapist holds the space.
    SpaceHeld,
    /// No therapist is there.
    SafeMode,
}

/// How new turns come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Time of each turn, in milliseconds.
    pub allotment_ms: Option<u32>,
    /// Whether the floor moves on by itself.
    pub auto_advance: bool,
}

/// What happened to the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FloorEvent {
    /// Nobody holds it any more.
    Opened {},
    /// It passes by hands.
    HandsTaken {
        /// In which order.
        order: HandOrder,
        /// How turns come about.
        pace: Pace,
    },
    /// A round began.
    RoundStarted {
        /// The question.
        prompt: Option<Prompt>,
        /// The order, as it was settled.
        seats: Vec<SeatId>,
        /// How turns come about.
        pace: Pace,
        /// Only the speaker and therapists write to everyone.
        strict: bool,
        /// The speaker may name the next.
        nomination: bool,
    },
    /// A hand went up.
    HandRaised {
        /// Whose.
        seat: SeatId,
        /// What for.
        kind: HandKind,
        /// Whose turn it responds to.
        responds_to: Option<SeatId>,
        /// Seen by therapists only.
        private: bool,
    },
    /// A hand went down.
    HandLowered {
        /// Whose.
        seat: SeatId,
    },
    /// Somebody was offered the turn.
    Offered {
        /// Who.
        seat: SeatId,
    },
    /// The offer was taken back; the place stays.
    OfferWithdrawn {},
    /// Somebody let their turn go by.
    Passed {
        /// Who.
        seat: SeatId,
    },
    /// Somebody is asked again at the end.
    MovedToEnd {
        /// Who.
        seat: SeatId,
        /// They asked for it themselves.
        own_wish: bool,
    },
    /// Somebody joined the round.
    PlaceAdded {
        /// Who.
        seat: SeatId,
    },
    /// Somebody is no longer part of the round.
    PlaceRemoved {
        /// Who.
        seat: SeatId,
    },
    /// The queue or round is now in this order.
    Reordered {
        /// Everybody in it.
        seats: Vec<SeatId>,
    },
    /// Somebody comes before all others.
    PutFirst {
        /// Who.
        seat: SeatId,
    },
    /// A turn began.
    TurnStarted {
        /// The new turn.
        turn: TurnId,
        /// Whose.
        holder: SeatId,
        /// How it came about.
        kind: TurnKind,
        /// Whether it uses up their place in the round.
        uses_place: bool,
        /// Its time, in milliseconds.
        allotment_ms: Option<u32>,
        /// Whose turn it responds to.
        responds_to: Option<SeatId>,
    },
    /// The speaker said what would help.
    WishSaid {
        /// In which turn.
        turn: TurnId,
        /// What.
        wish: Option<Wish>,
    },
    /// A turn got more time.
    Extended {
        /// Which.
        turn: TurnId,
        /// How much more, in milliseconds.
        by_ms: u32,
    },
    /// A turn's time is up.
    TimeUp {
        /// Which.
        turn: TurnId,
    },
    /// A turn is over.
    TurnEnded {
        /// Which.
        turn: TurnId,
    },
    /// The floor stands still.
    Stilled {
        /// Why.
        why: Stillness,
    },
    /// One reason to stand still is gone.
    Released {
        /// Which.
        why: Stillness,
    },
}
