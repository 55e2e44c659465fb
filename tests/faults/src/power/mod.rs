//! The power is cut, again and again, at every kind of moment, and what was acknowledged before has to
//! be there after it.
//!
//! The server writes to a file system on a disk that remembers everything it is told
//! ([`recorder`]). Its people go on as always, the server is killed and started now and then, and
//! whatever happens to somebody is marked with how much the disk had been told by then. Afterwards
//! the power is cut at points drawn by lot ([`tape`]): the disk as it may look then is mounted, the
//! file system replays its journal, the server starts on it, and everybody comes in to see whether
//! all is there that they were told before that point. One recording serves for any number of cuts.

mod mounts;
pub mod recorder;
pub mod tape;

use std::{fmt, fs, io, ops::Add, sync::Arc};

use rand::{RngExt, SeedableRng, rngs::StdRng};
use rondo_tests::{Stage, asking, patiently, program::serving};
use tempfile::TempDir;

pub use self::mounts::{apart, cannot};
use self::{
    mounts::{Mounted, empty_disk},
    recorder::Recorder,
    tape::{Cache, Tape},
};
use crate::{
    history::{Commands, Found, Objection, commands, losses, shown_in},
    people::Person,
    watch::Watch,
};

/// Rooms that write at once.
const ROOMS: usize = 3;
/// Lives of the server while it is recorded: as many as fill a room with less lines than a view holds.
const LIVES: usize = 5;
/// Writes and flushes that a lying disk forgets.
const BACKLOG: usize = 40;

/// How much is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How often the power is cut.
    pub cuts: usize,
    /// Draws what is asked for, and where the power is cut.
    pub seed: u64,
    /// Whether the disk lies about flushes: then losses are to be found.
    pub lying: bool,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the disk was told: writes and flushes, and of them flushes.
    pub told: (usize, usize),
    /// Each cut, in order.
    pub cuts: Vec<Cut>,
    /// Whether the disk lied about flushes.
    pub lying: bool,
}

/// The power was cut once.
#[derive(Clone, Debug)]
pub struct Cut {
    /// After so many of the writes and flushes.
    pub point: usize,
    /// What became of the writes that were not flushed.
    pub cache: Cache,
    /// Commands that were looked for, and those that were not found.
    pub commands: Commands,
    /// Everything that was missing.
    pub objections: Vec<Objection>,
}

/// Cuts the power that often, and looks for what is lost. `told` hears of each cut.
///
/// # Errors
/// If no disk can be made here; [`cannot`] tells beforehand.
///
/// # Panics
/// If the server does not start on what is left.
pub async fn run(plan: Plan, told: impl Fn(usize)) -> io::Result<Outcome> {
    let mut rng = StdRng::seed_from_u64(plan.seed);
    let folder = tempfile::tempdir()?;
    let (mut stage, rooms, tape) = record(&folder, &mut rng).await?;
    let points = points(&rooms);
    let mut cuts = Vec::new();
    for nth in 1..=plan.cuts {
        let point = draw_point(&points, &mut rng);
        let cache = match (plan.lying, nth % 3) {
            (true, _) => Cache::Lied(BACKLOG),
            (false, 0) => Cache::Kept,
            (false, 1) => Cache::Dropped,
            (false, _) => Cache::Scattered,
        };
        let image = folder.path().join("cut");
        fs::write(&image, tape.cut(point, cache, || rng.random_ratio(1, 2)))?;
        let mounted = Mounted::new(&image, &folder.path().join("disk"))?;
        stage.start().await;
        let mut cut = Cut {
            point,
            cache,
            commands: Commands::default(),
            objections: Vec::new(),
        };
        for people in &rooms {
            let before: Vec<_> = people.iter().map(|p| p.history_until(point)).collect();
            let (found, refused) = find(people).await;
            cut.commands = cut.commands + commands(&before, &found);
            cut.objections.extend(losses(&before, &found));
            cut.objections.extend(refused);
        }
        stage.kill();
        drop(mounted);
        cuts.push(cut);
        told(nth);
    }
    let told = (tape.len(), tape.flushes());
    let lying = plan.lying;
    Ok(Outcome { told, cuts, lying })
}

/// Lets people live on a recorded disk, with a server that is killed now and then.
async fn record(folder: &TempDir, rng: &mut StdRng) -> io::Result<(Stage, Vec<Vec<Person>>, Tape)> {
    let recorder = Recorder::of(empty_disk(folder.path())?);
    let device = folder.path().join("recorded");
    let session = recorder.appear(&device)?;
    let mounted = Mounted::new(&device, &folder.path().join("disk"))?;
    let data = folder.path().join("disk/data");
    let stage = Stage::launched(tempfile::tempdir()?, data, Box::new(serving)).await;
    let clock = recorder.clone();
    let clock = Arc::new(move || clock.tape().len());
    let mut watch = Watch::begin(stage, ROOMS, rng, clock).await;
    for _ in 1..LIVES {
        watch.until_all_are_back().await;
        let answers = watch.everybody() * rng.random_range(8..14);
        watch.until_answered(answers).await;
        watch.kill_and_start().await;
    }
    watch.until_all_are_back().await;
    let (mut stage, rooms) = watch.rest().await;
    stage.kill();
    let tape = recorder.tape().clone();
    drop(mounted);
    session.umount_and_join()?;
    Ok((stage, rooms, tape))
}

/// Points at which something was acknowledged or shown, from when everybody was in: the power is cut
/// there, or anywhere between.
fn points(rooms: &[Vec<Person>]) -> Vec<usize> {
    let people = || rooms.iter().flatten();
    let all_in = people().filter_map(|person| person.marks().first()).max();
    let all_in = all_in.copied().unwrap_or(0);
    let mut points: Vec<usize> = people()
        .flat_map(Person::marks)
        .copied()
        .filter(|point| *point >= all_in)
        .collect();
    points.sort_unstable();
    points.dedup();
    points
}

fn draw_point(points: &[usize], rng: &mut StdRng) -> usize {
    let (first, last) = (points.first(), points.last());
    let (first, last) = (first.copied().unwrap_or(0), last.copied().unwrap_or(0));
    match rng.random_ratio(1, 2) {
        // Nothing is known better than what was told a moment ago.
        true => points[rng.random_range(0..points.len())],
        false => rng.random_range(first..=last),
    }
}

/// What everybody in a room finds, and who cannot go on.
async fn find(people: &[Person]) -> (Vec<Found>, Vec<Objection>) {
    let (mut all, mut refused) = (Vec::new(), Vec::new());
    for person in people {
        let seat = person.history().seat;
        let mut client = match patiently("the door", person.knock(None)).await {
            Ok(client) => client,
            Err(closed) => {
                refused.push(Objection::Lost(format!(
                    "seat {seat} is not let in: {closed}"
                )));
                continue;
            }
        };
        all.push(Found {
            seat: client.seat().0,
            last_command: client.last_n(),
            seq: client.seq(),
            shown: shown_in(client.view()),
        });
        let said = patiently("an answer", client.ask(asking::say("and on it goes"))).await;
        if !matches!(said, Ok(Ok(_))) {
            let why = format!("seat {seat} cannot go on: {said:?}");
            refused.push(Objection::OutOfStep(why));
        }
    }
    (all, refused)
}

impl Outcome {
    /// Whether nothing was lost; on a disk that lies, whether something was, and was found.
    #[must_use]
    pub fn well(&self) -> bool {
        self.cuts.iter().all(|cut| cut.objections.is_empty()) != self.lying
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Objections of one cut that are worth reading.
        const WORTH_READING: usize = 3;
        let (told, flushes) = self.told;
        let commands = self.cuts.iter().map(|cut| cut.commands);
        let most = commands.clone().map(|commands| commands.lost).max();
        let all = commands.fold(Commands::default(), Add::add);
        let wrong = self.cuts.iter().filter(|cut| !cut.objections.is_empty());
        for cut in wrong.clone() {
            for objection in cut.objections.iter().take(WORTH_READING) {
                let Cut { point, cache, .. } = cut;
                writeln!(f, "cut at {point}, cache {cache:?}: {objection}")?;
            }
        }
        writeln!(
            f,
            "{} power cuts in a recording of {told} writes and flushes, {flushes} of them flushes",
            self.cuts.len()
        )?;
        write!(
            f,
            "{} acknowledged commands looked for, {} of them lost, at most {} over one cut; \
             objections after {} cuts",
            all.acknowledged,
            all.lost,
            most.unwrap_or(0),
            wrong.count()
        )
    }
}
