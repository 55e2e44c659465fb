//! What people ask, in the words of the features, and the floor in the words of a group.

use rondo_protocol::{
    Command, TurnId,
    checkins::CheckinsCommand,
    conversation::ConversationCommand,
    feedback::FeedbackCommand,
    floor::{FloorCommand, HandKind, HandOrder, RoundOrder},
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
};

use super::{DR_HALE, Person, Session};

/// What can be asked of a room.
pub trait IntoCommand {
    fn command(self) -> Command;
}

macro_rules! into_command {
    ($($feature:ident => $variant:ident)*) => {$(
        impl IntoCommand for $feature {
            fn command(self) -> Command {
                Command::$variant(self)
            }
        }
    )*};
}

into_command! {
    SessionCommand => Session
    RosterCommand => Roster
    FloorCommand => Floor
    ConversationCommand => Conversation
    CheckinsCommand => Checkins
    FeedbackCommand => Feedback
    ModerationCommand => Moderation
    SafetyCommand => Safety
}

impl IntoCommand for Command {
    fn command(self) -> Command {
        self
    }
}

/// A hand to speak that everybody sees.
pub fn hand() -> FloorCommand {
    FloorCommand::RaiseHand {
        kind: HandKind::Speak,
        private: false,
    }
}

pub fn take_hands(order: HandOrder, allotment_ms: Option<u32>, auto_advance: bool) -> FloorCommand {
    FloorCommand::TakeHands {
        order,
        allotment_ms,
        auto_advance,
    }
}

/// A round without time, strictness or nomination; change what the test is about.
pub struct RoundOf {
    pub order: RoundOrder,
    pub allotment_ms: Option<u32>,
    pub auto_advance: bool,
    pub strict: bool,
    pub nomination: bool,
}

impl Default for RoundOf {
    fn default() -> Self {
        Self {
            order: RoundOrder::AsSeated {},
            allotment_ms: None,
            auto_advance: false,
            strict: false,
            nomination: false,
        }
    }
}

impl IntoCommand for RoundOf {
    fn command(self) -> Command {
        FloorCommand::StartRound {
            prompt: None,
            order: self.order,
            allotment_ms: self.allotment_ms,
            auto_advance: self.auto_advance,
            strict: self.strict,
            nomination: self.nomination,
        }
        .command()
    }
}

impl Session {
    pub fn raises_hand(&mut self, who: Person) {
        self.must(who, hand());
    }

    pub fn accepts_turn(&mut self, who: Person) {
        self.must(who, FloorCommand::AcceptTurn {});
    }

    pub fn passes(&mut self, who: Person) {
        self.must(who, FloorCommand::Pass {});
    }

    /// The turn that runs is ended by somebody.
    pub fn ends_turn(&mut self, who: Person) {
        let turn = self.turn().turn;
        self.must(who, FloorCommand::EndTurn { turn, next: None });
    }

    /// Takes the turn offered, holds it for so long, and ends it.
    pub fn takes_turn_for_ms(&mut self, who: Person, ms: u64) {
        self.accepts_turn(who);
        self.after_ms(ms);
        self.ends_turn(who);
    }

    /// The floor is given to somebody, who then holds it for so long and ends it.
    pub fn has_spoken_for_ms(&mut self, who: Person, ms: u64) {
        self.is_given_floor(who, None);
        self.after_ms(ms);
        self.ends_turn(who);
    }

    pub fn is_given_floor(&mut self, who: Person, allotment_ms: Option<u32>) -> TurnId {
        let give = FloorCommand::GiveFloor {
            seat: self.seat(who),
            keep_place: false,
            allotment_ms,
        };
        self.must(DR_HALE, give);
        self.turn().turn
    }

    /// "Next", for what is seen now.
    pub fn next(&self) -> FloorCommand {
        let floor = self.floor();
        FloorCommand::Next {
            turn: floor.turn.map(|t| t.turn),
            offered: floor.round.and_then(|r| r.offered),
        }
    }

    pub fn moves_on(&mut self, therapist: Person) {
        let next = self.next();
        self.must(therapist, next);
    }
}
