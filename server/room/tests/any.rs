//! Anything that can reach a room, sensible or not, for the properties.

use proptest::prelude::*;
use rondo_protocol::{
    AlertId, CheckinId, Command, LineId, SeatId,
    checkins::{Answer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand, LinesMode},
    feedback::Content,
    moderation::ModerationCommand,
    roster::RosterCommand,
    safety::SafetyCommand,
    session::{Admission, SessionCommand},
};

use crate::{any_box::*, any_floor::*, cast::*};

/// Somebody of the cast.
#[derive(Clone, Copy, Debug)]
pub struct Who(pub Person);

/// How a session begins.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    pub live: bool,
    pub admission: Admission,
    pub capacity: u16,
    pub threshold: u16,
    pub confirmed: bool,
}

/// Something that happens to a session.
#[derive(Clone, Debug)]
pub enum Step {
    Connect(Who),
    Drop(SeatId),
    Ask(Who, Command),
    AskNumbered(SeatId, u64, Command),
    /// Time passes and every deadline is kept.
    Wait(u64),
    /// Time passes and the room is told late.
    Tick(u64),
    ClockBack(u64),
    Restart(u64),
    Expel(Who),
    Roster(Vec<Who>),
    /// What the ballot hands over: one of each envelope.
    Seal(Vec<Option<Content>>),
}

pub fn start() -> impl Strategy<Value = Start> {
    let of_boxes = (4..6u16, prop::bool::weighted(0.8));
    let start = (any::<bool>(), admission(), 1..9u16, of_boxes);
    start.prop_map(
        |(live, admission, capacity, (threshold, confirmed))| Start {
            live,
            admission,
            capacity,
            threshold,
            confirmed,
        },
    )
}

pub fn who() -> impl Strategy<Value = Who> {
    let people = [
        DR_HALE, DR_HALE, DR_HALE, DR_OKAFOR, MAREN, THEO, AYO, NOOR, SAM, RIVER, LUCIA, PAT,
    ];
    prop::sample::select(people.to_vec()).prop_map(Who)
}

pub fn script(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 0..most)
}

/// A session in which nobody leaves, and only members speak.
pub fn calm_script(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let member = prop::sample::select(FIVE.to_vec()).prop_map(Who);
    let step = prop_oneof![
        6 => (member, floor_of_members()).prop_map(|(who, c)| Step::Ask(who, c.command())),
        4 => floor_of_therapists().prop_map(|c| Step::Ask(Who(DR_HALE), c.command())),
        1 => lines_mode().prop_map(|mode| {
            Step::Ask(Who(DR_HALE), ConversationCommand::SetLines { mode }.command())
        }),
        1 => checkins().prop_map(|c| Step::Ask(Who(DR_HALE), c.command())),
        3 => span().prop_map(|ms| Step::Wait(ms % 90_000)),
    ];
    prop::collection::vec(step, 0..most)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => who().prop_map(Step::Connect),
        3 => seat().prop_map(Step::Drop),
        12 => (who(), command()).prop_map(|(who, command)| Step::Ask(who, command)),
        30 => sensible(),
        3 => (seat(), 0..40u64, command()).prop_map(|(seat, n, c)| Step::AskNumbered(seat, n, c)),
        6 => span().prop_map(Step::Wait),
        3 => span().prop_map(Step::Tick),
        1 => span().prop_map(Step::ClockBack),
        1 => span().prop_map(Step::Restart),
        1 => who().prop_map(Step::Expel),
        1 => prop::collection::vec(who(), 0..4).prop_map(Step::Roster),
        2 => envelopes().prop_map(Step::Seal),
    ]
}

/// A command by somebody who may give it, mostly: members speak, therapists lead.
fn sensible() -> impl Strategy<Value = Step> {
    let member = prop::sample::select(FIVE.to_vec()).prop_map(Who);
    let therapist = prop_oneof![4 => Just(DR_HALE), 1 => Just(DR_OKAFOR)].prop_map(Who);
    let of_members = prop_oneof![
        4 => floor_of_members().prop_map(IntoCommand::command),
        2 => conversation().prop_map(IntoCommand::command),
        2 => checkins().prop_map(IntoCommand::command),
        1 => safety().prop_map(IntoCommand::command),
    ];
    let of_therapists = prop_oneof![
        4 => floor_of_therapists().prop_map(IntoCommand::command),
        1 => floor_of_anybody().prop_map(IntoCommand::command),
        3 => conversation().prop_map(IntoCommand::command),
        2 => checkins().prop_map(IntoCommand::command),
        2 => feedback().prop_map(IntoCommand::command),
        1 => moderation().prop_map(IntoCommand::command),
        1 => roster().prop_map(IntoCommand::command),
    ];
    prop_oneof![
        1 => (member, of_members).prop_map(|(who, command)| Step::Ask(who, command)),
        1 => (therapist, of_therapists).prop_map(|(who, command)| Step::Ask(who, command)),
    ]
}

/// Spans around everything that is due, in milliseconds.
pub fn span() -> impl Strategy<Value = u64> {
    prop_oneof![
        0..5_000u64,
        0..60_000u64,
        0..700_000u64,
        Just(4_000),
        Just(20_000),
        Just(120_000),
        Just(44_000_000),
    ]
}

pub fn seat() -> impl Strategy<Value = SeatId> {
    (0..10u16).prop_map(SeatId)
}

fn admission() -> impl Strategy<Value = Admission> {
    let all = [Admission::OneByOne, Admission::Roster, Admission::Everybody];
    prop::sample::select(all.to_vec())
}

fn lines_mode() -> impl Strategy<Value = LinesMode> {
    let all = [LinesMode::Open, LinesMode::Held, LinesMode::Closed];
    prop::sample::select(all.to_vec())
}

/// Every kind of command, those of the floor more often.
pub fn command() -> BoxedStrategy<Command> {
    prop_oneof![
        2 => session().prop_map(IntoCommand::command),
        5 => roster().prop_map(IntoCommand::command),
        8 => floor_of_members().prop_map(IntoCommand::command),
        6 => floor_of_therapists().prop_map(IntoCommand::command),
        2 => floor_of_anybody().prop_map(IntoCommand::command),
        5 => conversation().prop_map(IntoCommand::command),
        4 => checkins().prop_map(IntoCommand::command),
        3 => feedback().prop_map(IntoCommand::command),
        2 => moderation().prop_map(IntoCommand::command),
        2 => safety().prop_map(IntoCommand::command),
    ]
    .boxed()
}

fn session() -> impl Strategy<Value = SessionCommand> {
    prop_oneof![
        6 => (2..5u32).prop_map(|version| SessionCommand::AcceptRules {
            version,
            name: name("Somebody"),
        }),
        6 => Just(SessionCommand::Start {}),
        3 => admission().prop_map(|admission| SessionCommand::SetAdmission { admission }),
        2 => any::<bool>().prop_map(|locked| SessionCommand::Lock { locked }),
        1 => Just(SessionCommand::Close {}),
        1 => Just(SessionCommand::End {}),
    ]
}

fn roster() -> impl Strategy<Value = RosterCommand> {
    prop_oneof![
        4 => seat().prop_map(|seat| RosterCommand::Admit { seat }),
        4 => Just(RosterCommand::AdmitAll {}),
        1 => seat().prop_map(|seat| RosterCommand::Deny { seat }),
        6 => (seat(), prop::bool::weighted(0.8))
            .prop_map(|(seat, agree)| RosterCommand::AgreeToObserver { seat, agree }),
        2 => Just(RosterCommand::StepAway {}),
        2 => Just(RosterCommand::ComeBack {}),
        1 => Just(RosterCommand::Leave {}),
    ]
}

fn line() -> impl Strategy<Value = LineId> {
    (0..8u32).prop_map(LineId)
}

fn conversation() -> impl Strategy<Value = ConversationCommand> {
    prop_oneof![
        4 => Just(say(Audience::Everyone {}, "To everyone.")),
        2 => Just(say(Audience::Therapists {}, "To therapists.")),
        2 => seat().prop_map(|seat| {
            let secret = format!("canary:{}: to one", seat.0);
            say(Audience::One { seat }, &secret)
        }),
        1 => Just(ConversationCommand::WithYou {}),
        2 => line().prop_map(|line| ConversationCommand::Hide { line }),
        3 => line().prop_map(|line| ConversationCommand::Approve { line }),
        2 => lines_mode().prop_map(|mode| ConversationCommand::SetLines { mode }),
    ]
}

fn checkin() -> impl Strategy<Value = CheckinId> {
    (0..5u32).prop_map(CheckinId)
}

fn checkins() -> impl Strategy<Value = CheckinsCommand> {
    let shown_to = vec![ShownTo::Group, ShownTo::Therapists, ShownTo::Anonymous];
    let shown_to = prop::sample::select(shown_to);
    let template = (answer_kind(), shown_to).prop_map(|(answer, shown_to)| Template {
        prompt: text("How are you?"),
        answer,
        shown_to,
    });
    prop_oneof![
        3 => template.prop_map(|template| CheckinsCommand::Open { template }),
        6 => (checkin(), answer())
            .prop_map(|(checkin, answer)| CheckinsCommand::Answer { checkin, answer }),
        2 => checkin().prop_map(|checkin| CheckinsCommand::Reveal { checkin }),
        1 => checkin().prop_map(|checkin| CheckinsCommand::Close { checkin }),
    ]
}

pub fn answer_kind() -> impl Strategy<Value = AnswerKind> {
    let words = || prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..4);
    let words = move || words().prop_map(|w| w.into_iter().map(text).collect::<Vec<_>>());
    prop_oneof![
        Just(ten()),
        any::<(i16, i16, u16)>().prop_map(|(min, max, step)| scale(min, max, step)),
        (-3..4i16, -3..4i16, 0..3u16).prop_map(|(min, max, step)| scale(min, max, step)),
        (words(), any::<u8>()).prop_map(|(words, most)| AnswerKind::Feelings {
            words,
            most: most % 4
        }),
        words().prop_map(|options| AnswerKind::Choice { options }),
        any::<u16>().prop_map(|chars| AnswerKind::Text {
            chars: chars % 1_200
        }),
    ]
}

pub fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        (-3..11i16).prop_map(|value| Answer::Scale { value }),
        any::<i16>().prop_map(|value| Answer::Scale { value }),
        prop::collection::vec(0..4u8, 0..4).prop_map(|words| Answer::Feelings { words }),
        (0..4u8).prop_map(|option| Answer::Choice { option }),
        Just(Answer::Text {
            text: text("Own words.")
        }),
        Just(Answer::Skip {}),
    ]
}

fn moderation() -> impl Strategy<Value = ModerationCommand> {
    prop_oneof![
        2 => seat().prop_map(|seat| ModerationCommand::SendToWaiting { seat }),
        1 => (seat(), any::<bool>())
            .prop_map(|(seat, may_return)| ModerationCommand::Remove { seat, may_return }),
        1 => (seat(), any::<bool>())
            .prop_map(|(seat, muted)| ModerationCommand::MuteText { seat, muted }),
    ]
}

fn safety() -> impl Strategy<Value = SafetyCommand> {
    prop_oneof![
        3 => Just(SafetyCommand::AskHelp {}),
        1 => Just(SafetyCommand::CancelHelp {}),
        2 => (0..6u32).prop_map(|n| SafetyCommand::Acknowledge { alert: AlertId(n) }),
        1 => any::<bool>().prop_map(|left| SafetyCommand::LeaveContact {
            place: left.then(|| text("A hotel.")),
            phone: None,
        }),
    ]
}
