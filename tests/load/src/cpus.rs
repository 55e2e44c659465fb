//! Which processor runs what: the generator on one, the measured server on another.
//!
//! What is started through [`Cpus::on_servers`] inherits its processor and priority, threads included,
//! without a moment in which it could start threads elsewhere.

use rustix::{
    process::setpriority_process,
    thread::{CpuSet, sched_getaffinity, sched_setaffinity},
};

/// Above what else runs on the machine, below what keeps it alive (setpriority(2)).
const PRIORITY: i32 = -10;

/// How the processors are shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cpus {
    /// The generator's and the server's, if there are two.
    pinned: Option<(usize, usize)>,
    raised: bool,
}

impl Cpus {
    /// Takes a processor for the generator and raises its priority, where that is allowed.
    pub fn take() -> Self {
        let allowed = sched_getaffinity(None).ok();
        let allowed = allowed.map_or(Vec::new(), |set| {
            (0..CpuSet::MAX_CPU)
                .filter(|cpu| set.is_set(*cpu))
                .collect()
        });
        let pinned = match allowed[..] {
            [first, .., last] => Some((first, last)),
            _ => None,
        };
        let pinned = pinned.filter(|(own, _)| stand_on(*own));
        let raised = setpriority_process(None, PRIORITY).is_ok();
        Self { pinned, raised }
    }

    /// Starts something on the server's processor.
    pub fn on_servers<T>(self, start: impl FnOnce() -> T) -> T {
        let Some((own, servers)) = self.pinned else {
            return start();
        };
        stand_on(servers);
        let started = start();
        stand_on(own);
        started
    }

    /// Whether latencies of this run may be told at all.
    pub fn apart(self) -> bool {
        self.pinned.is_some() && self.raised
    }

    /// The arrangement in words.
    pub fn words(self) -> String {
        let where_ = match self.pinned {
            Some((own, servers)) => format!("generator on CPU {own}, server on CPU {servers}"),
            None => "not pinned".to_owned(),
        };
        let how = if self.raised { "raised" } else { "usual" };
        format!("{where_}, {how} priority")
    }
}

/// Moves this thread to one processor.
fn stand_on(cpu: usize) -> bool {
    let mut set = CpuSet::new();
    set.set(cpu);
    sched_setaffinity(None, &set).is_ok()
}
