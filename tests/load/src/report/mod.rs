//! What comes of a run: a table to read, plots to look at, and a file to compare with later.

mod chart;
mod columns;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
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

/// Sets what an earlier run left in a folder aside, beside it under the next number: nothing of it may
/// stand among the results of another run, and what took an hour is not thrown away.
pub fn set_aside(folder: &Path) -> Result<()> {
    if folder.exists() {
        let numbered = |n: u32| folder.with_extension(n.to_string());
        let free = (1..).map(numbered).find(|to: &PathBuf| !to.exists());
        fs::rename(folder, free.context("no number is free")?)?;
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_run_left_is_set_aside_and_kept() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("long");
        set_aside(&folder).unwrap();
        for run in ["first", "second"] {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("table.md"), run).unwrap();
            set_aside(&folder).unwrap();
            assert!(!folder.exists());
        }
        for (to, run) in [("long.1", "first"), ("long.2", "second")] {
            let kept = fs::read_to_string(place.path().join(to).join("table.md"));
            assert_eq!(kept.unwrap(), run);
        }
    }
}
