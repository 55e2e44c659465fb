//! What every plot has in common: SVG written by hand, one size, a few colours; and the plot of
//! figures over time.

use std::fmt::Write;

/// Width of every plot, in its own units.
pub const WIDTH: f64 = 720.0;
/// Where the picture begins below its title.
pub const TOP: f64 = 40.0;
/// The colour of what is ours.
pub const OURS: &str = "#2f6f5e";

/// The beginning of a plot, with its title; `</svg>` ends it.
#[must_use]
pub fn begin(height: f64, title: &str, what: &str) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/><text x="12" y="24" font-size="15" font-weight="bold">{} · {}</text>"##,
        escaped(title),
        escaped(what),
    )
}

/// Text as it may stand in a plot.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A line through these points, given in the plot's own units.
#[must_use]
pub fn line(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (x, y) in points {
        let step = if path.is_empty() { 'M' } else { 'L' };
        let _ = write!(path, "{step}{x:.1} {y:.1}");
    }
    format!(r##"<path d="{path}" fill="none" stroke="{OURS}" stroke-width="2"/>"##)
}

/// One figure over time.
pub struct Panel<'a> {
    /// What it is, with its unit.
    pub title: &'a str,
    /// Minutes and figure, oldest first.
    pub points: Vec<(f64, f64)>,
}

/// Figures over the same time, one below the other, each from zero.
#[must_use]
pub fn over_time(title: &str, what: &str, panels: &[Panel<'_>]) -> String {
    const HEIGHT: f64 = 110.0;
    const GAP: f64 = 34.0;
    const LEFT: f64 = 60.0;
    const RIGHT: f64 = 20.0;
    let all = || panels.iter().flat_map(|panel| &panel.points);
    let minutes = all().map(|point| point.0).fold(f64::MIN_POSITIVE, f64::max);
    let x = |at: f64| LEFT + (WIDTH - LEFT - RIGHT) * at / minutes;
    let (mut body, mut top) = (String::new(), TOP + GAP - 10.0);
    for panel in panels {
        let figures = panel.points.iter().map(|point| point.1);
        let largest = figures.fold(f64::MIN_POSITIVE, f64::max);
        let y = |figure: f64| top + HEIGHT * (1.0 - figure / largest);
        let (zero, right) = (top + HEIGHT, WIDTH - RIGHT);
        let _ = write!(
            body,
            r##"<text x="{LEFT:.0}" y="{:.0}">{}</text><path d="M{LEFT:.0} {top:.0}V{zero:.0}H{right:.0}" fill="none" stroke="#b9b3a6"/><text x="{2:.0}" y="{3:.0}" text-anchor="end">{largest:.0}</text><text x="{2:.0}" y="{zero:.0}" text-anchor="end">0</text>"##,
            top - 8.0,
            escaped(panel.title),
            LEFT - 6.0,
            top + 10.0,
        );
        body += &line(panel.points.iter().map(|(at, figure)| (x(*at), y(*figure))));
        top += HEIGHT + GAP;
    }
    let _ = write!(
        body,
        r##"<text x="{:.0}" y="{:.0}" text-anchor="end">{minutes:.0} minutes</text>"##,
        WIDTH - RIGHT,
        top - GAP + 18.0,
    );
    begin(top, title, what) + &body + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_figure_stands_at_the_top_of_its_panel_and_the_last_at_the_right() {
        let panel = Panel {
            title: "a < b",
            points: vec![(0.0, 5.0), (10.0, 10.0)],
        };
        let svg = over_time("t", "w", &[panel]);
        assert!(svg.contains("a &lt; b"), "{svg}");
        assert!(svg.contains(r#"d="M60.0 119.0L700.0 64.0""#), "{svg}");
        assert!(svg.contains("10 minutes"), "{svg}");
    }
}
