//! One client in each room stops reading: by how much everybody else's latency moves.

use anyhow::Result;

use super::{
    nanoseconds,
    relay::{LINE_BYTES, Pace},
};
use crate::{
    cpus::Cpus,
    crowd::{Crowd, plan},
    dialogue::Place,
    rounds::Figures,
    subjects::{Subject, join_all},
};

/// Not counted: the beginning, and the time in which buffers fill up.
const WARM_UP_S: f64 = 1.5;

/// Measures one subject once: half of the span with everybody reading, then half of it without one.
pub fn run(subject: &dyn Subject, cpus: Cpus, pace: Pace) -> Result<Figures> {
    let shape = pace.shape;
    let stage = subject.start(shape, cpus)?;
    let joined = join_all(&*stage, shape)?;
    let last = shape.size - 1;
    for (place, dialogue) in &joined {
        if place.member == last {
            // So that little fits between the server and one who does not read.
            socket2::SockRef::from(&dialogue.stream).set_recv_buffer_size(4 * 1024)?;
        }
    }
    let mut crowd = Crowd::of(joined, LINE_BYTES)?;
    let mut halves = Vec::new();
    for half in 0..2 {
        if half == 1 {
            for room in 0..shape.rooms {
                crowd.stop_reading(Place { room, member: last })?;
            }
        }
        let length_s = WARM_UP_S + pace.span_s / 2.0;
        let plan = plan::draw(shape, pace.deliveries_per_s, length_s, pace.seed + half);
        let begin = crowd.now_ns() + 50_000_000;
        let until = begin + nanoseconds(length_s);
        crowd.tally.time(begin + nanoseconds(WARM_UP_S), until);
        // Who does not read says nothing either.
        for due in plan.into_iter().filter(|due| due.place.member != last) {
            let at = begin + due.at_ns;
            crowd.listen(at)?;
            crowd.say(due.place, at);
        }
        crowd.listen(until)?;
        crowd.hear_out()?;
        let tally = &crowd.tally;
        halves.push([
            tally.quantile_us(0.5),
            tally.quantile_us(0.99),
            tally.longest_us(),
        ]);
    }
    let [before, after] = [halves[0], halves[1]];
    Ok(Figures::from([
        ("p50_us", before[0]),
        ("p99_us", before[1]),
        ("max_us", before[2]),
        ("stalled_p50_us", after[0]),
        ("stalled_p99_us", after[1]),
        ("stalled_max_us", after[2]),
        ("p99_moved_us", after[1] - before[1]),
        ("max_moved_us", after[2] - before[2]),
    ]))
}
