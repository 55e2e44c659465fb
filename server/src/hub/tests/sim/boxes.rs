//! Anonymous boxes in a run: a member's page takes part as ours does, and what comes of each box is
//! held against what was posted into it.

use std::collections::BTreeMap;

use rondo_ballot::{NoToken, Request, Token};
use rondo_client::Issued;
use rondo_protocol::{
    At, BoxId, ClientFrame, Receipt,
    feedback::{BoxStage, Content},
    text::SlipText,
};
use rondo_room::{
    Event, Item,
    feedback::{FeedbackEvent, Slip},
    limits::SEAL_AFTER_MS,
    session::SessionEvent,
};

use super::{
    asking::CANARY,
    person::{Page, Person},
};

/// How far a page has come with a box.
pub(super) enum Part {
    Asked(Request),
    Holds(Token),
    Over,
}

/// An envelope on its way.
pub(super) struct Sent {
    pub box_id: BoxId,
    pub bytes: Vec<u8>,
    pub posted: Posted,
}

/// An envelope that was posted.
#[derive(Clone, Debug)]
pub(super) struct Posted {
    pub box_id: BoxId,
    pub receipt: Receipt,
    pub words: String,
    /// The room's time when it was taken; none as long as that is not known.
    pub at: Option<At>,
}

impl Person {
    /// Does what a member's page does by itself about the box it shows. Gives the envelope to post.
    pub fn takes_part(&mut self) -> Option<Sent> {
        let screen = self.page.screen.as_ref()?;
        let shown = screen.view().feedback_box.clone()?;
        if self.who.leads() || !self.page.welcomed {
            return None;
        }
        let box_id = shown.box_id;
        match (shown.stage, self.page.parts.remove(&box_id)) {
            (BoxStage::Open, None) => {
                let request = Request::draw(&mut self.chance.secrets());
                self.asks_token(box_id, request);
                None
            }
            (BoxStage::Collecting, Some(Part::Holds(token))) => {
                self.page.parts.insert(box_id, Part::Over);
                let words = format!("{CANARY}nobody: {}", self.word());
                let content = Content::Words(SlipText::new(&words).ok()?);
                let written = content.written();
                let mut secrets = self.chance.secrets();
                let envelope = token.seal(box_id, written.as_bytes(), &mut secrets).ok()?;
                Some(Sent {
                    box_id,
                    bytes: envelope.bytes().to_vec(),
                    posted: Posted {
                        box_id,
                        receipt: envelope.receipt(),
                        words,
                        at: None,
                    },
                })
            }
            (_, part) => {
                self.page.parts.extend(part.map(|part| (box_id, part)));
                None
            }
        }
    }

    /// After a drop, asks again for what was not answered.
    pub fn asks_tokens_again(&mut self) {
        for (box_id, part) in std::mem::take(&mut self.page.parts) {
            match part {
                Part::Asked(request) => self.asks_token(box_id, request),
                Part::Holds(_) | Part::Over => drop(self.page.parts.insert(box_id, part)),
            }
        }
    }

    fn asks_token(&mut self, box_id: BoxId, request: Request) {
        if let Some(link) = &self.link {
            link.send(ClientFrame::AskToken {
                box_id,
                blinded: request.blinded(),
            });
        }
        self.page.parts.insert(box_id, Part::Asked(request));
    }

    /// A token came, or the word that there is none.
    pub fn is_issued(&mut self, issued: &Issued) -> Result<(), String> {
        let box_id = issued.box_id;
        let Some(Part::Asked(request)) = self.page.parts.remove(&box_id) else {
            return Ok(());
        };
        let shown = self.page.screen.as_ref();
        let shown = shown.and_then(|screen| screen.view().feedback_box.as_ref());
        let Some(shown) = shown.filter(|shown| shown.box_id == box_id) else {
            return Ok(());
        };
        let part = match request.finish(&issued.blinded, issued.evaluation.as_ref(), &shown.key) {
            Ok(token) => Part::Holds(token),
            Err(NoToken::NoBox | NoToken::AnotherPage) => Part::Over,
            Err(error @ NoToken::NotProven) => return Err(error.to_string()),
        };
        self.page.parts.insert(box_id, part);
        Ok(())
    }
}

impl Page {
    /// Whether a token was asked for, and neither came nor was refused.
    pub fn waits_for_a_token(&self) -> bool {
        let mut parts = self.parts.values();
        parts.any(|part| matches!(part, Part::Asked(_)))
    }
}

/// A box in the log.
#[derive(Default)]
struct Logged {
    closed_at: Option<At>,
    restarted: bool,
}

/// A box is sealed with every envelope that came in time and with nothing else, or it is void; and
/// before it is sealed there is nothing of it in the log.
pub(super) fn sealed_or_void(items: &[Item], text: &str, posted: &[Posted]) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(BoxId, Logged)> = None;
    let mut told: BTreeMap<BoxId, usize> = BTreeMap::new();
    let events = items
        .iter()
        .flat_map(|item| item.events.iter().map(move |e| (item.at, e)));
    for (at, event) in events {
        match event {
            Event::Session(SessionEvent::Restarted { .. }) => {
                if let Some((_, logged)) = &mut open {
                    logged.restarted = true;
                }
            }
            Event::Feedback(FeedbackEvent::Opened { box_id, .. }) => {
                open = Some((*box_id, Logged::default()));
            }
            Event::Feedback(FeedbackEvent::Closed {}) => {
                if let Some((_, logged)) = &mut open {
                    logged.closed_at = Some(at);
                }
            }
            Event::Feedback(FeedbackEvent::Sealed { receipts, slips }) => {
                if let Some((id, logged)) = open.take() {
                    told.insert(id, slips.len());
                    found.extend(sealed(id, &logged, receipts, slips, posted));
                }
            }
            Event::Feedback(FeedbackEvent::Discarded { envelopes }) => {
                if let Some((id, logged)) = open.take() {
                    let came = in_time(id, &logged, posted).count();
                    if came > usize::from(*envelopes) {
                        found.push(format!("{envelopes} discarded of {came} in {id}"));
                    }
                }
            }
            Event::Feedback(FeedbackEvent::Voided {}) => open = None,
            Event::Session(_)
            | Event::Feedback(_)
            | Event::Roster(_)
            | Event::Floor(_)
            | Event::Conversation(_)
            | Event::Checkins(_)
            | Event::Moderation(_)
            | Event::Safety(_) => {}
        }
    }
    for one in posted {
        let times = text.matches(&one.words).count();
        if times > usize::from(told.contains_key(&one.box_id)) {
            found.push(format!("words of {} are stored {times} times", one.box_id));
        }
    }
    found
}

/// The envelopes that were taken before the seal was due.
fn in_time(id: BoxId, logged: &Logged, posted: &[Posted]) -> impl Iterator<Item = Posted> {
    let due = logged.closed_at.map(|at| at.plus_ms(SEAL_AFTER_MS));
    let posted: Vec<_> = posted.to_vec();
    posted.into_iter().filter(move |one| {
        let taken = one.at.zip(due).is_some_and(|(at, due)| at < due);
        one.box_id == id && taken
    })
}

fn sealed(
    id: BoxId,
    logged: &Logged,
    receipts: &[Receipt],
    slips: &[Slip],
    posted: &[Posted],
) -> Vec<String> {
    let mut found = Vec::new();
    if logged.restarted {
        found.push(format!("{id} is sealed after a restart"));
    }
    for one in in_time(id, logged, posted) {
        let kept = slips.iter().any(|slip| slip.text.reveal() == one.words);
        if !receipts.contains(&one.receipt) || !kept {
            found.push(format!("an envelope came in time and is not in {id}"));
        }
    }
    let ours = |receipt: &Receipt| posted.iter().any(|one| one.receipt == *receipt);
    if !receipts.iter().all(ours) || receipts.len() != slips.len() {
        found.push(format!("{id} holds what nobody posted"));
    }
    found
}
