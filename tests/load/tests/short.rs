//! What every build is held to: nothing is lost, a burst is joined into few sends, appends share syncs,
//! an idle connection is small, and everybody is back after a kill. Counts and wide ratios, which hold
//! on a noisy machine and for a build without optimisation; the rest is `rondo-load` by itself.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// What has to be among the gates, so that none is left out by being renamed.
const GATES: [&str; 4] = [
    "burst: deliveries for each packet",
    "idle: KiB for each connection",
    "durable: appends/sync in 30 rooms ÷ in one",
    "comeback: the last after the restart, s",
];

#[test]
fn the_short_run_loses_nothing_and_meets_its_gates() {
    let load = Path::new(env!("CARGO_BIN_EXE_rondo-load"));
    let rondo =
        env::var_os("RONDO_BIN").map_or_else(|| load.with_file_name("rondo"), PathBuf::from);
    assert!(
        rondo.is_file(),
        "{} is missing: run `cargo build --bins` first, or name a program in RONDO_BIN.",
        rondo.display()
    );
    let run = Command::new(load)
        .args(["--short", "--alone", "--without", "instructions"])
        .env("RONDO_BIN", rondo)
        .output()
        .unwrap();
    let table = String::from_utf8_lossy(&run.stdout);
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{complaint}\n{table}");
    for gate in GATES {
        let met = |line: &str| line.starts_with(&format!("| {gate}")) && line.ends_with("| met |");
        assert!(table.lines().any(met), "{gate}\n{table}");
    }
}
