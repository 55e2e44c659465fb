//! A small disk for one server, which can be filled up and freed while the server runs.
//!
//! As root it is a file system of its own, mounted where nobody but the server sees it. Otherwise
//! the system is told to let the server's files grow no further, which fails its writes alike.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{
    Stage,
    program::{arguments, rondo},
};

/// Size of the disk, as `mount` reads it.
const SIZE: &str = "16m";

/// A small disk.
pub struct Disk {
    /// Keeps the mount for as long as its input stays open. Without one, growth is limited instead.
    holder: Option<Child>,
    mounted_at: PathBuf,
}

impl Disk {
    /// A server whose data folder lies on a small disk.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn stage() -> (Stage, Self) {
        let folder = tempfile::tempdir().unwrap();
        let disk = Self::make(&folder);
        let data = disk.mounted_at.join("data");
        let namespace = disk.holder.as_ref().map(Child::id);
        let launch = move |data: &Path, port| {
            let mut command = match namespace {
                Some(holder) => {
                    let mut inside = Command::new("nsenter");
                    inside.arg(format!("--mount=/proc/{holder}/ns/mnt"));
                    inside
                }
                None => {
                    // Writes are to fail, and not to end the program.
                    let mut limited = Command::new("sh");
                    limited.args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#]);
                    limited
                }
            };
            command.arg(rondo()).args(arguments(data, port));
            command.env_remove("RUST_LOG");
            command
        };
        let stage = Stage::launched(folder, data, Box::new(launch)).await;
        (stage, disk)
    }

    fn make(folder: &TempDir) -> Self {
        let mounted_at = folder.path().join("disk");
        fs::create_dir(&mounted_at).unwrap();
        let mount = format!("mount -t tmpfs -o size={SIZE} rondo \"$0\" && echo ready && read _");
        let mut holder = Command::new("unshare")
            .args(["--mount", "sh", "-c", &mount])
            .arg(&mounted_at)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok();
        let said = holder.as_mut().and_then(|h| h.stdout.take());
        let mut said = said.into_iter().flat_map(|s| BufReader::new(s).lines());
        let ready = said.next().is_some_and(|line| line.is_ok());
        if !ready {
            eprintln!("no disk can be mounted here; the server's files are kept from growing");
        }
        Self {
            holder: holder.filter(|_| ready),
            mounted_at,
        }
    }

    /// Fills the disk to its last byte.
    ///
    /// # Panics
    /// If it does not get full.
    pub fn fill(&self, stage: &Stage) {
        let Some(filler) = self.filler() else {
            return stage.program().limit_file_bytes(Some(0));
        };
        let mut filler = File::create(filler).unwrap();
        let block = [0_u8; 4_096];
        let full = loop {
            if let Err(full) = filler.write_all(&block) {
                break full;
            }
        };
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
    }

    /// Gives the room back. A server that was limited has to be running, or starts without limit.
    ///
    /// # Panics
    /// If it cannot.
    pub fn free(&self, stage: &Stage) {
        match (self.filler(), stage.is_up()) {
            (Some(filler), _) => fs::remove_file(filler).unwrap(),
            (None, true) => stage.program().limit_file_bytes(None),
            (None, false) => {}
        }
    }

    /// The file that takes the room, seen from outside of the mount.
    fn filler(&self) -> Option<PathBuf> {
        let holder = self.holder.as_ref()?.id();
        let inside = self.mounted_at.strip_prefix("/").ok()?;
        let seen_from_here = Path::new("/proc").join(format!("{holder}/root"));
        Some(seen_from_here.join(inside).join("filler"))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Some(holder) = &mut self.holder {
            drop(holder.stdin.take());
            let _ended = holder.wait();
        }
    }
}
