//! When who says something, drawn in advance from a seed.
//!
//! Open-loop: what a server does has no influence on when the next line comes, as with people. Gaps
//! between lines are exponential, so lines come in the clusters that independent people make; rooms
//! and members are drawn evenly. Two servers that are compared get the same plan.

use rand::{RngExt, SeedableRng, rngs::StdRng};

use crate::dialogue::Place;

/// Lines of one member are kept apart by at least this share of the mean, so that nobody by chance
/// exceeds what one person may say (R-CMD, "Commands of a seat").
const LINES_AT_ONCE: usize = 12;
const LINE_EVERY_NS: u64 = 220_000_000;

/// A line to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// In nanoseconds from the beginning of the plan.
    pub at_ns: u64,
    pub place: Place,
}

/// Rooms and those in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shape {
    pub rooms: usize,
    pub size: usize,
}

impl Shape {
    pub fn people(self) -> usize {
        self.rooms * self.size
    }

    /// All places, room by room.
    pub fn places(self) -> impl Iterator<Item = Place> + Clone {
        (0..self.rooms)
            .flat_map(move |room| (0..self.size).map(move |member| Place { room, member }))
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} × {}", self.rooms, self.size)
    }
}

/// Draws the lines of a span, at so many deliveries a second over all rooms.
pub fn draw(shape: Shape, deliveries_per_s: f64, span_s: f64, seed: u64) -> Vec<Due> {
    #[expect(clippy::cast_precision_loss, reason = "rooms are small")]
    let lines_per_s = deliveries_per_s / shape.size as f64;
    let mut rng = StdRng::seed_from_u64(seed);
    let mut paces = vec![Pace::default(); shape.people()];
    let mut due = Vec::new();
    let mut at_s = 0.0;
    loop {
        let even: f64 = rng.random();
        at_s -= (1.0 - even).ln() / lines_per_s;
        if at_s >= span_s {
            return due;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "seconds"
        )]
        let at_ns = (at_s * 1e9) as u64;
        let room = rng.random_range(0..shape.rooms);
        // Somebody who has said too much lets another speak; most can, most of the time.
        let member = (0..100)
            .map(|_| rng.random_range(0..shape.size))
            .find(|member| paces[room * shape.size + member].may(at_ns));
        if let Some(member) = member {
            let place = Place { room, member };
            due.push(Due { at_ns, place });
        }
    }
}

/// How much one member has said of late: a bucket a little smaller than the server's.
#[derive(Clone, Copy, Default)]
struct Pace {
    /// When the bucket will be empty.
    until_ns: u64,
}

impl Pace {
    fn may(&mut self, at_ns: u64) -> bool {
        let until = self.until_ns.max(at_ns) + LINE_EVERY_NS;
        let may = until <= at_ns + LINE_EVERY_NS * LINES_AT_ONCE as u64;
        if may {
            self.until_ns = until;
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape {
        rooms: 20,
        size: 30,
    };

    #[test]
    fn a_seed_draws_the_same_plan_again_and_another_seed_another() {
        let plan = draw(SHAPE, 10_000.0, 2.0, 7);
        assert_eq!(plan, draw(SHAPE, 10_000.0, 2.0, 7));
        assert_ne!(plan, draw(SHAPE, 10_000.0, 2.0, 8));
    }

    #[test]
    fn a_plan_has_the_rate_that_was_asked_for() {
        let plan = draw(SHAPE, 10_000.0, 60.0, 1);
        let deliveries = plan.len() * SHAPE.size;
        assert!((570_000..630_000).contains(&deliveries), "{deliveries}");
        assert!(plan.is_sorted_by_key(|due| due.at_ns));
    }

    #[test]
    fn nobody_says_more_than_a_person_may() {
        let shape = Shape { rooms: 1, size: 3 };
        let plan = draw(shape, 1_000.0, 10.0, 1);
        for member in 0..shape.size {
            let mut said = plan.iter().filter(|due| due.place.member == member);
            let times: Vec<u64> = said.by_ref().map(|due| due.at_ns).collect();
            for (first, time) in times.iter().enumerate() {
                let within = times[first..].iter().filter(|t| **t < time + 1_000_000_000);
                // Twenty at once and five more in the second are allowed.
                assert!(within.count() <= 20);
            }
        }
    }
}
