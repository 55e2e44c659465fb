//! What cargo is asked for: the server, built as this program was, and the simulation, which is a test
//! of the server's.

use std::{
    env, io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

/// Builds the server as this program was built, unless another is chosen (`RONDO_BIN`).
///
/// # Errors
/// If it cannot be built.
pub fn build_server() -> io::Result<()> {
    if env::var_os("RONDO_BIN").is_some() {
        return Ok(());
    }
    let release = (!cfg!(debug_assertions)).then_some("--release");
    let built = cargo("build")?
        .args(["--quiet", "--package", "rondo-server"])
        .args(release)
        .status()?;
    match built.success() {
        true => Ok(()),
        false => Err(io::Error::other("the server cannot be built")),
    }
}

/// Runs the simulation with so many fresh seeds. It prints those that fail. Its overflows are checked,
/// so it is not built as this program is.
///
/// # Errors
/// If cargo does not start.
pub fn simulate(seeds: usize) -> io::Result<ExitStatus> {
    cargo("test")?
        .args(["--quiet", "--package", "rondo-server", "--lib"])
        .args(["sim::fresh", "--", "--nocapture"])
        .env("RONDO_SIM_SEEDS", seeds.to_string())
        .status()
}

fn cargo(what: &str) -> io::Result<Command> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args([what, "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", target()?);
    Ok(command)
}

/// Where cargo puts what it builds: this program lies two deeper.
///
/// # Errors
/// If it lies elsewhere.
pub fn target() -> io::Result<PathBuf> {
    let own = env::current_exe()?;
    let target = own.ancestors().nth(2).map(Path::to_owned);
    target.ok_or_else(|| io::ErrorKind::NotFound.into())
}
