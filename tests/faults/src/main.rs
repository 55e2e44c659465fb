//! The fault suite: simulation, kills, power loss, long use.
//!
//! `cargo run --release -p rondo-faults` runs all of it, about half an hour: 10,000 seeds of the
//! simulation, 200 kills of the released server under load, 200 cuts of its disk's power where the
//! machine allows it, ten minutes of people who come and go. It uses the loopback only, writes to
//! temporary folders and to `target/faults`, and ends only what it started.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the figures are what this program is for"
)]

mod cargo;

use std::{fs, io, process::ExitCode, time::Duration};

use clap::{Parser, ValueEnum};
use rondo_faults::{kills, power, soak};
use rondo_load::progress::Progress;

/// Kills the server, cuts its power, uses it for long, and judges what its people were told.
#[derive(Parser, Debug)]
#[command(version)]
struct Arguments {
    /// Which faults; all of them if none is named.
    faults: Vec<Fault>,
    /// A little of each but of the soak, in about two minutes.
    #[arg(long)]
    short: bool,
    /// Fresh seeds of the simulation [default: 10000, short: 1000].
    #[arg(long)]
    seeds: Option<usize>,
    /// How often the server is killed [default: 200, short: 6].
    #[arg(long)]
    kills: Option<usize>,
    /// How often the power is cut [default: 200, short: 6].
    #[arg(long)]
    cuts: Option<usize>,
    /// How long the server is used, in minutes [default: 10, short: not at all].
    #[arg(long)]
    minutes: Option<usize>,
    /// Rooms at once.
    #[arg(long, default_value_t = 4)]
    rooms: usize,
    /// Draws who does what when; drawn itself if not given.
    #[arg(long)]
    seed: Option<u64>,
    /// The disk forgets what it said was durable: all is well only if losses are found.
    #[arg(long)]
    lying_disk: bool,
}

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Fault {
    /// Any fault of wire, log, clock and process, in virtual time.
    Simulation,
    /// The server is killed where it stands.
    Kills,
    /// Its disk loses power.
    Power,
    /// It is used for long.
    Soak,
}

impl Arguments {
    fn wants(&self, fault: Fault) -> bool {
        self.faults.is_empty() || self.faults.contains(&fault)
    }

    /// How much of something: as asked for, or as much as the form says.
    fn amount(&self, asked: Option<usize>, long: usize, short: usize) -> usize {
        asked.unwrap_or(if self.short { short } else { long })
    }
}

fn main() -> ExitCode {
    match all(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs what is asked for; whether all went well.
fn all(arguments: &Arguments) -> io::Result<bool> {
    let no_power = power::cannot().filter(|_| arguments.wants(Fault::Power));
    if arguments.wants(Fault::Power)
        && no_power.is_none()
        && let Some(status) = power::apart()?
    {
        return Ok(status.success());
    }
    let seed = arguments.seed.unwrap_or_else(rand::random);
    let mut well = true;
    if arguments.wants(Fault::Simulation) {
        heading("simulation");
        well &= cargo::simulate(arguments.amount(arguments.seeds, 10_000, 1_000))?.success();
    }
    if arguments.faults != [Fault::Simulation] {
        cargo::build_server()?;
    }
    let runtime = tokio::runtime::Runtime::new()?;
    if arguments.wants(Fault::Kills) {
        heading("kills");
        well &= runtime.block_on(kills(arguments, seed));
    }
    if arguments.wants(Fault::Power) {
        heading("power loss");
        match no_power {
            Some(why) => println!("skipped: {why}"),
            None => well &= runtime.block_on(power_loss(arguments, seed))?,
        }
    }
    let minutes = arguments.amount(arguments.minutes, 10, 0);
    if arguments.wants(Fault::Soak) && minutes > 0 {
        heading("soak");
        well &= runtime.block_on(soak(minutes, arguments.rooms, seed))?;
    }
    println!("\n{}", if well { "all well" } else { "not well" });
    Ok(well)
}

fn heading(fault: &str) {
    println!("\n=== {fault} ===");
}

async fn kills(arguments: &Arguments, seed: u64) -> bool {
    println!("--seed {seed}");
    let plan = kills::Plan {
        rooms: arguments.rooms,
        kills: arguments.amount(arguments.kills, 200, 6),
        seed,
    };
    let progress = Progress::of(plan.kills);
    let outcome = kills::run(plan, |_| progress.step("kills")).await;
    drop(progress);
    println!("{outcome}");
    outcome.objections.is_empty()
}

async fn power_loss(arguments: &Arguments, seed: u64) -> io::Result<bool> {
    println!("--seed {seed}");
    let plan = power::Plan {
        cuts: arguments.amount(arguments.cuts, 200, 6),
        seed,
        lying: arguments.lying_disk,
    };
    let progress = Progress::of(plan.cuts);
    let outcome = power::run(plan, |_| progress.step("power cuts")).await?;
    drop(progress);
    println!("{outcome}");
    Ok(outcome.well())
}

/// Uses the server for long, and keeps the picture.
async fn soak(minutes: usize, rooms: usize, seed: u64) -> io::Result<bool> {
    println!("--seed {seed}");
    let span = Duration::from_secs(60 * minutes as u64);
    let plan = soak::Plan { span, rooms, seed };
    let progress = Progress::of(plan.looks());
    let outcome = soak::run(plan, |look| {
        progress.step(&format!("{:.1} MiB", look.resident_mib));
    })
    .await;
    drop(progress);
    println!("{outcome}");
    let folder = cargo::target()?.join("faults");
    fs::create_dir_all(&folder)?;
    let picture = folder.join("soak.svg");
    fs::write(&picture, outcome.plot())?;
    println!("{}", picture.display());
    Ok(outcome.flat())
}
