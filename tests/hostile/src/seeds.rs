//! What each trial starts from: the files of `fuzz/seeds`, and what follows from others, so that it
//! cannot grow stale.

use std::{fs, path::Path};

use crate::{commands, stage::Live};

/// One frame of every kind, as the wire's own tests hold it to be.
const CANONICAL: &str = include_str!("../../../protocol/wire/client.jsonl");

/// The seeds of a trial.
#[must_use]
pub fn of(name: &str) -> Vec<Vec<u8>> {
    let mut seeds = files(name);
    match name {
        "frames" => seeds.extend(CANONICAL.lines().map(|line| line.as_bytes().to_vec())),
        // What commands make happen is what a log holds.
        "events" => {
            let logs = files("commands")
                .into_iter()
                .map(|bytes| commands::log(&bytes));
            let logs = logs.chain([Live::new().log]);
            for log in logs {
                let log = serde_json::to_string(&log).unwrap();
                seeds.push(at_the_end_of_numbers(&log).into_bytes());
                seeds.push(log.into_bytes());
            }
        }
        _ => {}
    }
    seeds
}

/// The same with everything that is counted at the last number there is.
fn at_the_end_of_numbers(log: &str) -> String {
    let mut log = log.to_owned();
    for counted in ["alert", "checkin", "line", "turn"] {
        for n in 1..10 {
            for after in [',', '}'] {
                let number = format!(r#""{counted}":{n}{after}"#);
                let last = format!(r#""{counted}":{}{after}"#, u32::MAX);
                log = log.replace(&number, &last);
            }
        }
    }
    log
}

fn files(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds");
    let Ok(files) = fs::read_dir(folder.join(name)) else {
        return Vec::new();
    };
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}
