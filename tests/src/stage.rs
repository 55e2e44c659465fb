//! One server, its data folder and its log, looked over when the test is done.

use std::{
    fs::{self, File},
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

use rand::RngExt;
use rondo_client::Web;
use tempfile::TempDir;

use crate::{
    CANARY,
    program::{Program, Said, built_in, serving},
    wire,
};

/// Ports for tests: below those that systems hand out by themselves, so that nobody else takes one
/// while a server is down.
const PORTS: std::ops::Range<u16> = 12_000..32_000;

/// Tokens, cookies and tickets that must not be in any log.
pub type Secrets = Arc<Mutex<Vec<String>>>;

/// How to start the server on a data folder and a port.
pub type Launch = Box<dyn Fn(&Path, u16) -> Command + Send>;

/// A server on stage. When it is dropped at the end of a test, it is stopped and its log searched.
pub struct Stage {
    program: Option<Program>,
    launch: Launch,
    data: PathBuf,
    _folder: TempDir,
    port: u16,
    _claim: File,
    /// The logs of earlier runs on the same data.
    earlier: String,
    secrets: Secrets,
    errors_expected: bool,
    /// Everything on standard output so far.
    told: String,
}

impl Stage {
    /// A server that runs on an empty data folder.
    pub async fn new() -> Self {
        Self::on_an_empty_folder(Box::new(serving)).await
    }

    /// A server that logs all it can, and lets its metrics be read.
    pub async fn talkative() -> Self {
        let launch = |data: &Path, port| {
            let mut command = serving(data, port);
            command
                .args(["--metrics", "127.0.0.1:0"])
                .env("RUST_LOG", "trace");
            command
        };
        Self::on_an_empty_folder(Box::new(launch)).await
    }

    async fn on_an_empty_folder(launch: Launch) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        Self::launched(folder, data, launch).await
    }

    /// A server started in another way, on a data folder inside of another, which is deleted in
    /// the end.
    pub async fn launched(folder: TempDir, data: PathBuf, launch: Launch) -> Self {
        let (port, claim) = free_port();
        let mut stage = Self {
            program: None,
            launch,
            data,
            _folder: folder,
            port,
            _claim: claim,
            earlier: String::new(),
            secrets: Secrets::default(),
            errors_expected: false,
            told: String::new(),
        };
        stage.start().await;
        stage
    }

    /// Starts the server on what an earlier one left, and waits until it takes connections.
    ///
    /// # Panics
    /// If it runs already or does not start.
    pub async fn start(&mut self) {
        assert!(self.program.is_none(), "it runs");
        let program = Program::start((self.launch)(&self.data, self.port));
        let mut greeting = program.greeting.clone();
        self.program = Some(program);
        greeting.until(&format!("open at {}", self.origin())).await;
    }

    /// Kills the server where it stands.
    pub fn kill(&mut self) {
        let mut program = self.program.take().unwrap();
        program.kill();
        self.keep_words_of(&program);
    }

    /// Stops the server as the system does, and expects that it ends well. Its people have to be
    /// listening, or it waits for them.
    ///
    /// # Panics
    /// If it ends with an error.
    pub fn stop(&mut self) {
        let mut program = self.program.take().unwrap();
        program.terminate();
        let status = program.ended();
        self.keep_words_of(&program);
        assert!(status.success(), "{status}:\n{}", self.earlier);
    }

    /// Asks the server to stop, and leaves it to that.
    pub fn ask_to_stop(&self) {
        self.program().terminate();
    }

    /// Waits for a server that was asked to stop.
    ///
    /// # Panics
    /// If it ends with an error.
    pub fn stopped(&mut self) {
        let mut program = self.program.take().unwrap();
        let status = program.ended();
        self.keep_words_of(&program);
        assert!(status.success(), "{status}:\n{}", self.earlier);
    }

    /// The running server.
    ///
    /// # Panics
    /// If none runs.
    #[must_use]
    pub fn program(&self) -> &Program {
        self.program.as_ref().unwrap()
    }

    /// Whether a server runs.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.program.is_some()
    }

    /// The log of the running server.
    #[must_use]
    pub fn log(&self) -> Said {
        self.program().log.clone()
    }

    /// Where the server is open, as browsers write it.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// From the next start on the server runs on another data folder, at the same address.
    pub fn moves_to(&mut self, data: PathBuf) {
        self.data = data;
    }

    /// A fresh browser on the server's page.
    #[must_use]
    pub fn browser(&self) -> Web {
        Web::new(&self.origin())
    }

    /// The token of the set-up link in the greeting.
    ///
    /// # Panics
    /// If there is none.
    pub async fn setup_token(&self) -> String {
        let mut greeting = self.program().greeting.clone();
        greeting.until("/#/setup/").await;
        let greeting = greeting.text();
        let link = greeting.lines().find(|line| line.contains("/#/setup/"));
        link.and_then(|link| link.rsplit('/').next())
            .unwrap()
            .to_owned()
    }

    /// What a talkative server counts about itself.
    ///
    /// # Panics
    /// If it does not say where.
    pub async fn metrics(&self) -> String {
        let mut greeting = self.program().greeting.clone();
        greeting.until("/metrics").await;
        let greeting = greeting.text();
        let address = greeting.lines().find_map(|line| {
            let (_, address) = line.split_once("Metrics are at http://")?;
            address.strip_suffix("/metrics")
        });
        let address = address.unwrap().parse().unwrap();
        let answer = wire::request_at(address, "GET /metrics", &[], &[]).await;
        assert_eq!(answer.status, 200);
        String::from_utf8(answer.body).unwrap()
    }

    /// All that servers which have ended told their administrator.
    #[must_use]
    pub fn told(&self) -> &str {
        &self.told
    }

    /// Where people note what must not be in any log.
    #[must_use]
    pub fn secrets(&self) -> Secrets {
        Arc::clone(&self.secrets)
    }

    /// Lets errors stand in the log: this test brings them about.
    pub fn expect_errors(&mut self) {
        self.errors_expected = true;
    }

    fn keep_words_of(&mut self, program: &Program) {
        self.earlier.push_str(&program.log.text());
        self.told.push_str(&program.greeting.text());
    }

    /// What must never be in a log, looked for after every test.
    fn look_over(&self) {
        let log = &self.earlier;
        let faults = log.lines().filter(|line| line.contains(" ERROR "));
        let faults: Vec<_> = faults.collect();
        let excused = self.errors_expected || faults.is_empty();
        assert!(excused, "errors in the log: {faults:#?}");
        let panicked = log.contains("panicked at");
        assert!(!panicked, "the server panicked:\n{log}");
        for (output, text) in [("the log", log), ("the greeting", &self.told)] {
            let leak = text.lines().find(|line| line.contains(CANARY));
            assert_eq!(leak, None, "somebody's words are in {output}");
        }
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        for secret in secrets.iter() {
            let leak = log.lines().find(|line| line.contains(secret));
            assert_eq!(leak, None, "a secret is in the log");
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if std::thread::panicking() {
            if let Some(mut program) = self.program.take() {
                program.kill();
                self.keep_words_of(&program);
            }
            eprintln!("--- the server's log ---\n{}", self.earlier);
            return;
        }
        if self.program.is_some() {
            self.stop();
        }
        self.look_over();
    }
}

/// A port nobody listens on, claimed against other tests for as long as the file is open.
fn free_port() -> (u16, File) {
    let folder = built_in().join("test-ports");
    fs::create_dir_all(&folder).unwrap();
    loop {
        let port = rand::rng().random_range(PORTS);
        let claim = File::create(folder.join(port.to_string())).unwrap();
        if claim.try_lock().is_ok() && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return (port, claim);
        }
    }
}
