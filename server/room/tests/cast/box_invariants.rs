//! What has to hold of the box after every step, whatever was asked.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    SeatId, View,
    checkins::AnswerKind,
    feedback::{Ask, BoxStage, BoxView, BoxesLeft, Outcome, SlipFate},
};
use rondo_room::{Event, Item, Lens, Room, feedback::FeedbackEvent};
use serde_json::Value;

use super::needed;

/// What an event of counted envelopes may speak of, and nothing else (R-BOX-18).
const OF_COUNTED: [&str; 10] = [
    "feature",
    "type",
    "receipts",
    "outcome",
    "kind",
    "mean_halves",
    "spread",
    "shares",
    "share",
    "taps",
];

/// No event says who gave what, and those of answers and taps say nothing of single ones.
pub fn item_is_silent(item: &Item) {
    for event in &item.events {
        let Event::Feedback(of_box) = event else {
            continue;
        };
        let mut keys = BTreeSet::new();
        keys_of(&serde_json::to_value(event).unwrap(), &mut keys);
        match of_box {
            FeedbackEvent::Opened { .. } => keys.retain(|key| key != "circle"),
            FeedbackEvent::Counted { .. } => {
                keys.retain(|key| !OF_COUNTED.contains(&key.as_str()));
                assert!(keys.is_empty(), "beside the figures: {keys:?} (R-BOX-18)");
            }
            FeedbackEvent::Confirmed {}
            | FeedbackEvent::Closed {}
            | FeedbackEvent::Sealed { .. }
            | FeedbackEvent::Discarded { .. }
            | FeedbackEvent::Voided {}
            | FeedbackEvent::Settled { .. }
            | FeedbackEvent::Responded { .. }
            | FeedbackEvent::PutAway {} => {}
        }
        for person in ["seat", "circle", "person", "name", "by", "from"] {
            assert!(!keys.contains(person), "{person} of a box (R-BOX-10)");
        }
    }
}

fn keys_of(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.insert(key.clone());
                keys_of(value, keys);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys_of(value, keys)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Everything that is true of the box on every screen at every moment.
pub fn hold(room: &Room, screens: &BTreeMap<SeatId, View>) {
    let mut seen: BTreeMap<Lens, Option<&BoxView>> = BTreeMap::new();
    for (seat, view) in screens {
        let BoxesLeft {
            words,
            answer,
            me_too,
        } = view.session.boxes_left;
        assert!([words, answer, me_too].iter().all(|left| *left <= 3));
        let lens = room.lens(*seat);
        let shown = view.feedback_box.as_ref();
        let same = seen.entry(lens).or_insert(shown);
        assert_eq!(*same, shown, "two see two boxes (R-BOX-10)");
        let Some(shown) = shown else {
            continue;
        };
        is_sound(shown, view.session.feedback_threshold);
        match lens {
            Lens::Therapists => decided(shown),
            Lens::Circle => {
                assert!(shown.slips.is_empty(), "slips for the circle (R-SEE-6)");
                let counted = matches!(shown.outcome, Some(Outcome::MeToo { taps: Some(_), .. }));
                assert!(!counted, "taps for the circle (R-BOX-16)");
            }
            Lens::Door | Lens::Outside => panic!("a box outside (R-SEE-2)"),
        }
    }
    let through = |lens| seen.get(&lens).copied().flatten().cloned();
    if let (Some(mut whole), Some(part)) = (through(Lens::Therapists), through(Lens::Circle)) {
        whole.slips.clear();
        if let Some(Outcome::MeToo { taps, .. }) = &mut whole.outcome {
            *taps = None;
        }
        assert_eq!(whole, part, "the circle is told something else");
    }
}

fn is_sound(shown: &BoxView, of_group: u16) {
    let threshold = needed(&shown.ask, of_group);
    assert_eq!(shown.threshold, threshold, "R-BOX-11");
    assert!(shown.present >= threshold, "too few to hide in (R-BOX-1)");
    let rising = shown.receipts.is_sorted() && shown.slips.is_sorted_by_key(|s| s.slip);
    assert!(rising, "an order that says something (R-BOX-4)");
    let envelopes = usize::from(shown.envelopes.unwrap_or_default());
    let opened = match shown.stage {
        BoxStage::Open | BoxStage::Collecting | BoxStage::Voided => {
            assert_eq!(shown.envelopes, None);
            false
        }
        BoxStage::Discarded => {
            assert!(envelopes < usize::from(threshold), "R-BOX-5");
            false
        }
        BoxStage::Sealed | BoxStage::Settled => {
            assert!(envelopes >= usize::from(threshold), "R-BOX-5");
            true
        }
    };
    let receipts = if opened { envelopes } else { 0 };
    assert_eq!(shown.receipts.len(), receipts, "R-BOX-21");
    assert!(opened || shown.slips.is_empty() && shown.response.is_none());
    let settled = shown.stage == BoxStage::Settled;
    let of_words = shown.ask == WORDS;
    assert!(shown.shown.is_empty() || settled && of_words, "R-BOX-7");
    assert!(shown.response.is_none() || of_words, "R-BOX-20");
    assert_eq!(shown.outcome.is_some(), settled && !of_words, "R-BOX-18");
    if let Some(outcome) = &shown.outcome {
        fits(outcome, &shown.ask, envelopes);
    }
}

const WORDS: Ask = Ask::Words {};

/// An outcome is of the box's kind, and of as many as it needs.
fn fits(outcome: &Outcome, ask: &Ask, envelopes: usize) {
    let listed = match ask {
        Ask::Answer {
            answer: AnswerKind::Choice { options },
        } => Some(options.len()),
        Ask::Answer {
            answer: AnswerKind::Feelings { words, .. },
        } => Some(words.len()),
        Ask::Words {} | Ask::MeToo {} | Ask::Answer { .. } => None,
    };
    match (outcome, ask) {
        (Outcome::TooFew {}, Ask::Answer { .. }) => {}
        (Outcome::MeToo { taps, .. }, Ask::MeToo {}) => {
            assert!(usize::from(taps.unwrap_or_default()) <= envelopes);
        }
        (
            Outcome::Scale { mean_halves, .. },
            Ask::Answer {
                answer: AnswerKind::Scale { min, max, .. },
            },
        ) => {
            assert!(envelopes >= 5, "R-BOX-14");
            let ends = 2 * i32::from(*min)..=2 * i32::from(*max);
            assert!(ends.contains(mean_halves), "a mean off the scale");
        }
        (Outcome::Shares { shares }, Ask::Answer { .. }) => {
            assert_eq!(Some(shares.len()), listed);
            assert!(envelopes >= 6, "R-BOX-15");
        }
        (
            Outcome::TooFew {}
            | Outcome::MeToo { .. }
            | Outcome::Scale { .. }
            | Outcome::Shares { .. },
            Ask::Words {} | Ask::MeToo {} | Ask::Answer { .. },
        ) => panic!("{outcome:?} of {ask:?}"),
    }
}

/// What is shown is what was decided.
fn decided(shown: &BoxView) {
    let of = |fate| shown.slips.iter().filter(|s| s.fate == fate).count();
    let others = shown.shown.iter().filter(|s| s.paraphrase).count();
    assert_eq!(of(SlipFate::Paraphrased), others, "R-BOX-7");
    assert_eq!(
        of(SlipFate::Released),
        shown.shown.len() - others,
        "R-BOX-7"
    );
    let undecided = of(SlipFate::Undecided) > 0;
    assert!(!undecided || shown.stage == BoxStage::Sealed, "R-BOX-7");
}
