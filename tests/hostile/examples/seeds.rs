//! Writes the seeds of every trial as files, for the fuzzer: `seeds FOLDER`.

#![allow(clippy::unwrap_used, reason = "a command for developers")]

use std::{env, fs, path::PathBuf};

use rondo_hostile::{TRIALS, seeds};

fn main() {
    let folder = PathBuf::from(env::args_os().nth(1).expect("seeds FOLDER"));
    for (name, _) in TRIALS {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        for (n, seed) in seeds::of(name).iter().enumerate() {
            fs::write(folder.join(format!("seed-{n:03}")), seed).unwrap();
        }
    }
}
