//! What is asked of Rondo, as ratios within one run, and whether it was met.
//!
//! The long form shows every goal. The short form fails when a gate is missed: gates are wide enough
//! for a noisy machine, and about counts, memory and ratios only.

use serde::{Deserialize, Serialize};

use crate::{baseline::Baseline, rounds::Row};

/// A goal and what was measured.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Goal {
    pub words: String,
    /// None if it was not measured in this run.
    pub measured: Option<f64>,
    /// Met when at most, or at least, this.
    pub bound: f64,
    pub at_most: bool,
}

impl Goal {
    pub fn met(&self) -> bool {
        self.measured.is_some_and(|measured| {
            if self.at_most {
                measured <= self.bound
            } else {
                measured >= self.bound
            }
        })
    }

    /// One line of the table.
    pub fn line(&self) -> String {
        let sign = if self.at_most { '≤' } else { '≥' };
        let Some(measured) = self.measured else {
            return format!("| {} {sign} {} | | not measured |", self.words, self.bound);
        };
        let met = if self.met() { "met" } else { "**missed**" };
        format!(
            "| {} {sign} {} | {measured:.2} | {met} |",
            self.words, self.bound
        )
    }
}

/// Rows of a run, to be asked for figures.
struct Rows<'a>(&'a [Row]);

/// The subject that is held to goals.
const OURS: &str = "Rondo";
const OURS_IN_MEMORY: &str = "Rondo, log in memory";
/// In a burst each send has to carry at least so many.
const DELIVERIES_PER_SEND: f64 = 15.0;

impl Rows<'_> {
    fn has(&self, profile: &str, subject: &str) -> bool {
        let mut rows = self.0.iter();
        rows.any(|row| row.profile == profile && row.subject == subject)
    }

    fn figure(&self, profile: &str, subject: &str, figure: &str) -> Option<f64> {
        let mut rows = self.0.iter();
        let row = rows.find(|row| row.profile == profile && row.subject == subject)?;
        row.median(figure)
    }

    fn ours(&self, profile: &str, figure: &str) -> Option<f64> {
        self.figure(profile, OURS, figure)
    }

    /// Rondo's figure as a share of another's.
    fn ratio(&self, profile: &str, subject: &str, figure: &str) -> Option<f64> {
        Some(self.ours(profile, figure)? / self.figure(profile, subject, figure)?)
    }

    /// The smallest figure of any peer, uWebSockets apart.
    fn best_peer(&self, profile: &str, figure: &str) -> Option<f64> {
        let peers = self.0.iter().filter(|row| {
            row.profile == profile && !row.ours && !row.limit && !row.subject.starts_with("uWeb")
        });
        peers
            .filter_map(|row| row.median(figure))
            .min_by(f64::total_cmp)
    }
}

const CPU: &str = "cpu_s_per_million";

/// The goals of the long form.
pub fn goals(rows: &[Row], latency_claimed: bool) -> Vec<Goal> {
    let rows = Rows(rows);
    let mut goals = Vec::new();
    let mut goal = |words: String, measured: Option<f64>, at_most: bool, bound: f64| {
        goals.push(Goal {
            words,
            measured,
            bound,
            at_most,
        });
    };
    for (profile, peers, at_once) in [
        ("relay 100 × 10", 0.75, Some(2.0)),
        ("relay 20 × 30", 0.6, None),
        ("relay 25 × 40", 0.6, None),
        ("relay 2 × 500", 0.6, Some(1.4)),
    ] {
        for peer in ["Socket.IO", "Colyseus"] {
            let words = format!("{profile}: CPU for each delivery ÷ {peer}");
            goal(words, rows.ratio(profile, peer, CPU), true, peers);
        }
        let best = rows.ours(profile, CPU).zip(rows.best_peer(profile, CPU));
        let words = format!("{profile}: CPU for each delivery ÷ best peer");
        goal(words, best.map(|(ours, best)| ours / best), true, 1.0);
        if let Some(bound) = at_once {
            let words = format!("{profile}: CPU for each delivery ÷ limit, at once");
            goal(
                words,
                rows.ratio(profile, "limit, at once", CPU),
                true,
                bound,
            );
            let relay = rows.figure(profile, OURS_IN_MEMORY, CPU);
            let relay = relay.zip(rows.figure(profile, "limit, at once", CPU));
            let words = format!("{profile}: the same without the sync, log in memory");
            goal(words, relay.map(|(ours, limit)| ours / limit), true, 1.35);
        }
        let late = rows
            .ours(profile, "p99_us")
            .zip(rows.best_peer(profile, "p99_us"));
        if latency_claimed {
            let words = format!("{profile}: p99 above the best peer's, ms");
            goal(
                words,
                late.map(|(ours, best)| (ours - best) / 1e3),
                true,
                3.0,
            );
        }
    }
    for profile in ["burst 60 × 10", "burst 20 × 30", "burst 15 × 40"] {
        let rate = rows.ratio(profile, "Socket.IO", "deliveries_per_s");
        goal(
            format!("{profile}: deliveries/s ÷ Socket.IO"),
            rate,
            false,
            10.0,
        );
    }
    let small = rows.ours("burst 60 × 10", "deliveries_per_s");
    let large = rows.ours("burst 15 × 40", "deliveries_per_s").zip(small);
    let words = "burst: deliveries/s in rooms of 40 ÷ rooms of 10".to_owned();
    goal(words, large.map(|(large, small)| large / small), false, 1.0);
    let moved = rows
        .ours("stalled 5 × 30", "max_moved_us")
        .filter(|_| latency_claimed);
    let words = "stalled: longest latency of the others moved by, ms".to_owned();
    goal(words, moved.map(|us| us / 1e3), true, 10.0);
    for profile in ["idle 1000 connections", "idle 10000 connections"] {
        let kib = rows.ours(profile, "kib_per_connection");
        goal(format!("{profile}: KiB for each"), kib, true, 10.0);
    }
    let back = rows.ours("comeback 200 × 10", "p99_ms");
    let words = "comeback 200 × 10: p99 after the restart, s".to_owned();
    goal(words, back.map(|ms| ms / 1e3), true, 5.0);
    let growth = rows.ours("durable 1000", "appends_per_sync");
    let growth = growth.zip(rows.ours("durable 1", "appends_per_sync"));
    let words = "durable: appends/sync in 1,000 rooms ÷ in one".to_owned();
    goal(words, growth.map(|(many, one)| many / one), false, 4.0);
    let share = rows.ours("durable 1000", "log_share");
    let share = share.zip(rows.ours("durable 1", "log_share"));
    let words = "durable: the log's share of the CPU in 1,000 rooms ÷ in one".to_owned();
    goal(words, share.map(|(many, one)| many / one), true, 1.0);
    let opened = rows.ours("opening 10000 events", "opened_in_ms");
    let words = "opening a room with 10,000 events, ms".to_owned();
    goal(words, opened, true, 200.0);
    goals
}

/// The gates of the short form, as far as what they are about was measured.
pub fn gates(rows: &[Row], baseline: Option<&Baseline>) -> Vec<Goal> {
    let rows = Rows(rows);
    let mut gates = Vec::new();
    // What was measured and has no figure misses its gate.
    let mut gate = |words: &str, of: (&str, &str), measured: Option<f64>, at_most, bound| {
        if rows.has(of.0, of.1) {
            gates.push(Goal {
                words: words.to_owned(),
                measured,
                bound,
                at_most,
            });
        }
    };
    let of = ("relay 20 × 10", "Socket.IO");
    let cpu = rows.ratio(of.0, of.1, CPU);
    gate(
        "relay: CPU for each delivery ÷ Socket.IO",
        of,
        cpu,
        true,
        2.0,
    );
    let of = ("burst 6 × 30", "Socket.IO");
    let rate = rows.ratio(of.0, of.1, "deliveries_per_s");
    gate("burst: deliveries/s ÷ Socket.IO", of, rate, false, 2.0);
    let of = ("burst 6 × 30", OURS);
    let joined = rows.ours(of.0, "deliveries_per_packet");
    gate(
        "burst: deliveries for each packet",
        of,
        joined,
        false,
        DELIVERIES_PER_SEND,
    );
    let of = ("idle 400 connections", OURS);
    let kib = rows.ours(of.0, "kib_per_connection");
    gate("idle: KiB for each connection", of, kib, true, 16.0);
    let of = ("durable 30", OURS);
    let appends = rows.ours(of.0, "appends_per_sync");
    let appends = appends.zip(rows.ours("durable 1", "appends_per_sync"));
    let growth = appends.map(|(many, one)| many / one);
    gate(
        "durable: appends/sync in 30 rooms ÷ in one",
        of,
        growth,
        false,
        1.5,
    );
    let of = ("comeback 20 × 10", OURS);
    let back = rows.ours(of.0, "last_ms").map(|ms| ms / 1e3);
    gate(
        "comeback: the last after the restart, s",
        of,
        back,
        true,
        30.0,
    );
    let of = ("instructions", OURS);
    let sends = rows.ours(of.0, "deliveries_per_send");
    gate(
        "burst: deliveries for each send",
        of,
        sends,
        false,
        DELIVERIES_PER_SEND,
    );
    if let Some(baseline) = baseline {
        let counted = rows.ours(of.0, "instructions_per_delivery");
        let grown = counted.map(|counted| counted / baseline.instructions_per_delivery);
        gate(
            "instructions for each delivery ÷ recorded",
            of,
            grown,
            true,
            1.03,
        );
    }
    gates
}
