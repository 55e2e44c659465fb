//! File systems on disks that are files, mounted where nobody else sees them.
//!
//! Everything here happens in a mount namespace of its own, so that whatever becomes of this process,
//! the kernel cleans up.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

/// Size of the disk in bytes: room for the server's files many times over.
const DISK_BYTES: u64 = 64 << 20;

/// Set in the process that runs in a namespace of its own.
const INSIDE: &str = "RONDO_FAULTS_INSIDE";

/// Why power cannot be cut here, in one sentence; none if it can.
#[must_use]
pub fn cannot() -> Option<String> {
    if !rustix::process::geteuid().is_root() {
        return Some("mounting a disk takes root".into());
    }
    for device in ["/dev/fuse", "/dev/loop-control"] {
        if !Path::new(device).exists() {
            return Some(format!("this machine has no {device}"));
        }
    }
    for program in ["mkfs.ext4", "mount", "umount", "unshare"] {
        let found = Command::new("sh")
            .args(["-c", "command -v \"$0\" >/dev/null", program])
            .status();
        if !found.is_ok_and(|found| found.success()) {
            return Some(format!("there is no {program}"));
        }
    }
    let trial = quiet(Command::new("unshare").args(["--mount", "true"]));
    trial
        .err()
        .map(|error| format!("mounts cannot be kept apart: {error}"))
}

/// Runs this program again with the same arguments, in a mount namespace of its own; none if this is
/// already it.
///
/// # Errors
/// If it does not start.
pub fn apart() -> io::Result<Option<ExitStatus>> {
    if env::var_os(INSIDE).is_some() {
        return Ok(None);
    }
    let status = Command::new("unshare")
        .args(["--mount", "--propagation", "private"])
        .arg(env::current_exe()?)
        .args(env::args_os().skip(1))
        .env(INSIDE, "1")
        .status()?;
    Ok(Some(status))
}

/// The bytes of an empty disk with a file system on it.
///
/// # Errors
/// If it cannot be made.
pub fn empty_disk(folder: &Path) -> io::Result<Vec<u8>> {
    let path = folder.join("empty");
    fs::File::create(&path)?.set_len(DISK_BYTES)?;
    // Nothing is left for later, when it would be among what is recorded.
    let options = "lazy_itable_init=0,lazy_journal_init=0";
    quiet(
        Command::new("mkfs.ext4")
            .args(["-q", "-b", "4096", "-E", options])
            .arg(&path),
    )?;
    let bytes = fs::read(&path)?;
    fs::remove_file(path)?;
    Ok(bytes)
}

/// A mounted disk. It is let go when this value goes.
pub struct Mounted(PathBuf);

impl Mounted {
    /// Mounts the disk in this file; a journal that was not finished is replayed.
    ///
    /// # Errors
    /// If the kernel does not take it for a file system.
    pub fn new(disk: &Path, at: &Path) -> io::Result<Self> {
        fs::create_dir_all(at)?;
        quiet(Command::new("mount").args(["-o", "loop"]).arg(disk).arg(at))?;
        Ok(Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Err(error) = quiet(Command::new("umount").arg(&self.0)) {
            eprintln!("{} stays mounted: {error}", self.0.display());
        }
    }
}

/// Runs a command that says nothing unless it fails.
fn quiet(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?}: {}", said.trim())))
}
