//! The server as a process: started, listened to, stopped and killed.

use std::{
    env,
    ffi::OsString,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, prlimit};
use tokio::sync::watch;

use crate::{PATIENCE, patiently};

/// What a program said so far on one of its outputs, and a way to wait for more.
#[derive(Clone)]
pub struct Said {
    text: Arc<Mutex<String>>,
    bytes: watch::Receiver<usize>,
}

impl Said {
    fn listen(output: impl Read + Send + 'static) -> (Self, JoinHandle<()>) {
        let text = Arc::<Mutex<String>>::default();
        let (told, bytes) = watch::channel(0);
        let said = Self {
            text: Arc::clone(&text),
            bytes,
        };
        let listener = std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = Vec::new();
            while output.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
                let mut text = lock(&text);
                text.push_str(&String::from_utf8_lossy(&line));
                told.send_replace(text.len());
                line.clear();
            }
        });
        (said, listener)
    }

    /// Everything said so far.
    #[must_use]
    pub fn text(&self) -> String {
        lock(&self.text).clone()
    }

    /// Waits until these words were said.
    ///
    /// # Panics
    /// If the program ends without saying them.
    pub async fn until(&mut self, words: &str) {
        let waiting = async {
            while !lock(&self.text).contains(words) {
                let more = self.bytes.changed().await;
                assert!(
                    more.is_ok() || lock(&self.text).contains(words),
                    "the program ended without saying {words:?}:\n{}",
                    lock(&self.text)
                );
            }
        };
        patiently(words, waiting).await;
    }
}

fn lock(text: &Mutex<String>) -> MutexGuard<'_, String> {
    text.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A running server.
pub struct Program {
    child: Child,
    listeners: Vec<JoinHandle<()>>,
    /// Its standard output: what it tells its administrator.
    pub greeting: Said,
    /// Its standard error: the log.
    pub log: Said,
}

impl Program {
    /// Starts a command that ends up as the server.
    ///
    /// # Panics
    /// If there is no such program.
    #[must_use]
    pub fn start(mut command: Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (greeting, first) = Said::listen(child.stdout.take().unwrap());
        let (log, second) = Said::listen(child.stderr.take().unwrap());
        Self {
            child,
            listeners: vec![first, second],
            greeting,
            log,
        }
    }

    /// The process.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills it where it stands, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.hear_out();
    }

    /// Asks it to stop, as the system does.
    pub fn terminate(&self) {
        kill_process(self.rustix_pid(), Signal::TERM).unwrap();
    }

    /// Waits until it has ended. Blocks: for the end of a test and for programs that refuse to
    /// start.
    ///
    /// # Panics
    /// If it does not end.
    pub fn ended(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > until {
                self.kill();
                panic!("the program did not end:\n{}", self.log.text());
            }
            // The only way to wait for a child and a time without unsafe code.
            std::thread::sleep(Duration::from_millis(2));
        };
        self.hear_out();
        status
    }

    /// From now on no file of it may grow beyond this many bytes; `None` takes the limit away.
    pub fn limit_file_bytes(&self, bytes: Option<u64>) {
        let limit = Rlimit {
            current: bytes,
            maximum: None,
        };
        prlimit(Some(self.rustix_pid()), Resource::Fsize, limit).unwrap();
    }

    fn rustix_pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Lets the listeners take in the last words.
    fn hear_out(&mut self) {
        for listener in self.listeners.drain(..) {
            listener.join().unwrap();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Ended already, in every test that came to its end.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// The program under test: `$RONDO_BIN`, or `rondo` beside this program or, for a test, above it.
///
/// # Panics
/// With one sentence if it is not there.
#[must_use]
pub fn rondo() -> PathBuf {
    let chosen = env::var_os("RONDO_BIN").map(PathBuf::from);
    let path = chosen.unwrap_or_else(|| built_in().join("rondo"));
    assert!(
        path.is_file(),
        "There is no program at {}: build it first with `cargo build -p rondo-server`, or name it \
         in RONDO_BIN.",
        path.display()
    );
    path
}

/// The folder with the built programs: a test lies one deeper, in `deps`.
///
/// # Panics
/// If this program lies nowhere.
#[must_use]
pub fn built_in() -> PathBuf {
    let own = env::current_exe().unwrap();
    let folder = own.parent().unwrap();
    let above = folder.parent().filter(|_| folder.ends_with("deps"));
    above.unwrap_or(folder).to_owned()
}

/// The command that serves `data` at a port of this machine.
#[must_use]
pub fn serving(data: &Path, port: u16) -> Command {
    let mut command = Command::new(rondo());
    command.args(arguments(data, port));
    // Neither settings nor a wish for more log lines of whoever runs the tests.
    command.env_remove("RUST_LOG");
    command
}

/// What to say to the server on its command line.
#[must_use]
pub fn arguments(data: &Path, port: u16) -> [OsString; 4] {
    let listen = format!("127.0.0.1:{port}");
    [
        "--listen".into(),
        listen.into(),
        "--data".into(),
        data.into(),
    ]
}
