//! What every build is held to: nothing is lost, a burst is joined into few sends, appends share syncs,
//! an idle connection is small, and everybody is back after a kill. Counts and wide ratios, which hold
//! on a noisy machine and for a build without optimisation; the rest is `rondo-load` by itself.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rustix::process::{Pid, Signal};

/// What has to be among the gates, so that none is left out by being renamed.
const GATES: [&str; 4] = [
    "burst: deliveries for each packet",
    "idle: KiB for each connection",
    "durable: appends/sync in 30 rooms ÷ in one",
    "comeback: the last after the restart, s",
];

/// The program, run on the server that the other tests use.
fn load(arguments: &[&str]) -> Command {
    let load = Path::new(env!("CARGO_BIN_EXE_rondo-load"));
    let rondo =
        env::var_os("RONDO_BIN").map_or_else(|| load.with_file_name("rondo"), PathBuf::from);
    assert!(
        rondo.is_file(),
        "{} is missing: run `cargo build --bins` first, or name a program in RONDO_BIN.",
        rondo.display()
    );
    let mut command = Command::new(load);
    command.args(["--short", "--alone"]).args(arguments);
    command.env("RONDO_BIN", rondo);
    command
}

#[test]
fn the_short_run_loses_nothing_and_meets_its_gates() {
    let run = load(&["--without", "instructions"]).output().unwrap();
    let table = String::from_utf8_lossy(&run.stdout);
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{complaint}\n{table}");
    for gate in GATES {
        let met = |line: &str| line.starts_with(&format!("| {gate}")) && line.ends_with("| met |");
        assert!(table.lines().any(met), "{gate}\n{table}");
    }
}

#[test]
fn a_run_that_is_stopped_keeps_what_it_has_measured() {
    let profiles = ["--profile", "durable 1", "--profile", "durable 30"];
    let mut run = load(&profiles);
    let run = run.stderr(Stdio::piped()).stdout(Stdio::null());
    let mut run = run.spawn().unwrap();
    let mut told = BufReader::new(run.stderr.take().unwrap()).lines();
    let measured = |line: &String| line == "measured: durable 1";
    let _first = told.by_ref().map(Result::unwrap).find(measured).unwrap();
    let pid = Pid::from_child(&run);
    rustix::process::kill_process(pid, Signal::INT).unwrap();
    let rest: Vec<String> = told.map(Result::unwrap).collect();
    assert!(!run.wait().unwrap().success());
    assert_eq!(rest, ["1 of 2 profiles are measured: stopped"]);
    let load = Path::new(env!("CARGO_BIN_EXE_rondo-load"));
    let results = load.parent().unwrap();
    let results = results.with_file_name("load/short/results.json");
    let results = fs::read(results).unwrap();
    let results: serde_json::Value = serde_json::from_slice(&results).unwrap();
    let rows = results["rows"].as_array().unwrap();
    let profiles: Vec<_> = rows.iter().map(|row| &row["profile"]).collect();
    assert_eq!(profiles, ["durable 1"]);
}

#[test]
fn a_profile_that_does_not_exist_is_not_measured() {
    let run = load(&["--profile", "relai"]).output().unwrap();
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(!run.status.success());
    assert_eq!(
        complaint,
        "no profile is called so; --list shows them all\n"
    );
}
