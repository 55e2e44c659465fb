//! The things a simulated member may want to do.

use std::ops::RangeInclusive;

use rondo_protocol::{BoxId, CheckinId, LineId, SeatId, TurnId};

/// Human seconds until somebody writes again.
const CHAT_S: RangeInclusive<u64> = 50..=150;
/// Human seconds until somebody does again what is done seldom.
const SELDOM_S: RangeInclusive<u64> = 120..=280;

/// Something to do, with what it is about, so that it is done once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// Accept this version of the ground rules.
    AcceptRules(u32),
    /// Leave a place and a telephone number.
    LeaveContact,
    /// Agree to an observer.
    Agree(SeatId),
    /// Come back from stepping away.
    ComeBack,
    /// Take, or let go by, the turn one is offered: for the first time, or again (`true`).
    TakeOffer(bool),
    /// Say what would help, in one's turn.
    SayWish(TurnId),
    /// Say something, in one's turn.
    Speak(TurnId),
    /// End one's turn.
    EndTurn(TurnId),
    /// Answer a check-in.
    Answer(CheckinId),
    /// Change an answer.
    ChangeAnswer(CheckinId),
    /// Ask for the token of a box.
    AskToken(BoxId),
    /// Post one's envelope.
    Post(BoxId),
    /// Answer a therapist's line.
    Reply(LineId),
    /// Say something to everyone.
    Chat,
    /// Say something to therapists.
    Confide,
    /// Say "with you".
    WithYou,
    /// Raise one's hand.
    RaiseHand,
    /// Take it down again.
    LowerHand,
    /// Step away.
    StepAway,
    /// Lose the connection.
    Drop,
    /// Ask for help.
    AskHelp,
    /// Take the call for help back.
    CancelHelp,
}

impl Want {
    /// Whether it is a line that others read.
    #[must_use]
    pub fn is_a_line(self) -> bool {
        match self {
            Want::Speak(_) | Want::Reply(_) | Want::Chat | Want::Confide => true,
            Want::AcceptRules(_)
            | Want::LeaveContact
            | Want::Agree(_)
            | Want::ComeBack
            | Want::TakeOffer(_)
            | Want::SayWish(_)
            | Want::EndTurn(_)
            | Want::Answer(_)
            | Want::ChangeAnswer(_)
            | Want::AskToken(_)
            | Want::Post(_)
            | Want::WithYou
            | Want::RaiseHand
            | Want::LowerHand
            | Want::StepAway
            | Want::Drop
            | Want::AskHelp
            | Want::CancelHelp => false,
        }
    }

    /// Whether it is wanted again after a while although it was done.
    #[must_use]
    pub fn comes_again(self) -> bool {
        matches!(
            self,
            Want::Chat | Want::WithYou | Want::StepAway | Want::Drop
        )
    }

    /// Whether its time keeps coming nearer while something else goes on.
    #[must_use]
    pub fn ripens(self) -> bool {
        matches!(
            self,
            Want::Confide | Want::StepAway | Want::Drop | Want::AskHelp
        )
    }

    /// After how many human seconds it is wanted again.
    #[must_use]
    pub fn again_s(self) -> RangeInclusive<u64> {
        if self == Want::Chat { CHAT_S } else { SELDOM_S }
    }
}
