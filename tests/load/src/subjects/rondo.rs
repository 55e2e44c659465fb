//! Rondo: the released program on a data folder of its own, entered as people enter it.
//!
//! Its accounts, groups and invitations are made once for each shape, through its own interface, and
//! the folder they are in is copied for every start. In each room member 0 is the therapist.

mod entrance;
mod household;

use std::{
    cell::RefCell,
    collections::BTreeMap,
    ffi::OsString,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
    sync::Arc,
};

use anyhow::{Context, Result};
use rondo_protocol::SessionId;
use tempfile::TempDir;

pub use self::entrance::{headers, hello};
use self::{
    entrance::{Entrance, Sessions, ticket_request},
    household::{Household, Keys},
};
use super::{Door, Kind, Stage, Subject};
use crate::{
    cpus::Cpus,
    crowd::plan::Shape,
    dialogue::Place,
    http::{self, Http},
    process::Process,
};

/// Members a room can be set to seat, its therapist not counted (`CAPACITY` of the server).
const MEMBERS_MAX: usize = 500;
/// Connections the server holds at once (`CONNECTIONS_MAX` of the server), less a few for requests.
const CONNECTIONS_MAX: usize = 10_240 - 16;
/// One more command of a seat is taken after this (`COMMAND_EVERY_MS` of the server).
const COMMAND_EVERY_NS: u64 = 200_000_000;
/// The name of the thread in the server that appends.
pub const LOG_THREADS: &str = "rondo-log";

/// Where the log stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogOn {
    /// Where it belongs: every append is synced.
    Disk,
    /// In memory, where a sync costs nothing: to see what the disk costs.
    Memory,
}

/// The subject.
pub struct Rondo {
    program: PathBuf,
    folder: PathBuf,
    log: LogOn,
    /// Made once for each shape.
    households: RefCell<BTreeMap<Shape, Rc<Household>>>,
}

impl Rondo {
    /// With its data below this folder.
    pub fn on_disk(program: PathBuf, folder: &Path) -> Self {
        Self::with(program, folder, LogOn::Disk)
    }

    /// With its data in memory, if the system has a file system there.
    pub fn in_memory(program: PathBuf) -> Option<Self> {
        let folder = Path::new("/dev/shm");
        folder
            .is_dir()
            .then(|| Self::with(program, folder, LogOn::Memory))
    }

    fn with(program: PathBuf, folder: &Path, log: LogOn) -> Self {
        Self {
            program,
            folder: folder.to_owned(),
            log,
            households: RefCell::default(),
        }
    }

    /// The folder for its data and for what is found out about it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Starts it so that it can be killed and started again.
    pub fn begin(&self, shape: Shape, cpus: Cpus) -> Result<Running> {
        self.begin_under(&[], shape, cpus)
    }

    /// The same under another program, which is given with its arguments.
    pub fn begin_under(&self, watcher: &[OsString], shape: Shape, cpus: Cpus) -> Result<Running> {
        let household = self.household(shape, cpus)?;
        let folder = self.fresh_folder()?;
        copy(&household.data, &folder.path().join("data"))?;
        let command: Vec<OsString> = watcher
            .iter()
            .cloned()
            .chain([self.program.clone().into()])
            .collect();
        let (process, address) = serve(&command, &folder.path().join("data"), 0, cpus)?;
        Ok(Running {
            command,
            process,
            address,
            keys: Arc::clone(&household.keys),
            sessions: Sessions::of(shape.rooms),
            database: folder.path().join("data/rondo.db"),
            folder,
        })
    }

    fn household(&self, shape: Shape, cpus: Cpus) -> Result<Rc<Household>> {
        if let Some(made) = self.households.borrow().get(&shape) {
            return Ok(Rc::clone(made));
        }
        let folder = self.fresh_folder()?;
        let data = folder.path().join("data");
        let command = [self.program.clone().into()];
        let (process, address) = serve(&command, &data, 0, cpus)?;
        let token = process.said("a link to set it up with", |line| {
            Some(line.split_once("/#/setup/")?.1.trim().to_owned())
        })?;
        let keys = household::furnish(address, &token, shape);
        let keys = keys.with_context(|| process.complaints())?;
        process.end()?;
        let made = Rc::new(Household {
            data,
            keys: Arc::new(keys),
            _folder: folder,
        });
        self.households.borrow_mut().insert(shape, Rc::clone(&made));
        Ok(made)
    }

    fn fresh_folder(&self) -> Result<TempDir> {
        Ok(tempfile::Builder::new()
            .prefix("rondo-load-")
            .tempdir_in(&self.folder)?)
    }
}

impl Subject for Rondo {
    fn name(&self) -> &'static str {
        match self.log {
            LogOn::Disk => "Rondo",
            LogOn::Memory => "Rondo, log in memory",
        }
    }

    fn kind(&self) -> Kind {
        Kind::Ours
    }

    fn declines(&self, shape: Shape) -> Option<String> {
        if shape.size > MEMBERS_MAX + 1 {
            return Some(format!(
                "a room seats at most {MEMBERS_MAX} members and its therapists"
            ));
        }
        (shape.people() > CONNECTIONS_MAX)
            .then(|| format!("the server takes at most {CONNECTIONS_MAX} connections"))
    }

    fn start(&self, shape: Shape, cpus: Cpus) -> Result<Box<dyn Stage>> {
        Ok(Box::new(self.begin(shape, cpus)?))
    }
}

/// Starts the program on a data folder.
fn serve(
    command: &[OsString],
    data: &Path,
    port: u16,
    cpus: Cpus,
) -> Result<(Process, SocketAddr)> {
    let (program, arguments) = command.split_first().context("nothing to start")?;
    let mut command = Command::new(program);
    command.args(arguments);
    let listen = format!("127.0.0.1:{port}");
    command
        .args(["--listen", &listen])
        .arg("--data")
        .arg(data)
        .env_remove("RUST_LOG");
    let process = Process::start(&mut command, cpus)?;
    let address = process.said("where it listens", |line| {
        line.strip_prefix("Rondo listens on ")?
            .split(' ')
            .next()?
            .parse()
            .ok()
    })?;
    Ok((process, address))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Rondo, running.
pub struct Running {
    /// The program, and what it runs under.
    command: Vec<OsString>,
    process: Process,
    pub address: SocketAddr,
    keys: Arc<Keys>,
    sessions: Sessions,
    database: PathBuf,
    folder: TempDir,
}

impl Running {
    /// Kills it where it stands.
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// Starts it again on what is left, at the same address, and waits until it listens.
    pub fn start_again(&mut self, cpus: Cpus) -> Result<()> {
        let data = self.folder.path().join("data");
        (self.process, _) = serve(&self.command, &data, self.address.port(), cpus)?;
        Ok(())
    }

    /// Ends it in order.
    pub fn end(self) -> Result<()> {
        self.process.end()
    }

    /// What somebody needs to come back: the request for a ticket, and the log one was told from.
    pub fn way_back(&self, place: Place) -> Result<(String, SessionId)> {
        let (wanted, cookie) = ticket_request(&self.keys, &self.sessions, place)?;
        let session = self.sessions.of_room(place.room)?;
        Ok((
            http::post(self.address, "/api/ticket", &cookie, &wanted),
            session,
        ))
    }
}

impl Stage for Running {
    fn pid(&self) -> u32 {
        self.process.pid()
    }

    fn door(&self) -> Box<dyn Door> {
        Box::new(Entrance {
            address: self.address,
            http: Http::to(self.address),
            keys: Arc::clone(&self.keys),
            sessions: self.sessions.clone(),
        })
    }

    fn database(&self) -> Option<&Path> {
        Some(&self.database)
    }

    fn rest_ns(&self, lines: usize) -> u64 {
        (lines as u64 + 1) * COMMAND_EVERY_NS
    }

    fn complaints(&self) -> String {
        self.process.complaints()
    }
}
