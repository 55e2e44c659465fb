//! What one person has been told, folded: the client without its socket.
//!
//! It takes frames in the order in which they came and knows nothing of how they did, so that a
//! simulation can hand them over one by one. A gap in what is told is an error here, never papered
//! over.

use rondo_protocol::{
    At, LogId, RefusalCode, SeatId, ServerFrame, Update, View,
    frames::{Resume, State},
};

use crate::{Closed, Issued};

/// Why a command was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code:?}: {message}")]
pub struct Refused {
    /// The code.
    pub code: RefusalCode,
    /// Words fit to show.
    pub message: String,
}

/// The answer to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The command's number.
    pub n: u64,
    /// The position that holds all it changed, or why it was not done.
    pub result: Result<u64, Refused>,
}

/// What a frame brought besides news for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// News only, and it is folded.
    News,
    /// The answer to a command.
    Answer(Answer),
    /// The answer to a request for a token.
    Issued(Issued),
}

/// One person's view of a room, and where it stands in what they were told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screen {
    pub(crate) view: View,
    seat: SeatId,
    log_id: LogId,
    seq: u64,
    last_command: u64,
    pub(crate) now: At,
    resumed: bool,
}

impl Screen {
    /// The screen after a welcome; none if the frame is not one. `before` is what this person had.
    ///
    /// # Errors
    /// [`Closed::Gap`] if the welcome does not go on from what they had.
    pub fn welcomed(
        frame: ServerFrame,
        before: Option<(View, Resume)>,
    ) -> Result<Option<Self>, Closed> {
        let ServerFrame::Welcome {
            log_id,
            seat,
            now,
            last_command,
            seq,
            state,
        } = frame
        else {
            return Ok(None);
        };
        let (view, resumed) = match (state, before) {
            (State::View { view }, _) => (*view, false),
            (State::Delta { prev, updates }, Some((mut view, resume))) => {
                follows(resume.last_seq, prev, seq, &updates)?;
                updates.into_iter().for_each(|update| view.fold(update));
                (view, true)
            }
            (State::Delta { prev, .. }, None) => return Err(Closed::Gap { stood: 0, prev }),
        };
        Ok(Some(Self {
            view,
            seat,
            log_id,
            seq,
            last_command,
            now,
            resumed,
        }))
    }

    /// Takes in a frame that came after the welcome.
    ///
    /// # Errors
    /// [`Closed`] if it does not follow what was told before.
    pub fn hear(&mut self, frame: ServerFrame) -> Result<Heard, Closed> {
        match frame {
            ServerFrame::Update { seq, prev, updates } => {
                follows(self.seq, prev, seq, &updates)?;
                updates
                    .into_iter()
                    .for_each(|update| self.view.fold(update));
                self.seq = seq;
                Ok(Heard::News)
            }
            ServerFrame::Ok { n, seq } => Ok(Heard::Answer(Answer { n, result: Ok(seq) })),
            ServerFrame::Refused { n, code, message } => Ok(Heard::Answer(Answer {
                n,
                result: Err(Refused { code, message }),
            })),
            ServerFrame::Token {
                box_id,
                blinded,
                evaluation,
            } => Ok(Heard::Issued(Issued {
                box_id,
                blinded,
                evaluation,
            })),
            ServerFrame::Pong { now } => {
                self.now = now;
                Ok(Heard::News)
            }
            ServerFrame::Welcome { .. } => Err(Closed::NotAFrame("a second welcome".into())),
        }
    }

    /// What this person sees.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// This person's seat.
    #[must_use]
    pub fn seat(&self) -> SeatId {
        self.seat
    }

    /// The last command number taken from this seat before the welcome.
    #[must_use]
    pub fn last_command(&self) -> u64 {
        self.last_command
    }

    /// Whether the welcome was a change to what this client had.
    #[must_use]
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// Where this person stands, to come back from there.
    #[must_use]
    pub fn position(&self) -> Resume {
        Resume {
            log_id: self.log_id,
            last_seq: self.seq,
        }
    }
}

/// Whether a frame starts where the client stands and holds as many updates as it says.
fn follows(stood: u64, prev: u64, seq: u64, updates: &[Update]) -> Result<(), Closed> {
    let count = u64::try_from(updates.len()).unwrap_or(u64::MAX);
    if stood == prev && prev + count == seq {
        Ok(())
    } else {
        Err(Closed::Gap { stood, prev })
    }
}
