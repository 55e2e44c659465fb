//! Words of the floor: who speaks, who is next, and how long it has been.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{At, SeatId, TurnId, text::Prompt};

/// How the floor passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FloorMode {
    /// Nobody holds it.
    Open,
    /// By raised hands.
    Hands,
    /// Once around the group.
    GoRound,
}

/// What a raised hand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandKind {
    /// To speak.
    Speak,
    /// To respond to the person speaking, or who spoke last.
    Respond,
}

/// In which order hands are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HandOrder {
    /// As they were raised.
    FirstCome,
    /// Who has held the floor for the least time first.
    LeastHeardFirst,
}

/// How somebody came to hold the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TurnKind {
    /// In a round.
    Round,
    /// By a raised hand.
    Hand,
    /// Given by a therapist.
    Given,
}

/// What would help the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Just listen.
    JustListen,
    /// Ask me questions.
    Questions,
    /// Tell me if you know this.
    SameExperience,
    /// Tell me honestly what you see.
    HonestFeedback,
    /// A moment of silence.
    Silence,
}

/// How a round goes around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "order", rename_all = "snake_case", deny_unknown_fields)]
pub enum RoundOrder {
    /// As people took their seats.
    AsSeated {},
    /// Drawn by lot.
    Drawn {},
    /// As the therapist says; whoever is not named comes after, as seated.
    Chosen {
        /// The order.
        seats: Vec<SeatId>,
    },
    /// The other therapist first, then members as seated.
    CoTherapistFirst {},
}

/// What can be asked of the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FloorCommand {
    /// Raise one's hand. Raising a raised hand changes nothing.
    RaiseHand {
        /// What for.
        kind: HandKind,
        /// Whether only therapists see it.
        private: bool,
    },
    /// Take one's hand down.
    LowerHand {},
    /// Take the turn one was offered.
    AcceptTurn {},
    /// Let the turn one was offered go by.
    Pass {},
    /// Be asked again at the end of the round, once.
    ComeBackToMe {},
    /// Say what would help while one holds the floor.
    SayWish {
        /// The wish, or none.
        wish: Option<Wish>,
    },
    /// End a turn: its holder, or a therapist.
    EndTurn {
        /// The turn meant, so that a late tap never ends another one.
        turn: TurnId,
        /// Whom the speaker names next, where the round allows it.
        next: Option<SeatId>,
    },
    /// Nobody holds the floor.
    OpenFloor {},
    /// Pass the floor by raised hands.
    TakeHands {
        /// In which order.
        order: HandOrder,
        /// Allotment of each turn, in milliseconds.
        allotment_ms: Option<u32>,
        /// Whether the floor moves on by itself when a turn ends or its time is up.
        auto_advance: bool,
    },
    /// Go once around the group.
    StartRound {
        /// The question, if there is one.
        prompt: Option<Prompt>,
        /// The order.
        order: RoundOrder,
        /// Allotment of each turn, in milliseconds.
        allotment_ms: Option<u32>,
        /// Whether a turn ends by itself when its time is up.
        auto_advance: bool,
        /// Whether only the speaker and therapists write to everyone.
        strict: bool,
        /// Whether the speaker may name the next.
        nomination: bool,
    },
    /// Move on from the turn or offer that is seen.
    Next {
        /// The turn running when the button was pressed.
        turn: Option<TurnId>,
        /// The person to whom a turn was offered when the button was pressed.
        offered: Option<SeatId>,
    },
    /// Give the floor to somebody.
    GiveFloor {
        /// To whom.
        seat: SeatId,
        /// Whether they keep their place in the queue or round.
        keep_place: bool,
        /// The allotment, in milliseconds.
        allotment_ms: Option<u32>,
    },
    /// Give a turn more time.
    Extend {
        /// The turn.
        turn: TurnId,
        /// How much more, in milliseconds.
        by_ms: u32,
    },
    /// Move somebody in the queue or round.
    Reorder {
        /// Whom.
        seat: SeatId,
        /// Before whom; none for the end.
        before: Option<SeatId>,
    },
    /// Take somebody's hand down.
    LowerHandOf {
        /// Whose.
        seat: SeatId,
    },
    /// Put the last speaker first again.
    PutFirstAgain {},
    /// Stop the clock.
    Pause {},
    /// Let the clock go on.
    Resume {},
    /// Hold the space: timers, queue and reactions rest.
    HoldSpace {},
    /// End the holding.
    ReleaseSpace {},
}

/// One turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TurnView {
    /// The turn.
    pub turn: TurnId,
    /// Who holds the floor.
    pub holder: SeatId,
    /// How they came to hold it.
    pub kind: TurnKind,
    /// When it began.
    pub started_at: At,
    /// Its time, extensions included, in milliseconds; none is open-ended.
    pub allotment_ms: Option<u32>,
    /// How long the clock stood so far, in milliseconds.
    pub paused_ms: u64,
    /// Since when the clock stands, if it does.
    pub paused_since: Option<At>,
    /// Whose turn it responds to.
    pub responds_to: Option<SeatId>,
    /// What would help the speaker.
    pub wish: Option<Wish>,
    /// Whether its time is up. Nothing is cut off.
    pub time_up: bool,
}

/// One raised hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandView {
    /// Whose.
    pub seat: SeatId,
    /// What for.
    pub kind: HandKind,
    /// Whose turn it responds to.
    pub responds_to: Option<SeatId>,
    /// Whether only therapists see it.
    pub private: bool,
}

/// Where somebody stands in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlaceState {
    /// Still to come.
    Ahead,
    /// Asked to be asked again.
    ComingBack,
    /// Has spoken.
    Heard,
    /// Has passed.
    Passed,
}

/// One place in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PlaceView {
    /// Whose.
    pub seat: SeatId,
    /// Where they stand.
    pub state: PlaceState,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoundView {
    /// The question.
    pub prompt: Option<Prompt>,
    /// The places, in order.
    pub places: Vec<PlaceView>,
    /// To whom a turn is offered.
    pub offered: Option<SeatId>,
    /// Whether only the speaker and therapists write to everyone.
    pub strict: bool,
    /// Whether the speaker may name the next.
    pub nomination: bool,
}

/// The floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FloorView {
    /// How it passes.
    pub mode: FloorMode,
    /// In which order hands are taken.
    pub hand_order: HandOrder,
    /// Allotment of new turns, in milliseconds.
    pub allotment_ms: Option<u32>,
    /// Whether it moves on by itself.
    pub auto_advance: bool,
    /// Raised hands, in the order in which they will be taken.
    pub hands: Vec<HandView>,
    /// The turn that runs.
    pub turn: Option<TurnView>,
    /// The round that goes on.
    pub round: Option<RoundView>,
    /// Whether a therapist stopped the clock.
    pub paused: bool,
    /// Whether a therapist holds the space.
    pub space_held: bool,
    /// Who spoke last.
    pub last_speaker: Option<SeatId>,
}

/// What changed about the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FloorUpdate {
    /// The floor as it now stands.
    Floor {
        /// The new value.
        floor: FloorView,
    },
}
