//! How far a long run has come, for somebody who waits.

use std::time::{Duration, Instant};

use super::super::output::{is_watched, show_progress};

/// Nothing is shown before this much time has passed, nor twice within a fifth of it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts modules, and shows the count on a terminal if it takes long.
pub(super) struct Progress {
    start: Instant,
    shown: Option<Instant>,
    modules: u64,
    is_watched: bool,
}

impl Progress {
    /// Starts the clock.
    pub(super) fn new(is_quiet: bool) -> Self {
        Self { start: Instant::now(), shown: None, modules: 0, is_watched: !is_quiet && is_watched() }
    }

    /// One module more.
    pub(super) fn step(&mut self) {
        self.modules += 1;
        if !self.is_watched || !self.modules.is_multiple_of(256) || self.start.elapsed() < PATIENCE {
            return;
        }
        if self.shown.is_none_or(|shown| shown.elapsed() > PATIENCE / 5) {
            show_progress(&format!("{} modules", self.modules));
            self.shown = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            show_progress("");
        }
    }
}
