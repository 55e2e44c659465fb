//! What a delivery cost when it was last looked at: a build that needs more instructions fails, so that
//! nobody makes the server slower without meaning to.
//!
//! Instructions depend on the compiler, so a baseline holds for the one it was recorded with.
//! `rondo-load --short --record` records a new one; the reason belongs into the commit.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// The recorded counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The compiler, as `rustc --version` says.
    pub rustc: String,
    pub instructions_per_delivery: f64,
}

impl Baseline {
    /// What was recorded, if it holds for this compiler.
    pub fn recorded() -> Option<Self> {
        let recorded: Self = serde_json::from_slice(&fs::read(file()).ok()?).ok()?;
        (Some(&recorded.rustc) == rustc().as_ref()).then_some(recorded)
    }

    /// Records what was counted now.
    pub fn record(instructions_per_delivery: f64) -> Result<()> {
        let baseline = Self {
            rustc: rustc().context("there is no compiler")?,
            instructions_per_delivery: instructions_per_delivery.round(),
        };
        let text = serde_json::to_string_pretty(&baseline)? + "\n";
        Ok(fs::write(file(), text)?)
    }
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("baseline.json")
}

fn rustc() -> Option<String> {
    let said = Command::new("rustc").arg("--version").output().ok()?;
    said.status
        .success()
        .then(|| String::from_utf8_lossy(&said.stdout).trim().to_owned())
}
