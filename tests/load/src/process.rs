//! A server as a process: started on its processor, listened to, and ended by its own id.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::{cpus::Cpus, stop};

/// A server that has not said that it listens, or has not ended, by then is broken.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program. It is killed when this value goes.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
    /// What it wrote to standard error, for when it fails.
    errors: Receiver<String>,
}

impl Process {
    /// Starts a program on the server's processor. Its standard input stays open until it is to end,
    /// and it is no part of the terminal's group, so that Ctrl-C reaches it only through us.
    pub fn start(command: &mut Command, cpus: Cpus) -> Result<Self> {
        use std::os::unix::process::CommandExt;
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        let mut child = cpus
            .on_servers(|| command.spawn())
            .with_context(|| format!("{:?} does not start", command.get_program()))?;
        let lines = listen(child.stdout.take());
        let errors = listen(child.stderr.take());
        Ok(Self {
            child,
            lines,
            errors,
        })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line on standard output of which something can be made.
    pub fn said<T>(&self, what: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        let until = Instant::now() + PATIENCE;
        loop {
            stop::asked()?;
            match self.lines.recv_timeout(Duration::from_millis(100)) {
                Ok(line) => {
                    if let Some(told) = read(&line) {
                        return Ok(told);
                    }
                }
                Err(_) if Instant::now() < until && self.is_up() => {}
                Err(_) => bail!("the server never said {what}:\n{}", self.complaints()),
            }
        }
    }

    fn is_up(&self) -> bool {
        std::path::Path::new(&format!("/proc/{}/stat", self.pid())).exists()
    }

    /// The last of what it wrote to standard error.
    pub fn complaints(&self) -> String {
        let said: Vec<_> = self.errors.try_iter().collect();
        said[said.len().saturating_sub(20)..].join("\n")
    }

    /// Ends it as the system does, and waits.
    pub fn end(mut self) -> Result<()> {
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        let until = Instant::now() + PATIENCE;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > until {
                bail!("the server does not end");
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    /// Kills it where it stands.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already, or is to.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Passes on the lines of an output, so that it never fills up.
fn listen(output: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, lines) = channel();
    if let Some(output) = output {
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody listens any more, but the output must not fill up.
                let _unheard = sender.send(line);
            }
        });
    }
    lines
}
