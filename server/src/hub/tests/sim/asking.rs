//! What somebody asks, made of what is on their screen.
//!
//! Words that are not for everybody carry a canary, which says who may read them.

use rondo_protocol::{
    Command, LineId, SeatId, Text, View,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand},
    feedback::{Ask as BoxAsk, BoxStage, BoxView, FeedbackCommand},
    floor::{FloorCommand, HandKind, HandOrder, RoundOrder},
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
    text::Name,
};

use super::operations::{Ask, OfCheckin, OfFloor, To, Who};

/// Marks words as secret: `canary:` and then the seats, besides therapists', that may read them,
/// closed by `:` as in `canary:3:`.
pub(super) const CANARY: &str = "canary:";

/// The command for what is asked; none if the screen has nothing to ask it of. `word` is in no other
/// command.
pub(super) fn command(ask: Ask, view: &View, word: &str) -> Option<Command> {
    let of = |who: Who| seat_of(view, who);
    let own = view.me.seat;
    Some(match ask {
        Ask::Start => Command::Session(SessionCommand::Start {}),
        Ask::Close => Command::Session(SessionCommand::Close {}),
        Ask::End => Command::Session(SessionCommand::End {}),
        Ask::AdmitAll => Command::Roster(RosterCommand::AdmitAll {}),
        Ask::SendBack(who) => {
            Command::Moderation(ModerationCommand::SendToWaiting { seat: of(who)? })
        }
        Ask::Remove(who) => Command::Moderation(ModerationCommand::Remove {
            seat: of(who)?,
            may_return: true,
        }),
        Ask::Mute(who) => Command::Moderation(ModerationCommand::MuteText {
            seat: of(who)?,
            muted: true,
        }),
        Ask::Away => Command::Roster(RosterCommand::StepAway {}),
        Ask::Back => Command::Roster(RosterCommand::ComeBack {}),
        Ask::Leave => Command::Roster(RosterCommand::Leave {}),
        Ask::Say(to) => says(to, view, word)?,
        Ask::HideLatest => Command::Conversation(ConversationCommand::Hide {
            line: view.lines.last()?.line,
        }),
        Ask::ApproveLatest => {
            Command::Conversation(ConversationCommand::Approve { line: held(view)? })
        }
        Ask::Lines(mode) => Command::Conversation(ConversationCommand::SetLines { mode }),
        Ask::WithYou => Command::Conversation(ConversationCommand::WithYou {}),
        Ask::Help => Command::Safety(SafetyCommand::AskHelp {}),
        Ask::Acknowledge => Command::Safety(SafetyCommand::Acknowledge {
            alert: view.alerts.last()?.alert,
        }),
        Ask::Contact => Command::Safety(SafetyCommand::LeaveContact {
            place: Some(secret(own, word)),
            phone: None,
        }),
        Ask::Checkin(ask) => Command::Checkins(checkin(ask, view, word)?),
        Ask::OpenBox => Command::Feedback(FeedbackCommand::Open {
            prompt: Text::new("What stays unsaid?").ok()?,
            ask: BoxAsk::Words {},
            seconds: 60,
        }),
        Ask::CloseBox => Command::Feedback(FeedbackCommand::Close {
            box_id: view.feedback_box.as_ref()?.box_id,
        }),
        Ask::SettleBox => Command::Feedback(settle(view.feedback_box.as_ref()?)),
        Ask::Floor(ask) => Command::Floor(floor(ask, view)?),
    })
}

/// What everybody does who arrives.
pub(super) fn accepts(view: &View) -> Command {
    Command::Session(SessionCommand::AcceptRules {
        version: 1,
        name: view.me.name.clone(),
    })
}

fn says(to: To, view: &View, word: &str) -> Option<Command> {
    let (audience, text) = match to {
        To::Everyone => (Audience::Everyone {}, Text::new(word).ok()?),
        To::Therapists => (Audience::Therapists {}, secret(view.me.seat, word)),
        To::One(who) => {
            let seat = seat_of(view, who)?;
            (Audience::One { seat }, secret(seat, word))
        }
    };
    Some(Command::Conversation(ConversationCommand::Say {
        audience,
        text,
    }))
}

fn settle(shown: &BoxView) -> FeedbackCommand {
    let box_id = shown.box_id;
    match shown.stage {
        BoxStage::Sealed => FeedbackCommand::Settle {
            box_id,
            release: Vec::new(),
            paraphrase: Vec::new(),
        },
        BoxStage::Open
        | BoxStage::Collecting
        | BoxStage::Discarded
        | BoxStage::Voided
        | BoxStage::Settled => FeedbackCommand::PutAway { box_id },
    }
}

fn checkin(ask: OfCheckin, view: &View, word: &str) -> Option<CheckinsCommand> {
    let open = view.checkin.as_ref();
    Some(match ask {
        OfCheckin::Open { to_group } => CheckinsCommand::Open {
            template: Template {
                prompt: Text::new("How are you?").ok()?,
                answer: AnswerKind::Text { chars: 100 },
                shown_to: if to_group {
                    ShownTo::Group
                } else {
                    ShownTo::Therapists
                },
            },
        },
        OfCheckin::Answer => {
            let text = match open?.template.shown_to {
                ShownTo::Group => Text::new(word).ok()?,
                ShownTo::Therapists | ShownTo::Anonymous => secret(view.me.seat, word),
            };
            CheckinsCommand::Answer {
                checkin: open?.checkin,
                answer: Answer::Text { text },
            }
        }
        OfCheckin::Reveal => CheckinsCommand::Reveal {
            checkin: open?.checkin,
        },
        OfCheckin::Close => CheckinsCommand::Close {
            checkin: open?.checkin,
        },
    })
}

fn floor(ask: OfFloor, view: &View) -> Option<FloorCommand> {
    let floor = view.floor.as_ref()?;
    let turn = floor.turn.as_ref().map(|turn| turn.turn);
    Some(match ask {
        OfFloor::Hand { private } => FloorCommand::RaiseHand {
            kind: HandKind::Speak,
            private,
        },
        OfFloor::LowerHand => FloorCommand::LowerHand {},
        OfFloor::TakeHands => FloorCommand::TakeHands {
            order: HandOrder::FirstCome,
            allotment_ms: Some(60_000),
            auto_advance: true,
        },
        OfFloor::Round => FloorCommand::StartRound {
            prompt: None,
            order: RoundOrder::Drawn {},
            allotment_ms: Some(60_000),
            auto_advance: false,
            strict: false,
            nomination: false,
        },
        OfFloor::Next => FloorCommand::Next {
            turn,
            offered: floor.round.as_ref().and_then(|round| round.offered),
        },
        OfFloor::Accept => FloorCommand::AcceptTurn {},
        OfFloor::Pass => FloorCommand::Pass {},
        OfFloor::EndTurn => FloorCommand::EndTurn {
            turn: turn?,
            next: None,
        },
        OfFloor::Give(who) => FloorCommand::GiveFloor {
            seat: seat_of(view, who)?,
            keep_place: false,
            allotment_ms: None,
        },
        OfFloor::Hold => FloorCommand::HoldSpace {},
        OfFloor::Release => FloorCommand::ReleaseSpace {},
    })
}

fn held(view: &View) -> Option<LineId> {
    let held = view.lines.iter().rev().find(|line| line.held);
    held.map(|line| line.line)
}

fn seat_of(view: &View, who: Who) -> Option<SeatId> {
    let name = Name::new(&who.name()).ok()?;
    let found = view.seats.iter().find(|seat| seat.name == name);
    found.map(|seat| seat.seat)
}

/// Words for therapists and one seat.
fn secret<const MAX: usize, const BREAKS: bool>(seat: SeatId, word: &str) -> Text<MAX, BREAKS> {
    Text::new(&format!("{CANARY}{}: {word}", seat.0)).unwrap()
}
