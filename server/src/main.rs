//! The `rondo` program: reads its settings, starts the server, and says in one sentence why if it
//! cannot.

use std::{io, process::ExitCode};

use clap::Parser;
use futures_util::future::select_all;
use rondo_server::{
    config::{Command, CommandLine},
    demo::{self, NoDemo},
    password::{self, NotRenewed},
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
    let level = match command_line.command {
        // What is printed is to stay on the screen, also while the demo's server answers.
        Some(
            Command::Demo
            | Command::Backup { .. }
            | Command::Restore { .. }
            | Command::Password { .. }
            | Command::Verify { .. },
        ) => Level::WARN,
        None => Level::INFO,
    };
    telemetry::start(level, command_line.log_format);
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
    // Without a terminal the server goes on; everything else was for whoever sat there.
    let hangup = command_line.command.is_some().then(SignalKind::hangup);
    let asks = [SignalKind::terminate(), SignalKind::interrupt()];
    let stop = || told_to_stop(asks.into_iter().chain(hangup));
    let command = command_line.command.clone();
    let config = command_line.config().map_err(CannotStart::from)?;
    match command {
        Some(Command::Demo) => demo::run(config, stop()).await?,
        Some(Command::Backup { to }) => {
            unless(stop(), upkeep::backup(&config.data, &to)).await?;
        }
        Some(Command::Restore { from }) => {
            unless(stop(), upkeep::restore(&from, &config.data)).await?;
        }
        Some(Command::Verify { backup }) => {
            unless(stop(), upkeep::verify(&config.data, backup.as_deref())).await?;
        }
        // While it asks, Ctrl-C ends it as it ends any program.
        Some(Command::Password { email }) => {
            let renewed = password::renew(&config.data, &email, password::ask()?);
            telemetry::tell(&renewed.await?);
        }
        None => {
            let stop = stop();
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
    #[error(transparent)]
    Password(#[from] NotRenewed),
    #[error("Stopped before it was done; nothing was changed.")]
    Stopped,
}

/// Tells what came of some upkeep, unless it is to stop before. What it had begun goes with it.
async fn unless(
    stop: impl Future<Output = ()>,
    upkeep: impl Future<Output = Result<String, NotDone>>,
) -> Result<(), Failed> {
    tokio::select! {
        biased;
        done = upkeep => telemetry::tell(&done?),
        () = stop => return Err(Failed::Stopped),
    }
    Ok(())
}

/// Ready once one of these asks the program to stop. Listens from the moment it is called, so that a
/// word that comes while the server starts is not missed.
fn told_to_stop(asked_by: impl IntoIterator<Item = SignalKind>) -> impl Future<Output = ()> {
    let asked: Vec<_> = asked_by.into_iter().map(signal).collect();
    async {
        select_all(asked.into_iter().map(|asked| Box::pin(heard(asked)))).await;
    }
}

async fn heard(asked: io::Result<Signal>) {
    match asked {
        Ok(mut asked) => drop(asked.recv().await),
        Err(_unheard) => std::future::pending().await,
    }
}
