//! Long use: rooms with people who come and go in every way, sessions that end and begin anew, and a
//! server that must not take more and more from the system for it.

mod footprint;
mod guests;

use std::{fmt, path::Path, time::Duration};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_load::plot::{self, Panel};
use rondo_tests::{Group, Stage, program::serving};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, interval},
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
/// Descriptors the store may come to hold for good: it opens its readers as they are needed, four at
/// most, with two files each.
const READERS: f64 = 8.0;
/// Looks at a server with nobody there that must find no less than before, until it has let go of
/// everything: it keeps a silent connection for ten seconds.
const LOOKS_ALONE: usize = 8;

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
    let looker = Looker::new().await;
    let (mut group, mut rooms) = (Group::new(&looker.stage).await, Vec::new());
    for _ in 0..plan.rooms {
        let mut guests = Vec::new();
        for name in NAMES {
            guests.push(group.member(name).await);
        }
        let next = group.clone().another().await;
        rooms.push((group, guests));
        group = next;
    }
    drop(group);
    let before = looker.alone().await;
    let begin = Instant::now();
    let end = begin + plan.span;
    let (mut leading, mut coming) = (JoinSet::new(), JoinSet::new());
    for (group, guests) in rooms {
        let (held, which) = watch::channel(None);
        leading.spawn(guests::lead(group, held, end));
        for guest in guests {
            coming.spawn(guests::come_and_go(guest, which.clone(), end, rng.random()));
        }
    }
    let (mut looks, mut each) = (Vec::new(), interval(LOOK_EVERY));
    while Instant::now() < end {
        each.tick().await;
        let seen = looker.look(begin).await;
        told(&seen);
        looks.push(seen);
    }
    leading.join_all().await;
    let visits = coming.join_all().await.into_iter().sum();
    Outcome {
        looks,
        alone: (before, looker.alone().await),
        visits,
    }
}

/// A server, and somebody who looks at it.
struct Looker {
    stage: Stage,
    pid: u32,
}

impl Looker {
    async fn new() -> Self {
        let launch = |data: &Path, port| {
            let mut command = serving(data, port);
            command.args(["--metrics", "127.0.0.1:0"]);
            command
        };
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let stage = Stage::launched(folder, data, Box::new(launch)).await;
        Self {
            pid: stage.program().pid(),
            stage,
        }
    }

    async fn look(&self, since: Instant) -> Footprint {
        let minutes = since.elapsed().as_secs_f64() / 60.0;
        let metrics = self.stage.metrics().await;
        Footprint::of(self.pid, &metrics, minutes).expect("the server runs")
    }

    /// What the server takes with nobody there, once it has let go of what people used: the least it
    /// comes down to.
    async fn alone(&self) -> Footprint {
        let since = Instant::now();
        let (mut least, mut quiet) = (self.look(since).await, 0);
        let mut each = interval(LOOK_EVERY);
        while quiet < LOOKS_ALONE {
            each.tick().await;
            let seen = self.look(since).await;
            let less = seen.descriptors < least.descriptors || seen.tasks < least.tasks;
            quiet = if less { 0 } else { quiet + 1 };
            // A look is a connection itself, which may be gone by then or not.
            least = Footprint {
                descriptors: (seen.descriptors.zip(least.descriptors)).map(|(a, b)| a.min(b)),
                tasks: seen.tasks.min(least.tasks),
                ..seen
            };
        }
        least
    }
}

impl Outcome {
    /// Growth of memory after the warm-up, in KiB for each minute.
    #[must_use]
    pub fn growth_kib_per_minute(&self) -> f64 {
        slope(&self.settled(|look| Some(look.resident_mib))) * 1_024.0
    }

    /// Whether nothing grows: memory and threads after the warm-up, descriptors and tasks with nobody
    /// there.
    #[must_use]
    pub fn flat(&self) -> bool {
        let resident = self.settled(|look| Some(look.resident_mib));
        let most = resident.iter().map(|point| point.1).fold(0.0, f64::max);
        let (before, after) = self.alone;
        let threads = self.settled(|look| Some(look.threads));
        slope(&resident) * 60.0 <= most * GROWTH_PER_HOUR
            && after.descriptors <= before.descriptors.map(|before| before + READERS)
            && after.tasks <= before.tasks
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
                panel("tasks", all(|look| Some(look.tasks))),
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
            "with nobody there, before and after: {} and {} descriptors, {} and {} tasks, {} and {} \
             threads; at most {threads} threads",
            shown(before),
            shown(after),
            before.tasks,
            after.tasks,
            before.threads,
            after.threads
        )?;
        write!(f, "{}", if self.flat() { "flat" } else { "it grows" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(minutes: f64) -> Footprint {
        Footprint {
            minutes,
            resident_mib: 30.0,
            descriptors: Some(40.0),
            threads: 6.0,
            tasks: 12.0,
        }
    }

    /// Half an hour at a server that takes the same all the time.
    fn quiet() -> Outcome {
        Outcome {
            looks: (0..30).map(|minute| look(f64::from(minute))).collect(),
            alone: (look(0.0), look(30.0)),
            visits: 1_000,
        }
    }

    #[test]
    fn what_stays_the_same_is_flat_and_so_is_what_grows_while_it_warms_up() {
        assert!(quiet().flat());
        let mut warming = quiet();
        for look in &mut warming.looks[..10] {
            look.resident_mib = 20.0 + look.minutes;
        }
        assert!(warming.flat());
    }

    type Grow = fn(&mut Outcome);

    #[test]
    fn what_grows_is_not_flat() {
        let grows: [(&str, Grow); 4] = [
            ("memory", |outcome| {
                for look in &mut outcome.looks {
                    look.resident_mib += look.minutes * 30.0 * 1.5 * GROWTH_PER_HOUR / 60.0;
                }
            }),
            ("threads", |outcome| {
                for look in &mut outcome.looks {
                    look.threads += look.minutes / 5.0;
                }
            }),
            ("tasks", |outcome| outcome.alone.1.tasks += 1.0),
            ("descriptors", |outcome| {
                outcome.alone.1.descriptors = Some(40.0 + READERS + 1.0);
            }),
        ];
        for (what, grow) in grows {
            let mut outcome = quiet();
            grow(&mut outcome);
            assert!(!outcome.flat(), "{what}");
        }
    }
}
