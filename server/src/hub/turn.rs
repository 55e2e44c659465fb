//! One turn of a room's task: what is decided together, stored together, and only then shown.
//!
//! It works on a copy of the room. If the copy cannot be stored it is thrown away, and the room is
//! as if nothing had been asked.

use std::sync::Arc;

use rondo_ballot::BoxSecret;
#[cfg(test)]
use rondo_protocol::RefusalCode;
use rondo_protocol::{At, CloseCode, Command, SeatId, frames::Resume};
use rondo_room::{By, Decision, Event, Input, Item, Room, Stamp, Touched, feedback::FeedbackEvent};

#[cfg(test)]
use super::flaw::{self, Flaw};
use super::{
    audit, chance::Chance, deliver::Reply, outbox::Outbox, task::ConnectionId, tickets::Admit,
};
use crate::store::AuditLine;

/// One turn's work before it is stored.
pub(crate) struct Turn {
    pub staged: Room,
    pub items: Vec<Item>,
    pub touched: Touched,
    pub replies: Vec<Reply>,
    pub audit: Vec<AuditLine>,
    pub owed: Vec<Input>,
    pub at: At,
    /// The key of the next box. Its public half is in every stamp.
    pub spare: BoxSecret,
    /// Keys of boxes that were opened in this turn, each for one box only. If the turn cannot be
    /// stored they go with it, and nobody ever saw them.
    pub taken: Vec<BoxSecret>,
    pub chance: Arc<dyn Chance>,
}

impl Turn {
    /// A turn that begins with the room as it is stored.
    pub fn new(staged: Room, at: At, spare: BoxSecret, chance: Arc<dyn Chance>) -> Self {
        Self {
            staged,
            items: Vec::new(),
            touched: Touched::default(),
            replies: Vec::new(),
            audit: Vec::new(),
            owed: Vec::new(),
            at,
            spare,
            taken: Vec::new(),
            chance,
        }
    }

    /// Decides an input that nobody waits for an answer to, and that must not be lost.
    pub fn owe(&mut self, input: Input) {
        self.decide(&input);
        self.owed.push(input);
    }

    pub fn decide(&mut self, input: &Input) {
        // A refusal means that the input no longer applies, as when a seat is gone.
        if let Ok(Decision::Do(item)) = self.staged.decide(input, self.stamp())
            && !item.events.is_empty()
        {
            self.stage(item);
        }
    }

    fn stage(&mut self, item: Item) {
        if item.events.iter().any(opens_a_box) {
            let next = self.chance.box_secret();
            self.taken.push(std::mem::replace(&mut self.spare, next));
        }
        self.touched.join(self.staged.apply(&item));
        self.items.push(item);
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            at: self.at,
            random: self.chance.lots(),
            box_key: self.spare.key(),
        }
    }

    pub fn connect(
        &mut self,
        admit: Admit,
        resume: Option<Resume>,
        connection: ConnectionId,
        outbox: Outbox,
    ) -> Option<SeatId> {
        let Admit {
            person, role, name, ..
        } = admit;
        let input = Input::Connect { person, role, name };
        let away = self.staged.turns_away(person, role);
        let welcome = match (away, self.staged.decide(&input, self.stamp())) {
            (Some(code), _) => Err(code),
            (None, Ok(Decision::Do(item))) => {
                if !item.events.is_empty() {
                    self.stage(item);
                }
                self.staged.seat_of(person).ok_or(CloseCode::ComeBack)
            }
            (None, Ok(Decision::AlreadyDone) | Err(_)) => Err(CloseCode::ComeBack),
        };
        self.replies.push(Reply::Welcome {
            connection,
            outbox,
            resume,
            welcome,
        });
        welcome.ok()
    }

    pub fn command(&mut self, connection: ConnectionId, seat: SeatId, n: u64, command: Command) {
        let audit = audit::line(&self.staged, seat, &command, self.at);
        let by = Some(By { seat, n });
        let in_this_turn = self.items.iter().any(|item| item.by == by);
        let input = Input::Command { seat, n, command };
        let (result, stored_before) = match self.staged.decide(&input, self.stamp()) {
            Ok(Decision::Do(item)) => {
                self.stage(item);
                self.audit.extend(audit);
                (Ok(()), false)
            }
            #[cfg(test)]
            Ok(Decision::AlreadyDone) if flaw::is(Flaw::RefuseRepeats) => {
                (Err(RefusalCode::CannotStore), true)
            }
            Ok(Decision::AlreadyDone) => (Ok(()), !in_this_turn),
            Err(refusal) => (Err(refusal.0), false),
        };
        self.replies.push(Reply::Answer {
            connection,
            n,
            result,
            stored_before,
        });
    }
}

fn opens_a_box(event: &Event) -> bool {
    matches!(event, Event::Feedback(FeedbackEvent::Opened { .. }))
}
