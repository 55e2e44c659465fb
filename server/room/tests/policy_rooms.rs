//! The rooms in which the table of `policy.rs` is tried: every moment, with a seat of every role
//! and standing in it, and one example of every command.

use rondo_protocol::{
    AlertId, BoxId, CheckinId, Command, LineId, SeatId, TurnId,
    checkins::{Answer as CheckinAnswer, AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand, LinesMode},
    feedback::FeedbackCommand,
    floor::{FloorCommand, HandOrder},
    moderation::ModerationCommand,
    roster::{Role, RosterCommand},
    safety::SafetyCommand,
    session::{Admission, SessionCommand},
};
use rondo_room::{Decision, Input, Refusal};

use crate::{cast::*, policy::Moment};

/// Columns of a block: three therapists, five members, five observers.
pub const SEATS: usize = 13;

/// A room at some moment.
pub struct RoomAt {
    session: Session,
    moment: Moment,
}

const fn extra(id: u128, role: Role) -> Person {
    Person::another(id, role)
}

const THERAPIST_LEFT: Person = extra(21, Role::Therapist);
const THERAPIST_REMOVED: Person = extra(22, Role::Therapist);
const MEMBERS_BY_STANDING: [Person; 5] = [
    extra(31, Role::Member),
    extra(32, Role::Member),
    extra(33, Role::Member),
    extra(34, Role::Member),
    extra(35, Role::Member),
];
const OBSERVERS_BY_STANDING: [Person; 5] = [
    extra(41, Role::Observer),
    extra(42, Role::Observer),
    extra(43, Role::Observer),
    extra(44, Role::Observer),
    extra(45, Role::Observer),
];

/// Brings five people of a role to arriving, waiting, in, left and removed.
fn by_standing(s: &mut Session, [arriving, waiting, inside, left, removed]: [Person; 5]) {
    s.arrives(arriving);
    s.waits(waiting);
    s.waits(inside);
    if inside.role == Role::Observer {
        s.agrees_to(MEMBERS_BY_STANDING[2], inside, true);
    }
    s.is_admitted(inside);
    s.waits(left);
    s.leaves(left);
    s.waits(removed);
    s.is_expelled(removed);
}

/// The room at this moment: with a waiting guest for the door, a line to hide, a check-in to
/// answer, and a call for help to acknowledge.
pub fn room_at(moment: Moment) -> RoomAt {
    let mut s = Session::opened();
    s.arrives(DR_HALE);
    s.arrives(THERAPIST_LEFT);
    s.leaves(THERAPIST_LEFT);
    s.arrives(THERAPIST_REMOVED);
    s.is_expelled(THERAPIST_REMOVED);
    by_standing(&mut s, MEMBERS_BY_STANDING);
    by_standing(&mut s, OBSERVERS_BY_STANDING);
    s.waits(LUCIA);
    s.says(DR_HALE, "Welcome.");
    s.must(DR_HALE, open_checkin());
    s.must(LUCIA, SafetyCommand::AskHelp {});
    match moment {
        Moment::Waiting => {}
        Moment::Live => s.must(DR_HALE, SessionCommand::Start {}),
        Moment::SafeMode => {
            s.must(DR_HALE, SessionCommand::Start {});
            s.drops(DR_HALE);
            s.after_ms(20 * SECOND);
        }
        Moment::SpaceHeld => {
            s.must(DR_HALE, SessionCommand::Start {});
            s.must(DR_HALE, FloorCommand::HoldSpace {});
        }
        Moment::Closing => {
            s.must(DR_HALE, SessionCommand::Start {});
            s.must(DR_HALE, SessionCommand::Close {});
        }
        Moment::Ended => {
            s.must(DR_HALE, SessionCommand::Start {});
            s.must(DR_HALE, SessionCommand::End {});
        }
    }
    RoomAt { session: s, moment }
}

impl RoomAt {
    /// The seats of a block, in the order of its columns; none where the standing cannot be.
    pub fn seats(&self) -> Vec<Option<SeatId>> {
        let closing = self.moment == Moment::Closing;
        let therapists = [DR_HALE, THERAPIST_LEFT, THERAPIST_REMOVED];
        let mut seats: Vec<_> = therapists.map(|p| Some(self.session.seat(p))).into();
        for people in [MEMBERS_BY_STANDING, OBSERVERS_BY_STANDING] {
            for (i, person) in people.into_iter().enumerate() {
                let can_be = !closing || i >= 3;
                seats.push(can_be.then(|| self.session.seat(person)));
            }
        }
        seats
    }

    /// What becomes of a command, without doing it.
    pub fn asks(&mut self, seat: SeatId, command: &Command) -> Answer {
        let room = &self.session.room;
        let input = Input::Command {
            seat,
            n: room.last_command(seat) + 1,
            command: command.clone(),
        };
        match room.decide(&input, self.session.stamp()) {
            Ok(Decision::Do(_)) => Ok(()),
            Ok(Decision::AlreadyDone) => panic!("a new number was done before"),
            Err(Refusal(code)) => Err(code),
        }
    }
}

fn open_checkin() -> CheckinsCommand {
    let template = Template {
        prompt: text("How are you?"),
        answer: AnswerKind::Text { chars: 20 },
        shown_to: ShownTo::Group,
    };
    CheckinsCommand::Open { template }
}

/// One example of every command.
pub fn examples(at: &RoomAt) -> Vec<Command> {
    let s = &at.session;
    let waiting = s.seat(LUCIA);
    let inside = s.seat(MEMBERS_BY_STANDING[2]);
    let observer = s.seat(OBSERVERS_BY_STANDING[1]);
    let mut all = Vec::new();
    let mut add = |command: Command| all.push(command);
    for command in sessions() {
        add(command.command());
    }
    for command in [
        RosterCommand::Admit { seat: waiting },
        RosterCommand::AdmitAll {},
        RosterCommand::Deny { seat: waiting },
        RosterCommand::AgreeToObserver {
            seat: observer,
            agree: true,
        },
        RosterCommand::StepAway {},
        RosterCommand::ComeBack {},
        RosterCommand::Leave {},
    ] {
        add(command.command());
    }
    for command in floors(inside) {
        add(command);
    }
    for command in [
        say(Audience::Everyone {}, "Hello."),
        say(Audience::Therapists {}, "Hello."),
        say(Audience::One { seat: inside }, "Hello."),
        ConversationCommand::WithYou {},
        ConversationCommand::Hide { line: LineId(1) },
        ConversationCommand::Approve { line: LineId(1) },
        ConversationCommand::SetLines {
            mode: LinesMode::Held,
        },
    ] {
        add(command.command());
    }
    let checkin = CheckinId(1);
    for command in [
        open_checkin(),
        CheckinsCommand::Answer {
            checkin,
            answer: CheckinAnswer::Skip {},
        },
        CheckinsCommand::Reveal { checkin },
        CheckinsCommand::Close { checkin },
    ] {
        add(command.command());
    }
    let box_id = BoxId::from_random(1);
    for command in [
        FeedbackCommand::Confirm {},
        open_box_of(WORDS, 60),
        close_box(box_id),
        settle(box_id, &[], &[]),
        respond(box_id, "Thank you.", false),
        put_away(box_id),
    ] {
        add(command.command());
    }
    for command in [
        ModerationCommand::SendToWaiting { seat: inside },
        ModerationCommand::Remove {
            seat: inside,
            may_return: true,
        },
        ModerationCommand::MuteText {
            seat: inside,
            muted: true,
        },
    ] {
        add(command.command());
    }
    for command in [
        SafetyCommand::AskHelp {},
        SafetyCommand::CancelHelp {},
        SafetyCommand::Acknowledge { alert: AlertId(1) },
        SafetyCommand::LeaveContact {
            place: None,
            phone: None,
        },
    ] {
        add(command.command());
    }
    all
}

fn sessions() -> [SessionCommand; 6] {
    [
        SessionCommand::AcceptRules {
            version: 3,
            name: name("Mo"),
        },
        SessionCommand::Start {},
        SessionCommand::SetAdmission {
            admission: Admission::OneByOne,
        },
        SessionCommand::Lock { locked: false },
        SessionCommand::Close {},
        SessionCommand::End {},
    ]
}

fn floors(inside: SeatId) -> Vec<Command> {
    let turn = TurnId(1);
    let mut floors = vec![RoundOf::default().command()];
    let others = [
        hand(),
        FloorCommand::LowerHand {},
        FloorCommand::AcceptTurn {},
        FloorCommand::Pass {},
        FloorCommand::ComeBackToMe {},
        FloorCommand::SayWish { wish: None },
        FloorCommand::EndTurn { turn, next: None },
        FloorCommand::OpenFloor {},
        take_hands(HandOrder::FirstCome, None, false),
        FloorCommand::Next {
            turn: None,
            offered: None,
        },
        FloorCommand::GiveFloor {
            seat: inside,
            keep_place: false,
            allotment_ms: None,
        },
        FloorCommand::Extend { turn, by_ms: 1_000 },
        FloorCommand::Reorder {
            seat: inside,
            before: None,
        },
        FloorCommand::LowerHandOf { seat: inside },
        FloorCommand::PutFirstAgain {},
        FloorCommand::Pause {},
        FloorCommand::Resume {},
        FloorCommand::HoldSpace {},
        FloorCommand::ReleaseSpace {},
    ];
    floors.extend(others.map(IntoCommand::command));
    floors
}
