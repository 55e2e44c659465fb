//! A hub over a log in memory, and people connected to it without a socket in between.

use std::sync::Arc;

use rondo_client::{NoToken, Token, draw_request};
use rondo_protocol::{
    BlindedElement, BoxId, CloseCode, Command, LineId, LogId, RefusalCode, SeatId, ServerFrame,
    Text, View,
    conversation::{Audience, ConversationCommand},
    feedback::{Ask, BoxStage, BoxView, FeedbackCommand},
    floor::{FloorCommand, HandKind},
    frames::{Evaluation, Resume, State},
    roster::Role,
    session::{Admission, GroundRules, SessionCommand},
    text::Name,
};

use super::super::{
    outbox::{Inbox, outbox},
    *,
};
use crate::{clock::ManualClock, store::memory::MemoryLog};

pub(super) const START_MS: u64 = 1_700_000_000_000;

pub(super) fn opening() -> Opening {
    let text = |words| Text::new(words).unwrap();
    Opening {
        session: SessionId::from_random(1),
        group: GroupId::from_random(2),
        group_name: text_name("Tuesday"),
        number: 1,
        ground_rules: GroundRules {
            version: 1,
            text: text("Be kind."),
        },
        crisis_text: text("Call somebody."),
        capacity: 12,
        feedback_threshold: 5,
        feedback_confirmed: true,
        admission: Admission::Everybody,
        roster: Vec::new(),
        planned_minutes: None,
    }
}

pub(super) fn text_name(name: &str) -> Name {
    Name::new(name).unwrap()
}

/// A hub with one session, over a log that can fail.
pub(super) struct Desk {
    pub(super) hub: Hub,
    pub(super) log: Arc<MemoryLog>,
    pub(super) clock: Arc<ManualClock>,
}

/// Somebody connected, without a socket in between.
pub(super) struct Guest {
    pub(super) room: mpsc::Sender<Message>,
    pub(super) connection: ConnectionId,
    pub(super) inbox: Inbox,
    pub(super) view: Option<View>,
    pub(super) seat: SeatId,
    pub(super) seq: u64,
    pub(super) n: u64,
}

impl Desk {
    pub(super) fn empty() -> Self {
        Self::over(Arc::default(), Arc::new(ManualClock::at(START_MS)))
    }

    pub(super) async fn new() -> Self {
        let desk = Self::empty();
        let by = PersonId::from_random(9);
        desk.hub.open_session(opening(), by).await.unwrap();
        desk
    }

    /// The same log under a new process.
    pub(super) async fn restarted(&self) -> Self {
        self.restarted_under(Arc::clone(&self.clock)).await
    }

    /// The same log under a new process with another clock.
    pub(super) async fn restarted_under(&self, clock: Arc<ManualClock>) -> Self {
        let desk = Self::over(Arc::clone(&self.log), clock);
        desk.hub.recover().await.unwrap();
        desk
    }

    fn over(log: Arc<MemoryLog>, clock: Arc<ManualClock>) -> Self {
        let hub = Hub::new(Arc::clone(&log) as _, Arc::clone(&clock) as _);
        Self { hub, log, clock }
    }

    pub(super) async fn knock(&self, person: u128, role: Role, resume: Option<Resume>) -> Guest {
        let room = self.hub.room(opening().session).unwrap().mailbox;
        let (outbox, inbox) = outbox(None);
        let connection = self.hub.next_connection();
        let message = Message::Connect {
            admit: admit(person, role),
            resume,
            connection,
            outbox,
        };
        room.send(message).await.ok().unwrap();
        Guest {
            room,
            connection,
            inbox,
            view: None,
            seat: SeatId(0),
            seq: 0,
            n: 0,
        }
    }

    pub(super) async fn therapist(&self) -> Guest {
        let mut guest = self.knock(9, Role::Therapist, None).await;
        guest.hear().await.unwrap();
        guest
    }

    pub(super) async fn member(&self, person: u128) -> Guest {
        let mut guest = self.knock(person, Role::Member, None).await;
        guest.hear().await.unwrap();
        let name = text_name("Maren");
        let accept = SessionCommand::AcceptRules { version: 1, name };
        guest.ask(Command::Session(accept)).await.unwrap().unwrap();
        guest
    }
}

impl Guest {
    pub(super) async fn send(&mut self, command: Command) -> u64 {
        self.n += 1;
        self.send_as(self.n, command).await
    }

    pub(super) async fn send_as(&self, n: u64, command: Command) -> u64 {
        let message = Message::Command {
            connection: self.connection,
            n,
            command,
        };
        self.room.send(message).await.ok().unwrap();
        n
    }

    pub(super) async fn ask(
        &mut self,
        command: Command,
    ) -> Result<Result<u64, RefusalCode>, CloseCode> {
        let n = self.send(command).await;
        self.answer(n).await
    }

    pub(super) async fn answer(
        &mut self,
        asked: u64,
    ) -> Result<Result<u64, RefusalCode>, CloseCode> {
        loop {
            match self.hear().await? {
                ServerFrame::Ok { n, seq } if n == asked => return Ok(Ok(seq)),
                ServerFrame::Refused { n, code, .. } if n == asked => return Ok(Err(code)),
                ServerFrame::Ok { .. }
                | ServerFrame::Refused { .. }
                | ServerFrame::Welcome { .. }
                | ServerFrame::Update { .. }
                | ServerFrame::Token { .. }
                | ServerFrame::Pong { .. } => {}
            }
        }
    }

    pub(super) async fn hear(&mut self) -> Result<ServerFrame, CloseCode> {
        let text = tokio::select! {
            biased;
            text = self.inbox.next() => text,
            code = self.inbox.ending() => return Err(code.unwrap()),
        };
        let frame: ServerFrame = serde_json::from_str(&text).unwrap();
        match frame.clone() {
            ServerFrame::Welcome {
                seat,
                seq,
                last_command,
                state,
                ..
            } => {
                (self.seat, self.seq, self.n) = (seat, seq, last_command);
                match state {
                    State::View { view } => self.view = Some(*view),
                    State::Delta { updates, .. } => self.fold(updates),
                }
            }
            ServerFrame::Update { seq, prev, updates } => {
                assert_eq!(prev, self.seq, "a gap");
                assert_eq!(seq - prev, updates.len() as u64);
                self.seq = seq;
                self.fold(updates);
            }
            ServerFrame::Ok { .. }
            | ServerFrame::Refused { .. }
            | ServerFrame::Token { .. }
            | ServerFrame::Pong { .. } => {}
        }
        Ok(frame)
    }

    pub(super) async fn hear_close(&mut self) -> CloseCode {
        loop {
            if let Err(code) = self.hear().await {
                return code;
            }
        }
    }

    fn fold(&mut self, updates: Vec<rondo_protocol::Update>) {
        let view = self.view.as_mut().unwrap();
        updates.into_iter().for_each(|update| view.fold(update));
    }

    pub(super) fn view(&self) -> &View {
        self.view.as_ref().unwrap()
    }

    pub(super) fn position(&self) -> Resume {
        Resume {
            log_id: LogId(opening().session.0),
            last_seq: self.seq,
        }
    }

    pub(super) fn lines(&self) -> Vec<&str> {
        self.view()
            .lines
            .iter()
            .map(|line| line.text.reveal())
            .collect()
    }

    pub(super) async fn asks_token(&self, box_id: BoxId, blinded: BlindedElement) {
        let ask = Message::AskToken {
            connection: self.connection,
            box_id,
            blinded,
        };
        self.room.send(ask).await.ok().unwrap();
    }

    /// The next answer to a request for a token.
    pub(super) async fn issued(&mut self) -> (BlindedElement, Option<Evaluation>) {
        loop {
            if let ServerFrame::Token {
                blinded,
                evaluation,
                ..
            } = self.hear().await.unwrap()
            {
                return (blinded, evaluation);
            }
        }
    }

    /// Asks for a token as a page does, and verifies it.
    pub(super) async fn token(&mut self, open: &BoxView) -> Result<Token, NoToken> {
        let request = draw_request();
        self.asks_token(open.box_id, request.blinded()).await;
        let (blinded, evaluation) = self.issued().await;
        request.finish(&blinded, evaluation.as_ref(), &open.key)
    }

    /// Hears until the box is at this stage.
    pub(super) async fn sees_box(&mut self, stage: BoxStage) -> BoxView {
        loop {
            let seen = self.view().feedback_box.clone();
            if let Some(seen) = seen.filter(|b| b.stage == stage) {
                return seen;
            }
            self.hear().await.unwrap();
        }
    }

    pub(super) async fn goes(&self) {
        let gone = Message::Disconnect {
            connection: self.connection,
        };
        self.room.send(gone).await.ok().unwrap();
    }
}

pub(super) fn admit(person: u128, role: Role) -> Admit {
    Admit {
        session: opening().session,
        person: PersonId::from_random(person),
        role,
        name: text_name("Somebody"),
    }
}

pub(super) fn hides(line: LineId) -> Command {
    Command::Conversation(ConversationCommand::Hide { line })
}

pub(super) fn says(words: &str) -> Command {
    Command::Conversation(ConversationCommand::Say {
        audience: Audience::Everyone {},
        text: Text::new(words).unwrap(),
    })
}

pub(super) fn end() -> Command {
    Command::Session(SessionCommand::End {})
}

pub(super) fn start() -> Command {
    Command::Session(SessionCommand::Start {})
}

pub(super) fn opens_box() -> Command {
    Command::Feedback(FeedbackCommand::Open {
        prompt: Text::new("What stays unsaid?").unwrap(),
        ask: Ask::Words {},
        seconds: 60,
    })
}

pub(super) fn raises_a_private_hand() -> Command {
    Command::Floor(FloorCommand::RaiseHand {
        kind: HandKind::Speak,
        private: true,
    })
}

pub(super) fn lowers_hand() -> Command {
    Command::Floor(FloorCommand::LowerHand {})
}
