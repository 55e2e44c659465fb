//! What of a screen goes into a history: things that somebody sent and others are to see.

use rondo_protocol::{
    Update, View,
    checkins::{Answer, CheckinStage, CheckinView, CheckinsUpdate},
    conversation::{Audience, ConversationUpdate, LineView},
    floor::{FloorUpdate, FloorView},
    update::ViewUpdate,
};

use super::{Seat, Shown};

/// Somebody's whole screen.
#[must_use]
pub fn shown_in(view: &View) -> Vec<Shown> {
    let lines = view.lines.iter().map(line);
    let floor = view.floor.iter().flat_map(floor);
    let checkin = view.checkin.iter().map(checkin);
    lines.chain(floor).chain(checkin).collect()
}

impl Shown {
    /// What an update shows.
    #[must_use]
    pub fn by(update: &Update) -> Vec<Self> {
        match update {
            Update::View(whole) => {
                let ViewUpdate::Whole { view } = whole.as_ref();
                shown_in(view)
            }
            Update::Floor(FloorUpdate::Floor { floor: now }) => floor(now),
            Update::Conversation(ConversationUpdate::Line { line: new }) => vec![line(new)],
            Update::Checkins(CheckinsUpdate::Checkin { checkin: now }) => {
                now.iter().map(checkin).collect()
            }
            Update::Conversation(
                ConversationUpdate::Mode { .. } | ConversationUpdate::LineGone { .. },
            )
            | Update::Session(_)
            | Update::Roster(_)
            | Update::Feedback(_)
            | Update::Safety(_)
            | Update::Observation(_) => Vec::new(),
        }
    }
}

fn line(line: &LineView) -> Shown {
    Shown::Line {
        line: line.line.0,
        from: line.from.0,
        public: line.audience == (Audience::Everyone {}),
        words: line.text.reveal().to_owned(),
    }
}

fn floor(floor: &FloorView) -> Vec<Shown> {
    let turn = floor.turn.as_ref().map(|turn| Shown::Turn {
        turn: turn.turn.0,
        holder: turn.holder.0,
    });
    let hands = |private| -> Vec<Seat> {
        let hands = floor.hands.iter().filter(|hand| hand.private == private);
        hands.map(|hand| hand.seat.0).collect()
    };
    let hands = [Shown::Hands(hands(false)), Shown::PrivateHands(hands(true))];
    turn.into_iter().chain(hands).collect()
}

fn checkin(checkin: &CheckinView) -> Shown {
    let answers = checkin.answers.iter();
    let answers = answers.filter_map(|answer| match answer.answer {
        Answer::Scale { value } => Some((answer.seat.0, value)),
        Answer::Feelings { .. } | Answer::Choice { .. } | Answer::Text { .. } | Answer::Skip {} => {
            None
        }
    });
    Shown::Checkin {
        checkin: checkin.checkin.0,
        revealed: match checkin.stage {
            CheckinStage::Collecting => false,
            CheckinStage::Revealed => true,
        },
        answers: answers.collect(),
    }
}
