//! Words of the box, the one mechanism for all that is anonymous: feedback in words, check-ins
//! without names, and *me too*.
//!
//! What goes into a box never travels here. It is posted to `/anon/{box_id}` in envelopes that are
//! all alike, and comes back only after the seal: words in the order of ids drawn at random,
//! answers as coarse figures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    At, BoxId, BoxKey, Receipt, SlipId,
    checkins::{Answer, AnswerKind},
    limits::SLIP_BYTES_MAX,
    text::{Prompt, ResponseText, SlipText},
};

/// What a box asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// A slip in one's own words, which therapists read and may release.
    Words {},
    /// An answer, of which everybody is told coarse figures only.
    Answer {
        /// What kind; never `text`, which is what `words` is for.
        answer: AnswerKind,
    },
    /// A tap, if the prompt is true of oneself too.
    MeToo {},
}

/// Where a box stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BoxStage {
    /// People write; nothing has been sent.
    Open,
    /// Every client posts its envelope.
    Collecting,
    /// The slips lie before the therapists.
    Sealed,
    /// Too few envelopes came: all were thrown away unread.
    Discarded,
    /// Somebody came or left, or the server restarted: all were thrown away unread.
    Voided,
    /// The group sees what it will see: slips therapists chose to show, or figures.
    Settled,
}

/// What can be asked of feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackCommand {
    /// Confirm, once for the group, that one has read what anonymous means.
    Confirm {},
    /// Open a box.
    Open {
        /// What people are asked, or the statement they may share.
        prompt: Prompt,
        /// What they give.
        ask: Ask,
        /// How long it stands open, in seconds.
        seconds: u16,
    },
    /// Close the box before its time.
    Close {
        /// Which.
        box_id: BoxId,
    },
    /// Decide on all slips at once: some are shown as they are, some in the therapist's words, and
    /// the others kept.
    Settle {
        /// Which box.
        box_id: BoxId,
        /// The slips the group will see.
        release: Vec<SlipId>,
        /// The slips the group will see in other words.
        paraphrase: Vec<Paraphrase>,
    },
    /// Answer a box of words before the whole group, once: nobody can answer its author alone.
    Respond {
        /// Which box.
        box_id: BoxId,
        /// The response.
        text: ResponseText,
        /// Whether the crisis text is shown with it.
        crisis: bool,
    },
    /// Put the box away.
    PutAway {
        /// Which.
        box_id: BoxId,
    },
}

/// A slip in a therapist's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Paraphrase {
    /// Which slip.
    pub slip: SlipId,
    /// The words shown in place of its own.
    pub text: SlipText,
}

/// What therapists decided about a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SlipFate {
    /// Nothing yet.
    Undecided,
    /// The group sees it as it is.
    Released,
    /// The group sees it in other words.
    Paraphrased,
    /// It stays with the therapists.
    Kept,
}

/// One slip, for therapists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlipView {
    /// Drawn at random.
    pub slip: SlipId,
    /// The words.
    pub text: SlipText,
    /// What was decided about it.
    pub fate: SlipFate,
}

/// One slip as the group sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShownSlip {
    /// The words.
    pub text: SlipText,
    /// Whether they are a therapist's and not the author's.
    pub paraphrase: bool,
}

/// How many chose something, as coarsely as it is ever told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// Too few to say anything, or nobody.
    Untold,
    /// Some of us.
    Some,
    /// Most of us: more than half.
    Most,
}

/// How far answers on a scale lie apart, by their standard deviation against the scale's span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Up to an eighth of the span.
    Close,
    /// Up to a quarter.
    Mixed,
    /// More.
    Wide,
}

/// What is told of a box of answers or *me too*, to everybody alike but for `taps`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Outcome {
    /// Too few answered.
    TooFew {},
    /// Answers on a scale.
    Scale {
        /// Their mean in half points of the scale, rounded: 13 is six and a half.
        mean_halves: i32,
        /// How far they lie apart.
        spread: Spread,
    },
    /// Answers that chose from a list.
    Shares {
        /// One for each entry of the list, in its order.
        shares: Vec<Share>,
    },
    /// *Me too*.
    MeToo {
        /// How many, coarsely.
        share: Share,
        /// How many, for therapists only.
        taps: Option<u16>,
    },
}

/// What a therapist answers to a box, before the whole group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The words.
    pub text: ResponseText,
    /// Whether the crisis text is shown with them.
    pub crisis: bool,
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BoxView {
    /// Which.
    pub box_id: BoxId,
    /// What people are asked.
    pub prompt: Prompt,
    /// What they give.
    pub ask: Ask,
    /// Where it stands.
    pub stage: BoxStage,
    /// When writing ends. Clients post within 8 s after.
    pub closes_at: At,
    /// Members present when it was opened: the crowd one is hidden in.
    pub present: u16,
    /// The fewest envelopes with which it is opened at all.
    pub threshold: u16,
    /// The key that every token of this box is made with: the same for everybody.
    pub key: BoxKey,
    /// Envelopes that came in, counted at the seal.
    pub envelopes: Option<u16>,
    /// A receipt for every envelope that was opened, in the order of their bytes: here each client
    /// finds its own.
    pub receipts: Vec<Receipt>,
    /// The slips from the seal on, for therapists only, otherwise empty.
    pub slips: Vec<SlipView>,
    /// What the group sees of the slips once they are settled, in an order drawn by lot.
    pub shown: Vec<ShownSlip>,
    /// The figures, once a box of answers or *me too* is sealed.
    pub outcome: Option<Outcome>,
    /// What a therapist answered.
    pub response: Option<Response>,
}

/// How many boxes of each kind may still be sealed in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BoxesLeft {
    /// Of words.
    pub words: u8,
    /// Of answers.
    pub answer: u8,
    /// Of *me too*.
    pub me_too: u8,
}

/// What changed about feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackUpdate {
    /// The box as it now stands, or none.
    Box {
        /// The new value.
        #[serde(rename = "box")]
        feedback_box: Option<BoxView>,
    },
}

/// What somebody put into an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Own words.
    Words(SlipText),
    /// An answer. Whether it is one of those asked for is the room's to say.
    Answer(Answer),
    /// A tap.
    MeToo,
}

/// The content of a tap.
const ME_TOO: &str = "me too";

impl Content {
    /// Reads the content of an envelope: what the box asks for, or nothing.
    #[must_use]
    pub fn read(ask: &Ask, bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        if text.len() > SLIP_BYTES_MAX {
            return None;
        }
        match ask {
            Ask::Words {} => SlipText::new(text).ok().map(Content::Words),
            Ask::Answer { .. } => serde_json::from_str(text).ok().map(Content::Answer),
            Ask::MeToo {} => (text == ME_TOO).then_some(Content::MeToo),
        }
    }

    /// The content as it stands in an envelope: words as they are, an answer as JSON.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Content::Words(text) => text.reveal().to_owned(),
            // Our own types have string keys and finite numbers, for which serde_json cannot fail.
            Content::Answer(answer) => serde_json::to_string(answer).unwrap_or_default(),
            Content::MeToo => ME_TOO.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks() -> [Ask; 3] {
        let answer = AnswerKind::Text { chars: 100 };
        [Ask::Words {}, Ask::Answer { answer }, Ask::MeToo {}]
    }

    #[test]
    fn content_is_read_as_it_was_written_and_by_its_own_box_only() {
        let contents = [
            Content::Words(SlipText::new("It was hard\nto come.").unwrap()),
            Content::Answer(Answer::Scale { value: -3 }),
            Content::MeToo,
        ];
        for (i, content) in contents.iter().enumerate() {
            for (j, ask) in asks().iter().enumerate().skip(1) {
                let read = Content::read(ask, content.written().as_bytes());
                assert_eq!(read.as_ref(), (i == j).then_some(content));
            }
        }
        let words = Content::read(&Ask::Words {}, contents[0].written().as_bytes());
        assert_eq!(words.as_ref(), Some(&contents[0]));
    }

    #[test]
    fn nothing_too_much_and_no_utf_8_is_no_content() {
        for ask in &asks() {
            for bytes in [&b""[..], b" ", b"\xff", &[b'x'; SLIP_BYTES_MAX + 1]] {
                assert_eq!(Content::read(ask, bytes), None, "{ask:?} {bytes:?}");
            }
        }
    }
}
