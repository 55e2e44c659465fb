//! What a process takes from the system, and whether it takes more and more.

use std::fs;

/// What a process takes at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Footprint {
    /// Minutes since the first look.
    pub minutes: f64,
    /// Resident memory, in MiB (proc(5), `VmRSS`).
    pub resident_mib: f64,
    /// Open descriptors; none where the system does not show them.
    pub descriptors: Option<f64>,
    /// Threads.
    pub threads: f64,
    /// Tasks under way inside the process, as it counts them itself.
    pub tasks: f64,
}

impl Footprint {
    /// Of a process that tells this about itself (`/metrics`); none if it is gone.
    #[must_use]
    pub fn of(pid: u32, metrics: &str, minutes: f64) -> Option<Self> {
        let mut lines = metrics.lines();
        let tasks = lines.find_map(|line| line.strip_prefix("rondo_tasks "))?;
        let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let field = |name: &str| -> Option<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let descriptors = fs::read_dir(format!("/proc/{pid}/fd"));
        Some(Self {
            minutes,
            resident_mib: field("VmRSS:")? / 1_024.0,
            descriptors: descriptors.ok().map(|all| count(all.count())),
            threads: field("Threads:")?,
            tasks: tasks.parse().ok()?,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand descriptors")]
fn count(descriptors: usize) -> f64 {
    descriptors as f64
}

/// By how much figures grow per unit of what they stand over: the slope of the line that fits them
/// best (least squares).
#[must_use]
pub fn slope(points: &[(f64, f64)]) -> f64 {
    let n = count(points.len()).max(1.0);
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let both: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    match spread > 0.0 {
        true => both / spread,
        false => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_by_two_has_a_slope_of_two_and_what_swings_has_none() {
        let grows: Vec<_> = [0.0, 1.0, 2.0, 3.0].map(|x| (x, 7.0 + 2.0 * x)).into();
        assert!((slope(&grows) - 2.0).abs() < 1e-9);
        let swings = [(0.0, 1.0), (1.0, 3.0), (2.0, 3.0), (3.0, 1.0)];
        assert!(slope(&swings).abs() < 1e-9);
        assert!(slope(&[(1.0, 4.0)]).abs() < 1e-9);
    }

    #[test]
    fn this_process_has_memory_and_threads_and_as_many_tasks_as_it_says() {
        let metrics = "# TYPE rondo_tasks gauge\nrondo_tasks 7\n";
        let here = Footprint::of(std::process::id(), metrics, 0.0).unwrap();
        assert!(here.resident_mib > 0.0 && here.threads >= 1.0);
        assert!((here.tasks - 7.0).abs() < 1e-9);
    }
}
