//! Anything that can be asked of boxes, and anything that can be in one, for the properties.

use proptest::prelude::*;
use rondo_protocol::{
    BoxId, Command, SlipId,
    feedback::{Ask, Content, FeedbackCommand, Paraphrase},
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
    let slips = || prop::collection::vec(slip(), 0..3);
    let paraphrases = prop::collection::vec(slip(), 0..2);
    prop_oneof![
        1 => Just(FeedbackCommand::Confirm {}),
        5 => (ask(), 10..950u16).prop_map(|(ask, seconds)| open_box_of(ask, seconds)),
        3 => Just(close_box(some_box())),
        3 => (slips(), paraphrases).prop_map(|(release, paraphrase)| FeedbackCommand::Settle {
            box_id: some_box(),
            release,
            paraphrase: paraphrase.into_iter().map(|slip| Paraphrase {
                slip,
                text: text("In a therapist's words."),
            }).collect(),
        }),
        1 => any::<bool>().prop_map(|crisis| respond(some_box(), "Thank you.", crisis)),
        1 => Just(put_away(some_box())),
    ]
}

/// A slip that may well be in a sealed box.
fn slip() -> impl Strategy<Value = SlipId> {
    (0..8usize).prop_map(slip_id)
}

pub fn ask() -> impl Strategy<Value = Ask> {
    let sound = prop::sample::select(vec![
        ten(),
        scale(-3, 3, 1),
        choice(&["stay", "move"]),
        feelings(&["calm", "sad", "torn"], 2),
    ]);
    prop_oneof![
        3 => Just(WORDS),
        3 => sound.prop_map(an_answer),
        1 => answer_kind().prop_map(an_answer),
        2 => Just(ME_TOO),
    ]
}

/// Envelopes of one box, which hold what it asks for, something else, or nothing.
pub fn envelopes() -> impl Strategy<Value = Vec<Option<Content>>> {
    let content = prop_oneof![
        2 => Just(Content::Words(text("A slip."))),
        4 => answer().prop_map(Content::Answer),
        2 => Just(Content::MeToo),
    ];
    prop::collection::vec(prop::option::weighted(0.8, content), 0..10)
}

/// A session that is mostly about boxes: they are opened, closed, sealed and settled, and now and
/// then somebody comes, goes or falls silent meanwhile.
pub fn script(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let therapist = |command: Command| Step::Ask(Who(DR_HALE), command);
    let member = || prop::sample::select(MEMBERS.to_vec());
    let step = prop_oneof![
        20 => feedback().prop_map(move |c| therapist(c.command())),
        4 => envelopes().prop_map(Step::Seal),
        3 => (0..61_000u64).prop_map(Step::Wait),
        1 => span().prop_map(|ms| Step::Wait(ms % 500_000)),
        1 => member().prop_map(|who| Step::Ask(Who(who), RosterCommand::Leave {}.command())),
        2 => member().prop_map(|who| Step::Connect(Who(who))),
        2 => Just(therapist(RosterCommand::AdmitAll {}.command())),
        1 => (1..8u16).prop_map(|seat| Step::Drop(rondo_protocol::SeatId(seat))),
        1 => Just(Step::Connect(Who(DR_HALE))),
        1 => Just(Step::Restart(1_000)),
    ];
    prop::collection::vec(step, 0..most)
}

/// Counts the boxes of words, answers and taps that were sealed.
pub fn count_sealed(item: &Item, sealed: &mut [u8; 3]) {
    for event in &item.events {
        if let Event::Feedback(event) = event {
            match event {
                FeedbackEvent::Sealed { .. } => sealed[0] += 1,
                FeedbackEvent::Counted { outcome, .. } => {
                    let taps = matches!(outcome, rondo_protocol::feedback::Outcome::MeToo { .. });
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
