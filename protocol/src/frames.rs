//! The frames of the websocket, both directions, as JSON text.
//!
//! Every frame that shows something says whether it is a change or the whole, and where it stands
//! in what this one viewer was told: `seq` counts the updates made for that viewer since the log
//! began, `prev` is where the frame starts. What was made for others leaves no gap.

use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use crate::{
    At, BlindedElement, BoxId, Command, EvaluatedElement, LogId, Proof, RefusalCode, SeatId,
    Update, View,
    http::Secret,
    limits::{FRAME_BYTES_MAX, NUMBER_MAX},
};

/// The websocket subprotocol, which carries the version (RFC 6455, section 1.9).
pub const SUBPROTOCOL: &str = "rondo.v1";

/// A blinded element evaluated with the key of a box (RFC 9497, section 3.3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// The evaluated element, still blinded.
    pub evaluated: EvaluatedElement,
    /// Proof that it was made with the key everybody was told.
    pub proof: Proof,
}

/// Where a client stands in what it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The log it was told from.
    pub log_id: LogId,
    /// The last `seq` it folded.
    #[serde(deserialize_with = "exact")]
    pub last_seq: u64,
}

/// What a client sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame: who one is, and where one stands.
    Hello {
        /// A ticket got over HTTP: used once, and soon.
        ticket: Secret,
        /// Where one stands, when coming back.
        resume: Option<Resume>,
    },
    /// A request to the room.
    Command {
        /// Chosen by the client, rising by one; the answer carries it.
        #[serde(deserialize_with = "exact")]
        n: u64,
        /// What is asked.
        command: Command,
    },
    /// Asks for the token that lets this client post one envelope into a box.
    AskToken {
        /// Which box.
        box_id: BoxId,
        /// The client's nonce, blinded.
        blinded: BlindedElement,
    },
    /// Asks whether the server is still there, and for its time.
    Ping {},
}

/// What a returning or new client is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum State {
    /// The whole: forget what you had.
    View {
        /// Everything this viewer may see.
        view: Box<View>,
    },
    /// A change: fold it into what you had.
    Delta {
        /// Where it starts: the client's `last_seq`.
        prev: u64,
        /// What was missed, oldest first.
        updates: Vec<Update>,
    },
}

/// What the server sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ServerFrame {
    /// The answer to `hello`.
    Welcome {
        /// The log this viewer is told from. If it changed, drop everything held.
        log_id: LogId,
        /// One's seat.
        seat: SeatId,
        /// The server's time.
        now: At,
        /// The last command number taken from this seat: go on from the next.
        last_command: u64,
        /// Where the client stands after this frame.
        seq: u64,
        /// The whole, or what was missed.
        state: State,
    },
    /// What changed.
    Update {
        /// Where the client stands after this frame.
        seq: u64,
        /// Where it must have stood before; if not, something was lost: reconnect.
        prev: u64,
        /// The changes, in order; `seq - prev` of them.
        updates: Vec<Update>,
    },
    /// The command is done and stored.
    Ok {
        /// The command's number.
        n: u64,
        /// All it changed for this viewer is told by this `seq`.
        seq: u64,
    },
    /// The command is not done.
    Refused {
        /// The command's number.
        n: u64,
        /// Why.
        code: RefusalCode,
        /// The same in words fit to show.
        message: String,
    },
    /// The one token of this seat for a box: the same whenever it is asked for.
    Token {
        /// Which box.
        box_id: BoxId,
        /// What was evaluated: the element this seat asked with first.
        blinded: BlindedElement,
        /// None if there is no box for this seat.
        evaluation: Option<Evaluation>,
    },
    /// The answer to `ping`.
    Pong {
        /// The server's time.
        now: At,
    },
}

/// Why a frame was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// A command with a number whose content is not one: it can be refused by number.
    #[error("command {n} could not be read")]
    Command {
        /// The command's number.
        n: u64,
    },
    /// Nothing that could be answered.
    #[error("the frame could not be read")]
    Unreadable,
}

impl ClientFrame {
    /// Reads a frame: one JSON object and nothing else, of at most [`FRAME_BYTES_MAX`].
    ///
    /// # Errors
    /// [`FrameError::Command`] if at least the number of a command could be read.
    pub fn parse(text: &str) -> Result<Self, FrameError> {
        #[derive(Deserialize)]
        enum Type {
            #[serde(rename = "command")]
            Command,
        }
        /// [`ClientFrame::Command`], which most frames are: read without holding the rest of it back
        /// until the type is known.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Commanding {
            #[serde(rename = "type")]
            _type: Type,
            #[serde(deserialize_with = "exact")]
            n: u64,
            command: Command,
        }
        /// Just enough of a frame to answer it.
        #[derive(Deserialize)]
        struct Numbered {
            r#type: String,
            #[serde(deserialize_with = "exact")]
            n: u64,
        }
        // Serde would read an array as an object without its keys.
        let is_object = text.trim_start().starts_with('{');
        if !is_object || text.len() > FRAME_BYTES_MAX {
            return Err(FrameError::Unreadable);
        }
        if let Ok(Commanding { n, command, .. }) = serde_json::from_str(text) {
            return Ok(Self::Command { n, command });
        }
        serde_json::from_str(text).map_err(|_| match serde_json::from_str::<Numbered>(text) {
            Ok(Numbered { r#type, n }) if r#type == "command" => FrameError::Command { n },
            Ok(_) | Err(_) => FrameError::Unreadable,
        })
    }
}

/// A number that JavaScript reads exactly.
fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = u64::deserialize(deserializer)?;
    if number > NUMBER_MAX {
        return Err(de::Error::custom("over 2^53-1"));
    }
    Ok(number)
}
