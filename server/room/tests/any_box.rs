//! Anything that can be asked of boxes, and anything that can be in one, for the properties.

use proptest::prelude::*;
use rondo_protocol::{
    BoxId, SeatId, SlipId,
    checkins::{Answer, AnswerKind},
    feedback::{Ask, Content, FeedbackCommand, Outcome},
    roster::RosterCommand,
};
use rondo_room::{Event, Item, feedback::FeedbackEvent};

use crate::{
    any::{Step, Who, answer, answer_kind, span},
    cast::*,
};

/// A box, whichever: boxes there are are put in by `properties::meant`.
fn some_box() -> BoxId {
    BoxId::from_random(1)
}

/// The same command about this box.
pub fn about(command: FeedbackCommand, box_id: BoxId) -> FeedbackCommand {
    match command {
        FeedbackCommand::Confirm {} | FeedbackCommand::Open { .. } => command,
        FeedbackCommand::Close { .. } => close_box(box_id),
        FeedbackCommand::Settle {
            release,
            paraphrase,
            ..
        } => FeedbackCommand::Settle {
            box_id,
            release,
            paraphrase,
        },
        FeedbackCommand::Respond { text, crisis, .. } => FeedbackCommand::Respond {
            box_id,
            text,
            crisis,
        },
        FeedbackCommand::PutAway { .. } => put_away(box_id),
    }
}

pub fn feedback() -> impl Strategy<Value = FeedbackCommand> {
    prop_oneof![
        1 => Just(FeedbackCommand::Confirm {}),
        5 => (ask(), 10..950u16).prop_map(|(ask, seconds)| open_box_of(ask, seconds)),
        2 => Just(close_box(some_box())),
        2 => settling(),
        1 => any::<bool>().prop_map(|crisis| respond(some_box(), "Thank you.", crisis)),
        1 => Just(put_away(some_box())),
    ]
}

fn settling() -> impl Strategy<Value = FeedbackCommand> {
    let slips = |most| prop::collection::vec(slip(), 0..most);
    (slips(3), slips(2)).prop_map(|(release, paraphrase)| {
        let words = paraphrase
            .into_iter()
            .map(|slip| (slip, "In a therapist's words."));
        settle(some_box(), &release, &words.collect::<Vec<_>>())
    })
}

/// A slip that may well be in a sealed box.
fn slip() -> impl Strategy<Value = SlipId> {
    (0..8usize).prop_map(slip_id)
}

/// What a box may ask for, and what it may not.
fn ask() -> impl Strategy<Value = Ask> {
    prop_oneof![6 => sound_ask(), 1 => answer_kind().prop_map(an_answer)]
}

fn sound_ask() -> impl Strategy<Value = Ask> {
    let sound = prop::sample::select(vec![
        ten(),
        scale(-3, 3, 1),
        choice(&["stay", "move"]),
        feelings(&["calm", "sad", "torn"], 2),
    ]);
    prop_oneof![2 => Just(WORDS), 2 => sound.prop_map(an_answer), 1 => Just(ME_TOO)]
}

/// Envelopes of one box, which hold anything or nothing.
pub fn envelopes() -> impl Strategy<Value = Vec<Option<Content>>> {
    let content = prop_oneof![
        2 => Just(Content::Words(text("A slip."))),
        4 => answer().prop_map(Content::Answer),
        2 => Just(Content::MeToo),
    ];
    prop::collection::vec(prop::option::weighted(0.8, content), 0..10)
}

/// As many envelopes as there may be members, which mostly hold what the box asks for.
fn envelopes_for(ask: &Ask) -> BoxedStrategy<Vec<Option<Content>>> {
    let content = match ask {
        Ask::Words {} => Just(Content::Words(text("A slip."))).boxed(),
        Ask::Answer { answer } => {
            let given = match answer {
                AnswerKind::Scale { min, max, .. } => (*min..=*max).prop_map(on).boxed(),
                AnswerKind::Choice { .. } => (0..2u8)
                    .prop_map(|option| Answer::Choice { option })
                    .boxed(),
                AnswerKind::Feelings { .. } => prop::sample::subsequence(vec![0u8, 1, 2], 1..=2)
                    .prop_map(|words| Answer::Feelings { words })
                    .boxed(),
                AnswerKind::Text { .. } => Just(Answer::Skip {}).boxed(),
            };
            given.prop_map(Content::Answer).boxed()
        }
        Ask::MeToo {} => Just(Content::MeToo).boxed(),
    };
    let one = prop::option::weighted(0.85, content);
    prop_oneof![6 => prop::collection::vec(one, 4..8), 1 => envelopes()].boxed()
}

/// A session that is about boxes: each is opened, closed, sealed, settled, answered and put away, and
/// now and then something else is asked, or somebody comes, goes or falls silent meanwhile.
pub fn script(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let chapter = sound_ask().prop_flat_map(|ask| {
        let open = ask_of_therapist(Just(open_box_of(ask.clone(), 60)));
        let seal = envelopes_for(&ask).prop_map(Step::Seal).boxed();
        let acts = [
            open,
            ask_of_therapist(Just(close_box(some_box()))),
            seal,
            ask_of_therapist(settling()),
            ask_of_therapist(Just(respond(some_box(), "Thank you.", true))),
            ask_of_therapist(Just(put_away(some_box()))),
        ];
        let acts: Vec<_> = acts
            .map(|act| (act, prop::option::weighted(0.2, meanwhile())))
            .into();
        acts.prop_map(|acts| {
            let with_more = acts
                .into_iter()
                .flat_map(|(act, more)| more.into_iter().chain([act]));
            with_more.collect::<Vec<_>>()
        })
    });
    prop::collection::vec(chapter, 1..most).prop_map(|chapters| chapters.concat())
}

fn ask_of_therapist(
    command: impl Strategy<Value = FeedbackCommand> + 'static,
) -> BoxedStrategy<Step> {
    command
        .prop_map(|c| Step::Ask(Who(DR_HALE), c.command()))
        .boxed()
}

/// What happens besides.
fn meanwhile() -> impl Strategy<Value = Step> {
    let member = || prop::sample::select(MEMBERS.to_vec());
    prop_oneof![
        6 => ask_of_therapist(feedback()),
        3 => (0..61_000u64).prop_map(Step::Wait),
        1 => span().prop_map(|ms| Step::Wait(ms % 500_000)),
        2 => member().prop_map(|who| Step::Ask(Who(who), RosterCommand::Leave {}.command())),
        3 => member().prop_map(|who| Step::Connect(Who(who))),
        2 => Just(Step::Ask(Who(DR_HALE), RosterCommand::AdmitAll {}.command())),
        1 => (1..8u16).prop_map(|seat| Step::Drop(SeatId(seat))),
        1 => Just(Step::Connect(Who(DR_HALE))),
        1 => Just(Step::Restart(1_000)),
    ]
}

/// Counts the boxes of words, answers and taps that were sealed.
pub fn count_sealed(item: &Item, sealed: &mut [u8; 3]) {
    for event in &item.events {
        if let Event::Feedback(event) = event {
            match event {
                FeedbackEvent::Sealed { .. } => sealed[0] += 1,
                FeedbackEvent::Counted { outcome, .. } => {
                    let taps = matches!(outcome, Outcome::MeToo { .. });
                    sealed[if taps { 2 } else { 1 }] += 1;
                }
                FeedbackEvent::Confirmed {}
                | FeedbackEvent::Opened { .. }
                | FeedbackEvent::Closed {}
                | FeedbackEvent::Discarded { .. }
                | FeedbackEvent::Voided {}
                | FeedbackEvent::Settled { .. }
                | FeedbackEvent::Responded { .. }
                | FeedbackEvent::PutAway {} => {}
            }
        }
    }
}
