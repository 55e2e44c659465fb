//! What is measured, one kind to a file.

pub mod burst;
pub mod comeback;
pub mod durable;
pub mod idle;
pub mod instructions;
pub mod mixed;
pub mod opening;
pub mod relay;
pub mod stalled;

use anyhow::Result;

use crate::{
    accounts::{self, Cpu},
    subjects::{Stage, rondo::LOG_THREADS},
};

/// The accounts of a running subject at one moment.
struct Reading {
    cpu: Cpu,
    ran_s: f64,
    own_s: f64,
    busy_s: f64,
    log_s: Option<f64>,
    commits: Option<u64>,
}

impl Reading {
    fn of(stage: &dyn Stage) -> Result<Self> {
        let (pid, database) = (stage.pid(), stage.database());
        Ok(Self {
            cpu: Cpu::of_tree(pid)?,
            ran_s: accounts::tree_ran_s(pid)?,
            own_s: accounts::ran_s(std::process::id(), "")?,
            busy_s: accounts::busy_s()?,
            log_s: database
                .map(|_| accounts::ran_s(pid, LOG_THREADS))
                .transpose()?,
            commits: database.map(accounts::sqlite_commits).transpose()?,
        })
    }

    /// What was used since an earlier reading.
    fn since(&self, before: &Self) -> Used {
        let (cpu_s, own_s) = (self.ran_s - before.ran_s, self.own_s - before.own_s);
        let both = |now: Option<f64>, before: Option<f64>| Some(now? - before?);
        Used {
            cpu_s,
            split: self.cpu.since(before.cpu),
            own_s,
            others_s: (self.busy_s - before.busy_s - cpu_s - own_s).max(0.0),
            log_s: both(self.log_s, before.log_s),
            commits: self
                .commits
                .zip(before.commits)
                .map(|(now, before)| now - before),
        }
    }
}

/// What was used between two readings.
struct Used {
    /// The subject's processor time.
    cpu_s: f64,
    /// The same by ticks, apart for the program and the kernel.
    split: Cpu,
    /// The generator's processor time.
    own_s: f64,
    /// Processor time of everybody else on the machine.
    others_s: f64,
    /// Of the subject's own, what its log took.
    log_s: Option<f64>,
    commits: Option<u64>,
}

/// A million deliveries, by which costs are told.
fn each_million(amount: f64, deliveries: u64) -> f64 {
    amount / as_f64(deliveries) * 1e6
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn as_f64(count: u64) -> f64 {
    count as f64
}

fn seconds(ns: u64) -> f64 {
    as_f64(ns) / 1e9
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "short spans"
)]
fn nanoseconds(s: f64) -> u64 {
    (s * 1e9) as u64
}
