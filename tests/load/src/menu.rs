//! What there is to measure: each profile with its size, its subjects and its repetitions, in a long
//! form to publish and a short form that every build can afford.

use anyhow::Result;

use crate::{
    cpus::Cpus,
    crowd::plan::Shape,
    profiles::{
        burst::{self, Burst},
        comeback, durable, idle, instructions, mixed, opening,
        relay::{self, Pace},
        stalled,
    },
    rounds::{
        Figures,
        Repeat::{self, Once, Rounds},
    },
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
    Opening {
        size: usize,
        events: u64,
    },
    Instructions,
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
    pub repeat: Repeat,
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
            Work::Opening { size, events } => opening::run(rondo, cpus, size, events),
            Work::Instructions => instructions::run(rondo, cpus),
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
            Work::Opening { size, .. } => rooms(1, size),
            Work::Instructions => instructions::SHAPE,
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
    let rounds = Rounds(sizes.rounds);
    let few = Rounds(sizes.rounds.min(3));
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
    // A room that has been talking for a while, as full as it gets.
    let pace = Pace {
        said_before: 55,
        ..steady(sizes, rooms(100, 10), 10_000.0)
    };
    all.push(profile(
        "relay 100 × 10, full rooms",
        Whom::Ours,
        few,
        Work::Relay(pace),
    ));
    for shape in [rooms(60, 10), rooms(20, 30), rooms(15, 40)] {
        let burst = Burst {
            shape,
            lines: relay::AT_ONCE,
            times: 3,
        };
        all.push(profile(
            format!("burst {shape}"),
            Whom::All,
            few,
            Work::Burst(burst),
        ));
    }
    for shape in [rooms(25, 40), rooms(250, 40)] {
        let name = format!("idle {} connections", shape.people());
        all.push(profile(name, Whom::All, Once, Work::Idle(shape)));
    }
    let pace = Pace {
        span_s: 2.0 * sizes.span_s,
        ..steady(sizes, rooms(5, 30), 10_000.0)
    };
    all.push(profile(
        "stalled 5 × 30",
        Whom::All,
        few,
        Work::Stalled(pace),
    ));
    let pace = Pace {
        span_s: sizes.span_s.max(18.0),
        ..steady(sizes, rooms(100, 10), 8_000.0)
    };
    all.push(profile(
        "mixed 100 × 10",
        Whom::Ours,
        few,
        Work::Mixed(pace),
    ));
    for (count, times) in [
        (1, 10),
        (3, 8),
        (10, 5),
        (30, 3),
        (100, 3),
        (300, 3),
        (1_000, 3),
    ] {
        let work = Work::Durable {
            shape: rooms(count, 3),
            times,
        };
        all.push(profile(format!("durable {count}"), Whom::Ours, Once, work));
    }
    let pace = Pace {
        span_s: 3.0,
        ..steady(sizes, rooms(200, 10), 10_000.0)
    };
    all.push(profile(
        "comeback 200 × 10",
        Whom::Ours,
        few,
        Work::Comeback(pace),
    ));
    let opening = Work::Opening {
        size: 41,
        events: 10_000,
    };
    all.push(profile("opening 10000 events", Whom::Ours, Once, opening));
    all.extend(counted());
    all
}

/// What can be counted instead of timed, where the tool for it is there.
fn counted() -> Option<Profile> {
    let profile = profile("instructions", Whom::Ours, Once, Work::Instructions);
    instructions::possible().then_some(profile)
}

fn short(sizes: Sizes) -> Vec<Profile> {
    let pace = steady(sizes, rooms(20, 10), 4_000.0);
    let burst = Burst {
        shape: rooms(6, 30),
        lines: relay::AT_ONCE,
        times: 1,
    };
    let stalled = steady(sizes, rooms(2, 30), 4_000.0);
    let durable = |count| Work::Durable {
        shape: rooms(count, 3),
        times: 1,
    };
    let timed = [
        profile("relay 20 × 10", Whom::Few, Once, Work::Relay(pace)),
        profile("burst 6 × 30", Whom::Few, Once, Work::Burst(burst)),
        profile(
            "idle 400 connections",
            Whom::Few,
            Once,
            Work::Idle(rooms(10, 40)),
        ),
        profile("stalled 2 × 30", Whom::Ours, Once, Work::Stalled(stalled)),
        profile("durable 1", Whom::Ours, Once, durable(1)),
        profile("durable 30", Whom::Ours, Once, durable(30)),
        profile("comeback 20 × 10", Whom::Ours, Once, Work::Comeback(pace)),
    ];
    timed.into_iter().chain(counted()).collect()
}

fn steady(sizes: Sizes, shape: Shape, deliveries_per_s: f64) -> Pace {
    Pace {
        shape,
        deliveries_per_s,
        span_s: sizes.span_s,
        seed: sizes.seed,
        said_before: 0,
    }
}

fn profile(name: impl Into<String>, whom: Whom, repeat: Repeat, work: Work) -> Profile {
    Profile {
        name: name.into(),
        whom,
        repeat,
        work,
    }
}
