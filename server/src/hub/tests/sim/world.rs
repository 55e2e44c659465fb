//! One run: people, processes and a disk in virtual time, and a script that happens to them.
//!
//! Everything runs on one thread, in one order: timers and queues are the runtime's, whose clock
//! stands still while there is anything to do, and what the world hears of comes to it in one
//! queue. After the script the faults stop; then everybody must get what they wait for.

mod processes;
mod twins;

use std::{sync::Arc, time::Duration};

use rondo_protocol::{CloseCode, ServerFrame};
use tokio::{
    sync::mpsc,
    task::yield_now,
    time::{Instant, sleep_until},
};

use self::{processes::Process, twins::Twin};
use super::{
    asking,
    boxes::Posted,
    cast::{admit, id_of, opening, place},
    checks::{Rule, Witness},
    dice::Dice,
    disk::Disk,
    gone::still_stored,
    link::{Far, Link, News},
    operations::{Ask, EVERYBODY, Operation, Who},
    person::{Given, Person},
};
use crate::{clock::Clock, store::memory::Failure};

/// Between two tries to connect, in milliseconds; each person has their own.
const TRY_AGAIN_MS: u64 = 1_000;
/// A process that could not start is started again after this, in milliseconds.
const START_AGAIN_MS: u64 = 2_000;
/// Within this everybody must have what they wait for once faults have stopped, in milliseconds:
/// longer than a dead connection takes to be noticed, and a few tries.
const CALM_MS: u64 = 120_000;

/// A run.
pub(super) struct World {
    disk: Arc<Disk>,
    people: Vec<Person>,
    /// Their other devices, which only read.
    twins: Vec<Twin>,
    /// Processes, the newest last.
    processes: Vec<Process>,
    started: u64,
    links: u64,
    seed: u64,
    /// When a process is started because none runs.
    start_at: Option<Instant>,
    clock_set_ms: i64,
    /// Whether somebody may start a process: not while the script wants none.
    supervised: bool,
    start: Instant,
    jumped_ms: i64,
    news: mpsc::UnboundedReceiver<News>,
    tell: mpsc::UnboundedSender<News>,
    pub given: Vec<Given>,
    pub posted: Vec<Posted>,
    pub witness: Witness,
}

impl World {
    /// A session that was just opened, and nobody there yet.
    pub async fn new(seed: u64, traced: bool) -> Self {
        let (tell, news) = mpsc::unbounded_channel();
        let mut world = Self {
            disk: Arc::default(),
            people: EVERYBODY
                .into_iter()
                .zip(1..)
                .map(|(who, own)| Person::new(who, Dice::of(seed ^ own << 56).next()))
                .collect(),
            twins: Vec::new(),
            processes: Vec::new(),
            started: 0,
            links: 0,
            seed,
            start_at: None,
            clock_set_ms: 0,
            supervised: true,
            start: Instant::now(),
            jumped_ms: 0,
            news,
            tell,
            given: Vec::new(),
            posted: Vec::new(),
            witness: Witness::new(traced),
        };
        let process = world.process();
        let by = id_of(Who::Hale);
        process.hub.open_session(opening(), by).await.unwrap();
        world.processes.push(Process {
            ready: true,
            ..process
        });
        world
    }

    /// Lets the script happen, and then the faults stop.
    pub async fn run(&mut self, script: &[Operation]) {
        for operation in script {
            self.witness
                .note(self.elapsed_ms(), || format!("{operation:?}"));
            self.perform(*operation);
            let ms = if let Operation::Wait { ms } = operation {
                *ms
            } else {
                1
            };
            self.pass(ms).await;
        }
        self.calm().await;
    }

    /// What lasts, for the checks.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    async fn calm(&mut self) {
        self.witness.note(self.elapsed_ms(), || "calm".into());
        self.disk.set(0, Failure::None);
        self.disk.blind(false);
        self.only_the_owner_runs();
        self.supervised = true;
        self.supervise();
        let until = Instant::now() + Duration::from_millis(CALM_MS);
        for who in EVERYBODY {
            let person = self.person(who);
            person.back_at = person.back_at.map(|_| Instant::now());
            self.perform(Operation::Wake { who });
            let person = self.person(who);
            person.lag_ms = 0;
            if person.link.as_ref().is_some_and(|link| link.lag_ms > 0) {
                self.perform(Operation::Drop {
                    who,
                    heard_after_ms: 0,
                    back_after_ms: 0,
                });
            }
        }
        while Instant::now() < until {
            self.pass(TRY_AGAIN_MS).await;
            if self.is_calm() {
                // What is still on its way arrives, without time for anything new.
                for _ in 0..100 {
                    yield_now().await;
                    while let Ok(news) = self.news.try_recv() {
                        self.hear(news);
                    }
                }
                return;
            }
        }
        for person in self.people.iter().filter(|person| !is_content(person)) {
            let waits: Vec<_> = person
                .page
                .waiting
                .iter()
                .map(|at| self.given[*at].n)
                .collect();
            let token = person.page.waits_for_a_token();
            let about = format!("{:?} waits for {waits:?}, a token: {token}", person.who);
            self.witness.objects(Rule::Answered, about);
        }
    }

    /// Nobody waits for anything, nothing is under way, and what must go is gone.
    fn is_calm(&self) -> bool {
        let content = self.people.iter().all(is_content);
        content && self.disk.is_at_rest() && still_stored(&self.disk).is_empty()
    }

    fn perform(&mut self, operation: Operation) {
        match operation {
            Operation::Join { who, fresh } => self.join(who, fresh),
            Operation::Twin { who } => self.twin(who),
            Operation::Drop {
                who,
                heard_after_ms,
                back_after_ms,
            } => {
                let back_at = Instant::now() + Duration::from_millis(back_after_ms);
                let person = self.person(who);
                if let Some(link) = person.link.take() {
                    link.is(Far::Gone { heard_after_ms });
                    person.page.welcomed = false;
                    person.back_at = Some(back_at);
                }
            }
            Operation::Sleep { who } => {
                let person = self.person(who);
                if let Some(link) = &person.link {
                    link.is(Far::Asleep);
                    person.asleep = true;
                }
            }
            Operation::Wake { who } => {
                let person = self.person(who);
                if std::mem::take(&mut person.asleep) {
                    match &person.link {
                        Some(link) => link.is(Far::Awake),
                        None => person.back_at = Some(Instant::now()),
                    }
                }
            }
            Operation::Ask { who, ask } => self.ask(who, ask),
            Operation::Again { who } => {
                let person = &mut self.people[place(who)];
                if let Some(at) = person.page.latest {
                    person.page.waiting.push(at);
                    person.sends(at, &mut self.given);
                }
            }
            Operation::Lag { who, ms } => self.person(who).lag_ms = ms,
            Operation::Wait { .. } => {}
            Operation::Crash => {
                if let Some(process) = self.newest() {
                    process.life.end();
                    self.supervised = false;
                }
            }
            Operation::CrashInWrite { nth, stored } => {
                if let Some(process) = self.newest() {
                    process.life.end_in_write(nth, stored);
                }
            }
            Operation::Stop => self.stop(),
            Operation::Start { clock_set_ms } => {
                self.clock_set_ms = clock_set_ms;
                self.supervised = true;
                self.supervise();
            }
            Operation::Second => self.starts(),
            Operation::Disk { slow_ms, failure } => self.disk.set(slow_ms, failure),
            Operation::Blind { blind } => self.disk.blind(blind),
            Operation::ClockJump { ms } => {
                self.jumped_ms += i64::try_from(ms).unwrap_or_default();
                if let Some(process) = self.newest() {
                    process.clock.jump(ms);
                }
            }
        }
    }

    fn join(&mut self, who: Who, fresh: bool) {
        let person = &mut self.people[place(who)];
        let again = person.sent_away.take().is_some();
        if fresh || again {
            person.turns_page(&mut self.given);
            // The old page's connection is left to the server, which closes it.
            if let Some(link) = person.link.take() {
                link.is(Far::Gone {
                    heard_after_ms: 45_000,
                });
            }
        }
        if person.link.is_none() && !person.asleep {
            person.back_at = Some(Instant::now());
        }
    }

    fn ask(&mut self, who: Who, ask: Ask) {
        let person = &mut self.people[place(who)];
        let word = person.word();
        let Some(screen) = person.page.screen.as_ref().filter(|_| !person.asleep) else {
            return;
        };
        if let Some(command) = asking::command(ask, screen.view(), &word) {
            person.gives(command, word, &mut self.given);
        }
    }

    /// Lets time pass, and everything happen that does meanwhile.
    async fn pass(&mut self, ms: u64) {
        let until = Instant::now() + Duration::from_millis(ms);
        loop {
            let due = self.people.iter().filter_map(|person| person.back_at);
            let due = due.chain(self.start_at).chain([until]).min();
            let due = due.unwrap_or(until);
            tokio::select! {
                biased;
                Some(news) = self.news.recv() => self.hear(news),
                () = sleep_until(due) => {
                    if due >= until {
                        return;
                    }
                    self.keep_appointments();
                }
            }
        }
    }

    fn keep_appointments(&mut self) {
        let now = Instant::now();
        if self.start_at.is_some_and(|at| at <= now) {
            self.start_at = None;
            if self.processes.is_empty() {
                self.starts();
            }
        }
        for place in 0..self.people.len() {
            if self.people[place].back_at.is_some_and(|at| at <= now) {
                self.people[place].back_at = None;
                self.connect(place);
            }
        }
    }

    fn connect(&mut self, place: usize) {
        let person = &mut self.people[place];
        if person.link.is_some() || person.sent_away.is_some() {
            return;
        }
        let Some(process) = self.processes.iter().rev().find(|p| p.ready) else {
            // Nobody answers.
            person.back_at = Some(try_again(place));
            return;
        };
        self.links += 1;
        person.page.welcomed = false;
        let position = person.page.screen.as_ref().map(|screen| screen.position());
        let link = Link::open(
            (self.links, process.id),
            &process.hub,
            admit(person.who),
            position,
            person.lag_ms,
            self.tell.clone(),
        );
        if person.asleep {
            link.is(Far::Asleep);
        }
        person.link = Some(link);
    }

    fn hear(&mut self, news: News) {
        let elapsed = self.elapsed_ms();
        match news {
            News::Frame { link, text } => {
                let Some(place) = self.people.iter().position(|person| person.has(link)) else {
                    self.twin_hears(link, &text);
                    return;
                };
                let person = &mut self.people[place];
                self.witness
                    .note(elapsed, || format!("{:?} < {text}", person.who));
                let frame: ServerFrame = serde_json::from_str(&text).unwrap();
                let screen = person.page.screen.as_ref();
                self.witness.hears(person.who, screen, &frame, &text);
                if let Some(about) = person.is_contradicted(&frame, &self.given) {
                    let about = format!("{:?}: {about}", person.who);
                    self.witness.objects(Rule::Once, about);
                }
                if let Err(about) = person.hears(frame, &mut self.given) {
                    let about = format!("{:?}: {about}", person.who);
                    self.witness.objects(Rule::OneOrder, about);
                    person.link = None;
                }
                let person = &self.people[place];
                self.witness.sees(person.who, person.page.screen.as_ref());
                self.post(place);
            }
            News::Posted { envelope, at } => self.posted[envelope].at = at,
            News::Closed { link, code } => {
                self.twin_is_closed(link);
                let Some(place) = self.people.iter().position(|person| person.has(link)) else {
                    return;
                };
                self.witness
                    .note(elapsed, || format!("{place} closed {code:?}"));
                self.witness.meets(format!("closed {code:?}"));
                self.closed(place, code);
            }
            News::Started { process, well } => {
                self.witness
                    .note(elapsed, || format!("process {process} started: {well}"));
                self.witness.meets(format!("started: {well}"));
                if well {
                    let started = self.processes.iter_mut().find(|p| p.id == process);
                    if let Some(started) = started {
                        started.ready = true;
                    }
                } else {
                    self.gone(process);
                    self.start_at = Some(Instant::now() + Duration::from_millis(START_AGAIN_MS));
                }
            }
            News::Stopped(process) | News::Died(process) => {
                self.witness
                    .note(elapsed, || format!("process {process} is no more"));
                self.gone(process);
                self.supervise();
            }
        }
    }

    /// Posts what somebody's page puts into a box, to whichever process lets people in.
    fn post(&mut self, place: usize) {
        let Some(sent) = self.people[place].takes_part() else {
            return;
        };
        let envelope = self.posted.len();
        self.posted.push(sent.posted);
        let Some(process) = self.processes.iter().rev().find(|p| p.ready) else {
            return;
        };
        let (hub, tell) = (process.hub.clone(), self.tell.clone());
        tokio::spawn(async move {
            hub.letterbox().post(sent.box_id, &sent.bytes).await;
            let at = hub.room(opening().session).map(|room| room.clock.now());
            // Nobody listens any more once the run is over.
            let _ = tell.send(News::Posted { envelope, at });
        });
    }

    fn closed(&mut self, place: usize, code: Option<CloseCode>) {
        let link = self.people[place].link.take();
        let ticket_is_old = link.is_some_and(|link| self.ticket_is_old(&link));
        let person = &mut self.people[place];
        person.page.welcomed = false;
        match code {
            Some(code @ (CloseCode::Over | CloseCode::Removed)) => {
                person.sent_away = Some(code);
                person.gives_up(&mut self.given);
            }
            Some(CloseCode::Moved) => {
                // To another page of theirs that is gone since; they come back to this one by hand.
                person.gives_up(&mut self.given);
                person.back_at = Some(try_again(place));
            }
            Some(CloseCode::ComeBack | CloseCode::FellBehind) | None => {
                person.back_at = Some(try_again(place));
            }
            // The clock jumped while the ticket was on its way.
            Some(CloseCode::Ticket) if ticket_is_old => {
                person.back_at = Some(try_again(place));
            }
            Some(
                code @ (CloseCode::Unreadable
                | CloseCode::Ticket
                | CloseCode::NoHello
                | CloseCode::Flood),
            ) => {
                let about = format!("{:?} was closed with {code:?}", person.who);
                self.witness.objects(Rule::Bounds, about);
            }
        }
        if person.asleep {
            person.back_at = None;
        }
    }

    /// Whether the ticket of a connection is too old by now.
    fn ticket_is_old(&self, link: &Link) -> bool {
        let process = self.processes.iter().find(|p| p.id == link.process);
        process.is_some_and(|p| p.clock.now() >= link.ticket_until)
    }

    fn person(&mut self, who: Who) -> &mut Person {
        &mut self.people[place(who)]
    }

    fn elapsed_ms(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Whether somebody has all they wait for, or nothing to wait for.
fn is_content(person: &Person) -> bool {
    let absent = person.page.screen.is_none() && person.link.is_none() && person.back_at.is_none();
    let page = &person.page;
    let connected = page.welcomed && page.waiting.is_empty() && !page.waits_for_a_token();
    absent || person.sent_away.is_some() || connected
}

fn try_again(place: usize) -> Instant {
    let own = u64::try_from(place).unwrap_or_default();
    Instant::now() + Duration::from_millis(TRY_AGAIN_MS + 7 * own)
}
