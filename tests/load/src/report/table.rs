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
    for family in families(&report.rows) {
        let title = match family[..] {
            [alone] => alone.profile.clone(),
            [first, ..] if first.profile == family[1].profile => first.profile.clone(),
            _ => kind(family[0]).to_owned(),
        };
        let one = one(&family, report.latency_claimed);
        let _ = write!(text, "\n### {title}\n\n{one}");
    }
    if !report.goals.is_empty() {
        text.push_str("\n### Goals\n\n| goal | measured | |\n| --- | --- | --- |\n");
        for goal in &report.goals {
            let _ = writeln!(text, "{}", goal.line());
        }
    }
    text
}

/// What a profile is of.
fn kind(row: &Row) -> &str {
    row.profile.split(' ').next().unwrap_or_default()
}

/// Rows that belong into one table: those of one profile, and those of profiles of one kind that have
/// a single row each.
fn families(rows: &[Row]) -> Vec<Vec<&Row>> {
    let alone = |row: &Row| {
        rows.iter()
            .filter(|other| other.profile == row.profile)
            .count()
            == 1
    };
    let mut families: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let joins = families
            .last()
            .and_then(|family| family.last())
            .is_some_and(|last| {
                last.profile == row.profile
                    || (kind(last) == kind(row) && alone(last) && alone(row))
            });
        match families.last_mut().filter(|_| joins) {
            Some(family) => family.push(row),
            None => families.push(vec![row]),
        }
    }
    families
}

fn one(rows: &[&Row], latency_claimed: bool) -> String {
    let all = rows.first().map_or(&[][..], |row| columns(&row.profile));
    let shown: Vec<&Column> = all
        .iter()
        .filter(|column| rows.iter().any(|row| row.median(column.figure).is_some()))
        .collect();
    let key = all
        .first()
        .filter(|key| key.compared && rows.iter().any(|row| !row.ours));
    let mut text = String::from("| |");
    if key.is_some() {
        text.push_str(" Rondo ÷ this |");
    }
    for column in &shown {
        let doubt = if column.latency && !latency_claimed {
            "*"
        } else {
            ""
        };
        let _ = write!(text, " {}{doubt} |", column.title);
    }
    let columns = shown.len() + usize::from(key.is_some());
    let _ = writeln!(text, "\n| --- |{}", " --: |".repeat(columns));
    let ours = rows.iter().find(|row| row.ours);
    let one_profile = rows.iter().all(|row| row.profile == rows[0].profile);
    for row in rows {
        let name = if one_profile {
            &row.subject
        } else {
            &row.profile
        };
        let _ = write!(text, "| {name} |");
        if let Some(why) = &row.failed {
            let _ = writeln!(text, " {} |", why.lines().next().unwrap_or_default());
            continue;
        }
        if let Some(key) = key {
            let ratio =
                ours.and_then(|ours| Some(ours.median(key.figure)? / row.median(key.figure)?));
            let _ = write!(
                text,
                " {} |",
                ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"))
            );
        }
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
        let text = one(&[&ours, &peer], true);
        assert!(text.contains("| ws | 0.50 | 20.0 (19.0–21.0) |"), "{text}");
        assert!(text.contains("| Rondo | 1.00 | 10.0 |"), "{text}");
    }

    #[test]
    fn profiles_with_one_row_each_share_a_table() {
        let rows = ["durable 1", "durable 3", "relay 1 × 2", "relay 1 × 2"].map(|profile| Row {
            profile: profile.into(),
            ..row("Rondo", true, &[1.0])
        });
        let sizes: Vec<usize> = families(&rows).iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 2]);
    }

    #[test]
    fn a_failed_row_says_why_instead() {
        let mut peer = row("ws", false, &[]);
        peer.failed = Some("1 of 9 deliveries is lost".into());
        let text = one(&[&peer], true);
        assert!(text.contains("deliveries is lost"), "{text}");
    }
}
