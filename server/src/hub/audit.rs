//! Which commands leave an audit line, and with which word: what therapists do to others and to
//! the session, never what anybody said, felt or answered.

use rondo_protocol::{
    At, Command, SeatId,
    checkins::CheckinsCommand,
    conversation::ConversationCommand,
    feedback::FeedbackCommand,
    moderation::ModerationCommand,
    roster::{Role, RosterCommand},
    safety::SafetyCommand,
    session::SessionCommand,
};
use rondo_room::Room;

use crate::store::AuditLine;

/// The word of the line that a group's therapists have read what anonymous means. It is the only
/// record of that: later sessions open with what it says.
pub(crate) const ANONYMITY_CONFIRMED: &str = "anonymity_confirmed";

/// The audit line of an accepted command, if it leaves one.
pub(crate) fn line(room: &Room, by: SeatId, command: &Command, at: At) -> Option<AuditLine> {
    let (actor, role) = room.person_of(by)?;
    let (action, subject) = action(command).filter(|_| role == Role::Therapist)?;
    Some(AuditLine {
        at,
        group: Some(room.group()),
        session: Some(room.session()),
        actor: Some(actor),
        action,
        subject: subject
            .and_then(|seat| room.person_of(seat))
            .map(|(person, _)| person),
    })
}

/// A word that never changes, and whom it concerns.
fn action(command: &Command) -> Option<(&'static str, Option<SeatId>)> {
    let alone = |word| Some((word, None));
    let about = |word, seat: &SeatId| Some((word, Some(*seat)));
    match command {
        Command::Session(command) => match command {
            SessionCommand::Start {} => alone("session_started"),
            SessionCommand::SetAdmission { .. } => alone("admission_set"),
            SessionCommand::Lock { locked: true } => alone("room_locked"),
            SessionCommand::Lock { locked: false } => alone("room_unlocked"),
            SessionCommand::Close {} => alone("session_closed"),
            SessionCommand::End {} => alone("session_ended"),
            SessionCommand::AcceptRules { .. } => None,
        },
        Command::Roster(command) => match command {
            RosterCommand::Admit { seat } => about("person_admitted", seat),
            RosterCommand::AdmitAll {} => alone("everybody_admitted"),
            RosterCommand::Deny { seat } => about("person_denied", seat),
            RosterCommand::AgreeToObserver { .. }
            | RosterCommand::StepAway {}
            | RosterCommand::ComeBack {}
            | RosterCommand::Leave {} => None,
        },
        Command::Conversation(command) => match command {
            ConversationCommand::Hide { .. } => alone("line_hidden"),
            ConversationCommand::Approve { .. } => alone("line_approved"),
            ConversationCommand::SetLines { .. } => alone("lines_mode_set"),
            ConversationCommand::Say { .. } | ConversationCommand::WithYou {} => None,
        },
        Command::Checkins(command) => match command {
            CheckinsCommand::Open { .. } => alone("checkin_opened"),
            CheckinsCommand::Reveal { .. } => alone("checkin_revealed"),
            CheckinsCommand::Close { .. } => alone("checkin_closed"),
            CheckinsCommand::Answer { .. } => None,
        },
        Command::Feedback(command) => match command {
            FeedbackCommand::Confirm {} => alone(ANONYMITY_CONFIRMED),
            FeedbackCommand::Open { .. } => alone("box_opened"),
            FeedbackCommand::Close { .. } => alone("box_closed"),
            FeedbackCommand::Settle { .. } => alone("box_settled"),
            FeedbackCommand::Respond { .. } => alone("box_answered"),
            FeedbackCommand::PutAway { .. } => alone("box_put_away"),
        },
        Command::Moderation(command) => match command {
            ModerationCommand::SendToWaiting { seat } => about("person_sent_to_waiting", seat),
            ModerationCommand::Remove { seat, .. } => about("person_removed", seat),
            ModerationCommand::MuteText { seat, muted: true } => about("text_muted", seat),
            ModerationCommand::MuteText { seat, muted: false } => about("text_unmuted", seat),
        },
        Command::Safety(command) => match command {
            SafetyCommand::Acknowledge { .. } => alone("alert_acknowledged"),
            SafetyCommand::AskHelp {}
            | SafetyCommand::CancelHelp {}
            | SafetyCommand::LeaveContact { .. } => None,
        },
        // Who speaks when is the group's work, not an act of administration.
        Command::Floor(_) => None,
    }
}
