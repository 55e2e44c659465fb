//! A disk in this process: a file, given to the kernel through FUSE, that holds its bytes in memory
//! and remembers everything it is told.
//!
//! A loop device lies on it, and on that a file system. The loop driver passes each write and each
//! flush of the file system on and waits for the answer, nothing in between keeps a write back (no
//! write-back cache is agreed on with the kernel), and one thread answers: so the tape holds what
//! reached the disk, in the order in which the disk answered.

use std::{
    fs::File,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, UNIX_EPOCH},
};

use fuser::{
    BackgroundSession, Config, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags,
    INodeNo, LockOwner, MountOption, OpenFlags, ReplyAttr, ReplyData, ReplyEmpty, ReplyOpen,
    ReplyWrite, Request, WriteFlags,
};

use super::tape::{PAGE, Tape};

/// How long the kernel may remember how big the disk is: it never changes.
const FOREVER: Duration = Duration::from_secs(86_400);

/// The disk, as the kernel and the one who cuts the power see it.
#[derive(Clone)]
pub struct Recorder(Arc<Mutex<Tape>>);

impl Recorder {
    /// A disk that holds this.
    #[must_use]
    pub fn of(first: Vec<u8>) -> Self {
        Self(Arc::new(Mutex::new(Tape::of(first))))
    }

    /// Becomes a file in place of this one, until the session is dropped.
    ///
    /// # Errors
    /// If the system does not allow it.
    pub fn appear(&self, at: &Path) -> io::Result<BackgroundSession> {
        File::create(at)?;
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("rondo-faults".into())];
        fuser::spawn_mount(self.clone(), at, &config)
    }

    /// What it was told.
    pub fn tape(&self) -> MutexGuard<'_, Tape> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Filesystem for Recorder {
    fn getattr(&self, _: &Request, ino: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        let size = self.tape().bytes() as u64;
        let attr = FileAttr {
            ino,
            size,
            blocks: size / 512,
            atime: UNIX_EPOCH,
            mtime: UNIX_EPOCH,
            ctime: UNIX_EPOCH,
            crtime: UNIX_EPOCH,
            kind: FileType::RegularFile,
            perm: 0o600,
            nlink: 1,
            uid: 0,
            gid: 0,
            rdev: 0,
            blksize: PAGE as u32,
            flags: 0,
        };
        reply.attr(&FOREVER, &attr);
    }

    fn open(&self, _: &Request, _: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        reply.opened(FileHandle(0), FopenFlags::FOPEN_DIRECT_IO);
    }

    fn read(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        match usize::try_from(offset) {
            Ok(at) => reply.data(self.tape().read(at, size as usize)),
            Err(_beyond) => reply.error(Errno::EINVAL),
        }
    }

    fn write(
        &self,
        _: &Request,
        _: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let at = usize::try_from(offset).ok();
        match (
            at.map(|at| self.tape().write(at, data)),
            u32::try_from(data.len()),
        ) {
            (Some(true), Ok(written)) => reply.written(written),
            (Some(false) | None, _) | (_, Err(_)) => reply.error(Errno::ENOSPC),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        // Said when the file is closed; it asks for nothing to be durable.
        reply.ok();
    }

    fn fsync(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        self.tape().flush();
        reply.ok();
    }
}
