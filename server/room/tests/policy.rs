//! R-CMD-4: every command of every role, standing and phase has one defined answer.
//!
//! The table below is written out, not computed. A row is a command; a block is a moment; a column
//! in it is a seat: therapist in, left, removed; member arriving, waiting, in, left, removed;
//! observer likewise. The signs:
//!
//! `+` permitted: the answer is the one in the row's last column, `ok` or the feature's refusal.
//! `N` only a therapist (`NotAllowed`), `F` for members (`ForMembers`), `P` not in this phase
//! (`WrongPhase`), `R` not let in (`NotInRoom`), `S` safe mode, `H` held space, `.` cannot be: no
//! guest is at the door or in the circle once the session is closing.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    ClientFrame, Command, RefusalCode,
    checkins::CheckinsCommand,
    conversation::{Audience, ConversationCommand},
    feedback::FeedbackCommand,
    floor::FloorCommand,
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
};

use crate::{cast::*, policy_rooms};

/// The moments of the table, in the order of its blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Waiting,
    Live,
    SafeMode,
    SpaceHeld,
    Closing,
    Ended,
}

pub const MOMENTS: [Moment; 6] = [
    Moment::Waiting,
    Moment::Live,
    Moment::SafeMode,
    Moment::SpaceHeld,
    Moment::Closing,
    Moment::Ended,
];

#[rustfmt::skip]
const TABLE: &str = "
#                        waiting          live             safe mode        space held       closing          ended
#                        TTT MMMMM OOOOO  TTT MMMMM OOOOO  TTT MMMMM OOOOO  TTT MMMMM OOOOO  TTT MMMMM OOOOO  TTT MMMMM OOOOO
session.accept_rules     FFF ++PRR ++PRR  FFF ++PRR ++PRR  FFF ++PRR ++PRR  FFF ++PRR ++PRR  FFF ...PP ...PP  FFF PPPPP PPPPP  ok
session.start            +RR NNNNN NNNNN  PPP NNNNN NNNNN  PPP NNNNN NNNNN  PPP NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
session.set_admission    +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
session.lock             +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
session.close            +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
session.end              +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  ok
roster.admit             +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
roster.admit_all         +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
roster.deny              +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
roster.agree_to_observer FFF +++RR FFFFF  FFF +++RR FFFFF  FFF +++RR FFFFF  FFF +++RR FFFFF  FFF ...PP ...FF  FFF PPPPP FFFFF  ok
roster.step_away         FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF ...PP ...PP  FFF PPPPP PPPPP  ok
roster.come_back         FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF RR+RR RR+RR  FFF ...PP ...PP  FFF PPPPP PPPPP  ok
roster.leave             +RR +++RR +++RR  +RR +++RR +++RR  +RR +++RR +++RR  +RR +++RR +++RR  +RR ...RR ...RR  PPP PPPPP PPPPP  ok
floor.raise_hand         FFF PPPPP FFFFF  FFF RR+RR FFFFF  FFF RRSRR FFFFF  FFF RRHRR FFFFF  FFF ...PP ...FF  FFF PPPPP FFFFF  ok
floor.lower_hand         FFF PPPPP FFFFF  FFF RR+RR FFFFF  FFF RRSRR FFFFF  FFF RRHRR FFFFF  FFF ...PP ...FF  FFF PPPPP FFFFF  ok
floor.accept_turn        PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  HRR RRHRR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  NoRound
floor.pass               PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  HRR RRHRR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  NoRound
floor.come_back_to_me    PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  HRR RRHRR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  NoRound
floor.say_wish           PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  +RR RR+RR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  NotYourTurn
floor.end_turn           PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  +RR RR+RR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  TurnChanged
floor.open_floor         PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.take_hands         PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.start_round        PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.next               PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  NobodyWaiting
floor.give_floor         PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.extend             PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  TurnChanged
floor.reorder            PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  NotInLine
floor.lower_hand_of      PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.put_first_again    PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  TurnChanged
floor.pause              PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.resume             PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.hold_space         PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
floor.release_space      PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
conversation.say_all     +RR RR+RR FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  +RR RR+RR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  ok
conversation.say_above   +RR RR+RR FFFFF  +RR RR+RR FFFFF  +RR RR+RR FFFFF  +RR RR+RR FFFFF  +RR ...RR ...FF  PPP PPPPP FFFFF  ok
conversation.say_one     +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
conversation.with_you    PPP PPPPP FFFFF  +RR RR+RR FFFFF  SRR RRSRR FFFFF  HRR RRHRR FFFFF  PPP ...PP ...FF  PPP PPPPP FFFFF  ok
conversation.hide        +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  ok
conversation.approve     +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
conversation.set_lines   +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
checkins.open            +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  CheckinOpen
checkins.answer          FFF RR+RR FFFFF  FFF RR+RR FFFFF  FFF RRSRR FFFFF  FFF RR+RR FFFFF  FFF ...PP ...FF  FFF PPPPP FFFFF  ok
checkins.reveal          +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
checkins.close           +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
feedback.confirm         +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
feedback.open            PPP NNNNN NNNNN  +RR NNNNN NNNNN  SRR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  TooFew
feedback.close           PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  NoBox
feedback.settle          PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  NoBox
feedback.respond         PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  NoBox
feedback.put_away        PPP NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  NoBox
moderation.send_to_waiting +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
moderation.remove        +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
moderation.mute_text     +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  PPP ...NN ...NN  PPP NNNNN NNNNN  ok
safety.ask_help          FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF ...PP ...PP  FFF PPPPP PPPPP  ok
safety.cancel_help       FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF ...PP ...PP  FFF PPPPP PPPPP  NoAlert
safety.acknowledge       +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR NNNNN NNNNN  +RR ...NN ...NN  PPP NNNNN NNNNN  ok
safety.leave_contact     FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF +++RR +++RR  FFF ...PP ...PP  FFF PPPPP PPPPP  ok
";

/// The row of a command. A new command does not compile before it has a name here, and does not
/// pass before that name has a row above and an example in `policy_rooms`.
fn row_of(command: &Command) -> &'static str {
    match command {
        Command::Session(command) => match command {
            SessionCommand::AcceptRules { .. } => "session.accept_rules",
            SessionCommand::Start {} => "session.start",
            SessionCommand::SetAdmission { .. } => "session.set_admission",
            SessionCommand::Lock { .. } => "session.lock",
            SessionCommand::Close {} => "session.close",
            SessionCommand::End {} => "session.end",
        },
        Command::Roster(command) => match command {
            RosterCommand::Admit { .. } => "roster.admit",
            RosterCommand::AdmitAll {} => "roster.admit_all",
            RosterCommand::Deny { .. } => "roster.deny",
            RosterCommand::AgreeToObserver { .. } => "roster.agree_to_observer",
            RosterCommand::StepAway {} => "roster.step_away",
            RosterCommand::ComeBack {} => "roster.come_back",
            RosterCommand::Leave {} => "roster.leave",
        },
        Command::Floor(command) => floor_row_of(command),
        Command::Conversation(command) => match command {
            ConversationCommand::Say { audience, .. } => match audience {
                Audience::Everyone {} => "conversation.say_all",
                Audience::Therapists {} => "conversation.say_above",
                Audience::One { .. } => "conversation.say_one",
            },
            ConversationCommand::WithYou {} => "conversation.with_you",
            ConversationCommand::Hide { .. } => "conversation.hide",
            ConversationCommand::Approve { .. } => "conversation.approve",
            ConversationCommand::SetLines { .. } => "conversation.set_lines",
        },
        Command::Checkins(command) => match command {
            CheckinsCommand::Open { .. } => "checkins.open",
            CheckinsCommand::Answer { .. } => "checkins.answer",
            CheckinsCommand::Reveal { .. } => "checkins.reveal",
            CheckinsCommand::Close { .. } => "checkins.close",
        },
        Command::Feedback(command) => match command {
            FeedbackCommand::Confirm {} => "feedback.confirm",
            FeedbackCommand::Open { .. } => "feedback.open",
            FeedbackCommand::Close { .. } => "feedback.close",
            FeedbackCommand::Settle { .. } => "feedback.settle",
            FeedbackCommand::Respond { .. } => "feedback.respond",
            FeedbackCommand::PutAway { .. } => "feedback.put_away",
        },
        Command::Moderation(command) => match command {
            ModerationCommand::SendToWaiting { .. } => "moderation.send_to_waiting",
            ModerationCommand::Remove { .. } => "moderation.remove",
            ModerationCommand::MuteText { .. } => "moderation.mute_text",
        },
        Command::Safety(command) => match command {
            SafetyCommand::AskHelp {} => "safety.ask_help",
            SafetyCommand::CancelHelp {} => "safety.cancel_help",
            SafetyCommand::Acknowledge { .. } => "safety.acknowledge",
            SafetyCommand::LeaveContact { .. } => "safety.leave_contact",
        },
    }
}

fn floor_row_of(command: &FloorCommand) -> &'static str {
    match command {
        FloorCommand::RaiseHand { .. } => "floor.raise_hand",
        FloorCommand::LowerHand {} => "floor.lower_hand",
        FloorCommand::AcceptTurn {} => "floor.accept_turn",
        FloorCommand::Pass {} => "floor.pass",
        FloorCommand::ComeBackToMe {} => "floor.come_back_to_me",
        FloorCommand::SayWish { .. } => "floor.say_wish",
        FloorCommand::EndTurn { .. } => "floor.end_turn",
        FloorCommand::OpenFloor {} => "floor.open_floor",
        FloorCommand::TakeHands { .. } => "floor.take_hands",
        FloorCommand::StartRound { .. } => "floor.start_round",
        FloorCommand::Next { .. } => "floor.next",
        FloorCommand::GiveFloor { .. } => "floor.give_floor",
        FloorCommand::Extend { .. } => "floor.extend",
        FloorCommand::Reorder { .. } => "floor.reorder",
        FloorCommand::LowerHandOf { .. } => "floor.lower_hand_of",
        FloorCommand::PutFirstAgain {} => "floor.put_first_again",
        FloorCommand::Pause {} => "floor.pause",
        FloorCommand::Resume {} => "floor.resume",
        FloorCommand::HoldSpace {} => "floor.hold_space",
        FloorCommand::ReleaseSpace {} => "floor.release_space",
    }
}

struct Row {
    /// One sign for each moment and seat.
    signs: Vec<char>,
    /// The answer where the sign is `+`.
    answer: &'static str,
}

fn table() -> BTreeMap<&'static str, Row> {
    let lines = TABLE
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'));
    let rows = lines.map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let [command, signs @ .., answer] = words.as_slice() else {
            panic!("no row: {line}");
        };
        let signs: Vec<char> = signs.iter().flat_map(|s| s.chars()).collect();
        assert_eq!(
            signs.len(),
            MOMENTS.len() * policy_rooms::SEATS,
            "{command}"
        );
        (*command, Row { signs, answer })
    });
    rows.collect()
}

/// How an answer stands in the table.
fn sign(answer: Answer) -> char {
    match answer {
        Ok(()) => '+',
        Err(RefusalCode::NotAllowed) => 'N',
        Err(RefusalCode::ForMembers) => 'F',
        Err(RefusalCode::WrongPhase) => 'P',
        Err(RefusalCode::NotInRoom) => 'R',
        Err(RefusalCode::SafeMode) => 'S',
        Err(RefusalCode::SpaceHeld) => 'H',
        Err(_) => '?',
    }
}

/// R-CMD-4
#[test]
fn every_command_has_the_answer_that_is_written_down() {
    let table = table();
    let mut wrong = Vec::new();
    for (m, moment) in MOMENTS.into_iter().enumerate() {
        let mut room = policy_rooms::room_at(moment);
        let examples = policy_rooms::examples(&room);
        for example in examples {
            let name = row_of(&example);
            let row = &table[name];
            for (s, seat) in room.seats().into_iter().enumerate() {
                let expected = row.signs[m * policy_rooms::SEATS + s];
                let answer = seat.map(|seat| room.asks(seat, &example));
                let found = match answer {
                    None => '.',
                    Some(answer) if expected == '+' => {
                        let said = answer.map_or_else(|e| format!("{e:?}"), |()| "ok".into());
                        if said == row.answer {
                            '+'
                        } else {
                            sign(answer)
                        }
                    }
                    Some(answer) => sign(answer),
                };
                if found != expected {
                    wrong.push(format!(
                        "{name} {moment:?} seat {s}: {expected} but {answer:?}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// R-CMD-4
#[test]
fn every_command_of_the_wire_has_a_row_and_an_example() {
    let table: BTreeSet<_> = table().into_keys().collect();
    let room = policy_rooms::room_at(Moment::Live);
    let examples = policy_rooms::examples(&room);
    let examples: BTreeSet<_> = examples.iter().map(row_of).collect();
    let wire = include_str!("../../../protocol/wire/client.jsonl").lines();
    let wire = wire.filter_map(|line| match ClientFrame::parse(line).unwrap() {
        ClientFrame::Command { command, .. } => Some(row_of(&command)),
        ClientFrame::Hello { .. } | ClientFrame::AskToken { .. } | ClientFrame::Ping {} => None,
    });
    let wire: BTreeSet<_> = wire.collect();
    assert_eq!(table, examples);
    assert_eq!(table, wire);
}
