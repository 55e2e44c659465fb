//! Somebody in a room who keeps asking for things through all lives of the server, repeats what was
//! not answered, and writes everything down.

mod habits;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_client::{Client, Closed};
use rondo_protocol::{Command, ServerFrame, SessionId, View, frames::Resume};
use rondo_tests::{Guest, Seated};
use tokio::sync::watch;

use self::habits::Habits;
pub use self::habits::Style;
use crate::history::{self, Deed, Entry, Shown, shown_in};

/// Commands one person gives in one life of the server: below what it takes at once from one seat.
const COMMANDS_PER_LIFE: usize = 16;
/// Commands one person has on the way without an answer.
const IN_FLIGHT: usize = 5;
/// Tries to come in.
const TRIES: usize = 3;
/// Acknowledged commands somebody remembers well enough to say them again: fewer than the server
/// knows for each seat (R-CMD-1).
const REMEMBERED: usize = 20;

/// The server's present life, as all see it.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// Counted from 1. A life is over for everybody before the server is killed, so that whoever
    /// finds it unchanged after coming in came to this life and to no other.
    pub number: usize,
    /// When this server was started.
    pub began: Instant,
    /// Whether the server takes people in.
    pub up: bool,
    /// Whether everybody may rest: it is not killed any more.
    pub last: bool,
}

/// Who has come to a life so far.
#[derive(Clone, Copy, Debug)]
pub struct Returns {
    /// To which.
    pub life: usize,
    /// How many.
    pub people: u64,
}

/// Tells how much has happened so far, by whatever measure: each entry of a history is marked with it.
pub type Clock = Arc<dyn Fn() -> usize + Send + Sync>;

/// What people know of the server, and whoever watches over it of them.
#[derive(Clone)]
pub struct Signals {
    /// What entries are marked with.
    pub clock: Clock,
    /// The life the server is in.
    pub lives: watch::Receiver<Life>,
    /// How many answers there were so far.
    pub answers: watch::Sender<u64>,
    /// How many have come back to the present life.
    pub returns: watch::Sender<Returns>,
    /// How long each of them took, from the start of the server.
    pub times_back: Arc<Mutex<Vec<Duration>>>,
}

impl Signals {
    /// A connection, if it came about in this life: a try that took longer may have reached the next.
    fn in_this(&self, life: Life, came: Result<Client, Closed>) -> Result<Client, Closed> {
        came.and_then(|client| match self.lives.borrow().number == life.number {
            true => Ok(client),
            false => Err(Closed::Broken("that life is over".into())),
        })
    }
}

struct Unanswered {
    n: u64,
    command: Command,
    /// Whether it is a turn or a check-in that begins, of which one at a time is enough.
    begins: bool,
    /// Whether it counts for the person's share; what is said again does not.
    again: bool,
}

/// Somebody in a room.
pub struct Person {
    history: history::Person,
    /// The clock when each entry was written.
    marks: Vec<usize>,
    clock: Clock,
    guest: Guest,
    session: SessionId,
    habits: Habits,
    rng: StdRng,
    unanswered: VecDeque<Unanswered>,
    done: VecDeque<(u64, Command)>,
    /// The highest number used for a command.
    last_n: u64,
}

impl Person {
    /// Somebody who just came in.
    #[must_use]
    pub fn new(seated: &Seated, style: Style, seed: u64, clock: Clock) -> Self {
        let therapist = seated.guest.invited_as.is_none();
        let seat = seated.seat();
        let mut person = Self {
            history: history::Person {
                seat: seat.0,
                therapist,
                entries: Vec::new(),
            },
            marks: Vec::new(),
            clock,
            guest: seated.guest.clone(),
            session: seated.session,
            habits: Habits::new(seat, &seated.guest.name, therapist, style),
            rng: StdRng::seed_from_u64(seed),
            unanswered: VecDeque::new(),
            done: VecDeque::new(),
            last_n: seated.client.last_n(),
        };
        person.note_welcome(&seated.client, 1, None);
        person
    }

    /// Lives through all lives of the server, until all is answered in the last.
    pub async fn live(mut self, first: Seated, mut signals: Signals) -> (Seated, Self) {
        let mut connected = Some(first.client);
        let mut before = None;
        loop {
            let life = *signals.lives.borrow_and_update();
            let client = match connected.take() {
                Some(client) => Ok(client),
                None => self.come_back(&mut before, life, &signals).await,
            };
            if let Ok(mut client) = client {
                if self.take_part(&mut client, &signals).await.is_ok() {
                    let seated = Seated {
                        guest: self.guest.clone(),
                        session: self.session,
                        client,
                    };
                    return (seated, self);
                }
                before = Some(client.drop_hard());
            }
            let next = |now: &Life| now.number != life.number && now.up;
            // Whoever kills the server holds the other end until everybody has rested.
            let next = signals.lives.wait_for(next).await;
            drop(next.expect("somebody watches over the server"));
        }
    }

    /// Comes back with what one had; now and then compares what one folded with a fresh view.
    async fn come_back(
        &mut self,
        before: &mut Option<(View, Resume)>,
        life: Life,
        signals: &Signals,
    ) -> Result<Client, Closed> {
        let client = signals.in_this(life, self.knock(before.clone()).await)?;
        let took = life.began.elapsed();
        let times = signals.times_back.lock();
        times.unwrap_or_else(PoisonError::into_inner).push(took);
        let from = before.as_ref().filter(|_| client.resumed());
        let from = from.map(|(_, resume)| resume.last_seq);
        self.note_welcome(&client, life.number, from);
        signals.returns.send_modify(|returns| {
            returns.people += u64::from(returns.life == life.number);
        });
        if self.rng.random_ratio(3, 4) {
            return Ok(client);
        }
        self.compare(client, life, signals).await.map_err(|had| {
            *before = Some(had);
            Closed::Broken("while two views were compared".into())
        })
    }

    /// Comes again without saying what one has: the older connection hears everything up to the
    /// moment at which the newer takes over. Gives what one had if the newer does not come about.
    async fn compare(
        &mut self,
        mut older: Client,
        life: Life,
        signals: &Signals,
    ) -> Result<Client, (View, Resume)> {
        let newer = signals.in_this(life, self.knock(None).await);
        let Ok(newer) = newer else {
            return Err(older.drop_hard());
        };
        let ended = loop {
            match older.hear().await.map_err(no_nonsense) {
                Ok(frame) => self.note(&frame),
                Err(closed) => break closed,
            }
        };
        if ended == Closed::Code(MOVED) {
            let same = older.view() == newer.view();
            self.put(Entry::Compared { same });
        }
        self.note_welcome(&newer, life.number, None);
        Ok(newer)
    }

    /// Comes once more when all is quiet, compares, and notes what is seen from then on.
    pub async fn rest(&mut self, seated: Seated, signals: &Signals) {
        let life = *signals.lives.borrow();
        if let Ok(fresh) = self.compare(seated.client, life, signals).await {
            let shown = shown_in(fresh.view());
            self.put(Entry::Rested { shown });
        }
    }

    /// What happened to them.
    #[must_use]
    pub fn history(&self) -> &history::Person {
        &self.history
    }

    /// What had happened to them when the clock stood there.
    #[must_use]
    pub fn history_until(&self, mark: usize) -> history::Person {
        let until = self.marks.partition_point(|at| *at <= mark);
        history::Person {
            entries: self.history.entries[..until].to_vec(),
            ..self.history
        }
    }

    /// The clock at each entry, oldest first.
    #[must_use]
    pub fn marks(&self) -> &[usize] {
        &self.marks
    }

    fn put(&mut self, entry: Entry) {
        // The clock is read afterwards: what is noted here had happened by then.
        self.marks.push((self.clock)());
        self.history.entries.push(entry);
    }

    /// Comes to the door. A browser may find out only now that its connections to the server's former
    /// life are gone, so it tries more than once.
    ///
    /// # Errors
    /// [`Closed`] if one is not let in.
    pub async fn knock(&self, before: Option<(View, Resume)>) -> Result<Client, Closed> {
        for _ in 1..TRIES {
            if let Ok(client) = self.knock_once(before.clone()).await {
                return Ok(client);
            }
        }
        self.knock_once(before).await
    }

    async fn knock_once(&self, before: Option<(View, Resume)>) -> Result<Client, Closed> {
        let mut web = self.guest.web.clone();
        let ticket = web
            .ticket(self.session, self.guest.invited_as.clone())
            .await;
        let ticket = ticket.map_err(|error| Closed::Broken(error.to_string()))?;
        let came = Client::connect(web.origin(), ticket, before).await;
        came.map_err(|closed| {
            if closed == Closed::Code(TICKET) {
                // Tickets are in memory: one from the server's former life is worth nothing in this.
                return Closed::Broken("that ticket was of a former life".into());
            }
            no_nonsense(closed)
        })
    }

    /// One connection: says again what was not answered, then goes on; in the last life until all is
    /// answered.
    async fn take_part(&mut self, client: &mut Client, signals: &Signals) -> Result<(), Closed> {
        for asked in &self.unanswered {
            client.send_as(asked.n, asked.command.clone()).await?;
        }
        let mut left = COMMANDS_PER_LIFE.saturating_sub(self.unanswered.len());
        loop {
            while left > 0 && self.unanswered.len() < IN_FLIGHT {
                left -= 1;
                let (n, command) = self.ask_next(client.view());
                client.send_as(n, command).await?;
            }
            let last = signals.lives.borrow().last;
            if left == 0 && self.unanswered.is_empty() && last {
                return Ok(());
            }
            let mut changes = signals.lives.clone();
            tokio::select! {
                heard = client.hear() => self.note(&heard.map_err(no_nonsense)?),
                _ = changes.wait_for(|life| life.last != last) => {}
            }
            while let Some(answer) = client.take_answer() {
                self.answered(answer.n, answer.result.is_ok());
                signals.answers.send_modify(|count| *count += 1);
            }
        }
    }

    /// What to ask for next: something new, or something done, again.
    fn ask_next(&mut self, view: &View) -> (u64, Command) {
        let again = self.rng.random_ratio(1, 12) && !self.done.is_empty();
        let begins_already = self.unanswered.iter().any(|asked| asked.begins);
        let (n, command, deed) = if again {
            let which = self.rng.random_range(0..self.done.len());
            let (n, command) = self.done[which].clone();
            (n, command, None)
        } else {
            self.last_n += 1;
            let (command, deed) = self.habits.next(view, begins_already, &mut self.rng);
            (self.last_n, command, Some(deed))
        };
        self.unanswered.push_back(Unanswered {
            n,
            command: command.clone(),
            begins: deed.as_ref().is_some_and(|deed| {
                matches!(deed, Deed::BeginTurn | Deed::OpenCheckin | Deed::Other)
            }),
            again,
        });
        if let Some(deed) = deed {
            self.put(Entry::Sent { n, deed });
        }
        (n, command)
    }

    fn answered(&mut self, n: u64, done: bool) {
        let asked = self.unanswered.pop_front();
        let asked = asked.filter(|asked| asked.n == n);
        // The checker sees an answer that belongs to no question as one that is missing.
        let Some(asked) = asked else {
            return;
        };
        if !done {
            self.put(Entry::Refused { n });
            return;
        }
        self.put(Entry::Acknowledged { n });
        if !asked.again {
            self.done.push_back((n, asked.command));
            if self.done.len() > REMEMBERED {
                self.done.pop_front();
            }
        }
    }

    fn note(&mut self, frame: &ServerFrame) {
        if let ServerFrame::Update { seq, prev, updates } = frame {
            self.put(Entry::Told {
                prev: *prev,
                seq: *seq,
                updates: updates.len() as u64,
                shown: updates.iter().flat_map(Shown::by).collect(),
            });
        }
    }

    fn note_welcome(&mut self, client: &Client, life: usize, from: Option<u64>) {
        self.put(Entry::Welcomed {
            life,
            last_command: client.last_n(),
            from,
            seq: client.seq(),
            shown: shown_in(client.view()),
        });
    }
}

/// What the server says to a connection whose seat a newer one has taken.
const MOVED: u16 = 4409;
/// What the server says to a connection whose ticket it does not know.
const TICKET: u16 = 4401;

/// A connection may break at any time; but nobody is sent away, and nothing that does not follow, or
/// cannot be read, may ever be heard. That ends the run at once, since what comes after says nothing.
fn no_nonsense(closed: Closed) -> Closed {
    let honest = matches!(closed, Closed::Broken(_) | Closed::Code(MOVED));
    assert!(honest, "{closed}");
    closed
}
