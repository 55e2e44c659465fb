//! Samples of everything a client may ask for.

use rondo_protocol::{
    AlertId, CheckinId, Command, LineId, TurnId,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand},
    feedback::{FeedbackCommand, Paraphrase},
    floor::{FloorCommand, RoundOrder},
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
};

use super::{AYO, MAREN, THEO, a_box, each, maybe, samples, slip, text};

samples! { Command {
    Session => each(Command::Session),
    Roster => each(Command::Roster),
    Floor => each(Command::Floor),
    Conversation => each(Command::Conversation),
    Checkins => each(Command::Checkins),
    Feedback => each(Command::Feedback),
    Moderation => each(Command::Moderation),
    Safety => each(Command::Safety),
} }

samples! { SessionCommand {
    AcceptRules => vec![SessionCommand::AcceptRules { version: 3, name: text("Maren") }],
    Start => vec![SessionCommand::Start {}],
    SetAdmission => each(|admission| SessionCommand::SetAdmission { admission }),
    Lock => vec![SessionCommand::Lock { locked: true }, SessionCommand::Lock { locked: false }],
    Close => vec![SessionCommand::Close {}],
    End => vec![SessionCommand::End {}],
} }

samples! { RosterCommand {
    Admit => vec![RosterCommand::Admit { seat: MAREN }],
    AdmitAll => vec![RosterCommand::AdmitAll {}],
    Deny => vec![RosterCommand::Deny { seat: THEO }],
    AgreeToObserver => vec![
        RosterCommand::AgreeToObserver { seat: AYO, agree: true },
        RosterCommand::AgreeToObserver { seat: AYO, agree: false },
    ],
    StepAway => vec![RosterCommand::StepAway {}],
    ComeBack => vec![RosterCommand::ComeBack {}],
    Leave => vec![RosterCommand::Leave {}],
} }

samples! { RoundOrder {
    AsSeated => vec![RoundOrder::AsSeated {}],
    Drawn => vec![RoundOrder::Drawn {}],
    Chosen => vec![
        RoundOrder::Chosen { seats: vec![AYO, MAREN, THEO] },
        RoundOrder::Chosen { seats: vec![] },
    ],
    CoTherapistFirst => vec![RoundOrder::CoTherapistFirst {}],
} }

samples! { FloorCommand {
    RaiseHand => {
        let mut hands = each(|kind| FloorCommand::RaiseHand { kind, private: false });
        hands.extend(each(|kind| FloorCommand::RaiseHand { kind, private: true }));
        hands
    },
    LowerHand => vec![FloorCommand::LowerHand {}],
    AcceptTurn => vec![FloorCommand::AcceptTurn {}],
    Pass => vec![FloorCommand::Pass {}],
    ComeBackToMe => vec![FloorCommand::ComeBackToMe {}],
    SayWish => maybe(|wish| FloorCommand::SayWish { wish }),
    EndTurn => vec![
        FloorCommand::EndTurn { turn: TurnId(7), next: None },
        FloorCommand::EndTurn { turn: TurnId(7), next: Some(THEO) },
    ],
    OpenFloor => vec![FloorCommand::OpenFloor {}],
    TakeHands => {
        let mut all = each(|order| FloorCommand::TakeHands {
            order,
            allotment_ms: None,
            auto_advance: false,
        });
        all.extend(each(|order| FloorCommand::TakeHands {
            order,
            allotment_ms: Some(180_000),
            auto_advance: true,
        }));
        all
    },
    StartRound => {
        let mut all = each(|order| FloorCommand::StartRound {
            prompt: Some(text("What are you bringing tonight?")),
            order,
            allotment_ms: Some(120_000),
            auto_advance: true,
            strict: true,
            nomination: true,
        });
        all.push(FloorCommand::StartRound {
            prompt: None,
            order: RoundOrder::AsSeated {},
            allotment_ms: None,
            auto_advance: false,
            strict: false,
            nomination: false,
        });
        all
    },
    Next => vec![
        FloorCommand::Next { turn: None, offered: None },
        FloorCommand::Next { turn: Some(TurnId(7)), offered: None },
        FloorCommand::Next { turn: None, offered: Some(AYO) },
    ],
    GiveFloor => vec![
        FloorCommand::GiveFloor { seat: THEO, keep_place: true, allotment_ms: Some(60_000) },
        FloorCommand::GiveFloor { seat: THEO, keep_place: false, allotment_ms: None },
    ],
    Extend => vec![FloorCommand::Extend { turn: TurnId(7), by_ms: 60_000 }],
    Reorder => vec![
        FloorCommand::Reorder { seat: AYO, before: Some(MAREN) },
        FloorCommand::Reorder { seat: AYO, before: None },
    ],
    LowerHandOf => vec![FloorCommand::LowerHandOf { seat: THEO }],
    PutFirstAgain => vec![FloorCommand::PutFirstAgain {}],
    Pause => vec![FloorCommand::Pause {}],
    Resume => vec![FloorCommand::Resume {}],
    HoldSpace => vec![FloorCommand::HoldSpace {}],
    ReleaseSpace => vec![FloorCommand::ReleaseSpace {}],
} }

samples! { Audience {
    Everyone => vec![Audience::Everyone {}],
    Therapists => vec![Audience::Therapists {}],
    One => vec![Audience::One { seat: MAREN }],
} }

samples! { ConversationCommand {
    Say => {
        let mut all = each(|audience| ConversationCommand::Say {
            audience,
            text: text("Good to see you all."),
        });
        all.push(ConversationCommand::Say {
            audience: Audience::Everyone {},
            text: text("Grüße an alle 👩🏽‍🌾 \"bis gleich\"\nund danke \\o/"),
        });
        all
    },
    WithYou => vec![ConversationCommand::WithYou {}],
    Hide => vec![ConversationCommand::Hide { line: LineId(12) }],
    Approve => vec![ConversationCommand::Approve { line: LineId(12) }],
    SetLines => each(|mode| ConversationCommand::SetLines { mode }),
} }

samples! { AnswerKind {
    Scale => vec![
        AnswerKind::Scale {
            min: 0,
            max: 10,
            step: 1,
            low: Some(text("very low")),
            high: Some(text("very good")),
        },
        AnswerKind::Scale { min: -3, max: 3, step: 1, low: None, high: None },
    ],
    Feelings => vec![AnswerKind::Feelings {
        words: vec![text("calm"), text("tired"), text("hopeful"), text("restless")],
        most: 3,
    }],
    Choice => vec![AnswerKind::Choice { options: vec![text("stay with it"), text("move on")] }],
    Text => vec![AnswerKind::Text { chars: 200 }],
} }

samples! { Answer {
    Scale => vec![Answer::Scale { value: 6 }, Answer::Scale { value: -2 }],
    Feelings => vec![Answer::Feelings { words: vec![0, 2] }, Answer::Feelings { words: vec![] }],
    Choice => vec![Answer::Choice { option: 1 }],
    Text => vec![Answer::Text { text: text("A walk by the river.") }],
    Skip => vec![Answer::Skip {}],
} }

samples! { CheckinsCommand {
    Open => {
        let open = |answer, shown_to| {
            let prompt = text("How are you right now?");
            CheckinsCommand::Open { template: Template { prompt, answer, shown_to } }
        };
        let mut all = each(|answer| open(answer, ShownTo::Group));
        all.extend(each(|shown_to| open(AnswerKind::Text { chars: 1_000 }, shown_to)));
        all
    },
    Answer => each(|answer| CheckinsCommand::Answer { checkin: CheckinId(2), answer }),
    Reveal => vec![CheckinsCommand::Reveal { checkin: CheckinId(2) }],
    Close => vec![CheckinsCommand::Close { checkin: CheckinId(2) }],
} }

samples! { FeedbackCommand {
    Confirm => vec![FeedbackCommand::Confirm {}],
    Open => each(|ask| FeedbackCommand::Open {
        prompt: text("What helps in this group, and what is missing?"),
        ask,
        seconds: 180,
    }),
    Close => vec![FeedbackCommand::Close { box_id: a_box() }],
    Settle => vec![
        FeedbackCommand::Settle {
            box_id: a_box(),
            release: vec![slip(1), slip(3)],
            paraphrase: vec![Paraphrase { slip: slip(2), text: text("Somebody needs more time.") }],
        },
        FeedbackCommand::Settle { box_id: a_box(), release: vec![], paraphrase: vec![] },
    ],
    Respond => vec![FeedbackCommand::Respond {
        box_id: a_box(),
        text: text("Whoever wrote this: please call one of us today."),
        crisis: true,
    }],
    PutAway => vec![FeedbackCommand::PutAway { box_id: a_box() }],
} }

samples! { ModerationCommand {
    SendToWaiting => vec![ModerationCommand::SendToWaiting { seat: THEO }],
    Remove => vec![
        ModerationCommand::Remove { seat: THEO, may_return: true },
        ModerationCommand::Remove { seat: THEO, may_return: false },
    ],
    MuteText => vec![
        ModerationCommand::MuteText { seat: AYO, muted: true },
        ModerationCommand::MuteText { seat: AYO, muted: false },
    ],
} }

samples! { SafetyCommand {
    AskHelp => vec![SafetyCommand::AskHelp {}],
    CancelHelp => vec![SafetyCommand::CancelHelp {}],
    Acknowledge => vec![SafetyCommand::Acknowledge { alert: AlertId(1) }],
    LeaveContact => vec![
        SafetyCommand::LeaveContact {
            place: Some(text("At home, second floor")),
            phone: Some(text("555 0100")),
        },
        SafetyCommand::LeaveContact { place: None, phone: None },
    ],
} }
