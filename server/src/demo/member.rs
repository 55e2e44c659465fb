//! One simulated member at work: an ordinary client that sees, decides, and comes back.
//!
//! It has nothing that a browser on the same link would not have: its own cookies, a ticket, a
//! websocket, and the requests for envelopes. Whatever goes wrong, it waits a moment and tries
//! again, as people do; whoever was removed stays away.

use std::{ops::RangeInclusive, time::Duration};

use rand::rngs::StdRng;
use rondo_client::{Asked, Client, Closed, Issued, Web};
use rondo_protocol::{
    BoxId, CloseCode, SessionId, View,
    feedback::Content,
    frames::Resume,
    http::{InvitationRef, Invited},
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until},
};

use super::{
    mind::{Act, Memory, what_next},
    part::Part,
};

/// Human seconds until a lost connection is tried again.
const TRY_AGAIN_S: RangeInclusive<u64> = 2..=4;
/// Human seconds between two looks whether another session was opened.
const LOOK_S: RangeInclusive<u64> = 4..=8;

/// One simulated member.
pub(super) struct Member {
    pub web: Web,
    pub invited_as: InvitationRef,
    pub memory: Memory,
    pub dice: StdRng,
    /// Whether somebody is there to do it for: until then, members only do what is asked of them.
    pub lively: watch::Receiver<bool>,
    /// When this member's time began.
    pub since: Instant,
    /// What this member holds of the box that is open.
    pub part: Part,
}

/// What was known before the connection was lost.
type Before = Option<Box<(View, Resume)>>;

/// How a connection ended.
enum End {
    /// It is to be tried again, after so many milliseconds.
    Lost(Before, u64),
    /// There is nothing more to come back to in this session.
    Over,
}

impl Member {
    /// Takes part in this session and in every later one, until the demo ends.
    pub async fn live(mut self, mut session: SessionId, arrives_s: RangeInclusive<u64>) {
        loop {
            self.pause(arrives_s.clone()).await;
            self.attend(session).await;
            session = self.next_session(session).await;
            self.memory = Memory::of(self.memory.person, self.memory.tempo);
            self.part = Part::default();
        }
    }

    /// Waits for a session after this one.
    async fn next_session(&mut self, last: SessionId) -> SessionId {
        loop {
            self.pause(LOOK_S).await;
            match self.session_now().await {
                Some(next) if next != last => return next,
                Some(_) | None => {}
            }
        }
    }

    /// The session this member's invitation leads to at the moment.
    async fn session_now(&mut self) -> Option<SessionId> {
        let path = format!("/api/invitations/{}", self.invited_as.0);
        let invited: Result<Invited, Asked> = self.web.get(&path).await;
        invited.ok()?.session
    }

    async fn pause(&mut self, human_s: RangeInclusive<u64>) {
        let ms = self.memory.tempo.ms(human_s, &mut self.dice);
        sleep(Duration::from_millis(ms)).await;
    }

    /// Takes part in one session, as long as this member may.
    async fn attend(&mut self, session: SessionId) {
        let mut before = None;
        loop {
            match self.connect(session, before).await {
                End::Over => return,
                End::Lost(known, away_ms) => {
                    before = known;
                    sleep(Duration::from_millis(away_ms)).await;
                    self.memory.begin_again();
                }
            }
        }
    }

    async fn connect(&mut self, session: SessionId, before: Before) -> End {
        let again_ms = self.memory.tempo.ms(TRY_AGAIN_S, &mut self.dice);
        let ticket = self.web.ticket(session, Some(self.invited_as.clone()));
        let ticket = match ticket.await {
            Ok(ticket) => ticket,
            Err(Asked::No { status, .. }) if status.is_client_error() => return End::Over,
            Err(Asked::No { .. } | Asked::Unanswered(_)) => return End::Lost(before, again_ms),
        };
        let (address, origin) = (self.web.address(), self.web.origin());
        match Client::connect_at(address, origin, ticket, before.as_deref().cloned()).await {
            Ok(client) => self.take_part(client, again_ms).await,
            Err(closed) if is_final(&closed) => End::Over,
            Err(_lost) => End::Lost(before, again_ms),
        }
    }

    /// Sees, decides and acts until the connection is gone.
    async fn take_part(&mut self, mut client: Client, again_ms: u64) -> End {
        loop {
            match self.do_what_is_due(&mut client).await {
                Ok(None) => {}
                Ok(Some(away_ms)) => return End::Lost(Some(Box::new(client.drop_hard())), away_ms),
                Err(closed) if is_final(&closed) => return End::Over,
                Err(_lost) => return End::Lost(Some(Box::new(client.drop_hard())), again_ms),
            }
            let due = self.memory.look_again_at().map(Duration::from_millis);
            let due = due.map(|due| self.since + due);
            let heard = tokio::select! {
                heard = client.hear() => heard.map(drop),
                () = at(due) => Ok(()),
                changed = self.lively.changed() => {
                    if changed.is_err() {
                        return End::Over;
                    }
                    Ok(())
                }
            };
            match heard {
                Ok(()) => {}
                Err(closed) if is_final(&closed) => return End::Over,
                Err(_lost) => return End::Lost(Some(Box::new(client.drop_hard())), again_ms),
            }
        }
    }

    /// Does everything whose time has come. Gives how long the connection is to be lost, if it is.
    async fn do_what_is_due(&mut self, client: &mut Client) -> Result<Option<u64>, Closed> {
        self.memory.lively = *self.lively.borrow_and_update();
        while let Some(issued) = client.take_issued() {
            self.take_token(client.view(), &issued);
        }
        while let Some(answer) = client.take_answer() {
            if let Err(refused) = answer.result {
                self.memory.think_again();
                tracing::debug!(code = ?refused.code, "a simulated member was refused");
            }
        }
        loop {
            let now = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
            match what_next(client.view(), &mut self.memory, now, &mut self.dice) {
                None => return Ok(None),
                Some(Act::Drop(away_ms)) => return Ok(Some(away_ms)),
                Some(Act::Ask(command)) => {
                    client.send(command).await?;
                }
                Some(Act::AskToken(box_id)) => {
                    let blinded = self.part.request_for(box_id);
                    client.ask_token(box_id, blinded).await?;
                }
                Some(Act::Post(box_id, content)) => self.post(box_id, content.as_ref()),
            }
        }
    }

    /// Takes the server's answer to a request for a token, if it is ours and proven.
    fn take_token(&mut self, view: &View, issued: &Issued) {
        let open = view.feedback_box.as_ref();
        let Some(open) = open.filter(|b| b.box_id == issued.box_id) else {
            return;
        };
        match self.part.take(issued, &open.key) {
            Some(Ok(())) => self.memory.token = Some(open.box_id),
            Some(Err(error)) => tracing::debug!(%error, "a simulated member has no token"),
            None => {}
        }
    }

    fn post(&mut self, box_id: BoxId, content: Option<&Content>) {
        if let Some(envelope) = self.part.envelope(box_id, content) {
            let web = self.web.clone();
            // Nobody learns what became of an envelope, so nothing is done about it either.
            tokio::spawn(async move {
                let bytes = envelope.bytes().to_vec();
                drop(web.post_envelope(box_id, bytes).await);
            });
        }
    }
}

/// Whether coming back would lead nowhere.
fn is_final(closed: &Closed) -> bool {
    let over = [CloseCode::Over, CloseCode::Removed, CloseCode::Moved];
    match closed {
        Closed::Code(code) => over.iter().any(|final_code| final_code.number() == *code),
        Closed::Broken(_) | Closed::Gap { .. } | Closed::NotAFrame(_) => false,
    }
}

async fn at(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => std::future::pending().await,
    }
}
