//! What can be counted instead of timed, under callgrind: instructions for a delivery, and deliveries
//! for a send.
//!
//! A count does not change with what else runs on the machine, so a build can be held to it. What
//! belongs to the start is subtracted: each count is the difference between a longer and a shorter
//! run. Instructions are counted for lines that come one at a time, because what is joined with what
//! otherwise depends on chance.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use super::{
    as_f64,
    relay::{AT_ONCE, LINE_BYTES},
};
use crate::{
    cpus::Cpus,
    crowd::{Crowd, plan::Shape},
    rounds::Figures,
    subjects::{Stage, join_all, rondo::Rondo},
};

/// The rooms in which lines come one at a time.
pub const SHAPE: Shape = Shape { rooms: 8, size: 10 };
/// The rooms in which everybody speaks at once.
const BURST: Shape = Shape { rooms: 2, size: 30 };
/// Lines of the shorter run and of the longer, of which the server writes its log back several times.
/// Everybody says fewer than one may say at once.
const LINES: [usize; 2] = [100, 1_400];

/// Whether the tool is there.
pub fn possible() -> bool {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    valgrind.status().is_ok_and(|status| status.success())
}

/// Measures once.
pub fn run(rondo: &Rondo, cpus: Cpus) -> Result<Figures> {
    let one_by_one = |lines: usize| {
        watched(rondo, cpus, "lines", SHAPE, |crowd, _| {
            for place in SHAPE.places().cycle().take(lines) {
                let now = crowd.now_ns();
                crowd.say(place, now);
                crowd.hear_out()?;
            }
            Ok(())
        })
    };
    let fewer = one_by_one(LINES[0])?;
    let alone = one_by_one(LINES[1])?.since(&fewer);
    let bursts = |times: usize| {
        watched(rondo, cpus, "burst", BURST, |crowd, rest_ns| {
            for _ in 0..times {
                crowd.all_say(BURST, AT_ONCE);
                crowd.hear_out()?;
                crowd.listen(crowd.now_ns() + rest_ns)?;
            }
            Ok(())
        })
    };
    let fewer = bursts(1)?;
    let burst = bursts(3)?.since(&fewer);
    ensure!(burst.sends > 0, "callgrind saw no sends");
    Ok(Figures::from([
        (
            "instructions_per_delivery",
            as_f64(alone.instructions) / as_f64(alone.deliveries),
        ),
        (
            "instructions_per_burst_delivery",
            as_f64(burst.instructions) / as_f64(burst.deliveries),
        ),
        (
            "deliveries_per_send",
            as_f64(burst.deliveries) / as_f64(burst.sends),
        ),
    ]))
}

/// What one run under callgrind counted.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    instructions: u64,
    sends: u64,
    deliveries: u64,
}

impl Counts {
    fn since(&self, shorter: &Self) -> Self {
        Self {
            instructions: self.instructions.saturating_sub(shorter.instructions),
            sends: self.sends.saturating_sub(shorter.sends),
            deliveries: self.deliveries - shorter.deliveries,
        }
    }
}

/// Runs a server under callgrind from its start to its end.
fn watched(
    rondo: &Rondo,
    cpus: Cpus,
    name: &str,
    shape: Shape,
    talk: impl FnOnce(&mut Crowd, u64) -> Result<()>,
) -> Result<Counts> {
    // It stays, to be looked at with callgrind_annotate.
    let out = rondo.folder().join(format!("callgrind-{name}.out"));
    let mut file = OsString::from("--callgrind-out-file=");
    file.push(&out);
    let watcher = ["valgrind".into(), "--tool=callgrind".into(), file];
    let running = rondo.begin_under(&watcher, shape, cpus)?;
    let mut crowd = Crowd::of(join_all(&running, shape)?, LINE_BYTES)?;
    talk(&mut crowd, running.rest_ns(AT_ONCE))?;
    let deliveries = crowd.tally.deliveries;
    drop(crowd);
    running.end()?;
    let said = fs::read_to_string(&out).context("callgrind left nothing")?;
    let (instructions, sends) = read(&said).context("callgrind's file reads otherwise")?;
    Ok(Counts {
        instructions,
        sends,
        deliveries,
    })
}

/// The functions of the C library that send bytes through a socket.
const SENDS: [&str; 5] = ["send", "__send", "sendmsg", "sendto", "writev"];

/// Instructions and sends of a callgrind file (Callgrind Format Specification, version 1). A name
/// stands beside its number only where it is first used.
fn read(said: &str) -> Option<(u64, u64)> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    let (mut total, mut sends, mut called) = (None, 0, "");
    for line in said.lines() {
        if let Some(instructions) = line
            .strip_prefix("totals: ")
            .or(line.strip_prefix("summary: "))
        {
            total = instructions.trim().parse().ok();
        } else if let Some((key, rest)) = line.split_once('=') {
            match key {
                "fn" | "cfn" => {
                    let (number, name) = rest.split_once(' ').unwrap_or((rest, ""));
                    if !name.is_empty() {
                        names.insert(number, name);
                    }
                    called = if key == "cfn" {
                        names.get(number).copied()?
                    } else {
                        called
                    };
                }
                "calls" if SENDS.contains(&called.split('@').next()?) => {
                    sends += rest.split(' ').next()?.parse::<u64>().ok()?;
                }
                _ => {}
            }
        }
    }
    Some((total?, sends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_by_name_also_where_only_the_number_stands() {
        let file = "events: Ir\nfn=(1) main\n16 400\ncfn=(2) send\ncalls=3 50\n16 60\nfn=(3) other\n\
                    cfn=(2)\ncalls=4 50\n20 80\ncfn=(4) sender\ncalls=9 1\n1 1\ntotals: 541\n";
        assert_eq!(read(file), Some((541, 7)));
    }
}
