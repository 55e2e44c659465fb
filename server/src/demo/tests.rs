//! Simulated members against the real rules, on a clock that jumps from one moment to the next.

use std::collections::BTreeMap;

use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use rondo_protocol::{
    At, BoxKey, Command, GroupId, PersonId, Receipt, SeatId, SessionId, SlipId, View,
    checkins::{AnswerKind, CheckinsCommand, ShownTo, Template},
    conversation::{Audience, ConversationCommand, LinesMode},
    feedback::{Ask, BoxStage, Content, FeedbackCommand, Outcome},
    floor::{FloorCommand, HandOrder, RoundOrder},
    http::Secret,
    moderation::ModerationCommand,
    roster::{Presence, Role, Standing},
    session::{Admission, GroundRules, Phase, SessionCommand},
    text::{LineText, Name, PageText, Prompt, Word},
};
use rondo_room::{Decision, Input, Opening, Refusal, Room, Stamp};

use super::{
    cast::{AT_THE_DOOR, IN_THE_ROOM, Person},
    mind::{Act, Memory, Tempo, what_next},
};

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;

/// A member who plays: their seat, memory, and until when their connection is gone.
struct Player {
    seat: SeatId,
    memory: Memory,
    gone_until: Option<u64>,
}

/// A room, its clock, and six who play in it.
struct World {
    room: Room,
    now: u64,
    dice: StdRng,
    numbers: BTreeMap<SeatId, u64>,
    hale: SeatId,
    players: Vec<Player>,
    /// What was in the envelopes that were posted, with the time.
    posted: Vec<(u64, Option<Content>)>,
    /// Everything a member did, with the time.
    acts: Vec<(u64, SeatId, Act)>,
}

impl World {
    /// A live session with everybody in the circle.
    fn live(seed: u64) -> Self {
        let mut world = Self::waiting(seed);
        world.until(MINUTE, |view| {
            let members = view.seats.iter().filter(|s| s.role == Role::Member);
            members.filter(|s| s.standing == Standing::In).count() == 6
        });
        world.hale_asks(SessionCommand::Start {}).unwrap();
        world
    }

    /// A session that has just been opened, with everybody at the door.
    fn waiting(seed: u64) -> Self {
        let opening = Opening {
            session: SessionId::from_random(1),
            group: GroupId::from_random(2),
            group_name: Name::new("Group").unwrap(),
            number: 1,
            ground_rules: GroundRules {
                version: 1,
                text: PageText::new("Rules").unwrap(),
            },
            crisis_text: PageText::new("Call").unwrap(),
            capacity: 9,
            feedback_threshold: 4,
            feedback_confirmed: true,
            admission: Admission::Everybody,
            roster: Vec::new(),
            planned_minutes: None,
        };
        let room = Room::begin(&Room::opened(opening, At(0))).unwrap();
        let mut world = World {
            room,
            now: 0,
            dice: StdRng::seed_from_u64(seed),
            numbers: BTreeMap::new(),
            hale: SeatId(0),
            players: Vec::new(),
            posted: Vec::new(),
            acts: Vec::new(),
        };
        world.hale = world.arrives(100, Role::Therapist);
        for (id, person) in (101..).zip(IN_THE_ROOM.into_iter().chain([AT_THE_DOOR])) {
            let seat = world.arrives(id, Role::Member);
            world.players.push(Player {
                seat,
                memory: Memory::of(person, Tempo::HUMAN),
                gone_until: None,
            });
        }
        world
    }

    fn arrives(&mut self, id: u128, role: Role) -> SeatId {
        let person = PersonId::from_random(id);
        let name = Name::new("Somebody").unwrap();
        self.step(&Input::Connect { person, role, name }).unwrap();
        self.room.seat_of(person).unwrap()
    }

    fn step(&mut self, input: &Input) -> Result<(), Refusal> {
        let at = At(self.now);
        let random = (u128::from(self.dice.next_u64()) << 64) | u128::from(self.dice.next_u64());
        let stamp = Stamp {
            at,
            random,
            box_key: BoxKey([7; 32]),
        };
        if let Decision::Do(item) = self.room.decide(input, stamp)? {
            self.room.apply(&item);
        }
        Ok(())
    }

    fn ask(&mut self, seat: SeatId, command: Command) -> Result<(), Refusal> {
        let n = self.numbers.entry(seat).or_default();
        *n += 1;
        let n = *n;
        self.step(&Input::Command { seat, n, command })
    }

    fn hale_asks(&mut self, command: impl Into<Asked>) -> Result<(), Refusal> {
        self.ask(self.hale, command.into().0)
    }

    fn view(&self, seat: SeatId) -> View {
        self.room.view(seat).unwrap()
    }

    /// Lets everybody do what they do until Dr. Hale sees it, within `ms`.
    fn until(&mut self, ms: u64, seen: impl Fn(&View) -> bool) {
        let end = self.now + ms;
        while !seen(&self.view(self.hale)) {
            assert!(self.now < end, "not seen in time");
            self.moment(end);
        }
    }

    /// Lets everybody do what they do for `ms`.
    fn pass(&mut self, ms: u64) {
        let end = self.now + ms;
        while self.now < end && self.room.phase() != Phase::Ended {
            self.moment(end);
        }
    }

    /// Everybody does what is due; then the clock moves to the next thing that is, at most to `end`.
    fn moment(&mut self, end: u64) {
        let mut next = end;
        for at in 0..self.players.len() {
            next = next.min(self.plays(at).unwrap_or(end));
        }
        let deadline = self.room.next_deadline().map(|at| at.0);
        self.now = next.min(deadline.unwrap_or(end)).clamp(self.now + 1, end);
        if let Some(box_id) = self.room.to_seal(At(self.now)) {
            let numbered = || self.posted.iter().zip(1..);
            let receipts = numbered().map(|(_, n)| Receipt([n; 32])).collect();
            let slips = numbered().filter_map(|((_, content), n)| {
                Some((SlipId::from_random(n.into()), content.clone()?))
            });
            let slips = slips.collect();
            self.step(&Input::Seal {
                box_id,
                receipts,
                slips,
            })
            .unwrap();
        }
        self.step(&Input::Tick).unwrap();
    }

    /// One member does all that is due. Gives when to look again.
    fn plays(&mut self, at: usize) -> Option<u64> {
        let seat = self.players[at].seat;
        if let Some(until) = self.players[at].gone_until {
            if until > self.now {
                return Some(until);
            }
            self.players[at].gone_until = None;
            self.players[at].memory.begin_again();
            let (person, role) = self.room.person_of(seat).unwrap();
            let name = Name::new("Somebody").unwrap();
            self.step(&Input::Connect { person, role, name }).unwrap();
        }
        loop {
            let view = self.view(seat);
            let memory = &mut self.players[at].memory;
            let Some(act) = what_next(&view, memory, self.now, &mut self.dice) else {
                return memory.look_again_at();
            };
            self.acts.push((self.now, seat, act.clone()));
            match act {
                Act::Ask(command) => {
                    let asked = self.ask(seat, command.clone());
                    assert_eq!(asked, Ok(()), "{command:?} at {} ms", self.now);
                }
                Act::AskToken(box_id) => self.players[at].memory.token = Some(box_id),
                Act::Post(_, content) => self.posted.push((self.now, content)),
                Act::Drop(ms) => {
                    self.step(&Input::Drop { seat }).unwrap();
                    self.players[at].gone_until = Some(self.now + ms);
                    return Some(self.now + ms);
                }
            }
        }
    }

    /// The times at which members did something that fits.
    fn times(&self, fits: impl Fn(&Act) -> bool) -> Vec<u64> {
        let acts = self.acts.iter().filter(|(_, _, act)| fits(act));
        acts.map(|(at, _, _)| *at).collect()
    }
}

/// A command of any feature.
struct Asked(Command);

macro_rules! asked {
    ($($feature:ident($command:ty))*) => {$(
        impl From<$command> for Asked {
            fn from(command: $command) -> Self {
                Self(Command::$feature(command))
            }
        }
    )*};
}

asked! {
    Session(SessionCommand) Floor(FloorCommand) Conversation(ConversationCommand)
    Checkins(CheckinsCommand) Feedback(FeedbackCommand) Moderation(ModerationCommand)
}

fn round(strict: bool, nomination: bool) -> FloorCommand {
    FloorCommand::StartRound {
        prompt: None,
        order: RoundOrder::Drawn {},
        allotment_ms: None,
        auto_advance: false,
        strict,
        nomination,
    }
}

fn hands() -> FloorCommand {
    FloorCommand::TakeHands {
        order: HandOrder::FirstCome,
        allotment_ms: None,
        auto_advance: true,
    }
}

fn template(answer: AnswerKind) -> Template {
    let prompt = Prompt::new("How are you?").unwrap();
    let shown_to = ShownTo::Group;
    Template {
        prompt,
        answer,
        shown_to,
    }
}

fn open_box(ask: Ask, seconds: u16) -> FeedbackCommand {
    FeedbackCommand::Open {
        prompt: Prompt::new("What do you take home?").unwrap(),
        ask,
        seconds,
    }
}

fn list(words: &[&str]) -> Vec<Word> {
    words.iter().map(|word| Word::new(word).unwrap()).collect()
}

fn kinds() -> Vec<AnswerKind> {
    let scale = |min, max, step| AnswerKind::Scale {
        min,
        max,
        step,
        low: None,
        high: None,
    };
    let words = list(&["calm", "tired", "glad"]);
    vec![
        scale(0, 10, 1),
        scale(-6, 6, 4),
        scale(-100, 0, 50),
        AnswerKind::Feelings { words, most: 2 },
        AnswerKind::Choice {
            options: list(&["yes", "no"]),
        },
        AnswerKind::Text { chars: 3 },
        AnswerKind::Text { chars: 200 },
    ]
}

fn say(text: &str, audience: Audience) -> ConversationCommand {
    let text = LineText::new(text).unwrap();
    ConversationCommand::Say { audience, text }
}

fn is_line_to_everyone(act: &Act) -> bool {
    matches!(
        act,
        Act::Ask(Command::Conversation(ConversationCommand::Say {
            audience: Audience::Everyone {},
            ..
        }))
    )
}

mod behaviour;
mod live;
