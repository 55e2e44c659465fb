//! What is counted while a crowd talks: deliveries, their latencies, and everything that must not
//! happen.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use hdrhistogram::Histogram;

use crate::dialogue::Place;

/// Latencies are told apart to three digits, up to a minute.
const DIGITS: u8 = 3;
const LONGEST_NS: u64 = 60_000_000_000;

/// Counts for one run.
pub struct Tally {
    /// Lines that arrived, each once for each who heard it.
    pub deliveries: u64,
    /// Updates of Rondo's, lines and everything else.
    pub updates: u64,
    /// Lines that arrived a second time at the same place.
    pub again: u64,
    /// Lines of another room.
    pub strangers: u64,
    /// Updates that did not follow what was told before.
    pub gaps: u64,
    refusals: BTreeMap<String, u64>,
    lost: Vec<String>,
    /// Latencies of what was meant to be sent in this span.
    span: (u64, u64),
    latencies: Histogram<u64>,
}

impl Default for Tally {
    fn default() -> Self {
        let latencies = Histogram::new_with_max(LONGEST_NS, DIGITS);
        Self {
            deliveries: 0,
            updates: 0,
            again: 0,
            strangers: 0,
            gaps: 0,
            refusals: BTreeMap::new(),
            lost: Vec::new(),
            span: (u64::MAX, u64::MAX),
            #[expect(clippy::unwrap_used, reason = "the bounds above are fixed and valid")]
            latencies: latencies.unwrap(),
        }
    }
}

impl Tally {
    /// From now on the latencies of lines meant to be sent in this span are kept.
    pub fn time(&mut self, from_ns: u64, until_ns: u64) {
        self.span = (from_ns, until_ns);
        self.latencies.reset();
    }

    pub fn delivered(&mut self, at_ns: u64, now: u64) {
        self.deliveries += 1;
        if (self.span.0..self.span.1).contains(&at_ns) {
            self.latencies.saturating_record(now.saturating_sub(at_ns));
        }
    }

    pub fn refused(&mut self, message: &[u8]) {
        let message = String::from_utf8_lossy(message);
        let code = message
            .split(r#""code":""#)
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        *self
            .refusals
            .entry(code.unwrap_or("?").to_owned())
            .or_default() += 1;
    }

    pub fn lost_connection(&mut self, place: Place, why: &str) {
        self.lost.push(format!(
            "room {} member {}: {why}",
            place.room, place.member
        ));
    }

    /// The latency below which this share of deliveries was, in microseconds.
    pub fn quantile_us(&self, share: f64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most a minute")]
        let ns = self.latencies.value_at_quantile(share) as f64;
        ns / 1_000.0
    }

    /// The longest latency, in microseconds.
    pub fn longest_us(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "at most a minute")]
        let ns = self.latencies.max() as f64;
        ns / 1_000.0
    }

    /// Fails if anything happened that must not: then the figures say nothing.
    pub fn check(&self) -> Result<()> {
        let Self {
            again,
            strangers,
            gaps,
            refusals,
            lost,
            ..
        } = self;
        if let Some(first) = lost.first() {
            bail!("{} connections were lost, the first: {first}", lost.len());
        }
        if *again + *strangers + *gaps > 0 || !refusals.is_empty() {
            bail!(
                "{again} lines came twice, {strangers} to the wrong room, {gaps} updates did not \
                 follow, refused: {refusals:?}"
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_meant_for_the_span_is_timed_and_everything_is_counted() {
        let mut tally = Tally::default();
        tally.time(1_000, 2_000);
        for at in [999, 1_000, 1_999, 2_000] {
            tally.delivered(at, at + 5_000_000);
        }
        assert_eq!(tally.deliveries, 4);
        assert_eq!(tally.latencies.len(), 2);
        assert!((tally.quantile_us(0.5) - 5_000.0).abs() < 10.0);
    }

    #[test]
    fn a_refusal_fails_the_run_and_names_its_code() {
        let mut tally = Tally::default();
        assert!(tally.check().is_ok());
        tally.refused(br#"{"type":"refused","n":1,"code":"too_fast","message":"S"#);
        let said = tally.check().unwrap_err().to_string();
        assert!(said.contains("too_fast"), "{said}");
    }
}
