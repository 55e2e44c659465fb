//! The conversation: lines, whom they are for, and "with you".
//!
//! A hidden line leaves its place behind and nothing else, so that later changes know who had seen
//! it. Lines between members do not exist.

use std::collections::{BTreeMap, BTreeSet};

use rondo_protocol::{
    At, LineId, RefusalCode, SeatId,
    conversation::{Audience, LinesMode},
    text::{LineText, Name},
};
use serde::{Deserialize, Serialize};

use crate::{
    limits::{LINES_MAX, WITH_YOU_MS},
    lines::Lines,
    slice::{Slice, Touched},
};

/// What happened in the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ConversationEvent {
    /// A line was written.
    LineSaid {
        /// The new line.
        line: LineId,
        /// By whom.
        from: SeatId,
        /// The name they had.
        name: Name,
        /// For whom.
        audience: Audience,
        /// The words; none once they were taken out of the log.
        text: Option<LineText>,
        /// Whether it waits for approval.
        held: bool,
    },
    /// A held line was approved, and is shown as a new line: nobody gets a past they were not
    /// there for, and nothing appears above what was already read.
    LineApproved {
        /// The held line.
        line: LineId,
        /// The line that shows it.
        shown_as: LineId,
    },
    /// A line was hidden.
    LineHidden {
        /// Which.
        line: LineId,
    },
    /// How lines are taken changed.
    ModeSet {
        /// The new way.
        mode: LinesMode,
    },
    /// Somebody said "with you".
    WithYou {
        /// Who.
        seat: SeatId,
    },
}

impl ConversationEvent {
    /// Takes the words of these lines out. Says whether there were any.
    pub(crate) fn forget(&mut self, lines: &BTreeSet<LineId>) -> bool {
        match self {
            ConversationEvent::LineSaid { line, text, .. } => {
                lines.contains(line) && text.take().is_some()
            }
            ConversationEvent::LineApproved { .. }
            | ConversationEvent::LineHidden { .. }
            | ConversationEvent::ModeSet { .. }
            | ConversationEvent::WithYou { .. } => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub from: SeatId,
    pub from_name: Name,
    pub audience: Audience,
    /// None once hidden.
    pub text: Option<LineText>,
    pub at: At,
    pub held: bool,
    /// The held line this one shows.
    pub origin: Option<LineId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Conversation {
    pub mode: LinesMode,
    pub lines: Lines,
    pub with_you_until: BTreeMap<SeatId, At>,
    pub next_line: LineId,
    /// Lines a therapist hid, and the held lines they came from: the log must not keep their words.
    pub hidden: BTreeSet<LineId>,
}

impl Default for Conversation {
    fn default() -> Self {
        Self {
            mode: LinesMode::Open,
            lines: Lines::default(),
            with_you_until: BTreeMap::new(),
            next_line: LineId(1),
            hidden: BTreeSet::new(),
        }
    }
}

impl Conversation {
    /// A line that is still there to be seen.
    pub fn shown(&self, line: LineId) -> Result<&Line, RefusalCode> {
        let line = self.lines.get(line).filter(|l| l.text.is_some());
        line.ok_or(RefusalCode::UnknownLine)
    }

    pub fn apply(&mut self, event: &ConversationEvent, at: At, touched: &mut Touched) {
        match event {
            ConversationEvent::LineSaid {
                line,
                from,
                name,
                audience,
                text,
                held,
            } => {
                let said = Line {
                    from: *from,
                    from_name: name.clone(),
                    audience: audience.clone(),
                    text: text.clone(),
                    at,
                    held: *held,
                    origin: None,
                };
                self.add(*line, said, touched);
            }
            ConversationEvent::LineApproved { line, shown_as } => {
                if let Some(held) = self.lines.get(*line).cloned() {
                    let shown = Line {
                        at,
                        held: false,
                        origin: Some(*line),
                        ..held
                    };
                    self.take_words(*line, touched);
                    self.add(*shown_as, shown, touched);
                }
            }
            ConversationEvent::LineHidden { line } => {
                let origin = self.lines.get(*line).and_then(|l| l.origin);
                for id in origin.into_iter().chain([*line]) {
                    self.take_words(id, touched);
                    self.hidden.insert(id);
                }
            }
            ConversationEvent::ModeSet { mode } => {
                self.mode = *mode;
                touched.touch(Slice::LinesMode);
            }
            ConversationEvent::WithYou { seat } => {
                self.with_you_until.insert(*seat, at.plus_ms(WITH_YOU_MS));
                touched.touch(Slice::Seat(*seat));
            }
        }
    }

    fn add(&mut self, id: LineId, line: Line, touched: &mut Touched) {
        self.lines.insert(id, line);
        touched.touch(Slice::Line(id));
        self.next_line = LineId(id.0.saturating_add(1));
        // Words go first and their places later, so that every screen hears of both.
        if let Some(oldest) = self.lines.behind(LINES_MAX) {
            self.take_words(oldest, touched);
        }
        self.lines.keep(2 * LINES_MAX);
    }

    fn take_words(&mut self, id: LineId, touched: &mut Touched) {
        if let Some(line) = self.lines.get_mut(id) {
            line.text = None;
            touched.touch(Slice::Line(id));
        }
    }
}
