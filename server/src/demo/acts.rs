//! From a want to the act itself: which words, which answer, yes or no. Chance decides here.

use rand::{Rng, RngExt};
use rondo_protocol::{
    Command, TurnId, View,
    checkins::{Answer, AnswerKind, AnswerText, CheckinsCommand},
    conversation::{Audience, ConversationCommand},
    feedback::{Ask, Content},
    floor::{FloorCommand, HandKind, PlaceState, PlaceView, Wish},
    roster::RosterCommand,
    safety::SafetyCommand,
    session::SessionCommand,
    text::{ContactText, LineText, Name, SlipText},
};

use super::{
    cast::Person,
    mind::{Act, Memory, Words},
    want::Want,
    wants::{last_of_a_therapist, may_write_to_everyone},
    words,
};

/// How many human seconds a dropped connection stays away: long enough to be seen.
const AWAY_S: std::ops::RangeInclusive<u64> = 6..=12;

/// What comes of a want; sometimes nothing.
pub fn act(want: Want, view: &View, memory: &mut Memory, dice: &mut impl Rng) -> Option<Act> {
    let person = memory.person;
    let command = match want {
        Want::AcceptRules(version) => Command::Session(SessionCommand::AcceptRules {
            version,
            name: Name::new(person.name).ok()?,
        }),
        Want::LeaveContact => Command::Safety(leave_contact(person)),
        Want::Agree(seat) => Command::Roster(RosterCommand::AgreeToObserver { seat, agree: true }),
        Want::ComeBack => Command::Roster(RosterCommand::ComeBack {}),
        Want::StepAway => Command::Roster(RosterCommand::StepAway {}),
        Want::TakeOffer(_) => Command::Floor(offered(view, person, dice)),
        Want::SayWish(_) => {
            let wish = pick(&WISHES, dice).copied();
            one_in(2, dice).then_some(Command::Floor(FloorCommand::SayWish { wish }))?
        }
        Want::EndTurn(turn) => Command::Floor(end_turn(view, turn, dice)),
        Want::RaiseHand => Command::Floor(FloorCommand::RaiseHand {
            kind: if one_in(3, dice) {
                HandKind::Respond
            } else {
                HandKind::Speak
            },
            private: one_in(8, dice),
        }),
        Want::LowerHand => Command::Floor(FloorCommand::LowerHand {}),
        Want::Speak(_) => {
            let may = may_write_to_everyone(view);
            to_everyone(may.then(|| memory.turn_of(Words::Turns, person.turns))??)?
        }
        Want::Chat => to_everyone(memory.next_of(Words::Chat, person.chat)?)?,
        Want::Confide => to_therapists(memory.next_of(Words::ToTherapists, person.confides)?)?,
        Want::Reply(_) => reply(view, dice)?,
        Want::WithYou => Command::Conversation(ConversationCommand::WithYou {}),
        Want::Answer(checkin) => Command::Checkins(CheckinsCommand::Answer {
            checkin,
            answer: answer(&view.checkin.as_ref()?.template.answer, person, dice),
        }),
        Want::ChangeAnswer(checkin) => {
            let kind = &view.checkin.as_ref()?.template.answer;
            let answer = Some(answer(kind, person, dice)).filter(|_| one_in(4, dice))?;
            Command::Checkins(CheckinsCommand::Answer { checkin, answer })
        }
        Want::AskHelp => {
            memory.asked_help = true;
            Command::Safety(SafetyCommand::AskHelp {})
        }
        Want::CancelHelp => Command::Safety(SafetyCommand::CancelHelp {}),
        Want::AskToken(box_id) => return Some(Act::AskToken(box_id)),
        Want::Post(box_id) => return Some(Act::Post(box_id, content(view, person, dice))),
        Want::Drop => return Some(Act::Drop(memory.tempo.ms(AWAY_S, dice))),
    };
    Some(Act::Ask(command))
}

const WISHES: [Wish; 5] = [
    Wish::JustListen,
    Wish::Questions,
    Wish::SameExperience,
    Wish::HonestFeedback,
    Wish::Silence,
];

fn leave_contact(person: &Person) -> SafetyCommand {
    let text = |text: Option<&str>| text.and_then(|text| ContactText::new(text).ok());
    let (place, phone) = person.contact;
    SafetyCommand::LeaveContact {
        place: text(place),
        phone: text(phone),
    }
}

fn offered(view: &View, person: &Person, dice: &mut impl Rng) -> FloorCommand {
    let places = view.floor.as_ref().and_then(|f| f.round.as_ref());
    let places = places.map(|r| r.places.as_slice()).unwrap_or_default();
    let ahead = |p: &PlaceView| p.seat == view.me.seat && p.state == PlaceState::Ahead;
    if !one_in(person.passes_one_in, dice) {
        FloorCommand::AcceptTurn {}
    } else if places.iter().any(ahead) && one_in(2, dice) {
        FloorCommand::ComeBackToMe {}
    } else {
        FloorCommand::Pass {}
    }
}

/// Ends the turn, and names the next where the round lets the speaker do so.
fn end_turn(view: &View, turn: TurnId, dice: &mut impl Rng) -> FloorCommand {
    let round = view.floor.as_ref().and_then(|f| f.round.as_ref());
    let round = round.filter(|r| r.nomination);
    let places = round.map(|r| r.places.as_slice()).unwrap_or_default();
    let open: Vec<_> = places
        .iter()
        .filter(|p| p.seat != view.me.seat)
        .filter(|p| match p.state {
            PlaceState::Ahead | PlaceState::ComingBack => true,
            PlaceState::Heard | PlaceState::Passed => false,
        })
        .map(|p| p.seat)
        .collect();
    let next = pick(&open, dice).copied();
    FloorCommand::EndTurn { turn, next }
}

/// An answer to the therapist who wrote last.
fn reply(view: &View, dice: &mut impl Rng) -> Option<Command> {
    match last_of_a_therapist(view)?.audience {
        Audience::One { .. } => to_therapists(pick(words::PRIVATE_REPLIES, dice)?),
        Audience::Everyone {} | Audience::Therapists {} => {
            let said = pick(words::REPLIES, dice)?;
            to_everyone(one_in(4, dice).then_some(said)?)
        }
    }
}

fn to_everyone(text: &str) -> Option<Command> {
    say(Audience::Everyone {}, text)
}

fn to_therapists(text: &str) -> Option<Command> {
    say(Audience::Therapists {}, text)
}

fn say(audience: Audience, text: &str) -> Option<Command> {
    let text = LineText::new(text).ok()?;
    let say = ConversationCommand::Say { audience, text };
    Some(Command::Conversation(say))
}

/// An answer as this person would give it today, under their name.
fn answer(kind: &AnswerKind, person: &Person, dice: &mut impl Rng) -> Answer {
    if one_in(person.skips_one_in, dice) {
        return Answer::Skip {};
    }
    frank_answer(kind, person, dice)
}

/// An answer where nobody has a reason to keep it back.
fn frank_answer(kind: &AnswerKind, person: &Person, dice: &mut impl Rng) -> Answer {
    match kind {
        AnswerKind::Scale { min, max, step, .. } => {
            let step = i32::from(*step).max(1);
            let (min, steps) = (i32::from(*min), (i32::from(*max) - i32::from(*min)) / step);
            let mood = i32::from(person.mood) + dice.random_range(-15..=15);
            let value = min + (mood.clamp(0, 100) * steps + 50) / 100 * step;
            i16::try_from(value).map_or(Answer::Skip {}, |value| Answer::Scale { value })
        }
        AnswerKind::Feelings { words, most } => {
            let many = dice.random_range(1..=u8::min(*most, 3).max(1));
            let mut chosen = std::collections::BTreeSet::new();
            for _ in 0..many {
                let word = dice.random_range(0..words.len().max(1));
                chosen.extend(u8::try_from(word));
            }
            Answer::Feelings {
                words: chosen.into_iter().collect(),
            }
        }
        AnswerKind::Choice { options } => {
            let option = dice.random_range(0..options.len().max(1));
            u8::try_from(option).map_or(Answer::Skip {}, |option| Answer::Choice { option })
        }
        AnswerKind::Text { chars } => {
            let fits = |text: &&&str| text.chars().count() <= usize::from(*chars);
            let fitting: Vec<_> = person.answers.iter().filter(fits).collect();
            let text = pick(&fitting, dice).and_then(|text| AnswerText::new(text).ok());
            text.map_or(Answer::Skip {}, |text| Answer::Text { text })
        }
    }
}

/// What somebody puts into the box that is there, and now and then nothing: both look the same from
/// outside.
fn content(view: &View, person: &Person, dice: &mut impl Rng) -> Option<Content> {
    match &view.feedback_box.as_ref()?.ask {
        Ask::Words {} => {
            let slip = pick(person.slips, dice).filter(|_| !one_in(6, dice));
            SlipText::new(slip?).ok().map(Content::Words)
        }
        Ask::Answer { answer } => Some(Content::Answer(frank_answer(answer, person, dice))),
        Ask::MeToo {} => (!one_in(3, dice)).then_some(Content::MeToo),
    }
}

/// True once in so many throws.
fn one_in(times: u32, dice: &mut impl Rng) -> bool {
    dice.random_ratio(1, times.max(1))
}

fn pick<'a, T>(list: &'a [T], dice: &mut impl Rng) -> Option<&'a T> {
    let at = dice.random_range(0..list.len().max(1));
    list.get(at)
}
