//! Commands that are answered only once they are on the disk: how many a second, how many appends
//! share a sync, and what of the processor time is the log's, from one room to a thousand.

use anyhow::{Context, Result, bail};

use super::{Reading, as_f64, seconds};
use crate::{
    cpus::Cpus,
    crowd::{Crowd, plan::Shape},
    log_rows,
    profiles::relay::LINE_BYTES,
    rounds::Figures,
    subjects::{Subject, join_all},
};

/// What one person may say at once, less some.
const COMMANDS: u64 = 16;
/// A command that has no answer by then never will.
const PATIENCE_NS: u64 = 60_000_000_000;

/// Measures once: everybody says the next thing as soon as the last is acknowledged.
pub fn run(subject: &dyn Subject, cpus: Cpus, shape: Shape, times: usize) -> Result<Figures> {
    let stage = subject.start(shape, cpus)?;
    let database = stage
        .database()
        .context("only what has a log is measured here")?;
    let mut crowd = Crowd::of(join_all(&*stage, shape)?, LINE_BYTES)?;
    let (mut commands, mut span_s, mut cpu_s, mut log_s) = (0, 0.0, 0.0, 0.0);
    let (mut commits, mut appends, mut others_s) = (0, 0, 0.0);
    for nth in 0..=times {
        let begin = crowd.now_ns() + stage.rest_ns(usize::try_from(COMMANDS)?);
        crowd.listen(begin)?;
        let before = (Reading::of(&*stage)?, log_rows::appended(database)?);
        let began = crowd.now_ns();
        let asked = one_after_another(&mut crowd, shape)?;
        let ended = crowd.now_ns();
        let after = (Reading::of(&*stage)?, log_rows::appended(database)?);
        crowd.hear_out()?;
        // The first makes everything warm.
        if nth > 0 {
            let used = after.0.since(&before.0);
            commands += asked;
            span_s += seconds(ended - began);
            cpu_s += used.cpu_s;
            log_s += used.log_s.unwrap_or(0.0);
            others_s += used.others_s;
            commits += used.commits.unwrap_or(0);
            appends += after.1 - before.1;
        }
    }
    Ok(Figures::from([
        ("rooms", as_f64(shape.rooms as u64)),
        ("commands_per_s", as_f64(commands) / span_s),
        ("syncs_per_s", as_f64(commits) / span_s),
        ("appends_per_sync", as_f64(appends) / as_f64(commits.max(1))),
        (
            "commands_per_append",
            as_f64(commands) / as_f64(appends.max(1)),
        ),
        ("cpu_us_per_command", cpu_s * 1e6 / as_f64(commands)),
        ("log_share", log_s / cpu_s.max(1e-9)),
        ("others_cpus", others_s / span_s),
    ]))
}

/// Each says the next thing once the last is acknowledged. Gives how much was said.
fn one_after_another(crowd: &mut Crowd, shape: Shape) -> Result<u64> {
    let people = shape.people();
    let mut asked = vec![1; people];
    let done: Vec<u64> = crowd.links.iter().map(|link| link.done).collect();
    let now = crowd.now_ns();
    crowd.answered.clear();
    for place in shape.places() {
        crowd.say(place, now);
    }
    let total = COMMANDS * people as u64;
    let until = now + PATIENCE_NS;
    let mut acknowledged = 0;
    while acknowledged < total {
        crowd.turn(until)?;
        crowd.tally.check()?;
        let now = crowd.now_ns();
        if now > until {
            bail!("{acknowledged} of {total} commands were acknowledged");
        }
        for at in std::mem::take(&mut crowd.answered) {
            let (place, answered) = (crowd.links[at].place, crowd.links[at].done - done[at]);
            acknowledged += 1;
            if asked[at] < COMMANDS && asked[at] == answered {
                asked[at] += 1;
                crowd.say(place, now);
            }
        }
    }
    Ok(total)
}
