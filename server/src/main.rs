//! The `rondo` program: reads its settings, starts the server, and says in one sentence why if it
//! cannot.

use std::{io, process::ExitCode};

use clap::Parser;
use rondo_server::{
    config::{Command, CommandLine},
    demo::{self, NoDemo},
    start::{CannotStart, Server},
    telemetry,
    upkeep::{self, NotDone},
};
use rustix::process::{DumpableBehavior, set_dumpable_behavior};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::Level;

#[tokio::main]
async fn main() -> ExitCode {
    let command_line = CommandLine::parse();
    keep_memory_private();
    telemetry::start(match command_line.command {
        // What is printed is to stay on the screen, also while the demo's server answers.
        Some(
            Command::Demo
            | Command::Backup { .. }
            | Command::Restore { .. }
            | Command::Verify { .. },
        ) => Level::WARN,
        None => Level::INFO,
    });
    match run(command_line).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            telemetry::complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

/// No core dumps, and no look into the memory for another program of the same user: the keys of
/// boxes, and what people say, are there and nowhere else.
fn keep_memory_private() {
    if let Err(error) = set_dumpable_behavior(DumpableBehavior::NotDumpable) {
        telemetry::complain(&format!(
            "A crash could leave this program's memory on the disk: {error}"
        ));
    }
}

async fn run(command_line: CommandLine) -> Result<(), Failed> {
    let stop = told_to_stop();
    let command = command_line.command.clone();
    let config = command_line.config().map_err(CannotStart::from)?;
    match command {
        Some(Command::Demo) => demo::run(config, stop).await?,
        Some(Command::Backup { to }) => {
            telemetry::tell(&upkeep::backup(&config.data, &to).await?);
        }
        Some(Command::Restore { from }) => {
            telemetry::tell(&upkeep::restore(&from, &config.data).await?);
        }
        Some(Command::Verify { backup }) => {
            telemetry::tell(&upkeep::verify(&config.data, backup.as_deref()).await?);
        }
        None => {
            let server = Server::start(config).await?;
            telemetry::tell(&server.greeting());
            server.run(stop).await;
        }
    }
    Ok(())
}

/// Why the program did not do what it was asked.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Start(#[from] CannotStart),
    #[error(transparent)]
    Demo(#[from] NoDemo),
    #[error(transparent)]
    Upkeep(#[from] NotDone),
}

/// Ready once the terminal (Ctrl-C) or the system (SIGTERM) asks the program to stop. Listens from
/// the moment it is called, so that a word that comes while the server starts is not missed.
fn told_to_stop() -> impl Future<Output = ()> {
    let terminate = signal(SignalKind::terminate());
    let interrupt = signal(SignalKind::interrupt());
    async {
        tokio::select! {
            () = heard(terminate) => {}
            () = heard(interrupt) => {}
        }
    }
}

async fn heard(asked: io::Result<Signal>) {
    match asked {
        Ok(mut asked) => drop(asked.recv().await),
        Err(_unheard) => std::future::pending().await,
    }
}
