//! Bursts: everybody says several things at once, and the next burst comes when all is heard.
//!
//! This is where joining everything a room has for a socket decides: the deliveries each second are
//! the most a server can do, not what it is asked for.

use anyhow::Result;

use super::{Reading, as_f64, each_million, seconds};
use crate::{
    accounts,
    cpus::Cpus,
    crowd::{Crowd, plan::Shape},
    profiles::relay::LINE_BYTES,
    rounds::Figures,
    stats::Spread,
    subjects::{Subject, join_all},
};

/// How much at once, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Burst {
    pub shape: Shape,
    /// Lines of each member; at most what one person may say at once.
    pub lines: usize,
    pub times: usize,
}

/// Measures one subject once.
pub fn run(subject: &dyn Subject, cpus: Cpus, burst: Burst) -> Result<Figures> {
    let stage = subject.start(burst.shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&*stage, burst.shape)?, LINE_BYTES)?;
    let mut rates = Vec::new();
    let (mut deliveries, mut cpu_s, mut user_s, mut others_s, mut commits) = (0, 0.0, 0.0, 0.0, 0);
    let (mut span_s, mut packets) = (0.0, 0);
    // The first makes everything warm.
    for nth in 0..=burst.times {
        let begin = crowd.now_ns() + stage.rest_ns(burst.lines);
        crowd.listen(begin)?;
        let before = (Reading::of(&*stage)?, crowd.tally.deliveries);
        let packets_before = accounts::packets_sent()?;
        let began = crowd.now_ns();
        crowd.all_say(burst.shape, burst.lines);
        crowd.hear_out()?;
        let ended = crowd.now_ns();
        let packets_after = accounts::packets_sent()?;
        if nth == 0 {
            continue;
        }
        let heard = crowd.tally.deliveries - before.1;
        let used = Reading::of(&*stage)?.since(&before.0);
        rates.push(as_f64(heard) / seconds(ended - began));
        deliveries += heard;
        packets += packets_after - packets_before;
        span_s += seconds(ended - began);
        cpu_s += used.cpu_s;
        user_s += used.split.user_s;
        others_s += used.others_s;
        commits += used.commits.unwrap_or(0);
    }
    let rate = Spread::of(rates).map_or(0.0, |rates| rates.median);
    let mut figures = Figures::from([
        ("deliveries_per_s", rate),
        ("cpu_s_per_million", each_million(cpu_s, deliveries)),
        ("user_s_per_million", each_million(user_s, deliveries)),
        // What was said to the server is among them.
        (
            "deliveries_per_packet",
            as_f64(deliveries) / as_f64(packets.max(1)),
        ),
        ("others_cpus", others_s / span_s),
    ]);
    if commits > 0 {
        let lines = as_f64(deliveries) / as_f64(burst.shape.size as u64);
        figures.insert("lines_per_sync", lines / as_f64(commits));
    }
    Ok(figures)
}
