//! The `rondo` program: reads its settings, starts the server, and says in one sentence why if it
//! cannot.

use std::process::ExitCode;

use clap::Parser;
use rondo_server::{
    config::{Command, CommandLine},
    start::{CannotStart, Server},
    telemetry,
};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    telemetry::start();
    match run(CommandLine::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            telemetry::complain(&reason.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn run(command_line: CommandLine) -> Result<(), CannotStart> {
    match command_line.command {
        Some(Command::Demo) => return Err(CannotStart::NoDemo),
        None => {}
    }
    let server = Server::start(command_line.config()?).await?;
    telemetry::tell(&server.greeting());
    server.run(told_to_stop()).await;
    Ok(())
}

/// Ready once the terminal (Ctrl-C) or the system (SIGTERM) asks the program to stop.
async fn told_to_stop() {
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut asked) => drop(asked.recv().await),
            Err(_unheard) => std::future::pending().await,
        }
    };
    let interrupt = async {
        match tokio::signal::ctrl_c().await {
            Ok(()) => {}
            Err(_unheard) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = terminate => {}
        () = interrupt => {}
    }
}
