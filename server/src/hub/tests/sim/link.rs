//! A connection of a run: the pump of `socket.rs` with a wire that a script can delay and cut.

use std::time::Duration;

use rondo_protocol::{At, ClientFrame, CloseCode, frames::Resume};
use tokio::{
    sync::{mpsc, watch},
    task::AbortHandle,
    time::{Instant, sleep, sleep_until},
};

use crate::hub::{
    Admit, Hub,
    limits::{DEAD_AFTER, TICKET_MS},
    outbox::{Inbox, outbox},
    task::{ConnectionId, Message},
};

/// What the world hears of.
pub(super) enum News {
    /// A frame came over a connection.
    Frame { link: u64, text: String },
    /// A connection was closed, with a code if there was time to say one.
    Closed { link: u64, code: Option<CloseCode> },
    /// An envelope is in the letterbox, at this time of the room.
    Posted { envelope: usize, at: Option<At> },
    /// A process has brought its rooms back, or could not.
    Started { process: u64, well: bool },
    /// A process is told to stop, and has.
    Stopped(u64),
    /// A process ended.
    Died(u64),
}

/// How it is with the person's end of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Far {
    Awake,
    Asleep,
    /// Gone. The server hears of it after this.
    Gone {
        heard_after_ms: u64,
    },
}

/// A person's end of a connection.
pub(super) struct Link {
    pub id: u64,
    pub process: u64,
    /// How long its frames take each way.
    pub lag_ms: u64,
    /// When the ticket that it was opened with is too old, by the clock of the process.
    pub ticket_until: At,
    far: watch::Sender<Far>,
    up: mpsc::UnboundedSender<ClientFrame>,
    pump: AbortHandle,
}

impl Link {
    /// Connects to a hub as this person, with frames taking `lag_ms` each way.
    pub fn open(
        (id, process): (u64, u64),
        hub: &Hub,
        admit: Admit,
        resume: Option<Resume>,
        lag_ms: u64,
        news: mpsc::UnboundedSender<News>,
    ) -> Self {
        let (far, far_now) = watch::channel(Far::Awake);
        let (up, taken) = mpsc::unbounded_channel();
        let (down, sent) = mpsc::unbounded_channel();
        carry(lag_ms, sent, news);
        let (arrive, arriving) = mpsc::unbounded_channel();
        carry(lag_ms, taken, arrive);
        let pump = Pump {
            id,
            far: far_now,
            down,
        };
        let ticket_until = hub.0.clock.now().plus_ms(TICKET_MS);
        let ticket = hub.issue_ticket(admit);
        let hub = hub.clone();
        let pump = tokio::spawn(async move {
            sleep(Duration::from_millis(lag_ms)).await;
            let admit = ticket.and_then(|t| hub.0.tickets.redeem(&t, hub.0.clock.now()));
            let code = match admit {
                Some(admit) => pump.run(&hub, admit, resume, arriving).await,
                None => Some(CloseCode::Ticket),
            };
            // Nobody listens any more once the run is over.
            let _ = pump.down.send(News::Closed { link: id, code });
        });
        Self {
            id,
            process,
            lag_ms,
            ticket_until,
            far,
            up,
            pump: pump.abort_handle(),
        }
    }

    pub fn send(&self, frame: ClientFrame) {
        // A connection that is closed takes nothing; the person hears of it soon.
        let _ = self.up.send(frame);
    }

    pub fn is(&self, far: Far) {
        self.far.send_replace(far);
    }

    /// The process at the other end is no more.
    pub fn tear(self) {
        self.pump.abort();
    }
}

/// Carries things in order, each for this long.
fn carry<T: Send + 'static>(
    lag_ms: u64,
    mut from: mpsc::UnboundedReceiver<T>,
    to: mpsc::UnboundedSender<T>,
) {
    let (stamp, mut stamped) = mpsc::unbounded_channel();
    if lag_ms == 0 {
        tokio::spawn(async move {
            while let Some(thing) = from.recv().await {
                let _ = to.send(thing);
            }
        });
        return;
    }
    tokio::spawn(async move {
        while let Some(thing) = from.recv().await {
            let _ = stamp.send((Instant::now() + Duration::from_millis(lag_ms), thing));
        }
    });
    tokio::spawn(async move {
        while let Some((at, thing)) = stamped.recv().await {
            sleep_until(at).await;
            let _ = to.send(thing);
        }
    });
}

struct Pump {
    id: u64,
    far: watch::Receiver<Far>,
    down: mpsc::UnboundedSender<News>,
}

impl Pump {
    async fn run(
        &self,
        hub: &Hub,
        admit: Admit,
        resume: Option<Resume>,
        arriving: mpsc::UnboundedReceiver<ClientFrame>,
    ) -> Option<CloseCode> {
        let Some(handle) = hub.room(admit.session) else {
            return Some(CloseCode::Over);
        };
        let room = handle.mailbox.clone();
        let (outbox, inbox) = outbox(None);
        let connection = hub.next_connection();
        let knock = Message::Connect {
            admit,
            resume,
            connection,
            outbox,
        };
        if room.send(knock).await.is_err() {
            return Some(handle.turns_away());
        }
        let code = self.both_ways(connection, &room, inbox, arriving).await;
        // A room that is gone needs not be told.
        let _ = room.send(Message::Disconnect { connection }).await;
        code
    }

    async fn both_ways(
        &self,
        connection: ConnectionId,
        room: &mpsc::Sender<Message>,
        inbox: Inbox,
        mut arriving: mpsc::UnboundedReceiver<ClientFrame>,
    ) -> Option<CloseCode> {
        let mut far = self.far.clone();
        let mut gone_at = None;
        loop {
            let now = *far.borrow_and_update();
            let after = match now {
                Far::Awake => None,
                Far::Asleep => Some(DEAD_AFTER),
                Far::Gone { heard_after_ms } => Some(Duration::from_millis(heard_after_ms)),
            };
            gone_at = after.map(|after| gone_at.unwrap_or_else(|| Instant::now() + after));
            let gone = async move {
                match gone_at {
                    Some(at) => sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                biased;
                code = inbox.ending() => return code,
                // The person's end, once let go of, stays as it was.
                Ok(()) = far.changed() => gone_at = None,
                text = inbox.next(), if now == Far::Awake => {
                    let _ = self.down.send(News::Frame { link: self.id, text });
                }
                () = room.closed() => return Some(CloseCode::ComeBack),
                Some(frame) = arriving.recv() => {
                    let message = match frame {
                        ClientFrame::Command { n, command } => Message::Command {
                            connection,
                            n,
                            command,
                        },
                        ClientFrame::AskToken { box_id, blinded } => Message::AskToken {
                            connection,
                            box_id,
                            blinded,
                        },
                        ClientFrame::Hello { .. } | ClientFrame::Ping {} => continue,
                    };
                    if room.send(message).await.is_err() {
                        return Some(CloseCode::ComeBack);
                    }
                }
                () = gone => return None,
            }
        }
    }
}
