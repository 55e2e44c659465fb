//! The session: its phases, its door, and the time without a therapist.
//!
//! It exists so that a group is never left alone when its leader's network dies, and so that an end
//! is an end. It must never move backwards, and never promote a member.

use rondo_protocol::{
    At,
    session::{Admission, EndReason, Phase},
};
use serde::{Deserialize, Serialize};

use crate::{
    input::{Opening, Rostered},
    limits::SAFE_MODE_LASTS_MS,
    slice::{Slice, Touched},
};

/// What happened to the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SessionEvent {
    /// It was opened. Always the first event, and only the first.
    Opened {
        /// What it starts from.
        opening: Box<Opening>,
    },
    /// The work began.
    Started {},
    /// The rule of the door changed.
    AdmissionSet {
        /// The new rule.
        admission: Admission,
    },
    /// The door was locked or unlocked.
    LockSet {
        /// Whether it is locked.
        locked: bool,
    },
    /// No therapist has been connected for a while.
    SafeModeEntered {},
    /// A therapist is back.
    SafeModeLeft {},
    /// The server had stopped and runs again; nobody is connected.
    Restarted {
        /// Time without a server, in milliseconds. No clock of the room counts it.
        gap_ms: u64,
    },
    /// Nothing happened while a clock ran. A crash takes no more from it than the time since.
    TimeNoted {},
    /// Over for members.
    Closed {},
    /// Over.
    Ended {
        /// Why.
        reason: EndReason,
    },
    /// The group's roster changed.
    RosterChanged {
        /// The members on it now.
        roster: Vec<Rostered>,
    },
}

/// The time without a therapist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SafeMode {
    pub entered_at: At,
    pub ends_at: At,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Session {
    pub opened_at: At,
    pub phase: Phase,
    pub started_at: Option<At>,
    pub locked: bool,
    pub admission: Admission,
    pub safe_mode: Option<SafeMode>,
    pub ended: Option<EndReason>,
}

impl Session {
    pub fn new(opening: &Opening, at: At) -> Self {
        Self {
            opened_at: at,
            phase: Phase::Waiting,
            started_at: None,
            locked: false,
            admission: opening.admission,
            safe_mode: None,
            ended: None,
        }
    }

    pub fn apply(&mut self, event: &SessionEvent, at: At, touched: &mut Touched) {
        match event {
            SessionEvent::Opened { .. }
            | SessionEvent::RosterChanged { .. }
            | SessionEvent::TimeNoted {} => {}
            SessionEvent::Started {} => {
                self.phase = Phase::Live;
                self.started_at = Some(at);
            }
            SessionEvent::AdmissionSet { admission } => self.admission = *admission,
            SessionEvent::LockSet { locked } => self.locked = *locked,
            SessionEvent::SafeModeEntered {} => {
                self.safe_mode = Some(SafeMode {
                    entered_at: at,
                    ends_at: at.plus_ms(SAFE_MODE_LASTS_MS),
                });
            }
            SessionEvent::SafeModeLeft {} => self.safe_mode = None,
            SessionEvent::Restarted { gap_ms } => {
                if let Some(safe_mode) = &mut self.safe_mode {
                    safe_mode.ends_at = safe_mode.ends_at.plus_ms(*gap_ms);
                }
            }
            SessionEvent::Closed {} => {
                self.phase = Phase::Closing;
                self.safe_mode = None;
            }
            SessionEvent::Ended { reason } => {
                self.phase = Phase::Ended;
                self.safe_mode = None;
                self.ended = Some(*reason);
            }
        }
        touched.touch(Slice::Session);
    }
}
