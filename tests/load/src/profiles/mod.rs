//! What is measured, one kind to a file.

pub mod burst;
pub mod comeback;
pub mod durable;
pub mod idle;
pub mod mixed;
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
    own: Cpu,
    busy_s: f64,
    log: Option<Cpu>,
    commits: Option<u64>,
}

impl Reading {
    fn of(stage: &dyn Stage) -> Result<Self> {
        let database = stage.database();
        Ok(Self {
            cpu: Cpu::of_tree(stage.pid())?,
            own: Cpu::of_threads(std::process::id(), "")?,
            busy_s: accounts::busy_s()?,
            log: database
                .map(|_| Cpu::of_threads(stage.pid(), LOG_THREADS))
                .transpose()?,
            commits: database.map(accounts::sqlite_commits).transpose()?,
        })
    }

    /// What was used since an earlier reading.
    fn since(&self, before: &Self) -> Used {
        let cpu = self.cpu.since(before.cpu);
        let own = self.own.since(before.own);
        let log = self
            .log
            .zip(before.log)
            .map(|(now, before)| now.since(before).total_s());
        Used {
            cpu,
            own_s: own.total_s(),
            others_s: (self.busy_s - before.busy_s - cpu.total_s() - own.total_s()).max(0.0),
            log_s: log,
            commits: self
                .commits
                .zip(before.commits)
                .map(|(now, before)| now - before),
        }
    }
}

/// What was used between two readings.
struct Used {
    cpu: Cpu,
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
