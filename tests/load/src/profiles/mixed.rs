//! A group at work: lines, turns and check-ins together, as in a real session.
//!
//! Only Rondo has these, so there is nobody to compare with. What is counted is updates: every change
//! that anybody was shown, each gap-free by its number.

use anyhow::Result;
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::{
    Reading, as_f64, each_million, nanoseconds,
    relay::{LINE_BYTES, Pace},
    seconds,
};
use crate::{
    cpus::Cpus,
    crowd::{
        Crowd,
        plan::{self, Due, Shape},
    },
    dialogue::Place,
    rounds::Figures,
    subjects::{Subject, join_all},
};

const WARM_UP_S: f64 = 1.5;
/// One check-in and two turns take this long.
const CYCLE_S: f64 = 8.0;

/// Something that is to be said, and when.
struct Step {
    at_ns: u64,
    place: Place,
    /// A command; none is a line.
    command: Option<String>,
}

/// Measures once.
pub fn run(subject: &dyn Subject, cpus: Cpus, pace: Pace) -> Result<Figures> {
    let stage = subject.start(pace.shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&*stage, pace.shape)?, LINE_BYTES)?;
    let length_s = WARM_UP_S + pace.span_s;
    let lines = plan::draw(pace.shape, pace.deliveries_per_s, length_s, pace.seed);
    let mut steps: Vec<Step> = lines.into_iter().map(Step::line).collect();
    for room in 0..pace.shape.rooms {
        steps.extend(session(room, pace.shape, length_s, pace.seed));
    }
    steps.sort_by_key(|step| step.at_ns);
    let begin = crowd.now_ns() + 50_000_000;
    let (from, until) = (
        begin + nanoseconds(WARM_UP_S),
        begin + nanoseconds(length_s),
    );
    crowd.tally.time(from, until);
    let mut before = None;
    for step in steps {
        let at = begin + step.at_ns;
        crowd.listen(at)?;
        if at >= from && before.is_none() {
            before = Some((Reading::of(&*stage)?, crowd.tally.updates, crowd.now_ns()));
        }
        match step.command {
            None => crowd.say(step.place, at),
            Some(command) => {
                let link = crowd.at(step.place);
                crowd.ask(link, &command);
            }
        }
    }
    crowd.listen(until)?;
    let (before, updates, began) = match before {
        Some(before) => before,
        None => (Reading::of(&*stage)?, crowd.tally.updates, crowd.now_ns()),
    };
    let used = Reading::of(&*stage)?.since(&before);
    let updates = crowd.tally.updates - updates;
    let span_s = seconds(crowd.now_ns() - began);
    crowd.hear_out()?;
    Ok(Figures::from([
        ("updates_per_s", as_f64(updates) / span_s),
        (
            "cpu_s_per_million_updates",
            each_million(used.cpu_s, updates),
        ),
        ("p50_us", crowd.tally.quantile_us(0.5)),
        ("p99_us", crowd.tally.quantile_us(0.99)),
        ("p999_us", crowd.tally.quantile_us(0.999)),
        ("log_share", used.log_s.unwrap_or(0.0) / used.cpu_s),
        ("others_cpus", used.others_s / span_s),
    ]))
}

impl Step {
    fn line(due: Due) -> Self {
        Self {
            at_ns: due.at_ns,
            place: due.place,
            command: None,
        }
    }
}

/// What a room does beside talking: one check-in and two turns in each cycle.
fn session(room: usize, shape: Shape, length_s: f64, seed: u64) -> Vec<Step> {
    let mut rng = StdRng::seed_from_u64(seed ^ (room as u64) << 32);
    let mut steps = Vec::new();
    // Rooms begin at different moments.
    let mut at_s = rng.random::<f64>() * CYCLE_S / 4.0;
    for checkin in 1.. {
        if at_s + CYCLE_S > length_s {
            break;
        }
        let mut step = |after_s: f64, member: usize, command: String| {
            steps.push(Step {
                at_ns: nanoseconds(at_s + after_s),
                place: Place { room, member },
                command: Some(command),
            });
        };
        step(0.0, 0, OPEN_CHECKIN.to_owned());
        for member in 1..shape.size {
            let value = rng.random_range(0..=10);
            let answer = format!(
                r#"{{"feature":"checkins","type":"answer","checkin":{checkin},"answer":{{"kind":"scale","value":{value}}}}}"#
            );
            step(0.5 + rng.random::<f64>() * 2.0, member, answer);
        }
        for (after_s, kind) in [(3.0, "reveal"), (4.0, "close")] {
            let command =
                format!(r#"{{"feature":"checkins","type":"{kind}","checkin":{checkin}}}"#);
            step(after_s, 0, command);
        }
        for after_s in [5.0, 6.5] {
            // Seats are numbered from 1, the therapist's first.
            let seat = rng.random_range(2..=shape.size);
            let give = format!(
                r#"{{"feature":"floor","type":"give_floor","seat":{seat},"keep_place":true,"allotment_ms":60000}}"#
            );
            step(after_s, 0, give);
        }
        at_s += CYCLE_S;
    }
    steps
}

const OPEN_CHECKIN: &str = r#"{"feature":"checkins","type":"open","template":{"prompt":"How are you right now?","answer":{"kind":"scale","min":0,"max":10,"step":1,"low":"very low","high":"very good"},"shown_to":"group"}}"#;
