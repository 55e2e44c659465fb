//! Builds the web client that the program carries inside it, whenever the client's sources changed.
//!
//! So that `cargo run` alone is enough. It needs Node and npm as they are set up on the machine; it
//! names no registry, and writes only into `client-web/node_modules` and `client-web/dist`. With
//! `RONDO_SKIP_CLIENT=1` it builds nothing, and the program carries whatever `dist` holds.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

/// The oldest Node the client's tools run on: major and minor version.
const NODE_MIN: (u32, u32) = (20, 19);
/// What decides about the client's content, besides files named `tsconfig*.json`.
const SOURCES: [&str; 6] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
];
/// In `node_modules`: the lock file it was installed from.
const STAMP: &str = "node_modules/.rondo-package-lock.json";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-env-changed=RONDO_SKIP_CLIENT");
    let client = client();
    if env::var_os("RONDO_SKIP_CLIENT").is_some_and(|skip| skip == "1") {
        println!("cargo::rerun-if-changed={}", client.join("dist").display());
        return ExitCode::SUCCESS;
    }
    watch(&client);
    match build(&client) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("cargo::error={sentence}");
            ExitCode::FAILURE
        }
    }
}

fn client() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    Path::new(&here).join("../client-web")
}

/// Cargo runs this again when one of these changes. A missing one would make it run every time.
fn watch(client: &Path) {
    let listed = fs::read_dir(client).into_iter().flatten().flatten();
    let configs = listed
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("tsconfig") && name.ends_with(".json"));
    for source in SOURCES.map(str::to_owned).into_iter().chain(configs) {
        let path = client.join(source);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
}

fn build(client: &Path) -> Result<(), String> {
    check_node()?;
    if !installed(client) {
        npm(client, &["ci", "--no-audit", "--no-fund"])?;
        fs::copy(client.join("package-lock.json"), client.join(STAMP)).map_err(|error| {
            format!("The client's packages cannot be marked as installed: {error}.")
        })?;
    }
    npm(client, &["run", "build"])
}

fn check_node() -> Result<(), String> {
    let (major, minor) = NODE_MIN;
    let needed =
        format!("Node {major}.{minor} or newer (with npm) is needed to build the web client");
    let answer = Command::new("node")
        .arg("--version")
        .output()
        .map_err(|_| format!("{needed}, and no `node` was found."))?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= NODE_MIN => Ok(()),
        _ => Err(format!("{needed}, and this machine has {version}.")),
    }
}

/// Whether `node_modules` was installed from the lock file as it is now.
fn installed(client: &Path) -> bool {
    let lock = fs::read(client.join("package-lock.json"));
    let stamp = fs::read(client.join(STAMP));
    matches!((lock, stamp), (Ok(lock), Ok(stamp)) if lock == stamp)
}

fn npm(client: &Path, arguments: &[&str]) -> Result<(), String> {
    let command = format!("npm {}", arguments.join(" "));
    let done = Command::new("npm")
        .args(arguments)
        .current_dir(client)
        .output()
        .map_err(|error| format!("`{command}` cannot be run: {error}."))?;
    if done.status.success() {
        return Ok(());
    }
    eprintln!("{}", String::from_utf8_lossy(&done.stdout));
    eprintln!("{}", String::from_utf8_lossy(&done.stderr));
    Err(format!(
        "`{command}` failed in client-web; its words are above."
    ))
}
