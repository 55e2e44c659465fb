//! The table: ratios first, since they are what repeats on another machine.

use std::fmt::Write;

use super::{
    Report,
    columns::{Column, columns},
};
use crate::rounds::Row;

/// The whole report as Markdown.
pub fn table(report: &Report) -> String {
    let machine = &report.machine;
    let mut text = format!(
        "Rondo {} on {} ({} CPUs, {} MiB), Linux {}\n{} · load before {} · after {} · seed {}\n",
        machine.commit,
        machine.cpu,
        machine.cpus,
        machine.memory_mib,
        machine.kernel,
        machine.pinning,
        machine.load,
        report.load_after,
        report.seed,
    );
    if !report.latency_claimed {
        text.push_str(
            "Others were at work on this machine, or it could not be shared out: the latencies \
             below, marked with *, are no claim.\n",
        );
    }
    for profile in report.profiles() {
        let rows: Vec<&Row> = report
            .rows
            .iter()
            .filter(|row| row.profile == profile)
            .collect();
        let one = one(profile, &rows, report.latency_claimed);
        let _ = write!(text, "\n### {profile}\n\n{one}");
    }
    if !report.goals.is_empty() {
        text.push_str("\n### Goals\n\n| goal | measured | |\n| --- | --- | --- |\n");
        for goal in &report.goals {
            let _ = writeln!(text, "{}", goal.line());
        }
    }
    text
}

fn one(profile: &str, rows: &[&Row], latency_claimed: bool) -> String {
    let all = columns(profile);
    let shown: Vec<&Column> = all
        .iter()
        .filter(|column| rows.iter().any(|row| row.median(column.figure).is_some()))
        .collect();
    let mut text = String::from("| | Rondo ÷ this |");
    for column in &shown {
        let doubt = if column.latency && !latency_claimed {
            "*"
        } else {
            ""
        };
        let _ = write!(text, " {}{doubt} |", column.title);
    }
    let _ = writeln!(text, "\n| --- | --: |{}", " --: |".repeat(shown.len()));
    let ours = rows.iter().find(|row| row.ours);
    for row in rows {
        let _ = write!(text, "| {} |", row.subject);
        if let Some(why) = &row.failed {
            let first = why.lines().next().unwrap_or_default();
            let _ = writeln!(text, " | {first} |");
            continue;
        }
        let key = all.first().map(|column| column.figure);
        let ratio = key.and_then(|key| Some(ours?.median(key)? / row.median(key)?));
        let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let _ = write!(text, " {ratio} |");
        for (at, column) in shown.iter().enumerate() {
            let _ = write!(text, " {} |", cell(row, column, at == 0));
        }
        text.push('\n');
    }
    text
}

/// The median, and for what is compared by also the smallest and the largest.
fn cell(row: &Row, column: &Column, with_ends: bool) -> String {
    let Some(spread) = row.spread(column.figure) else {
        return String::new();
    };
    let show = |figure: f64| format!("{:.*}", column.digits, figure * column.scale);
    if with_ends && row.samples.len() > 1 {
        format!(
            "{} ({}–{})",
            show(spread.median),
            show(spread.min),
            show(spread.max)
        )
    } else {
        show(spread.median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(subject: &str, ours: bool, cpu: &[f64]) -> Row {
        let samples = cpu
            .iter()
            .map(|cpu| [("cpu_s_per_million".to_owned(), *cpu)].into());
        Row {
            profile: "relay 1 × 2".into(),
            subject: subject.into(),
            ours,
            limit: false,
            failed: None,
            samples: samples.collect(),
        }
    }

    #[test]
    fn a_row_tells_its_ratio_its_median_and_its_ends() {
        let (ours, peer) = (row("Rondo", true, &[10.0]), row("ws", false, &[19.0, 21.0]));
        let text = one("relay 1 × 2", &[&ours, &peer], true);
        assert!(text.contains("| ws | 0.50 | 20.0 (19.0–21.0) |"), "{text}");
        assert!(text.contains("| Rondo | 1.00 | 10.0 |"), "{text}");
    }

    #[test]
    fn a_failed_row_says_why_instead() {
        let mut peer = row("ws", false, &[]);
        peer.failed = Some("1 of 9 deliveries is lost".into());
        let text = one("relay 1 × 2", &[&peer], true);
        assert!(text.contains("deliveries is lost"), "{text}");
    }
}
