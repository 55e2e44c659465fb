//! Killed where it stands, in the middle of everything, again and again: what was acknowledged is
//! there once, and everybody sees the same.

use std::{
    collections::{BTreeMap, VecDeque},
    env,
};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_client::{Client, Closed};
use rondo_protocol::{
    Command, LineId, ServerFrame, SessionId, Update, View,
    conversation::{Audience, ConversationUpdate},
    frames::Resume,
};
use rondo_tests::{Circle, Guest, Seated, Stage, asking, patiently};
use tokio::{sync::watch, task::JoinSet};

/// Kills in a run, unless `RONDO_CRASH_ROUNDS` says otherwise.
const ROUNDS: usize = 12;
/// Commands one person gives between two kills: as many as the server takes at once.
const COMMANDS_PER_LIFE: usize = 16;
/// Commands one person has on the way without an answer.
const IN_FLIGHT: usize = 5;

#[tokio::test]
async fn nothing_acknowledged_is_lost_doubled_or_reordered_however_often_the_server_is_killed() {
    // R-CMD-1, R-CMD-6, R-PRES-5, R-SEE-1
    let rounds = env::var("RONDO_CRASH_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let seed = rand::random();
    println!("seed {seed}");
    let mut rng = StdRng::seed_from_u64(seed);

    let mut stage = Stage::new().await;
    let names = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
    let mut circle = Circle::live(&stage, names).await;
    circle.hale.does(asking::take_hands()).await;

    let (lives, _) = watch::channel(1);
    let (acknowledged, mut acknowledgements) = watch::channel(0);
    let mut writing = JoinSet::new();
    for person in [circle.hale].into_iter().chain(circle.members) {
        let signals = Signals {
            lives: lives.subscribe(),
            acknowledged: acknowledged.clone(),
        };
        writing.spawn(Writer::new(&person).write(person, signals));
    }
    for life in 1..=rounds {
        let enough = *acknowledgements.borrow() + rng.random_range(1..70);
        let reached = acknowledgements.wait_for(|count| *count >= enough);
        let reached = patiently("enough acknowledgements", reached);
        tokio::select! {
            reached = reached => drop(reached.unwrap()),
            // Nobody is done before the last life, so this is somebody's failure.
            failed = writing.join_next() => drop(failed.unwrap().unwrap()),
        }
        stage.kill();
        stage.start().await;
        lives.send_replace(life + 1);
    }
    lives.send_replace(LAST_LIFE);

    let everybody = patiently("everybody's last answer", writing.join_all()).await;
    let (mut people, mut writers) = (Vec::new(), Vec::new());
    for (person, writer) in everybody {
        people.push(person.sees_what_a_fresh_view_shows().await);
        writers.push(writer);
    }
    let told = writers.iter().map(|w| w.acknowledged.len()).sum::<usize>();
    println!("{told} lines acknowledged over {rounds} kills");
    compare_chronicles(&writers);
    compare_hands(&people, &writers);
}

/// The number of the server's life in which nobody is killed any more.
const LAST_LIFE: usize = usize::MAX;

struct Signals {
    lives: watch::Receiver<usize>,
    acknowledged: watch::Sender<usize>,
}

/// Somebody who writes and raises hands without pause, and remembers everything.
struct Writer {
    name: String,
    guest: Guest,
    session: SessionId,
    is_member: bool,
    written: usize,
    hand_up: bool,
    /// On the way, oldest first, with the words if it is a line.
    unanswered: VecDeque<(u64, Command, Option<String>)>,
    acknowledged: Vec<String>,
    chronicle: BTreeMap<LineId, String>,
    /// The latest line to everyone.
    last_heard: Option<LineId>,
}

impl Writer {
    fn new(person: &Seated) -> Self {
        Self {
            name: person.guest.name.clone(),
            guest: person.guest.clone(),
            session: person.session,
            is_member: person.guest.invited_as.is_some(),
            written: 0,
            hand_up: false,
            unanswered: VecDeque::new(),
            acknowledged: Vec::new(),
            chronicle: BTreeMap::new(),
            last_heard: None,
        }
    }

    /// Writes through all lives of the server.
    async fn write(mut self, first: Seated, mut signals: Signals) -> (Seated, Self) {
        let mut connected = Some(first.client);
        let mut before = None;
        loop {
            let life = *signals.lives.borrow_and_update();
            let client = match connected.take() {
                Some(client) => Ok(client),
                None => self.come_back(before.clone()).await,
            };
            if let Ok(mut client) = client {
                let left = self.live(&mut client, life, &signals).await;
                if left.is_ok() {
                    let person = Seated {
                        guest: self.guest.clone(),
                        session: self.session,
                        client,
                    };
                    return (person, self);
                }
                before = Some(client.drop_hard());
            }
            if *signals.lives.borrow() == life {
                signals.lives.changed().await.unwrap();
            }
        }
    }

    /// A browser may find out only now that its connection of the former life is gone.
    async fn come_back(&mut self, before: Option<(View, Resume)>) -> Result<Client, Closed> {
        let tries = 3;
        for _ in 1..tries {
            if let Ok(client) = self.knock(before.clone()).await {
                return Ok(client);
            }
        }
        self.knock(before).await
    }

    async fn knock(&mut self, before: Option<(View, Resume)>) -> Result<Client, Closed> {
        let invited_as = self.guest.invited_as.clone();
        let ticket = self.guest.web.ticket(self.session, invited_as).await;
        let ticket = ticket.map_err(|error| Closed::Broken(error.to_string()))?;
        let client = Client::connect(self.guest.web.origin(), ticket, before).await;
        let client = client.map_err(no_gap)?;
        for line in &client.view().lines {
            let words = line.text.reveal().to_owned();
            self.chronicle.insert(line.line, words);
        }
        Ok(client)
    }

    /// One connection: repeats what was not answered, then goes on; in the last life until all is
    /// answered.
    async fn live(
        &mut self,
        client: &mut Client,
        life: usize,
        signals: &Signals,
    ) -> Result<(), Closed> {
        for (n, command, _) in &self.unanswered {
            client.send_as(*n, command.clone()).await?;
        }
        let mut left = COMMANDS_PER_LIFE - self.unanswered.len();
        loop {
            while left > 0 && self.unanswered.len() < IN_FLIGHT {
                let (command, words) = self.next();
                let n = client.last_n() + 1;
                self.unanswered.push_back((n, command.clone(), words));
                client.send_as(n, command).await?;
                left -= 1;
            }
            let lives = signals.lives.borrow().max(life);
            if left == 0 && self.unanswered.is_empty() && lives == LAST_LIFE {
                return Ok(());
            }
            let mut changes = signals.lives.clone();
            tokio::select! {
                heard = client.hear() => self.take_in(heard.map_err(no_gap)?),
                _ = changes.wait_for(|life| *life != lives) => {}
            }
            while let Some(answer) = client.take_answer() {
                let (n, _, words) = self.unanswered.pop_front().unwrap();
                assert_eq!(n, answer.n, "answers come in the order of the questions");
                answer.result.unwrap();
                self.acknowledged.extend(words);
                signals.acknowledged.send_modify(|count| *count += 1);
            }
        }
    }

    /// A hand every third time, a line otherwise, and every fourth line for therapists only.
    fn next(&mut self) -> (Command, Option<String>) {
        self.written += 1;
        if self.is_member && self.written.is_multiple_of(3) {
            self.hand_up = !self.hand_up;
            let hand = if self.hand_up {
                asking::raise_hand()
            } else {
                asking::lower_hand()
            };
            return (hand, None);
        }
        let plain = format!("{} {:05}", self.name, self.written);
        let audience = if self.written.is_multiple_of(4) {
            Audience::Therapists {}
        } else {
            Audience::Everyone {}
        };
        let words = rondo_tests::words(&plain);
        (asking::say_to(audience, &plain), Some(words))
    }

    fn take_in(&mut self, frame: ServerFrame) {
        let ServerFrame::Update { updates, .. } = frame else {
            return;
        };
        for update in updates {
            if let Update::Conversation(ConversationUpdate::Line { line }) = update {
                // Within one frame, what is one's own stands after what is for all.
                if line.audience == (Audience::Everyone {}) {
                    assert!(self.last_heard < Some(line.line), "{}", self.name);
                    self.last_heard = Some(line.line);
                }
                self.chronicle
                    .insert(line.line, line.text.reveal().to_owned());
            }
        }
    }
}

/// A connection may break at any time; a gap in what is told may never be.
fn no_gap(closed: Closed) -> Closed {
    let honest = matches!(closed, Closed::Broken(_) | Closed::Code(_));
    assert!(honest, "{closed}");
    closed
}

/// Everybody was told the same lines in the same places; every acknowledged line once.
fn compare_chronicles(writers: &[Writer]) {
    let mut lines: BTreeMap<LineId, &str> = BTreeMap::new();
    for (line, words) in writers.iter().flat_map(|w| &w.chronicle) {
        let before = lines.insert(*line, words);
        assert!(
            before.is_none_or(|before| before == words),
            "{line:?} is two lines"
        );
    }
    let mut places: BTreeMap<&str, LineId> = BTreeMap::new();
    for (line, words) in &lines {
        let twice = places.insert(words, *line);
        assert_eq!(twice, None, "{words:?} was done twice");
    }
    for writer in writers {
        let places = writer
            .acknowledged
            .iter()
            .map(|words| places.get(words.as_str()));
        let places: Vec<_> = places.collect();
        assert!(!places.contains(&None), "{} lost a line", writer.name);
        assert!(
            places.is_sorted(),
            "{}'s lines changed their order",
            writer.name
        );
    }
}

/// Everybody sees the same queue, and in it whoever raised a hand last.
fn compare_hands(people: &[Seated], writers: &[Writer]) {
    let queue = |person: &Seated| person.view().floor.as_ref().unwrap().hands.clone();
    let first = queue(&people[0]);
    for (person, writer) in people.iter().zip(writers) {
        assert_eq!(queue(person), first);
        let up = first.iter().any(|hand| hand.seat == person.seat());
        assert_eq!(up, writer.hand_up, "{}'s hand", writer.name);
    }
}
