//! What people ask of a room, in as few words as a test needs.

use rondo_protocol::{
    AlertId, BoxId, CheckinId, Command, LineId, SeatId, SlipId, Text, TurnId,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand},
    feedback::{Ask, Content, FeedbackCommand},
    floor::{FloorCommand, HandKind, HandOrder, RoundOrder},
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
};

use crate::words;

/// A text within its bounds, with the canary in it.
///
/// # Panics
/// If it is too long.
#[must_use]
pub fn text<const MAX: usize, const BREAKS: bool>(plain: &str) -> Text<MAX, BREAKS> {
    Text::new(&words(plain)).unwrap()
}

/// Accepts the ground rules under a name.
#[must_use]
pub fn accept_rules(version: u32, name: &str) -> Command {
    let name = text(name);
    Command::Session(SessionCommand::AcceptRules { version, name })
}

/// Begins the work.
#[must_use]
pub fn start() -> Command {
    Command::Session(SessionCommand::Start {})
}

/// Ends the session for members.
#[must_use]
pub fn close() -> Command {
    Command::Session(SessionCommand::Close {})
}

/// Ends the session.
#[must_use]
pub fn end() -> Command {
    Command::Session(SessionCommand::End {})
}

/// Lets somebody in.
#[must_use]
pub fn admit(seat: SeatId) -> Command {
    Command::Roster(RosterCommand::Admit { seat })
}

/// Removes somebody.
#[must_use]
pub fn remove(seat: SeatId, may_return: bool) -> Command {
    Command::Moderation(ModerationCommand::Remove { seat, may_return })
}

/// Says something to everyone.
#[must_use]
pub fn say(plain: &str) -> Command {
    say_to(Audience::Everyone {}, plain)
}

/// Says something to some.
#[must_use]
pub fn say_to(audience: Audience, plain: &str) -> Command {
    let text = text(plain);
    Command::Conversation(ConversationCommand::Say { audience, text })
}

/// Hides a line.
#[must_use]
pub fn hide(line: LineId) -> Command {
    Command::Conversation(ConversationCommand::Hide { line })
}

/// Raises one's hand to speak, for all to see.
#[must_use]
pub fn raise_hand() -> Command {
    Command::Floor(FloorCommand::RaiseHand {
        kind: HandKind::Speak,
        private: false,
    })
}

/// Takes one's hand down.
#[must_use]
pub fn lower_hand() -> Command {
    Command::Floor(FloorCommand::LowerHand {})
}

/// Passes the floor by hands, as they were raised.
#[must_use]
pub fn take_hands() -> Command {
    Command::Floor(FloorCommand::TakeHands {
        order: HandOrder::FirstCome,
        allotment_ms: None,
        auto_advance: false,
    })
}

/// Goes around as seated.
#[must_use]
pub fn start_round(prompt: &str) -> Command {
    Command::Floor(FloorCommand::StartRound {
        prompt: Some(text(prompt)),
        order: RoundOrder::AsSeated {},
        allotment_ms: Some(120_000),
        auto_advance: false,
        strict: true,
        nomination: false,
    })
}

/// Takes the turn one was offered.
#[must_use]
pub fn accept_turn() -> Command {
    Command::Floor(FloorCommand::AcceptTurn {})
}

/// Ends a turn.
#[must_use]
pub fn end_turn(turn: TurnId) -> Command {
    Command::Floor(FloorCommand::EndTurn { turn, next: None })
}

/// Gives a turn more time.
#[must_use]
pub fn extend(turn: TurnId, by_ms: u32) -> Command {
    Command::Floor(FloorCommand::Extend { turn, by_ms })
}

/// Gives the floor to somebody, with two minutes.
#[must_use]
pub fn give_floor(seat: SeatId) -> Command {
    Command::Floor(FloorCommand::GiveFloor {
        seat,
        keep_place: false,
        allotment_ms: Some(120_000),
    })
}

/// Moves on.
#[must_use]
pub fn next(turn: Option<TurnId>, offered: Option<SeatId>) -> Command {
    Command::Floor(FloorCommand::Next { turn, offered })
}

/// Asks how everybody is, on a scale from 0 to 10 that the group sees.
#[must_use]
pub fn open_scale(prompt: &str) -> Command {
    let answer = AnswerKind::Scale {
        min: 0,
        max: 10,
        step: 1,
        low: None,
        high: None,
    };
    open_checkin(prompt, answer)
}

/// Asks everybody something whose answers the group sees.
#[must_use]
pub fn open_checkin(prompt: &str, answer: AnswerKind) -> Command {
    let template = Template {
        prompt: text(prompt),
        answer,
        shown_to: ShownTo::Group,
    };
    Command::Checkins(CheckinsCommand::Open { template })
}

/// Answers a check-in.
#[must_use]
pub fn answer(checkin: CheckinId, answer: Answer) -> Command {
    Command::Checkins(CheckinsCommand::Answer { checkin, answer })
}

/// Shows the answers.
#[must_use]
pub fn reveal(checkin: CheckinId) -> Command {
    Command::Checkins(CheckinsCommand::Reveal { checkin })
}

/// Confirms, once for the group, that one has read what anonymous means.
#[must_use]
pub fn confirm() -> Command {
    Command::Feedback(FeedbackCommand::Confirm {})
}

/// Opens a box for words.
#[must_use]
pub fn open_box(prompt: &str, seconds: u16) -> Command {
    open_box_for(Ask::Words {}, prompt, seconds)
}

/// Opens a box.
#[must_use]
pub fn open_box_for(ask: Ask, prompt: &str, seconds: u16) -> Command {
    let prompt = text(prompt);
    Command::Feedback(FeedbackCommand::Open {
        prompt,
        ask,
        seconds,
    })
}

/// Closes a feedback box before its time.
#[must_use]
pub fn close_box(box_id: BoxId) -> Command {
    Command::Feedback(FeedbackCommand::Close { box_id })
}

/// Shows these slips to the group and keeps the others.
#[must_use]
pub fn settle(box_id: BoxId, release: Vec<SlipId>) -> Command {
    let paraphrase = Vec::new();
    Command::Feedback(FeedbackCommand::Settle {
        box_id,
        release,
        paraphrase,
    })
}

/// Calls for help.
#[must_use]
pub fn ask_help() -> Command {
    Command::Safety(SafetyCommand::AskHelp {})
}

/// Answers a call for help.
#[must_use]
pub fn acknowledge(alert: AlertId) -> Command {
    Command::Safety(SafetyCommand::Acknowledge { alert })
}

/// Leaves a place and a telephone number for the therapists.
#[must_use]
pub fn leave_contact(place: &str, phone: &str) -> Command {
    Command::Safety(SafetyCommand::LeaveContact {
        place: Some(text(place)),
        phone: Some(text(phone)),
    })
}

/// A slip to put into an envelope.
#[must_use]
pub fn slip(plain: &str) -> Content {
    Content::Words(text(plain))
}
