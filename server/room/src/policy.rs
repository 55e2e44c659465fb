//! Who may ask what, and when: one exhaustive match over every command.
//!
//! The answer depends on role, phase and standing alone, so it can be laid out as a table and is
//! tested as one. Whether a permitted command makes sense at this moment is for its feature to say.

use rondo_protocol::{
    Command, RefusalCode,
    checkins::CheckinsCommand,
    conversation::{Audience, ConversationCommand},
    feedback::FeedbackCommand,
    floor::FloorCommand,
    moderation::ModerationCommand,
    roster::{Role, RosterCommand, Standing},
    safety::SafetyCommand,
    session::{Phase, SessionCommand},
};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Everybody.
    All,
    /// Therapists.
    Therapists,
    /// Members and therapists, who speak; observers are silent.
    Speakers,
    /// Members.
    Members,
    /// Members and observers.
    Guests,
}

/// Where one has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the circle.
    Circle,
    /// At the door: arriving or waiting.
    Door,
    /// At the door or in the circle.
    Here,
}

/// When it is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Before the work begins.
    Before,
    /// While the work goes on.
    Live,
    /// Before and during the work.
    Open,
    /// During the work and the debrief.
    LiveOrClosing,
    /// At any time until the end.
    Always,
}

/// What stops it besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unless {
    /// Nothing.
    Never,
    /// Safe mode.
    SafeMode,
    /// Safe mode, or a held space.
    AtRest,
}

struct Rule(Who, Place, When, Unless);

/// What the room is in at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub phase: Phase,
    pub safe_mode: bool,
    pub space_held: bool,
}

/// Whether somebody may ask this at this moment.
pub(crate) fn permit(
    role: Role,
    standing: Standing,
    moment: Moment,
    command: &Command,
) -> Result<(), RefusalCode> {
    let Rule(who, place, when, unless) = rule(command);
    permit_role(who, role)?;
    permit_phase(when, moment.phase)?;
    permit_place(place, standing)?;
    match unless {
        Unless::AtRest | Unless::SafeMode if moment.safe_mode => Err(RefusalCode::SafeMode),
        Unless::AtRest if moment.space_held => Err(RefusalCode::SpaceHeld),
        Unless::Never | Unless::SafeMode | Unless::AtRest => Ok(()),
    }
}

fn permit_role(who: Who, role: Role) -> Result<(), RefusalCode> {
    match (who, role) {
        (Who::All, _)
        | (Who::Therapists | Who::Speakers, Role::Therapist)
        | (Who::Speakers | Who::Members | Who::Guests, Role::Member)
        | (Who::Guests, Role::Observer) => Ok(()),
        (Who::Members | Who::Guests, Role::Therapist) | (Who::Members, Role::Observer) => {
            Err(RefusalCode::ForMembers)
        }
        (Who::Speakers, Role::Observer) => Err(RefusalCode::ForMembers),
        (Who::Therapists, Role::Member | Role::Observer) => Err(RefusalCode::NotAllowed),
    }
}

fn permit_phase(when: When, phase: Phase) -> Result<(), RefusalCode> {
    match (when, phase) {
        (When::Before | When::Open | When::Always, Phase::Waiting)
        | (When::Live | When::Open | When::LiveOrClosing | When::Always, Phase::Live)
        | (When::LiveOrClosing | When::Always, Phase::Closing) => Ok(()),
        (When::Live | When::LiveOrClosing, Phase::Waiting)
        | (When::Before, Phase::Live | Phase::Closing)
        | (When::Live | When::Open, Phase::Closing)
        | (_, Phase::Ended) => Err(RefusalCode::WrongPhase),
    }
}

fn permit_place(place: Place, standing: Standing) -> Result<(), RefusalCode> {
    match (place, standing) {
        (Place::Circle | Place::Here, Standing::In)
        | (Place::Door | Place::Here, Standing::Arriving | Standing::Waiting) => Ok(()),
        (Place::Door, Standing::In) => Err(RefusalCode::WrongPhase),
        (Place::Circle, Standing::Arriving | Standing::Waiting)
        | (_, Standing::Left | Standing::Removed) => Err(RefusalCode::NotInRoom),
    }
}

/// The rule of every command.
fn rule(command: &Command) -> Rule {
    use {Place::*, Unless::*, When::*, Who::*};
    match command {
        Command::Session(command) => match command {
            SessionCommand::AcceptRules { .. } => Rule(Guests, Door, Open, Never),
            SessionCommand::Start {} => Rule(Therapists, Circle, Before, Never),
            SessionCommand::SetAdmission { .. }
            | SessionCommand::Lock { .. }
            | SessionCommand::Close {} => Rule(Therapists, Circle, Open, Never),
            SessionCommand::End {} => Rule(Therapists, Circle, Always, Never),
        },
        Command::Roster(command) => match command {
            RosterCommand::Admit { .. }
            | RosterCommand::AdmitAll {}
            | RosterCommand::Deny { .. } => Rule(Therapists, Circle, Open, Never),
            RosterCommand::AgreeToObserver { .. } => Rule(Members, Here, Open, Never),
            RosterCommand::StepAway {} | RosterCommand::ComeBack {} => {
                Rule(Guests, Circle, Open, Never)
            }
            RosterCommand::Leave {} => Rule(All, Here, Always, Never),
        },
        Command::Floor(command) => match command {
            FloorCommand::RaiseHand { .. } | FloorCommand::LowerHand {} => {
                Rule(Members, Circle, Live, AtRest)
            }
            FloorCommand::AcceptTurn {} | FloorCommand::Pass {} | FloorCommand::ComeBackToMe {} => {
                Rule(Speakers, Circle, Live, AtRest)
            }
            FloorCommand::SayWish { .. } | FloorCommand::EndTurn { .. } => {
                Rule(Speakers, Circle, Live, SafeMode)
            }
            FloorCommand::OpenFloor {}
            | FloorCommand::TakeHands { .. }
            | FloorCommand::StartRound { .. }
            | FloorCommand::Next { .. }
            | FloorCommand::GiveFloor { .. }
            | FloorCommand::Extend { .. }
            | FloorCommand::Reorder { .. }
            | FloorCommand::LowerHandOf { .. }
            | FloorCommand::PutFirstAgain {}
            | FloorCommand::Pause {}
            | FloorCommand::Resume {}
            | FloorCommand::HoldSpace {}
            | FloorCommand::ReleaseSpace {} => Rule(Therapists, Circle, Live, Never),
        },
        Command::Conversation(command) => match command {
            ConversationCommand::Say { audience, .. } => match audience {
                Audience::Everyone {} => Rule(Speakers, Circle, Open, SafeMode),
                Audience::Therapists {} => Rule(Speakers, Circle, Always, Never),
                Audience::One { .. } => Rule(Therapists, Circle, Open, Never),
            },
            ConversationCommand::WithYou {} => Rule(Speakers, Circle, Live, AtRest),
            ConversationCommand::Hide { .. } => Rule(Therapists, Circle, Always, Never),
            ConversationCommand::Approve { .. } | ConversationCommand::SetLines { .. } => {
                Rule(Therapists, Circle, Open, Never)
            }
        },
        Command::Checkins(command) => match command {
            CheckinsCommand::Open { .. }
            | CheckinsCommand::Reveal { .. }
            | CheckinsCommand::Close { .. } => Rule(Therapists, Circle, Open, Never),
            CheckinsCommand::Answer { .. } => Rule(Members, Circle, Open, SafeMode),
        },
        Command::Feedback(command) => match command {
            FeedbackCommand::Confirm {} => Rule(Therapists, Circle, Open, Never),
            FeedbackCommand::Open { .. } => Rule(Therapists, Circle, Live, SafeMode),
            FeedbackCommand::Close { .. } => Rule(Therapists, Circle, Live, Never),
            FeedbackCommand::Settle { .. }
            | FeedbackCommand::Respond { .. }
            | FeedbackCommand::PutAway { .. } => Rule(Therapists, Circle, LiveOrClosing, Never),
        },
        Command::Moderation(command) => match command {
            ModerationCommand::SendToWaiting { .. }
            | ModerationCommand::Remove { .. }
            | ModerationCommand::MuteText { .. } => Rule(Therapists, Circle, Open, Never),
        },
        Command::Safety(command) => match command {
            SafetyCommand::AskHelp {}
            | SafetyCommand::CancelHelp {}
            | SafetyCommand::LeaveContact { .. } => Rule(Guests, Here, Open, Never),
            SafetyCommand::Acknowledge { .. } => Rule(Therapists, Circle, Always, Never),
        },
    }
}
