//! Idle connections: what each costs in memory, its share of a room included.

use anyhow::Result;

use super::as_f64;
use crate::{
    accounts,
    cpus::Cpus,
    crowd::{Crowd, plan::Shape},
    profiles::relay::LINE_BYTES,
    rounds::Figures,
    subjects::{Subject, join_rooms},
};

/// Measures one subject once: how much it grows from one room to all rooms.
pub fn run(subject: &dyn Subject, cpus: Cpus, shape: Shape) -> Result<Figures> {
    let stage = subject.start(shape, cpus)?;
    // The first room shows what only the first connections cost.
    let mut crowd = Crowd::of(join_rooms(&*stage, 0..1, shape.size)?, LINE_BYTES)?;
    let before = accounts::settled_kib(stage.pid())?;
    for (place, dialogue) in join_rooms(&*stage, 1..shape.rooms, shape.size)? {
        crowd.add(place, dialogue)?;
    }
    // What the server says of its own accord is taken in, as anybody would.
    let settle = crowd.now_ns() + 2_000_000_000;
    crowd.listen(settle)?;
    let after = accounts::settled_kib(stage.pid())?;
    crowd.tally.check()?;
    let added = (shape.people() - shape.size) as u64;
    Ok(Figures::from([
        (
            "kib_per_connection",
            (as_f64(after) - as_f64(before)) / as_f64(added),
        ),
        ("connections", as_f64(shape.people() as u64)),
        ("resident_kib", as_f64(after)),
    ]))
}
