//! What a simulated member does next, from what they see, what they remember, and a throw of dice.
//!
//! Pure, so that it can be tested without sockets and without waiting: time comes in as a number,
//! chance as a generator. Whatever the room calls for, or somebody feels like, is a [`Want`]; the
//! first time it is seen it gets a moment at which a person would have come round to it, and if it
//! is still wanted by then it becomes an [`Act`].

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use rand::{Rng, RngExt};
use rondo_protocol::{BoxId, Command, LineId, SeatId, View, feedback::Content, roster::Standing};

use super::{acts::act, cast::Person, want::Want, wants::wanted};

/// Seconds between two lines in the room, at least, in human time.
const CALM_S: u64 = 5;
/// Seconds somebody waits longer when another line came first, in human time.
const AFTER_YOU_S: RangeInclusive<u64> = 1..=5;

/// How long people take, in percent of human time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tempo {
    /// 100 is human; a test takes less.
    pub percent: u64,
}

impl Tempo {
    /// As people are.
    pub const HUMAN: Self = Self { percent: 100 };

    /// Some time within a span of human seconds, in milliseconds.
    pub fn ms(self, human_s: RangeInclusive<u64>, dice: &mut impl Rng) -> u64 {
        let human_ms = human_s.start() * 1_000..=human_s.end() * 1_000;
        dice.random_range(human_ms) * self.percent / 100
    }
}

/// Something a simulated member does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Asks the room for something.
    Ask(Command),
    /// Asks for the token of a box.
    AskToken(BoxId),
    /// Posts an envelope with this in it or nothing, over a request that says nothing about who it
    /// is.
    Post(BoxId, Option<Content>),
    /// The connection drops, and comes back after this many milliseconds.
    Drop(u64),
}

/// What one member keeps in mind.
#[derive(Debug)]
pub struct Memory {
    /// Whose memory it is.
    pub person: &'static Person,
    /// How long they take.
    pub tempo: Tempo,
    /// Whether they do things of their own accord, besides what the room asks of them.
    pub lively: bool,
    /// The box they hold a token for.
    pub token: Option<BoxId>,
    /// They asked for help already.
    pub asked_help: bool,
    /// The newest line when they came in: what was said before is not theirs to answer.
    pub came_in_at: Option<LineId>,
    /// The newest line they saw, and when.
    heard: (Option<LineId>, u64),
    /// What they mean to do, and when.
    plans: BTreeMap<Want, u64>,
    /// What they did or let be, as long as it would still be wanted.
    done: BTreeSet<Want>,
    /// When to look again even if nothing happens.
    look_again_at: Option<u64>,
    /// How many of each list of words they used.
    used: BTreeMap<Words, usize>,
}

/// A list of words to go through one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Words {
    /// What they write by themselves.
    Chat,
    /// What they write while they hold the floor.
    Turns,
    /// What they write to therapists.
    ToTherapists,
}

impl Memory {
    /// A memory without anything in it.
    #[must_use]
    pub fn of(person: &'static Person, tempo: Tempo) -> Self {
        Self {
            person,
            tempo,
            lively: true,
            token: None,
            asked_help: false,
            came_in_at: None,
            heard: (None, 0),
            plans: BTreeMap::new(),
            done: BTreeSet::new(),
            look_again_at: None,
            used: BTreeMap::new(),
        }
    }

    /// The moment at which to look again even if nothing happens, in milliseconds.
    #[must_use]
    pub fn look_again_at(&self) -> Option<u64> {
        self.look_again_at
    }

    /// After a refusal, when somebody was faster: whatever is still wanted is done again.
    pub fn think_again(&mut self) {
        self.done.clear();
    }

    /// After a drop: whatever is still wanted was perhaps not heard, and is done again.
    pub fn begin_again(&mut self) {
        self.done.clear();
        self.plans.clear();
    }

    /// The next of a list of words, if there is one left.
    pub fn next_of(&mut self, words: Words, list: &[&'static str]) -> Option<&'static str> {
        let used = self.used.entry(words).or_default();
        let next = list.get(*used).copied();
        *used += 1;
        next
    }

    /// Whether a list of words has one left.
    #[must_use]
    pub fn has_left(&self, words: Words, list: &[&'static str]) -> bool {
        self.used.get(&words).copied().unwrap_or_default() < list.len()
    }

    /// The next of a list of words, which begins again at its end.
    pub fn turn_of(&mut self, words: Words, list: &[&'static str]) -> Option<&'static str> {
        if !self.has_left(words, list) {
            self.used.remove(&words);
        }
        self.next_of(words, list)
    }

    fn listen(&mut self, view: &View, now_ms: u64) {
        let newest = view.lines.last().map(|line| line.line);
        if newest != self.heard.0 {
            self.heard = (newest, now_ms);
        }
        let unsettled = self.came_in_at.is_none() || !self.lively;
        if view.me.standing == Standing::In && unsettled {
            self.came_in_at = newest.or(Some(LineId(0)));
        }
    }

    /// Whether somebody else wrote just now, and until when one leaves it at that.
    fn hushed(&self, want: Want, now_ms: u64, dice: &mut impl Rng) -> Option<u64> {
        let calm_ms = CALM_S * 1_000 * self.tempo.percent / 100;
        let until = self.heard.0.map(|_| self.heard.1 + calm_ms)?;
        let hushed = want.is_a_line() && now_ms < until;
        hushed.then(|| until + self.tempo.ms(AFTER_YOU_S, dice))
    }
}

/// What somebody does now, if anything. Ask again until there is nothing, and again when the view
/// changes or it is time to [look again](Memory::look_again_at).
pub fn what_next(
    view: &View,
    memory: &mut Memory,
    now_ms: u64,
    dice: &mut impl Rng,
) -> Option<Act> {
    memory.listen(view, now_ms);
    loop {
        let wants = wanted(view, memory);
        let plans = &mut memory.plans;
        plans.retain(|want, _| want.ripens() || wants.contains_key(want));
        memory.done.retain(|want| wants.contains_key(want));
        for (want, span) in &wants {
            if !memory.done.contains(want) && !plans.contains_key(want) {
                let due = now_ms + memory.tempo.ms(span.clone(), dice);
                plans.insert(*want, due);
            }
        }
        let possible = plans.iter().filter(|(want, _)| wants.contains_key(want));
        let first = possible.map(|(want, due)| (*due, *want)).min();
        memory.look_again_at = first.map(|(due, _)| due);
        let (due, want) = first?;
        if due > now_ms {
            return None;
        }
        if let Some(later) = memory.hushed(want, now_ms, dice) {
            memory.plans.insert(want, later);
            continue;
        }
        memory.plans.remove(&want);
        memory.done.insert(want);
        let done = act(want, view, memory, dice);
        if want.comes_again() {
            memory.done.remove(&want);
            let again = memory.tempo.ms(want.again_s(), dice);
            memory.plans.insert(want, now_ms + again);
        }
        if done.is_some() {
            return done;
        }
    }
}

/// Whether somebody's seat is this one.
#[must_use]
pub fn is_me(view: &View, seat: SeatId) -> bool {
    view.me.seat == seat
}
