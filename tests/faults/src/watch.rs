//! A server full of people, and somebody who watches over it: kills it, starts it again, and knows
//! when all are back.

use std::{
    panic::resume_unwind,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use rand::{RngExt, rngs::StdRng};
use rondo_tests::{Circle, Group, Seated, Stage, patiently};
use tokio::{sync::watch, task::JoinSet};

use crate::people::{Clock, Life, Person, Returns, Signals, Style};

/// Who comes to each room, beside the therapist.
const NAMES: [&str; 5] = ["Maren", "Theo", "Ayo", "Noor", "Sam"];
/// The therapist and the members.
const PEOPLE: usize = NAMES.len() + 1;

/// The server, its people, and what is known of them.
pub struct Watch {
    stage: Stage,
    life: watch::Sender<Life>,
    signals: Signals,
    living: JoinSet<(usize, Seated, Person)>,
    rooms: usize,
    /// Answers there were before this life.
    answers_before: u64,
}

impl Watch {
    /// Fills a server with so many rooms of people, who begin at once. Their histories are marked
    /// with the clock.
    ///
    /// # Panics
    /// If the server does not let them in.
    pub async fn begin(stage: Stage, rooms: usize, rng: &mut StdRng, clock: Clock) -> Self {
        let (life, lives) = watch::channel(Life {
            number: 1,
            began: Instant::now(),
            up: true,
            last: false,
        });
        let signals = Signals {
            clock,
            lives,
            answers: watch::channel(0).0,
            // The first life begins with everybody there.
            returns: watch::channel(Returns {
                life: 1,
                people: (rooms * PEOPLE) as u64,
            })
            .0,
            times_back: Arc::default(),
        };
        let mut group = Group::new(&stage).await;
        let mut circles = Vec::new();
        for room in 0..rooms {
            if room > 0 {
                group = group.another().await;
            }
            let circle = Circle::of(group, NAMES).await;
            group = circle.group;
            circles.push((circle.hale, circle.members));
        }
        let mut living = JoinSet::new();
        for (room, (hale, members)) in circles.into_iter().enumerate() {
            let style = match room % 2 {
                0 => Style::Given,
                _ => Style::Rounds,
            };
            for seated in [hale].into_iter().chain(members) {
                let clock = Arc::clone(&signals.clock);
                let person = Person::new(&seated, style, rng.random(), clock);
                let signals = signals.clone();
                living.spawn(async move {
                    let (seated, person) = person.live(seated, signals).await;
                    (room, seated, person)
                });
            }
        }
        Self {
            stage,
            life,
            signals,
            living,
            rooms,
            answers_before: 0,
        }
    }

    /// How many people there are in all rooms.
    #[must_use]
    pub fn everybody(&self) -> u64 {
        (self.rooms * PEOPLE) as u64
    }

    /// Waits until all have come to the life that goes on.
    pub async fn until_all_are_back(&mut self) {
        self.until_back(self.everybody()).await;
    }

    /// Waits until so many have come to the life that goes on.
    pub async fn until_back(&mut self, people: u64) {
        let mut returns = self.signals.returns.subscribe();
        let reached = returns.wait_for(|returns| returns.people >= people);
        still(&mut self.living, patiently("people to be back", reached)).await;
    }

    /// Waits until there were so many answers in this life.
    pub async fn until_answered(&mut self, answers: u64) {
        let enough = self.answers_before + answers;
        let mut answers = self.signals.answers.subscribe();
        let reached = answers.wait_for(|answers| *answers >= enough);
        still(&mut self.living, patiently("answers", reached)).await;
    }

    /// Kills the server where it stands, and starts it again.
    pub async fn kill_and_start(&mut self) {
        let number = self.life.borrow().number + 1;
        self.life.send_modify(|life| {
            life.number = number;
            life.up = false;
        });
        self.signals.returns.send_replace(Returns {
            life: number,
            people: 0,
        });
        self.stage.kill();
        self.answers_before = *self.signals.answers.borrow();
        let began = Instant::now();
        self.stage.start().await;
        self.life.send_modify(|life| {
            life.began = began;
            life.up = true;
        });
    }

    /// From the start of a server to each person's welcome, sorted.
    #[must_use]
    pub fn times_back(&self) -> Vec<Duration> {
        let times = self.signals.times_back.lock();
        let mut times = times.unwrap_or_else(PoisonError::into_inner).clone();
        times.sort();
        times
    }

    /// Lets everybody have their last answer, and gives the server and the people of each room, by
    /// their seats.
    ///
    /// # Panics
    /// If somebody is never answered.
    pub async fn rest(self) -> (Stage, Vec<Vec<Person>>) {
        self.life.send_modify(|life| life.last = true);
        let everybody = patiently("everybody's last answer", self.living.join_all()).await;
        let mut rooms: Vec<Vec<Person>> = (0..self.rooms).map(|_| Vec::new()).collect();
        for (room, seated, mut person) in everybody {
            person.rest(seated, &self.signals).await;
            rooms[room].push(person);
        }
        for people in &mut rooms {
            people.sort_by_key(|person| person.history().seat);
        }
        (self.stage, rooms)
    }
}

/// Waits for something while people live. Nobody rests before the last life, so whoever is done has
/// failed.
async fn still<T>(living: &mut JoinSet<(usize, Seated, Person)>, waiting: impl Future<Output = T>) {
    tokio::select! {
        _ = waiting => {}
        failed = living.join_next() => if let Some(Err(failed)) = failed {
            resume_unwind(failed.into_panic());
        },
    }
}
