//! One room with a long past: how long it takes to be brought back at a start.

use std::time::Instant;

use anyhow::{Context, Result};

use super::{
    as_f64,
    relay::{LINE_BYTES, fill},
};
use crate::{
    cpus::Cpus,
    crowd::{Crowd, plan::Shape},
    rounds::Figures,
    subjects::{
        Stage, join_all,
        rondo::{Rondo, Running},
    },
};

/// Measures once: starts with so many events in the log of one room, against a start with the few of
/// a room that has just begun.
pub fn run(rondo: &Rondo, cpus: Cpus, size: usize, events: u64) -> Result<Figures> {
    let shape = Shape { rooms: 1, size };
    let mut running = rondo.begin(shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&running, shape)?, LINE_BYTES)?;
    let fresh = restart(&mut running, cpus)?;
    drop(crowd);
    // Nobody is connected any more, so everybody comes anew.
    running = rondo.begin(shape, cpus)?;
    crowd = Crowd::of(join_all(&running, shape)?, LINE_BYTES)?;
    let each = usize::try_from(events)?.div_ceil(size);
    fill(&running, &mut crowd, shape, each)?;
    let full = restart(&mut running, cpus)?;
    Ok(Figures::from([
        ("events", as_f64((each * size) as u64)),
        ("opened_in_ms", (full - fresh).max(0.0)),
        ("start_ms", full),
        ("start_of_fresh_ms", fresh),
    ]))
}

/// Kills it and starts it again. Gives the milliseconds from the start until it listens.
fn restart(running: &mut Running, cpus: Cpus) -> Result<f64> {
    running.kill()?;
    let started = Instant::now();
    running
        .start_again(cpus)
        .with_context(|| running.complaints())?;
    Ok(started.elapsed().as_secs_f64() * 1e3)
}
