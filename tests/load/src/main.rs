//! Measures Rondo beside its peers: what a delivery costs, how late it is, how much memory an idle
//! connection takes, how fast everybody is back after a crash.
//!
//! `cargo run --release -p rondo-load` measures everything and takes about an hour;
//! `--short` takes less than two minutes and fails when a gate is missed. Results, plots and the table
//! go to `target/load`. It uses the loopback only, ends only what it started, and cleans up on Ctrl-C.

#![allow(clippy::print_stdout, reason = "the table is what this program is for")]

mod accounts;
mod baseline;
mod cpus;
mod crowd;
mod dialogue;
mod goals;
mod http;
mod log_rows;
mod menu;
mod prepare;
mod process;
mod profiles;
mod report;
mod rounds;
mod stats;
mod stop;
mod subjects;
mod wire;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Parser;
use rondo_load::{
    machine::{self, Machine},
    progress::Progress,
};

use crate::{
    baseline::Baseline,
    cpus::Cpus,
    menu::{Profile, Sizes, Whom},
    prepare::Built,
    report::Report,
    rounds::Row,
    subjects::{Kind, Subject, peers, rondo::Rondo},
};

/// Measures Rondo beside its peers.
#[derive(Parser, Debug)]
#[command(version)]
struct Arguments {
    /// Only what every build can afford, with gates.
    #[arg(long)]
    short: bool,
    /// Rounds of each comparison; every round measures each subject twice.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Seconds of each steady measurement.
    #[arg(long, default_value_t = 6.0)]
    seconds: f64,
    /// Draws when who says what.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only profiles whose name contains this; may be given several times.
    #[arg(long)]
    profile: Vec<String>,
    /// No profiles whose name contains this; may be given several times.
    #[arg(long)]
    without: Vec<String>,
    /// Only subjects whose name contains this, beside Rondo; may be given several times.
    #[arg(long)]
    subject: Vec<String>,
    /// Only Rondo: no peers are built, and nothing is compared with them.
    #[arg(long)]
    alone: bool,
    /// Records what a delivery costs in instructions as the new baseline.
    #[arg(long)]
    record: bool,
    /// Lists the profiles.
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write;
            // Whoever closed standard error does not want to read it.
            let _unread = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    stop::listen()?;
    let sizes = Sizes {
        short: arguments.short,
        rounds: arguments.rounds.max(1),
        span_s: if arguments.short {
            2.0
        } else {
            arguments.seconds
        },
        seed: arguments.seed,
    };
    let wanted = |profile: &Profile| {
        let without = arguments.without.iter();
        among(&arguments.profile, &profile.name)
            && !without.into_iter().any(|part| profile.name.contains(part))
    };
    let profiles: Vec<Profile> = menu::profiles(sizes).into_iter().filter(wanted).collect();
    if arguments.list {
        for profile in &profiles {
            println!(
                "{} · {:?} · {} times",
                profile.name,
                profile.whom,
                profile.repeat.times()
            );
        }
        return Ok(());
    }
    if profiles.is_empty() {
        bail!("no profile is called so; --list shows them all");
    }
    let built = prepare::build(arguments.alone, |what| println!("{what} …"))?;
    accounts::raise_files()?;
    let cpus = Cpus::take();
    let machine = Machine::here(cpus.words());
    println!(
        "{}, {}; load {}",
        machine.cpu, machine.pinning, machine.load
    );
    let folder = built
        .results
        .join(if arguments.short { "short" } else { "long" });
    report::set_aside(&folder)?;
    // Written after each profile: what an hour has measured outlives whatever ends it.
    let so_far = |rows: &[Row]| report(arguments, &machine, cpus, rows);
    let keep = |rows: &[Row]| so_far(rows).write(&folder);
    let rows = measure(arguments, &profiles, &built, cpus, keep)?;
    let report = so_far(&rows);
    println!(
        "\n{}\nresults and plots: {}",
        report::table(&report),
        folder.display()
    );
    if arguments.short && Baseline::recorded().is_none() {
        println!("skipped: instructions for each delivery were recorded with another compiler");
    }
    if arguments.record {
        let counted = report.rows.iter().find(|row| row.profile == "instructions");
        let counted = counted.and_then(|row| row.median("instructions_per_delivery"));
        return Baseline::record(counted.context("nothing was counted")?);
    }
    verdict(arguments, &report)
}

/// What comes of these rows.
fn report(arguments: &Arguments, machine: &Machine, cpus: Cpus, rows: &[Row]) -> Report {
    let timed = rows.iter().filter(|row| row.median("p99_us").is_some());
    let quiet = timed
        .filter_map(|row| row.median("others_cpus"))
        .all(|cpus| cpus < QUIET_CPUS);
    let latency_claimed = cpus.apart() && quiet;
    Report {
        machine: machine.clone(),
        load_after: machine::load(),
        latency_claimed,
        arguments: std::env::args().skip(1).collect(),
        seed: arguments.seed,
        goals: match arguments.short {
            true => goals::gates(rows, Baseline::recorded().as_ref()),
            false => goals::goals(rows, latency_claimed),
        },
        rows: rows.to_vec(),
    }
}

/// Of the processors, others may use this much while latencies are measured.
const QUIET_CPUS: f64 = 0.15;

/// Nothing may be lost, and in the short form every gate has to be met.
fn verdict(arguments: &Arguments, report: &Report) -> Result<()> {
    let failed = report
        .rows
        .iter()
        .find(|row| row.ours && row.failed.is_some());
    if let Some(row) = failed {
        bail!("{}, {}: {:?}", row.profile, row.subject, row.failed);
    }
    let missed = report.goals.iter().find(|gate| !gate.met());
    match missed.filter(|_| arguments.short) {
        Some(gate) => bail!("a gate is missed: {}", gate.line()),
        None => Ok(()),
    }
}

fn measure(
    arguments: &Arguments,
    profiles: &[Profile],
    built: &Built,
    cpus: Cpus,
    keep: impl Fn(&[Row]) -> Result<()>,
) -> Result<Vec<Row>> {
    let rondo = Rondo::on_disk(built.rondo.clone(), &built.results);
    let in_memory = Rondo::in_memory(built.rondo.clone());
    let peers = match arguments.alone {
        true => Vec::new(),
        false => peers::all(built),
    };
    // Limits outside, ours next to them, peers in the middle.
    let limits = peers.iter().filter(|peer| peer.kind() == Kind::Limit);
    let others = peers.iter().filter(|peer| peer.kind() == Kind::Peer);
    let mut subjects: Vec<&dyn Subject> = limits.map(|peer| peer as &dyn Subject).collect();
    subjects.push(&rondo);
    subjects.extend(in_memory.as_ref().map(|rondo| rondo as &dyn Subject));
    subjects.extend(others.map(|peer| peer as &dyn Subject));
    let chosen = |subject: &&&dyn Subject, profile: &Profile| {
        let name = subject.name();
        let meant = match profile.whom {
            Whom::All => true,
            Whom::Few => FEW.contains(&name),
            Whom::Ours => name == "Rondo",
        };
        meant && (name == "Rondo" || among(&arguments.subject, name))
    };
    let chosen_for = |profile: &Profile| -> Vec<&dyn Subject> {
        subjects
            .iter()
            .filter(|subject| chosen(subject, profile))
            .copied()
            .collect()
    };
    let steps = profiles
        .iter()
        .map(|p| p.repeat.times() * chosen_for(p).len())
        .sum();
    let progress = Progress::of(steps);
    let mut rows = Vec::new();
    for (done, profile) in profiles.iter().enumerate() {
        let (able, unable): (Vec<_>, Vec<_>) = chosen_for(profile)
            .into_iter()
            .partition(|subject| subject.declines(profile.shape()).is_none());
        for subject in unable {
            let why = subject.declines(profile.shape()).unwrap_or_default();
            progress.tell(&format!(
                "{}: {} is left out: {why}",
                profile.name,
                subject.name()
            ));
        }
        let one = |subject: &dyn Subject, round| profile.run(subject, &rondo, cpus, round);
        let measured = rounds::measure(&profile.name, &able, profile.repeat, &progress, one);
        let of = profiles.len();
        rows.extend(measured.with_context(|| format!("{done} of {of} profiles are measured"))?);
        keep(&rows)?;
        progress.tell(&format!("measured: {}", profile.name));
    }
    Ok(rows)
}

/// The subjects of the short form.
const FEW: [&str; 3] = ["limit, at once", "Rondo", "Socket.IO"];

fn among(wanted: &[String], name: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str()))
}
