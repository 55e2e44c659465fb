//! A simulation of the whole room, hub and client, from one seed: faults that no test would think of,
//! each of which can be repeated.
//!
//! The room, its task, the keeper, the feeds and the client's folding are the real ones. The log,
//! the wire, the clock and chance are simulated, at the traits that the hub knows them by; time is
//! virtual. A seed makes a script of operations (`sim/operations.rs`), and the same seed the same
//! run to the byte. Nothing in a run may wait for the real world, or be ordered by a hash.
//! How to repeat a seed: `docs/simulation.md`.

mod asking;
mod boxes;
mod cast;
mod checks;
mod clock;
mod dice;
mod disk;
mod found;
mod gone;
mod link;
mod long;
mod mutations;
mod operations;
mod person;
mod secrets;
mod shrink;
mod world;

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use tokio::runtime::Builder;

use self::{
    checks::{Objection, check},
    operations::{Operation, script},
    world::World,
};
use crate::hub::flaw::{self, Flaw};

/// What a build of any change goes through besides the corpus.
const FRESH_SEEDS: u64 = 2_000;
/// Seeds that stay.
const CORPUS: std::ops::Range<u64> = 0..200;

/// What the corpus has to meet with, or it says little: ways to come back, to be turned away and to
/// be refused, and what only faults and long spans lead to.
const MEETS_WITH: [&str; 27] = [
    "closed None",
    "closed Some(ComeBack)",
    "closed Some(Moved)",
    "closed Some(Over)",
    "closed Some(Removed)",
    "elsewhere: true",
    "event alerted",
    "event discarded",
    "event ended",
    "event line_approved",
    "event line_hidden",
    "event moved_to_end",
    "event presence_shown",
    "event restarted",
    "event revealed",
    "event safe_mode_entered",
    "event safe_mode_left",
    "event sealed",
    "event settled",
    "event voided",
    "missed none",
    "missed some",
    "refused CannotStore",
    "shown all, back: true",
    "started: false",
    "token: false",
    "token: true",
];

/// What came of a run.
struct Run {
    objections: Vec<Objection>,
    trace: Vec<String>,
    met: BTreeSet<String>,
}

/// Runs a script under a seed.
fn run(seed: u64, script: &[Operation], flaw: Option<Flaw>, traced: bool) -> Run {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    flaw::put(flaw);
    let mut world = runtime.block_on(async {
        let mut world = World::new(seed, traced).await;
        world.run(script).await;
        world
    });
    // The checker has none.
    flaw::put(None);
    check(&mut world);
    Run {
        objections: world.witness.objections,
        trace: world.witness.trace.unwrap_or_default(),
        met: world.witness.met,
    }
}

/// What came of many.
#[derive(Default)]
struct Runs {
    failed: Vec<u64>,
    met: BTreeSet<String>,
}

/// Runs seeds on all processors, and says of each that fails how to repeat it.
fn run_all(seeds: std::ops::Range<u64>) -> Runs {
    let next = AtomicU64::new(seeds.start);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut runs = Runs::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return runs;
            }
            let operations = script(seed);
            let Run {
                objections, met, ..
            } = run(seed, &operations, None, false);
            runs.met.extend(met);
            if let Some(first) = objections.first() {
                let short = shrink::shorter(seed, operations, first.rule, None);
                println!("{}", report(seed, &objections, &short));
                runs.failed.push(seed);
            }
        }
    };
    thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let all = all.into_iter().map(|one| one.join().unwrap());
        all.fold(Runs::default(), |mut runs, one| {
            runs.failed.extend(one.failed);
            runs.met.extend(one.met);
            runs
        })
    })
}

fn report(seed: u64, objections: &[Objection], short: &[Operation]) -> String {
    let mut lines = vec![format!("seed {seed}: repeat it with RONDO_SIM_SEED={seed}")];
    lines.extend(
        objections
            .iter()
            .map(|o| format!("  {:?}: {}", o.rule, o.about)),
    );
    lines.push("  operations that are enough for it:".into());
    lines.extend(short.iter().map(|operation| format!("    {operation:?}")));
    lines.join("\n")
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap())
}

#[test]
fn the_corpus_holds() {
    let Runs { failed, met } = run_all(CORPUS);
    assert_eq!(failed, Vec::<u64>::new());
    let missing = MEETS_WITH.iter().filter(|what| !met.contains(**what));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new(), "{met:#?}");
}

/// `RONDO_SIM_SEEDS` says how many, `RONDO_SIM_BASE` from which on.
#[test]
fn fresh_seeds_hold() {
    let count = number("RONDO_SIM_SEEDS").unwrap_or(FRESH_SEEDS);
    let base = number("RONDO_SIM_BASE").unwrap_or_else(|| rand::random::<u64>() >> 16);
    println!("seeds from RONDO_SIM_BASE={base}, {count} of them");
    let Runs { failed, met: _ } = run_all(base..base + count);
    assert_eq!(failed, Vec::<u64>::new(), "of {count} from {base}");
}

/// Tells one run, `RONDO_SIM_SEED`, in full; another one each time if it is not set.
#[test]
fn one_seed_holds() {
    let seed = number("RONDO_SIM_SEED").unwrap_or_else(|| rand::random::<u64>() >> 16);
    let operations = script(seed);
    let Run {
        objections, trace, ..
    } = run(seed, &operations, None, true);
    println!("{}", trace.join("\n"));
    assert_eq!(objections, [], "{}", report(seed, &objections, &operations));
}

#[test]
fn the_same_seed_makes_the_same_run_to_the_byte() {
    for seed in 0..20 {
        let operations = script(seed);
        let [first, second] = [(), ()].map(|()| run(seed, &operations, None, true).trace);
        assert!(first.len() > 20, "something happens in {seed}");
        let differ = first.iter().zip(&second).find(|(one, other)| one != other);
        assert_eq!(differ, None, "seed {seed}");
        assert_eq!(first.len(), second.len(), "seed {seed}");
    }
}
