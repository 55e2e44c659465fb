//! The closed lists of codes: why a command was refused, and why a connection was closed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $words:literal)*) => {
        /// Why a command was not done. Expected, told to the one person who asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum RefusalCode {
            $($(#[$doc])* $name,)*
        }

        impl RefusalCode {
            /// Every code, in the order of `docs/protocol.md`.
            pub const ALL: &'static [RefusalCode] = &[$(RefusalCode::$name,)*];

            /// Words fit to show to the person who asked.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self {
                    $(RefusalCode::$name => $words,)*
                }
            }
        }
    };
}

refusals! {
    /// The command could not be read.
    Malformed = "That could not be understood. Please reload the page and try again."
    /// The number is older than one already used, and nothing was done under it.
    StaleNumber = "That was not done. Please try again."
    /// The role may not do this.
    NotAllowed = "Only a therapist can do that."
    /// A therapist may not do this; it belongs to members.
    ForMembers = "That is for members of the group."
    /// Not in this phase of the session.
    WrongPhase = "That is not possible at this point of the session."
    /// The person has not been let in.
    NotInRoom = "You can do that once you have been let in."
    /// Everybody waits for a therapist.
    SafeMode = "The session is paused until your therapist is back."
    /// A therapist holds the space.
    SpaceHeld = "Your therapist is holding the space. Nothing moves for a moment."
    /// The ground rules changed since they were read.
    RulesChanged = "The ground rules have changed. Please read them again."
    /// A therapist in the session has this name.
    TherapistsName = "That is the name of a therapist here. Please choose another."
    /// The person has not accepted the ground rules yet.
    RulesNotAccepted = "That person has not accepted the ground rules yet."
    /// The room is locked.
    Locked = "The room is locked. Nobody can be let in for now."
    /// No seat is left.
    RoomFull = "The room is full."
    /// A member has not agreed to be observed.
    NotAgreed = "An observer can come in once everybody present has agreed."
    /// No such seat, or it has left.
    UnknownSeat = "That person is not in the session any more."
    /// The person does not wait to speak.
    NotInLine = "That person is not in line to speak any more."
    /// No such line.
    UnknownLine = "That line is already gone."
    /// The turn is over or another one runs.
    TurnChanged = "The turn has already moved on."
    /// Somebody else holds the turn, or it was not offered to you.
    NotYourTurn = "It is not your turn."
    /// No round is going on.
    NoRound = "There is no round at the moment."
    /// Nobody is waiting to speak.
    NobodyWaiting = "Nobody is waiting to speak."
    /// "Come back to me" was already used in this round.
    AlreadyCameBack = "You can ask to come back once in a round."
    /// The conversation to everyone is closed.
    LinesClosed = "The conversation is closed for the moment. You can still write to your therapist."
    /// In a strict round only the speaker writes to everyone.
    SpeakerOnly = "Only the person speaking and the therapists write to everyone now. You can write to your therapist."
    /// The person's text is muted.
    Muted = "Your lines to everyone are paused. You can still write to your therapist."
    /// No such check-in, or it is over.
    NoCheckin = "That check-in is over."
    /// A check-in is already going on.
    CheckinOpen = "Another check-in is still open. Close it first."
    /// The answers have been shown.
    AlreadyRevealed = "The answers have been shown, so they can no longer be changed."
    /// A value outside its bounds, not on a step, or not in the list.
    OutOfBounds = "That is outside what was asked for."
    /// Fewer people than the box needs.
    TooFew = "There are too few people here for something anonymous: nobody could stay unknown."
    /// No such box, or it is not at that stage.
    NoBox = "That feedback box is not open for this any more."
    /// A box is already open.
    BoxOpen = "Another feedback box is still open."
    /// Three boxes of this kind were sealed in this session.
    BoxesUsedUp = "This session has had three of these. More would make it easier to guess who wrote what."
    /// No therapist of the group has confirmed what anonymous means.
    NotConfirmed = "Please read and confirm first what anonymous means in this group."
    /// No such alert.
    NoAlert = "That has already been dealt with."
    /// A limit of the session was reached.
    LimitReached = "The limit for this session is reached."
    /// Commands came faster than anybody types.
    TooFast = "That was a lot at once. Please wait a moment and try again."
    /// The server cannot store anything at the moment.
    CannotStore = "The server cannot save anything right now. What you see is safe; please try again in a moment."
}

/// Why the server closed a websocket: private codes of RFC 6455, section 7.4.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CloseCode {
    /// A frame was not text, not JSON, or none of the frames there are.
    Unreadable,
    /// The ticket is unknown, used or too old. Get another.
    Ticket,
    /// The first frame was not a `hello`, or did not come in time.
    NoHello,
    /// The connection could not keep up. Come back and resume.
    FellBehind,
    /// The same person connected from somewhere else.
    Moved,
    /// The session is over for this person.
    Over,
    /// A therapist closed the door for this person.
    Removed,
    /// Far more frames than a person could send.
    Flood,
    /// The server stops, or cannot take anybody now. Come back in a moment.
    ComeBack,
}

impl CloseCode {
    /// Every code.
    pub const ALL: &'static [CloseCode] = &[
        CloseCode::Unreadable,
        CloseCode::Ticket,
        CloseCode::NoHello,
        CloseCode::FellBehind,
        CloseCode::Moved,
        CloseCode::Over,
        CloseCode::Removed,
        CloseCode::Flood,
        CloseCode::ComeBack,
    ];

    /// The number on the wire.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            CloseCode::Unreadable => 4400,
            CloseCode::Ticket => 4401,
            CloseCode::NoHello => 4402,
            CloseCode::FellBehind => 4408,
            CloseCode::Moved => 4409,
            CloseCode::Over => 4410,
            CloseCode::Removed => 4411,
            CloseCode::Flood => 4429,
            CloseCode::ComeBack => 4503,
        }
    }
}
