//! What there is to measure: each profile with its size, its subjects and its repetitions, in a long
//! form to publish and a short form that every build can afford.

use anyhow::Result;

use crate::{
    cpus::Cpus,
    crowd::plan::Shape,
    profiles::{
        burst::{self, Burst},
        comeback, durable, idle, mixed,
        relay::{self, Pace},
        stalled,
    },
    rounds::Figures,
    subjects::{Subject, rondo::Rondo},
};

/// What is done to a subject.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    Relay(Pace),
    Burst(Burst),
    Idle(Shape),
    Stalled(Pace),
    /// From here on only Rondo, since nobody else has these.
    Mixed(Pace),
    Durable {
        shape: Shape,
        times: usize,
    },
    Comeback(Pace),
}

/// Whom a profile is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everybody.
    All,
    /// In the short form: Rondo, one limit and the best known peers.
    Few,
    /// Rondo alone.
    Ours,
}

/// One profile.
#[derive(Clone, Debug)]
pub struct Profile {
    pub name: String,
    pub whom: Whom,
    pub rounds: usize,
    pub work: Work,
}

/// The sizes of a run.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    pub short: bool,
    pub rounds: usize,
    /// Seconds of each steady measurement.
    pub span_s: f64,
    pub seed: u64,
}

impl Profile {
    /// Measures one subject once. The seed changes with the round, and is the same for everybody.
    pub fn run(
        &self,
        subject: &dyn Subject,
        rondo: &Rondo,
        cpus: Cpus,
        round: usize,
    ) -> Result<Figures> {
        let drawn = |pace: Pace| Pace {
            seed: pace.seed + round as u64,
            ..pace
        };
        match self.work {
            Work::Relay(pace) => relay::run(subject, cpus, drawn(pace)),
            Work::Burst(burst) => burst::run(subject, cpus, burst),
            Work::Idle(shape) => idle::run(subject, cpus, shape),
            Work::Stalled(pace) => stalled::run(subject, cpus, drawn(pace)),
            Work::Mixed(pace) => mixed::run(subject, cpus, drawn(pace)),
            Work::Durable { shape, times } => durable::run(subject, cpus, shape, times),
            Work::Comeback(pace) => comeback::run(rondo, cpus, drawn(pace)),
        }
    }

    /// Its rooms.
    pub fn shape(&self) -> Shape {
        match self.work {
            Work::Relay(pace) | Work::Stalled(pace) | Work::Mixed(pace) | Work::Comeback(pace) => {
                pace.shape
            }
            Work::Burst(burst) => burst.shape,
            Work::Idle(shape) | Work::Durable { shape, .. } => shape,
        }
    }
}

const fn rooms(rooms: usize, size: usize) -> Shape {
    Shape { rooms, size }
}

/// Everything there is to measure.
pub fn profiles(sizes: Sizes) -> Vec<Profile> {
    if sizes.short {
        return short(sizes);
    }
    let Sizes { rounds, .. } = sizes;
    let mut all = Vec::new();
    for shape in [rooms(100, 10), rooms(20, 30), rooms(25, 40), rooms(2, 500)] {
        let pace = steady(sizes, shape, 10_000.0);
        all.push(profile(
            format!("relay {shape}"),
            Whom::All,
            rounds,
            Work::Relay(pace),
        ));
    }
    for shape in [rooms(60, 10), rooms(20, 30), rooms(15, 40)] {
        let burst = Burst {
            shape,
            lines: 16,
            times: 3,
        };
        all.push(profile(
            format!("burst {shape}"),
            Whom::All,
            rounds.min(3),
            Work::Burst(burst),
        ));
    }
    for shape in [rooms(25, 40), rooms(250, 40)] {
        let name = format!("idle {} connections", shape.people());
        all.push(profile(name, Whom::All, 1, Work::Idle(shape)));
    }
    let pace = Pace {
        span_s: 2.0 * sizes.span_s,
        ..steady(sizes, rooms(5, 30), 10_000.0)
    };
    all.push(profile(
        "stalled 5 × 30",
        Whom::All,
        rounds.min(3),
        Work::Stalled(pace),
    ));
    let pace = Pace {
        span_s: sizes.span_s.max(18.0),
        ..steady(sizes, rooms(100, 10), 8_000.0)
    };
    all.push(profile(
        "mixed 100 × 10",
        Whom::Ours,
        rounds.min(3),
        Work::Mixed(pace),
    ));
    for count in [1, 3, 10, 30, 100, 300, 1_000] {
        let work = Work::Durable {
            shape: rooms(count, 3),
            times: 3,
        };
        all.push(profile(format!("durable {count}"), Whom::Ours, 1, work));
    }
    let pace = Pace {
        span_s: 3.0,
        ..steady(sizes, rooms(200, 10), 10_000.0)
    };
    all.push(profile(
        "comeback 200 × 10",
        Whom::Ours,
        rounds.min(3),
        Work::Comeback(pace),
    ));
    all
}

fn short(sizes: Sizes) -> Vec<Profile> {
    let pace = steady(sizes, rooms(20, 10), 4_000.0);
    let burst = Burst {
        shape: rooms(6, 30),
        lines: 16,
        times: 1,
    };
    let stalled = steady(sizes, rooms(2, 30), 4_000.0);
    let work = Work::Durable {
        shape: rooms(30, 3),
        times: 1,
    };
    vec![
        profile("relay 20 × 10", Whom::Few, 1, Work::Relay(pace)),
        profile("burst 6 × 30", Whom::Few, 1, Work::Burst(burst)),
        profile(
            "idle 400 connections",
            Whom::Few,
            1,
            Work::Idle(rooms(10, 40)),
        ),
        profile("stalled 2 × 30", Whom::Ours, 1, Work::Stalled(stalled)),
        profile("durable 30", Whom::Ours, 1, work),
        profile("comeback 20 × 10", Whom::Ours, 1, Work::Comeback(pace)),
    ]
}

fn steady(sizes: Sizes, shape: Shape, deliveries_per_s: f64) -> Pace {
    Pace {
        shape,
        deliveries_per_s,
        span_s: sizes.span_s,
        seed: sizes.seed,
    }
}

fn profile(name: impl Into<String>, whom: Whom, rounds: usize, work: Work) -> Profile {
    Profile {
        name: name.into(),
        whom,
        rounds,
        work,
    }
}
