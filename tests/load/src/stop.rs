//! Ctrl-C: noticed at once, obeyed at the next step, so that everything that was started is ended and
//! everything that was written is cleaned up on the way out.

use std::{
    io,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Result, bail};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    flag,
};

static ASKED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// Listens for it from now on. A second one ends the program where it stands.
pub fn listen() -> io::Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        flag::register_conditional_default(signal, Arc::clone(&ASKED))?;
        flag::register(signal, Arc::clone(&ASKED))?;
    }
    Ok(())
}

/// Fails once it was asked for.
pub fn asked() -> Result<()> {
    if ASKED.load(Ordering::Relaxed) {
        bail!("stopped");
    }
    Ok(())
}
