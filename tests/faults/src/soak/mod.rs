//! Long use: rooms with people who come and go in every way, sessions that end and begin anew, and a
//! server that must not take more and more from the system for it.

mod footprint;
mod guests;

use std::{fmt, time::Duration};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_load::plot::{self, Panel};
use rondo_tests::{Group, Stage};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, interval, timeout},
};

pub use self::footprint::{Footprint, slope};

/// Members of each room.
const NAMES: [&str; 7] = ["Maren", "Theo", "Ayo", "Noor", "Sam", "Ines", "Luca"];
/// How often the server is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// The share of the time in which memory may still grow: buffers and caches come to their size.
const WARM_UP: f64 = 1.0 / 3.0;
/// Growth of memory that is none, in MiB for each hour after the warm-up, per MiB taken. What really
/// leaks, leaks with every visit, and there are thousands.
const GROWTH_PER_HOUR: f64 = 0.25;
/// How long a server may take to let go of what its people used, once they are gone.
const LET_GO: Duration = Duration::from_secs(60);

/// How much is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How long.
    pub span: Duration,
    /// Rooms at once.
    pub rooms: usize,
    /// Draws who does what when.
    pub seed: u64,
}

impl Plan {
    /// How often the server is looked at.
    #[must_use]
    pub fn looks(&self) -> usize {
        usize::try_from(self.span.as_secs() / LOOK_EVERY.as_secs()).unwrap_or(usize::MAX)
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the server took, oldest first.
    pub looks: Vec<Footprint>,
    /// What it takes with nobody there: before, and in the end.
    pub alone: (Footprint, Footprint),
    /// How often somebody came in.
    pub visits: u64,
}

/// Uses a server for long. `told` hears of each look.
///
/// # Panics
/// If the server does not do what its people ask.
pub async fn run(plan: Plan, told: impl Fn(&Footprint)) -> Outcome {
    let mut rng = StdRng::seed_from_u64(plan.seed);
    let stage = Stage::new().await;
    let pid = stage.program().pid();
    let mut group = Group::new(&stage).await;
    let mut rooms = Vec::new();
    for _ in 0..plan.rooms {
        let mut guests = Vec::new();
        for name in NAMES {
            guests.push(group.member(name).await);
        }
        let next = group.clone().another().await;
        rooms.push((group, guests));
        group = next;
    }
    let begin = Instant::now();
    let look = || {
        let minutes = begin.elapsed().as_secs_f64() / 60.0;
        Footprint::of(pid, minutes).expect("the server runs")
    };
    let before = look();
    let end = begin + plan.span;
    let (mut leading, mut coming) = (JoinSet::new(), JoinSet::new());
    for (group, guests) in rooms {
        let (held, which) = watch::channel(None);
        leading.spawn(guests::lead(group, held, end));
        for guest in guests {
            coming.spawn(guests::come_and_go(guest, which.clone(), end, rng.random()));
        }
    }
    let mut looks = Vec::new();
    let mut each = interval(LOOK_EVERY);
    while Instant::now() < end {
        each.tick().await;
        let seen = look();
        told(&seen);
        looks.push(seen);
    }
    leading.join_all().await;
    let visits = coming.join_all().await.into_iter().sum();
    // Connections end a moment after their people are gone.
    let let_go = async {
        while look().descriptors > before.descriptors {
            each.tick().await;
        }
    };
    // If it does not let go, the figures say so.
    let _in_time = timeout(LET_GO, let_go).await;
    Outcome {
        looks,
        alone: (before, look()),
        visits,
    }
}

impl Outcome {
    /// Growth of memory after the warm-up, in KiB for each minute.
    #[must_use]
    pub fn growth_kib_per_minute(&self) -> f64 {
        slope(&self.settled(|look| Some(look.resident_mib))) * 1_024.0
    }

    /// Whether nothing grows: memory after the warm-up, descriptors with nobody there, threads.
    #[must_use]
    pub fn flat(&self) -> bool {
        let resident = self.settled(|look| Some(look.resident_mib));
        let most = resident.iter().map(|point| point.1).fold(0.0, f64::max);
        let (before, after) = self.alone;
        let threads = self.settled(|look| Some(look.threads));
        slope(&resident) * 60.0 <= most * GROWTH_PER_HOUR
            && after.descriptors <= before.descriptors
            && slope(&threads) <= 0.1
    }

    /// The figures and the picture over time.
    #[must_use]
    pub fn plot(&self) -> String {
        let all = |of: fn(&Footprint) -> Option<f64>| {
            let points = self.looks.iter();
            let points = points.filter_map(|look| Some((look.minutes, of(look)?)));
            points.collect()
        };
        let panel = |title, points| Panel { title, points };
        plot::over_time(
            "Soak",
            &format!("{} visits", self.visits),
            &[
                panel("resident memory, MiB", all(|look| Some(look.resident_mib))),
                panel("open descriptors", all(|look| look.descriptors)),
                panel("threads", all(|look| Some(look.threads))),
            ],
        )
    }

    /// A figure over the minutes after the warm-up.
    fn settled(&self, of: fn(&Footprint) -> Option<f64>) -> Vec<(f64, f64)> {
        let last = self.looks.last().map_or(0.0, |look| look.minutes);
        let looks = self
            .looks
            .iter()
            .filter(|look| look.minutes >= last * WARM_UP);
        looks
            .filter_map(|look| Some((look.minutes, of(look)?)))
            .collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.alone;
        let minutes = self.looks.last().map_or(0.0, |look| look.minutes);
        let settled = self.settled(|look| Some(look.resident_mib));
        let least = settled.iter().map(|point| point.1).fold(f64::MAX, f64::min);
        let most = settled.iter().map(|point| point.1).fold(0.0, f64::max);
        let threads = self
            .looks
            .iter()
            .map(|look| look.threads)
            .fold(0.0, f64::max);
        writeln!(f, "{minutes:.0} minutes, {} visits", self.visits)?;
        writeln!(
            f,
            "memory after the warm-up: {least:.1} to {most:.1} MiB, growing by {:.1} KiB a minute",
            self.growth_kib_per_minute()
        )?;
        let shown = |look: Footprint| match look.descriptors {
            Some(descriptors) => format!("{descriptors:.0}"),
            None => "not shown".to_owned(),
        };
        writeln!(
            f,
            "descriptors with nobody there: {} before, {} after; threads: {} before, {threads} at \
             most, {} after",
            shown(before),
            shown(after),
            before.threads,
            after.threads
        )?;
        write!(f, "{}", if self.flat() { "flat" } else { "it grows" })
    }
}
