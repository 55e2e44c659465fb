//! Plots, as SVG written by hand: bars for who costs what, a line for what grows with the rooms.

use std::fmt::Write;

use rondo_load::plot::{OURS, TOP, WIDTH, begin, escaped, line};

use super::{
    columns::{Column, columns},
    profiles,
};
use crate::rounds::Row;

const LEFT: f64 = 170.0;
const RIGHT: f64 = 90.0;
const BAR: f64 = 26.0;
const LIMIT: &str = "#b9b3a6";
const PEER: &str = "#c98b5a";

/// Every plot, by name.
pub fn charts(rows: &[Row]) -> Vec<(String, String)> {
    let mut charts = Vec::new();
    for profile in profiles(rows) {
        let of: Vec<&Row> = rows.iter().filter(|row| row.profile == profile).collect();
        if let Some(column) = columns(profile)
            .first()
            .filter(|c| c.compared && of.len() > 1)
        {
            let name = profile.replace(" × ", "x").replace(' ', "-");
            charts.push((name, bars(profile, column, &of)));
        }
    }
    let durable: Vec<&Row> = rows
        .iter()
        .filter(|row| row.profile.starts_with("durable"))
        .collect();
    if durable.len() > 1 {
        for column in columns("durable")
            .iter()
            .filter(|c| GROWING.contains(&c.figure))
        {
            charts.push((
                format!("durable-{}", column.figure),
                curve(column, &durable),
            ));
        }
    }
    charts
}

const GROWING: [&str; 3] = ["appends_per_sync", "commands_per_s", "log_share"];

/// One bar for each subject, with its smallest and largest sample.
fn bars(title: &str, column: &Column, rows: &[&Row]) -> String {
    let spreads: Vec<_> = rows
        .iter()
        .filter(|row| row.failed.is_none())
        .filter_map(|row| Some((*row, row.spread(column.figure)?)))
        .collect();
    let largest = spreads
        .iter()
        .map(|(_, spread)| spread.max)
        .fold(f64::MIN_POSITIVE, f64::max);
    let x = |figure: f64| LEFT + (WIDTH - LEFT - RIGHT) * (figure / largest).clamp(0.0, 1.0);
    let mut svg = begin(TOP + BAR * count(spreads.len()) + 10.0, title, column.title);
    for (at, (row, spread)) in spreads.iter().enumerate() {
        let y = TOP + BAR * count(at);
        let colour = match (row.ours, row.limit) {
            (true, _) => OURS,
            (false, true) => LIMIT,
            (false, false) => PEER,
        };
        let middle = y + BAR / 2.0;
        let _ = write!(
            svg,
            r##"<text x="{:.0}" y="{:.0}" text-anchor="end">{}</text><rect x="{LEFT}" y="{:.0}" width="{:.1}" height="{:.0}" fill="{colour}"/><path d="M{:.1} {middle:.0}H{:.1}" stroke="#222"/><text x="{:.1}" y="{:.0}">{:.*}</text>"##,
            LEFT - 8.0,
            middle + 4.0,
            escaped(&row.subject),
            y + 3.0,
            x(spread.median) - LEFT,
            BAR - 6.0,
            x(spread.min),
            x(spread.max),
            x(spread.max) + 6.0,
            middle + 4.0,
            column.digits,
            spread.median * column.scale,
        );
    }
    svg + "</svg>\n"
}

/// A figure over the number of rooms, whose axis is logarithmic.
fn curve(column: &Column, rows: &[&Row]) -> String {
    const HEIGHT: f64 = 260.0;
    let points: Vec<(f64, f64)> = rows
        .iter()
        .filter_map(|row| {
            Some((
                row.median("rooms")?,
                row.median(column.figure)? * column.scale,
            ))
        })
        .collect();
    let largest = points
        .iter()
        .map(|(_, y)| *y)
        .fold(f64::MIN_POSITIVE, f64::max);
    let most = points.iter().map(|(x, _)| *x).fold(2.0, f64::max);
    let x = |rooms: f64| 60.0 + (WIDTH - 140.0) * rooms.max(1.0).ln() / most.ln();
    let y = |figure: f64| TOP + HEIGHT * (1.0 - figure / largest);
    let mut svg = begin(TOP + HEIGHT + 30.0, column.title, "rooms");
    for (rooms, figure) in &points {
        let _ = write!(
            svg,
            r##"<circle cx="{0:.1}" cy="{1:.1}" r="3" fill="{OURS}"/><text x="{0:.1}" y="{2:.1}" text-anchor="middle">{figure:.3$}</text><text x="{0:.1}" y="{4:.0}" text-anchor="middle">{rooms:.0}</text>"##,
            x(*rooms),
            y(*figure),
            y(*figure) - 8.0,
            column.digits,
            TOP + HEIGHT + 20.0,
        );
    }
    svg += &line(points.iter().map(|(rooms, figure)| (x(*rooms), y(*figure))));
    svg + "</svg>\n"
}

#[expect(clippy::cast_precision_loss, reason = "a few rows")]
fn count(rows: usize) -> f64 {
    rows as f64
}
