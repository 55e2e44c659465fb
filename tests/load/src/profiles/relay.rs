//! Lines to everyone at a steady rate: what a delivery costs, and how late it is.

use anyhow::Result;

use super::{Reading, as_f64, each_million, nanoseconds, seconds};
use crate::{
    accounts,
    cpus::Cpus,
    crowd::{
        Crowd,
        plan::{self, Shape},
    },
    rounds::Figures,
    subjects::{Stage, Subject, join_all},
};

/// Lines are this long, in bytes.
pub const LINE_BYTES: usize = 200;
/// Everything has been used once before anything is counted.
const WARM_UP_S: f64 = 1.5;

/// How much, and for how long.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub shape: Shape,
    pub deliveries_per_s: f64,
    pub span_s: f64,
    pub seed: u64,
    /// Lines that each has said before anything is measured.
    pub said_before: usize,
}

/// Lines of one person at once; a little less than what one may say.
pub const AT_ONCE: usize = 16;

/// Everybody says so many lines, as fast as they may.
pub fn fill(stage: &dyn Stage, crowd: &mut Crowd, shape: Shape, lines: usize) -> Result<()> {
    let mut left = lines;
    while left > 0 {
        let now = left.min(AT_ONCE);
        crowd.all_say(shape, now);
        crowd.hear_out()?;
        crowd.listen(crowd.now_ns() + stage.rest_ns(now))?;
        left -= now;
    }
    Ok(())
}

/// Measures one subject once.
pub fn run(subject: &dyn Subject, cpus: Cpus, pace: Pace) -> Result<Figures> {
    let stage = subject.start(pace.shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&*stage, pace.shape)?, LINE_BYTES)?;
    fill(&*stage, &mut crowd, pace.shape, pace.said_before)?;
    let length_s = WARM_UP_S + pace.span_s;
    let plan = plan::draw(pace.shape, pace.deliveries_per_s, length_s, pace.seed);
    let begin = crowd.now_ns() + 50_000_000;
    let (from, until) = (
        begin + nanoseconds(WARM_UP_S),
        begin + nanoseconds(length_s),
    );
    crowd.tally.time(from, until);
    let mut plan = plan.into_iter().peekable();
    let mut talk = |crowd: &mut Crowd, until: u64| -> Result<()> {
        while let Some(due) = plan.next_if(|due| begin + due.at_ns < until) {
            let at = begin + due.at_ns;
            crowd.listen(at)?;
            crowd.say(due.place, at);
        }
        crowd.listen(until)
    };
    talk(&mut crowd, from)?;
    let (before, delivered) = (Reading::of(&*stage)?, crowd.tally.deliveries);
    let began = crowd.now_ns();
    talk(&mut crowd, until)?;
    let (after, delivered) = (Reading::of(&*stage)?, crowd.tally.deliveries - delivered);
    let span_s = seconds(crowd.now_ns() - began);
    let resident = accounts::resident_kib(stage.pid())?;
    crowd.hear_out()?;
    let used = after.since(&before);
    let mut figures = Figures::from([
        ("deliveries_per_s", as_f64(delivered) / span_s),
        ("cpu_s_per_million", each_million(used.cpu_s, delivered)),
        (
            "user_s_per_million",
            each_million(used.split.user_s, delivered),
        ),
        (
            "system_s_per_million",
            each_million(used.split.system_s, delivered),
        ),
        (
            "generator_s_per_million",
            each_million(used.own_s, delivered),
        ),
        ("p50_us", crowd.tally.quantile_us(0.5)),
        ("p99_us", crowd.tally.quantile_us(0.99)),
        ("p999_us", crowd.tally.quantile_us(0.999)),
        ("max_us", crowd.tally.longest_us()),
        ("resident_kib", as_f64(resident)),
        ("others_cpus", used.others_s / span_s),
    ]);
    if let Some(log_s) = used.log_s {
        figures.insert("log_s_per_million", each_million(log_s, delivered));
        figures.insert("log_share", log_s / used.cpu_s);
    }
    if let Some(commits) = used.commits {
        let lines = as_f64(delivered) / as_f64(pace.shape.size as u64);
        figures.insert("commits_per_s", as_f64(commits) / span_s);
        figures.insert("lines_per_sync", lines / as_f64(commits.max(1)));
    }
    Ok(figures)
}
