//! Somebody in a run, and the page in front of them.
//!
//! The page is a client as ours are: it folds what it is told with the client's own code, numbers
//! commands, keeps each until it is answered, says it again under the same number after a drop, and
//! comes back by itself to where it stood.

use std::collections::{BTreeMap, BTreeSet};

use rondo_client::{Heard, Screen};
use rondo_protocol::{
    BoxId, ClientFrame, CloseCode, Command, RefusalCode, SeatId, ServerFrame, roster::Standing,
};
use tokio::time::Instant;

use super::{asking, boxes::Part, dice::SeededChance, link::Link, operations::Who};
use crate::hub::chance::Chance;

/// A command somebody gave.
#[derive(Debug)]
pub(super) struct Given {
    pub who: Who,
    pub page: u32,
    pub seat: SeatId,
    /// 0 until it is sent for the first time.
    pub n: u64,
    pub command: Command,
    /// Words that are in no other command.
    pub word: String,
    pub sent: u32,
    pub fate: Fate,
}

/// What somebody knows of the command they gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Waits,
    Done,
    Refused(RefusalCode),
    /// Nobody will answer any more, and the page knows why.
    Lost,
}

/// Somebody.
pub(super) struct Person {
    pub who: Who,
    pub link: Option<Link>,
    pub lag_ms: u64,
    pub asleep: bool,
    /// When they try to come back.
    pub back_at: Option<Instant>,
    /// They were told not to come back.
    pub sent_away: Option<CloseCode>,
    pub page: Page,
    pub chance: Box<dyn Chance>,
    pages: u32,
    words: u32,
}

/// What a page holds.
#[derive(Default)]
pub(super) struct Page {
    pub screen: Option<Screen>,
    /// Whether the present connection is welcomed.
    pub welcomed: bool,
    /// Commands not answered yet, by their place among all that were given, one as often as it was said.
    pub waiting: Vec<usize>,
    /// The last one that was sent.
    pub latest: Option<usize>,
    pub parts: BTreeMap<BoxId, Part>,
    next_n: u64,
}

impl Person {
    pub fn new(who: Who, seed: u64) -> Self {
        Self {
            who,
            link: None,
            lag_ms: 0,
            asleep: false,
            back_at: None,
            sent_away: None,
            page: Page::default(),
            chance: Box::new(SeededChance::of(seed)),
            pages: 0,
            words: 0,
        }
    }

    /// Whether a frame of this connection concerns the page.
    pub fn has(&self, link: u64) -> bool {
        self.link.as_ref().is_some_and(|held| held.id == link)
    }

    /// Turns to a page that remembers nothing. What the old one waited for is nobody's any more.
    pub fn turns_page(&mut self, given: &mut [Given]) {
        self.gives_up(given);
        self.page = Page::default();
        self.pages += 1;
    }

    /// Nobody will answer what waits.
    pub fn gives_up(&mut self, given: &mut [Given]) {
        for at in self.page.waiting.drain(..) {
            // What was done once is done, whatever becomes of saying it again.
            if given[at].fate != Fate::Done {
                given[at].fate = Fate::Lost;
            }
        }
    }

    /// A new word, in no other command.
    pub fn word(&mut self) -> String {
        self.words += 1;
        format!("{}-{}-", self.who.name(), self.words)
    }

    /// Gives a command, now or once they are welcomed.
    pub fn gives(&mut self, command: Command, word: String, given: &mut Vec<Given>) {
        let Some(seat) = self.page.screen.as_ref().map(Screen::seat) else {
            return;
        };
        given.push(Given {
            who: self.who,
            page: self.pages,
            seat,
            n: 0,
            command,
            word,
            sent: 0,
            fate: Fate::Waits,
        });
        let at = given.len() - 1;
        self.page.waiting.push(at);
        if self.page.welcomed {
            self.sends(at, given);
        }
    }

    /// Sends a command, again under the number it had.
    pub fn sends(&mut self, at: usize, given: &mut [Given]) {
        let Some(link) = self.link.as_ref().filter(|_| self.page.welcomed) else {
            return;
        };
        let given = &mut given[at];
        if given.n == 0 {
            given.n = self.page.next_n;
            self.page.next_n += 1;
        }
        given.sent += 1;
        self.page.latest = Some(at);
        link.send(ClientFrame::Command {
            n: given.n,
            command: given.command.clone(),
        });
    }

    /// Whether this is what the present page gave under a number.
    fn gave(&self, one: &Given, n: u64) -> bool {
        one.who == self.who && one.page == self.pages && one.n == n
    }

    /// What is wrong with this answer to a command that was answered already: what was done once is
    /// done, however often it is said again.
    pub fn is_contradicted(&self, frame: &ServerFrame, given: &[Given]) -> Option<String> {
        let ServerFrame::Refused { n, code, .. } = frame else {
            return None;
        };
        let before = given.iter().find(|one| self.gave(one, *n))?;
        (before.fate == Fate::Done).then(|| format!("{n} was done, and is refused now: {code:?}"))
    }

    /// Takes in a frame of the present connection. An error is something no client can accept.
    pub fn hears(&mut self, frame: ServerFrame, given: &mut Vec<Given>) -> Result<(), String> {
        if !self.page.welcomed {
            return self.is_welcomed(frame, given);
        }
        let Some(screen) = &mut self.page.screen else {
            return Ok(());
        };
        let answer = match screen.hear(frame).map_err(|closed| closed.to_string())? {
            Heard::Answer(answer) => answer,
            Heard::News => return self.looks(given),
            Heard::Issued(issued) => return self.is_issued(&issued),
        };
        let of = |at: &usize| given[*at].n == answer.n;
        if let Some(found) = self.page.waiting.iter().position(of) {
            let at = self.page.waiting.remove(found);
            given[at].fate = match answer.result {
                Ok(_) => Fate::Done,
                Err(refused) => Fate::Refused(refused.code),
            };
        }
        Ok(())
    }

    fn is_welcomed(&mut self, frame: ServerFrame, given: &mut Vec<Given>) -> Result<(), String> {
        let before = self.page.screen.take();
        let before = before.map(|screen| (screen.view().clone(), screen.position()));
        let screen = Screen::welcomed(frame, before).map_err(|closed| closed.to_string())?;
        let screen = screen.ok_or("a frame before the welcome")?;
        self.page.next_n = self.page.next_n.max(screen.last_command() + 1);
        self.page.screen = Some(screen);
        self.page.welcomed = true;
        let mut once = BTreeSet::new();
        self.page.waiting.retain(|at| once.insert(*at));
        for at in self.page.waiting.clone() {
            self.sends(at, given);
        }
        self.asks_tokens_again();
        self.looks(given)
    }

    /// Does what everybody does who sees what is on their screen.
    fn looks(&mut self, given: &mut Vec<Given>) -> Result<(), String> {
        let Some(screen) = &self.page.screen else {
            return Ok(());
        };
        let arriving = screen.view().me.standing == Standing::Arriving && !self.who.leads();
        if arriving && self.page.waiting.is_empty() {
            let accepts = asking::accepts(screen.view());
            let word = self.word();
            self.gives(accepts, word, given);
        }
        Ok(())
    }
}
