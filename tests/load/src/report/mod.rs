//! What comes of a run: a table to read, plots to look at, and a file to compare with later.

mod chart;
mod columns;
mod table;

use std::{fs, path::Path};

use anyhow::Result;
use rondo_load::machine::Machine;
use serde::{Deserialize, Serialize};

use crate::{goals::Goal, rounds::Row};

pub use self::table::table;

/// One run, with everything one must know about it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report {
    pub machine: Machine,
    /// Load averages when the run ended.
    pub load_after: String,
    /// Whether latencies of this run say anything.
    pub latency_claimed: bool,
    pub arguments: Vec<String>,
    pub seed: u64,
    pub rows: Vec<Row>,
    pub goals: Vec<Goal>,
}

impl Report {
    /// Writes results and plots into a folder.
    pub fn write(&self, folder: &Path) -> Result<()> {
        // Plots of an earlier run say nothing about this one.
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        fs::write(
            folder.join("results.json"),
            serde_json::to_string_pretty(self)?,
        )?;
        fs::write(folder.join("table.md"), table(self))?;
        for (name, svg) in chart::charts(&self.rows) {
            fs::write(folder.join(format!("{name}.svg")), svg)?;
        }
        Ok(())
    }
}

/// The profiles in the order in which they were measured.
fn profiles(rows: &[Row]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for row in rows {
        if !names.contains(&row.profile.as_str()) {
            names.push(&row.profile);
        }
    }
    names
}
