//! What the server counts about itself, for an operator's graphs and alarms.
//!
//! Counts, times and sizes of the whole server only, never of one room or one person: what happens in
//! a group must not be readable from a graph. So a command counts by what became of it and not by
//! what it was, rooms count by phase, and nothing at all counts what goes into an anonymous box or
//! passes `/anon`. Every label and value stands in this file; none is ever taken from a request.

use std::{
    fmt, fs,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Metric, Registry},
};
use rondo_protocol::{CloseCode, RefusalCode, session::Phase};
use tokio::runtime::Handle;

use crate::store::log::LogError;

/// One label, whose name and values are written in this file.
type Labelled<M> = Family<[(&'static str, &'static str); 1], M>;

/// Upper bounds of the time an append takes, in seconds: from a fast disk to a stuck one.
const APPEND_SECONDS: [f64; 10] = [
    0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, 10.0,
];
const PHASES: [&str; 4] = ["waiting", "live", "closing", "ended"];
const OUTCOMES: [&str; 6] = [
    "done",
    "refused",
    "too_fast",
    "stale_number",
    "malformed",
    "not_stored",
];
const GIVEN: [&str; 3] = ["first", "change", "whole"];
const CUT_OFF: [&str; 4] = ["fell_behind", "flood", "unreadable", "not_greeted"];
const APPENDS: [&str; 4] = ["stored", "full", "lost", "unknown"];
const STATUS: [&str; 6] = ["1xx", "2xx", "3xx", "4xx", "429", "5xx"];

/// The server's counters. Cheap to clone; all clones count together.
#[derive(Clone)]
pub struct Metrics(Arc<Inside>);

struct Inside {
    registry: Registry,
    websockets: Gauge,
    rooms: Labelled<Gauge>,
    commands: Labelled<Counter>,
    welcomes: Labelled<Counter>,
    cut_off: Labelled<Counter>,
    appends: Labelled<Counter>,
    append_seconds: Histogram,
    commits: Counter,
    requests: Labelled<Counter>,
    resident_bytes: Gauge,
    open_files: Gauge,
    tasks: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let to = &mut registry;
        let websockets = registered(to, "rondo_websockets", "Websockets open now");
        let rooms = labelled(
            to,
            "rondo_rooms",
            "Rooms by the phase of their session",
            ("phase", &PHASES),
        );
        let commands = labelled(
            to,
            "rondo_commands",
            "Commands by what became of them; refused means by the rules of the room",
            ("outcome", &OUTCOMES),
        );
        let welcomes = labelled(
            to,
            "rondo_welcomes",
            "Connections welcomed to a room by what they were given: those that had nothing the whole \
             (first), others the change they missed, or the whole all the same",
            ("given", &GIVEN),
        );
        let cut_off = labelled(
            to,
            "rondo_cut_off",
            "Websockets the server ended because they did not keep up, or because of what came over \
             them",
            ("why", &CUT_OFF),
        );
        let appends = labelled(
            to,
            "rondo_appends",
            "Records given to the store: stored, refused by a full disk, lost to another owner of the \
             log, or of unknown fate",
            ("outcome", &APPENDS),
        );
        let append_seconds = Histogram::new(APPEND_SECONDS);
        to.register(
            "rondo_append_seconds",
            "Time from giving a record to the store until it answers",
            append_seconds.clone(),
        );
        let commits = registered(
            to,
            "rondo_commits",
            "Transactions committed; each is synced to the disk once",
        );
        let requests = labelled(
            to,
            "rondo_requests",
            "Requests answered, by status; 429 is a try that was put off. Those to /anon are not \
             counted",
            ("status", &STATUS),
        );
        let resident_bytes = registered(to, "process_resident_memory_bytes", "Memory in use");
        let open_files = registered(to, "process_open_fds", "Files and sockets open");
        let tasks = registered(
            to,
            "rondo_tasks",
            "Tasks of the program under way: one for each room, some for each connection",
        );
        Self(Arc::new(Inside {
            registry,
            websockets,
            rooms,
            commands,
            welcomes,
            cut_off,
            appends,
            append_seconds,
            commits,
            requests,
            resident_bytes,
            open_files,
            tasks,
        }))
    }
}

impl Metrics {
    /// A websocket, open for as long as the value lives.
    #[must_use]
    pub fn websocket(&self) -> OpenWebsocket {
        self.0.websockets.inc();
        OpenWebsocket(self.0.websockets.clone())
    }

    /// The server closes a websocket.
    pub fn closed(&self, code: CloseCode) {
        let why = match code {
            CloseCode::FellBehind => "fell_behind",
            CloseCode::Flood => "flood",
            CloseCode::Unreadable => "unreadable",
            CloseCode::Ticket | CloseCode::NoHello => "not_greeted",
            // What happens in every session.
            CloseCode::Moved | CloseCode::Over | CloseCode::Removed | CloseCode::ComeBack => return,
        };
        self.0.cut_off.get_or_create(&[("why", why)]).inc();
    }

    /// A connection was welcomed: with a position of its own or not, and with the change only or the
    /// whole.
    pub fn welcomed(&self, had_something: bool, change_only: bool) {
        let given = match (had_something, change_only) {
            (_, true) => "change",
            (true, false) => "whole",
            (false, false) => "first",
        };
        self.0.welcomes.get_or_create(&[("given", given)]).inc();
    }

    /// A command was answered.
    pub fn answered(&self, result: Result<(), RefusalCode>) {
        let outcome = match result {
            Ok(()) => "done",
            Err(RefusalCode::TooFast) => "too_fast",
            Err(RefusalCode::StaleNumber) => "stale_number",
            Err(RefusalCode::Malformed) => "malformed",
            Err(RefusalCode::CannotStore) => "not_stored",
            // Which rule it was would tell what goes on in a room.
            Err(_rule) => "refused",
        };
        self.0.commands.get_or_create(&[("outcome", outcome)]).inc();
    }

    /// The store answered, after so long.
    pub fn appended(&self, answer: &Result<(), LogError>, took: Duration) {
        let outcome = match answer {
            Ok(()) => "stored",
            Err(LogError::Full) => "full",
            Err(
                LogError::Conflict(_)
                | LogError::AlreadyOpen(_)
                | LogError::Erased
                | LogError::Missing,
            ) => "lost",
            Err(LogError::Unknown(_)) => "unknown",
        };
        self.0.appends.get_or_create(&[("outcome", outcome)]).inc();
        self.0.append_seconds.observe(took.as_secs_f64());
    }

    /// A request was answered with this status.
    pub fn requested(&self, status: u16) {
        let class = match status {
            100..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            429 => "429",
            400..500 => "4xx",
            _ => "5xx",
        };
        self.0.requests.get_or_create(&[("status", class)]).inc();
    }

    /// Everything, as Prometheus reads it (OpenMetrics 1.0 text), with what is looked up now: the
    /// phase of every room, how many transactions the store has committed, and what the process takes.
    ///
    /// # Errors
    /// None that can happen: writing to a string does not fail.
    pub fn text(
        &self,
        rooms: impl Iterator<Item = Phase>,
        commits: u64,
    ) -> Result<String, fmt::Error> {
        let mut by_phase = PHASES.map(|phase| (phase, 0));
        for phase in rooms {
            by_phase[place(phase)].1 += 1;
        }
        for (phase, count) in by_phase {
            self.0.rooms.get_or_create(&[("phase", phase)]).set(count);
        }
        self.0.commits.inner().store(commits, Ordering::Relaxed);
        self.0.resident_bytes.set(resident_bytes().unwrap_or(0));
        self.0.open_files.set(open_files().unwrap_or(0));
        self.0.tasks.set(tasks().unwrap_or(0));
        let mut text = String::new();
        encode(&mut text, &self.0.registry)?;
        Ok(text)
    }
}

/// Counts as an open websocket until it is dropped.
pub struct OpenWebsocket(Gauge);

impl Drop for OpenWebsocket {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Where a phase stands in [`PHASES`].
fn place(phase: Phase) -> usize {
    match phase {
        Phase::Waiting => 0,
        Phase::Live => 1,
        Phase::Closing => 2,
        Phase::Ended => 3,
    }
}

fn registered<M: Metric + Clone + Default>(to: &mut Registry, name: &str, help: &str) -> M {
    let metric = M::default();
    to.register(name, help, metric.clone());
    metric
}

/// A family with all its values there from the start, at zero: a graph then shows the first of
/// anything.
fn labelled<M: Default + Clone + Send + Sync + fmt::Debug + 'static>(
    to: &mut Registry,
    name: &str,
    help: &str,
    (label, values): (&'static str, &[&'static str]),
) -> Labelled<M>
where
    Labelled<M>: Metric,
{
    let family = registered::<Labelled<M>>(to, name, help);
    for value in values {
        drop(family.get_or_create(&[(label, value)]));
    }
    family
}

/// Resident memory in bytes, as Linux tells it (proc(5), `VmRSS` in `/proc/self/status`, in KiB).
fn resident_bytes() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: i64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1024)
}

/// Tasks of the runtime that this is called in.
fn tasks() -> Option<i64> {
    let runtime = Handle::try_current().ok()?;
    i64::try_from(runtime.metrics().num_alive_tasks()).ok()
}

fn open_files() -> Option<i64> {
    let files = fs::read_dir("/proc/self/fd").ok()?.count();
    i64::try_from(files).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const OPERATIONS: &str = include_str!("../../docs/operations.md");

    fn text(metrics: &Metrics) -> String {
        metrics.text([Phase::Live].into_iter(), 7).unwrap()
    }

    /// Rows as the documentation has them, made of what is exposed.
    fn exposed(text: &str) -> BTreeSet<String> {
        let rows = text.lines().filter_map(|line| {
            let (family, kind) = line.strip_prefix("# TYPE ")?.split_once(' ')?;
            let name = match kind {
                "counter" => format!("{family}_total"),
                _ => family.to_owned(),
            };
            let help = format!("# HELP {family} ");
            let help = text.lines().find_map(|line| line.strip_prefix(&help))?;
            let start = format!("{name}{{");
            let mut label = String::new();
            for line in text.lines().filter_map(|line| line.strip_prefix(&start)) {
                let (key, rest) = line.split_once("=\"")?;
                if key == "le" {
                    continue;
                }
                if label.is_empty() {
                    label = format!("`{key}`:");
                }
                label = format!("{label} `{}`", rest.split_once('"')?.0);
            }
            let mut words: Vec<_> = label.split(' ').collect();
            words[1..].sort_unstable();
            Some(format!(
                "| `{name}` | {kind} | {} | {help} |",
                words.join(" ")
            ))
        });
        rows.collect()
    }

    #[test]
    fn the_table_of_metrics_in_the_documentation_is_what_is_exposed() {
        let documented: BTreeSet<_> = OPERATIONS
            .lines()
            .filter(|line| line.starts_with("| `rondo_") || line.starts_with("| `process_"))
            .map(str::to_owned)
            .collect();
        let exposed = exposed(&text(&Metrics::default()));
        let undocumented: Vec<_> = exposed.difference(&documented).collect();
        let gone: Vec<_> = documented.difference(&exposed).collect();
        assert!(undocumented.is_empty(), "not documented: {undocumented:#?}");
        assert!(gone.is_empty(), "documented, and not there: {gone:#?}");
    }

    #[test]
    fn what_happens_is_counted_under_its_name() {
        let metrics = Metrics::default();
        let open = metrics.websocket();
        drop(metrics.websocket());
        metrics.closed(CloseCode::FellBehind);
        metrics.closed(CloseCode::Removed);
        metrics.welcomed(false, false);
        metrics.welcomed(true, true);
        metrics.answered(Ok(()));
        metrics.answered(Err(RefusalCode::Muted));
        metrics.answered(Err(RefusalCode::TooFew));
        metrics.appended(&Err(LogError::Full), Duration::from_millis(3));
        metrics.requested(429);
        let text = text(&metrics);
        for line in [
            "rondo_websockets 1",
            "rondo_cut_off_total{why=\"fell_behind\"} 1",
            "rondo_welcomes_total{given=\"first\"} 1",
            "rondo_welcomes_total{given=\"change\"} 1",
            "rondo_commands_total{outcome=\"done\"} 1",
            "rondo_commands_total{outcome=\"refused\"} 2",
            "rondo_appends_total{outcome=\"full\"} 1",
            "rondo_append_seconds_bucket{le=\"0.005\"} 1",
            "rondo_append_seconds_bucket{le=\"0.002\"} 0",
            "rondo_commits_total 7",
            "rondo_rooms{phase=\"live\"} 1",
            "rondo_rooms{phase=\"waiting\"} 0",
            "rondo_requests_total{status=\"429\"} 1",
            "rondo_requests_total{status=\"4xx\"} 0",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} in\n{text}");
        }
        drop(open);
        assert!(resident_bytes().unwrap() > 1024 * 1024);
        assert!(open_files().unwrap() > 2);
    }
}
