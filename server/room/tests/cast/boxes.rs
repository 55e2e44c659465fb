//! Boxes, in the words of the tests.

use rondo_protocol::{
    BoxId, Receipt, SlipId,
    checkins::{Answer, AnswerKind},
    feedback::{Ask, BoxStage, BoxView, Content, FeedbackCommand, Outcome, Paraphrase},
};
use rondo_room::Input;

use super::{DR_HALE, MAREN, Person, SECOND, Session, text};

pub const WORDS: Ask = Ask::Words {};
pub const ME_TOO: Ask = Ask::MeToo {};

pub fn an_answer(answer: AnswerKind) -> Ask {
    Ask::Answer { answer }
}

/// A scale from 0 to 10.
pub fn ten() -> AnswerKind {
    scale(0, 10, 1)
}

pub fn scale(min: i16, max: i16, step: u16) -> AnswerKind {
    AnswerKind::Scale {
        min,
        max,
        step,
        low: None,
        high: None,
    }
}

pub fn choice(options: &[&str]) -> AnswerKind {
    AnswerKind::Choice {
        options: options.iter().map(|o| text(o)).collect(),
    }
}

pub fn feelings(list: &[&str], most: u8) -> AnswerKind {
    AnswerKind::Feelings {
        words: list.iter().map(|w| text(w)).collect(),
        most,
    }
}

/// One box of each kind.
pub fn every_kind() -> [Ask; 3] {
    [WORDS, an_answer(ten()), ME_TOO]
}

/// How many it takes to be hidden among the others (R-BOX-11).
pub fn needed(ask: &Ask, of_group: u16) -> u16 {
    match ask {
        Ask::Words {} => of_group,
        Ask::Answer { answer } => match answer {
            AnswerKind::Feelings { .. } | AnswerKind::Choice { .. } => 6,
            AnswerKind::Scale { .. } | AnswerKind::Text { .. } => 5,
        },
        Ask::MeToo {} => 5,
    }
}

pub fn on(value: i16) -> Answer {
    Answer::Scale { value }
}

pub fn words(raw: &str) -> Option<Content> {
    Some(Content::Words(text(raw)))
}

pub fn answered(answer: Answer) -> Option<Content> {
    Some(Content::Answer(answer))
}

pub const TAP: Option<Content> = Some(Content::MeToo);

/// Something that fits what a box asks for.
pub fn something_for(ask: &Ask) -> Option<Content> {
    match ask {
        Ask::Words {} => words("canary:: some words"),
        Ask::Answer { .. } => answered(on(7)),
        Ask::MeToo {} => TAP,
    }
}

pub fn open_box_of(ask: Ask, seconds: u16) -> FeedbackCommand {
    FeedbackCommand::Open {
        prompt: text("What did you not say?"),
        ask,
        seconds,
    }
}

pub fn close_box(box_id: BoxId) -> FeedbackCommand {
    FeedbackCommand::Close { box_id }
}

pub fn put_away(box_id: BoxId) -> FeedbackCommand {
    FeedbackCommand::PutAway { box_id }
}

pub fn settle(box_id: BoxId, release: &[SlipId], paraphrase: &[(SlipId, &str)]) -> FeedbackCommand {
    let paraphrase = paraphrase.iter().map(|(slip, words)| Paraphrase {
        slip: *slip,
        text: text(words),
    });
    FeedbackCommand::Settle {
        box_id,
        release: release.to_vec(),
        paraphrase: paraphrase.collect(),
    }
}

pub fn respond(box_id: BoxId, words: &str, crisis: bool) -> FeedbackCommand {
    FeedbackCommand::Respond {
        box_id,
        text: text(words),
        crisis,
    }
}

/// The receipt of the nth envelope: of no order, as those of real envelopes.
pub fn receipt(n: usize) -> Receipt {
    let mut bytes = [0; Receipt::BYTES];
    let drawn = (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bytes[..8].copy_from_slice(&drawn.to_be_bytes());
    Receipt(bytes)
}

/// The id under which the nth content comes out: of no order either.
pub fn slip_id(n: usize) -> SlipId {
    SlipId::from_random((n as u128 + 1).wrapping_mul(0xF39C_C060_5CED_C834_1082_276B_F3A2_7251))
}

/// What the ballot hands over for these envelopes, in whatever order they lie.
pub fn seal_of(box_id: BoxId, envelopes: &[Option<Content>]) -> Input {
    let contents = envelopes.iter().enumerate();
    Input::Seal {
        box_id,
        receipts: (0..envelopes.len()).map(receipt).collect(),
        slips: contents
            .filter_map(|(n, content)| Some((slip_id(n), content.clone()?)))
            .collect(),
    }
}

impl Session {
    /// The box on somebody's screen.
    #[track_caller]
    pub fn seen_box(&self, on: Person) -> BoxView {
        self.screen(on).feedback_box.clone().expect("a box")
    }

    pub fn stage(&self) -> BoxStage {
        self.seen_box(DR_HALE).stage
    }

    #[track_caller]
    pub fn outcome(&self, on: Person) -> Outcome {
        self.seen_box(on).outcome.expect("an outcome")
    }

    /// A box for a minute.
    #[track_caller]
    pub fn opens(&mut self, ask: Ask) -> BoxId {
        self.must(DR_HALE, open_box_of(ask, 60));
        self.seen_box(MAREN).box_id
    }

    /// The box is closed before its time, and clients post.
    #[track_caller]
    pub fn closes_box(&mut self) {
        let box_id = self.seen_box(DR_HALE).box_id;
        self.must(DR_HALE, close_box(box_id));
    }

    /// Somebody's client posts its envelope, empty or not.
    #[track_caller]
    pub fn posts(&mut self, content: Option<Content>) {
        assert!(self.room.collecting_box().is_some(), "nothing collects");
        self.envelopes.push(content);
    }

    /// A box is opened and closed, these envelopes come, and it is sealed.
    #[track_caller]
    pub fn seals(
        &mut self,
        ask: Ask,
        envelopes: impl IntoIterator<Item = Option<Content>>,
    ) -> BoxId {
        let box_id = self.opens(ask);
        self.closes_box();
        for content in envelopes {
            self.posts(content);
        }
        self.after_ms(10 * SECOND);
        box_id
    }

    /// The ballot hands over what was posted.
    pub(super) fn is_sealed(&mut self, box_id: BoxId) {
        let posted = std::mem::take(&mut self.envelopes);
        self.step(&seal_of(box_id, &posted)).unwrap();
    }
}
