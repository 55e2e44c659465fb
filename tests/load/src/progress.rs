//! What whoever waits sees: how far it is, and what is being measured now.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error.
pub struct Progress(ProgressBar);

impl Progress {
    /// With so many steps to come.
    #[must_use]
    pub fn of(steps: usize) -> Self {
        let bar = ProgressBar::new(steps as u64);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} · {eta} left · {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_secs(1));
        Self(bar)
    }

    /// Another step begins.
    pub fn step(&self, what: &str) {
        self.0.inc(1);
        self.0.set_message(what.to_owned());
    }

    /// Something to be read, above the bar.
    pub fn tell(&self, words: &str) {
        self.0.suspend(|| {
            use std::io::Write;
            // Whoever closed standard error does not want to read it.
            let _unread = writeln!(std::io::stderr(), "{words}");
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
