//! What has to be built before anything can be measured: the server as it is released, and the peers.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// Where everything was built.
pub struct Built {
    /// The released program.
    pub rondo: PathBuf,
    /// The folder of the peers in Rust.
    pub peers: PathBuf,
    /// The folder of the peers in JavaScript.
    pub node: PathBuf,
    /// The folder for results.
    pub results: PathBuf,
}

/// Builds what is missing or out of date, and says so; the peers only if Rondo is not `alone`.
pub fn build(alone: bool, tell: impl Fn(&str)) -> Result<Built> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()?;
    let own = env::current_exe()?;
    let profile = own.parent().context("this program lies nowhere")?;
    let target = profile.parent().context("this program lies nowhere")?;
    let peers = repository.join("tests/peers");
    let built = Built {
        rondo: match env::var_os("RONDO_BIN") {
            Some(chosen) => chosen.into(),
            None => target.join("release/rondo"),
        },
        peers: target.join("peers/release"),
        node: peers.join("node"),
        results: target.join("load"),
    };
    if env::var_os("RONDO_BIN").is_none() {
        tell("building Rondo");
        let mut command = cargo(target);
        command
            .args(["--package", "rondo-server"])
            .current_dir(&repository);
        run(&mut command)?;
    }
    if !alone {
        tell("building the peers in Rust");
        let mut command = cargo(&target.join("peers"));
        command.current_dir(peers.join("rust"));
        run(&mut command)?;
        tell("installing the peers in JavaScript");
        install(&built.node)?;
    }
    fs::create_dir_all(&built.results)?;
    Ok(built)
}

fn cargo(target: &Path) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["build", "--release", "--locked", "--quiet", "--bins"])
        .env("CARGO_TARGET_DIR", target);
    command
}

/// Installs the packages that the lock file names, if that is not done yet.
fn install(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.rondo-package-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder);
    run(&mut command)?;
    Ok(fs::write(stamp, lock)?)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{:?} cannot be run", command.get_program()))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}
