//! What every peer does alike: says where it listens, and ends with whoever started it.
//!
//! The peers are websocket servers as one writes them with a library, rooms by name, and nothing but
//! the relay: no rules, no log, no resume. They stand here to be measured beside.

use std::{
    io::{self, Read, Write},
    net::SocketAddr,
    process::exit,
    thread,
};

/// Tells the starter the port, on one line, and from now on ends once standard input does, so that
/// no peer outlives the program that started it.
pub fn listening(at: SocketAddr) {
    thread::spawn(|| {
        let mut nothing = [0; 64];
        while io::stdin().read(&mut nothing).is_ok_and(|n| n > 0) {}
        exit(0);
    });
    println!("listening {}", at.port());
    io::stdout().flush().expect("the starter listens");
}

/// What one who joined a room is told first.
pub const JOINED: &str = "joined";
