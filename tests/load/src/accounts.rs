//! What the operating system accounts for: processor time, memory, commits.
//!
//! All of it is read from outside the measured program, and none of it needs its help: whatever a
//! server says about itself is not believed here.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::Path,
    time::Duration,
};

use anyhow::{Context, Result};

/// Clock ticks of `/proc` per second: `USER_HZ` is 100 on every Linux of today (proc(5)).
const TICKS_PER_S: f64 = 100.0;

/// Processor time a process and its children have had, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cpu {
    pub user_s: f64,
    pub system_s: f64,
}

impl Cpu {
    /// Of a process, all its threads and all processes it started that still run.
    pub fn of_tree(pid: u32) -> Result<Self> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat"))
            .with_context(|| format!("process {pid} is gone"))?;
        let mut cpu = Self::of_stat(&stat).context("/proc/<pid>/stat reads otherwise")?;
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
        for child in children.unwrap_or_default().split_whitespace() {
            // One that has just ended counts for its parent already.
            if let Ok(theirs) = Self::of_tree(child.parse()?) {
                cpu = cpu.plus(theirs);
            }
        }
        Ok(cpu)
    }

    /// Fields 14 and 15 of `/proc/<pid>/stat`. The name before them may hold anything.
    fn of_stat(stat: &str) -> Option<Self> {
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(11);
        let mut next = || fields.next()?.parse::<f64>().ok();
        Some(Self {
            user_s: next()? / TICKS_PER_S,
            system_s: next()? / TICKS_PER_S,
        })
    }

    pub fn since(self, before: Self) -> Self {
        Self {
            user_s: self.user_s - before.user_s,
            system_s: self.system_s - before.system_s,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            user_s: self.user_s + other.user_s,
            system_s: self.system_s + other.system_s,
        }
    }
}

/// Time that those threads of a process have run whose name begins so, in seconds: the first number of
/// `/proc/<pid>/task/<tid>/schedstat`, in nanoseconds, where ticks would be too coarse. Threads that have
/// ended are missing.
pub fn ran_s(pid: u32, name: &str) -> Result<f64> {
    let mut ns = 0.0;
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        let task = task?.path();
        let read = |file| fs::read_to_string(task.join(file)).unwrap_or_default();
        if read("comm").starts_with(name) {
            let ran = read("schedstat");
            let ran = ran
                .split_whitespace()
                .next()
                .and_then(|ns| ns.parse::<f64>().ok());
            ns += ran.unwrap_or(0.0);
        }
    }
    Ok(ns / 1e9)
}

/// The same for a process with all it started that still runs.
pub fn tree_ran_s(pid: u32) -> Result<f64> {
    let mut s = ran_s(pid, "")?;
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
    for child in children.unwrap_or_default().split_whitespace() {
        s += tree_ran_s(child.parse()?).unwrap_or(0.0);
    }
    Ok(s)
}

/// Time the machine's processors have been busy with anything, stolen time included, in seconds.
pub fn busy_s() -> Result<f64> {
    let stat = fs::read_to_string("/proc/stat")?;
    let all = stat.lines().next().context("/proc/stat is empty")?;
    let ticks: Vec<f64> = all
        .split_whitespace()
        .skip(1)
        .filter_map(|t| t.parse().ok())
        .collect();
    // user nice system idle iowait irq softirq steal guest guest_nice; guests are within user.
    let busy = ticks
        .iter()
        .take(8)
        .enumerate()
        .filter(|(at, _)| *at != 3 && *at != 4);
    Ok(busy.map(|(_, ticks)| ticks).sum::<f64>() / TICKS_PER_S)
}

/// Memory of a process that is in use now, in KiB.
pub fn resident_kib(pid: u32) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(kib.context("no VmRSS")?.parse()?)
}

/// Memory of a process once it has stopped changing, in KiB: what was just freed or is still being
/// taken is not counted on either side.
pub fn settled_kib(pid: u32) -> Result<u64> {
    let mut last = resident_kib(pid)?;
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(250));
        let now = resident_kib(pid)?;
        if now.abs_diff(last) <= last / 500 {
            return Ok(now);
        }
        last = now;
    }
    Ok(last)
}

/// Transactions that SQLite has committed into a database with a write-ahead log since it was
/// opened: the counter `iChange` in the header of the shared index beside it (SQLite, "WAL-mode File
/// Format", section 2.1). With `synchronous=FULL` each of them is one sync of the log.
///
/// The server counts the same; this stands in until it tells.
pub fn sqlite_commits(database: &Path) -> Result<u64> {
    let mut index = database.as_os_str().to_owned();
    index.push("-shm");
    let mut file = File::open(Path::new(&index))?;
    file.seek(SeekFrom::Start(8))?;
    let mut count = [0; 4];
    file.read_exact(&mut count)?;
    Ok(u32::from_ne_bytes(count).into())
}

/// Packets with data that this machine has sent over TCP, which is how often anybody's bytes were sent:
/// the loopback takes up to 64 KiB as one packet, and nothing waits to be joined with what comes later
/// (`TCPOrigDataSent` of `/proc/net/netstat`; snmp_counter in the kernel's documentation).
pub fn packets_sent() -> Result<u64> {
    let told = fs::read_to_string("/proc/net/netstat")?;
    counter(&told, "TcpExt:", "TCPOrigDataSent").context("/proc/net/netstat reads otherwise")
}

/// A counter of a group: its names stand on one line, and its numbers on the next.
fn counter(told: &str, group: &str, name: &str) -> Option<u64> {
    let mut lines = told.lines().filter(|line| line.starts_with(group));
    let (names, numbers) = (lines.next()?, lines.next()?);
    let mut columns = names.split_whitespace().zip(numbers.split_whitespace());
    columns.find(|(column, _)| *column == name)?.1.parse().ok()
}

/// Raises the number of files this process and those it starts may have open.
pub fn raise_files() -> Result<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, raised).map_err(io::Error::from)?;
    Ok(limit.maximum.unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_found_behind_a_name_with_brackets() {
        let stat = "17 (a ) b) S 1 17 17 0 -1 4194560 9 0 0 0 250 75 0 0 20 0 4 0 12 1 2";
        let cpu = Cpu::of_stat(stat).unwrap();
        assert_eq!((cpu.user_s, cpu.system_s), (2.5, 0.75));
    }

    #[test]
    fn a_counter_is_found_by_the_name_above_it() {
        let told = "TcpExt: A Sent B\nTcpExt: 1 2 3\nIpExt: Sent\nIpExt: 4\n";
        assert_eq!(counter(told, "TcpExt:", "Sent"), Some(2));
        assert_eq!(counter(told, "IpExt:", "Sent"), Some(4));
        assert_eq!(counter(told, "IpExt:", "B"), None);
        assert!(packets_sent().is_ok());
    }

    #[test]
    fn this_process_has_had_some_of_everything() {
        let pid = std::process::id();
        assert!(resident_kib(pid).unwrap() > 0);
        let cpu = Cpu::of_tree(pid).unwrap();
        assert!(cpu.user_s + cpu.system_s >= 0.0);
        assert!(tree_ran_s(pid).unwrap() >= ran_s(pid, "no such thread").unwrap());
        assert!(busy_s().unwrap() > 0.0);
    }
}
