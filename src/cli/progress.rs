//! How far the reading is, for somebody who watches.

use super::console::Console;
use std::time::{Duration, Instant};

/// A bar on one line of standard error, drawn over and over. Nothing where nobody watches.
pub(super) struct Progress {
    /// Bytes of all inputs; 0 where that is not known.
    total: u64,
    done: u64,
    documents: usize,
    drawn: Option<Instant>,
    shown: bool,
}

const PAUSE: Duration = Duration::from_millis(100);
const WIDTH: u64 = 24;

impl Progress {
    pub(super) fn new(total: u64, console: &Console<'_>) -> Self {
        Self { total, done: 0, documents: 0, drawn: None, shown: console.watched && !console.quiet }
    }

    /// Counts what has been analysed.
    pub(super) fn add(&mut self, documents: usize, bytes: u64, console: &mut Console<'_>) {
        self.documents += documents;
        self.done += bytes;
        if !self.shown || self.drawn.is_some_and(|drawn| drawn.elapsed() < PAUSE) {
            return;
        }
        self.drawn = Some(Instant::now());
        let documents = self.documents;
        let share = |of: u64| (self.done.min(self.total) * of).checked_div(self.total);
        let bar = |full: u64| (0..WIDTH).map(|place| if place < full { '#' } else { '.' }).collect::<String>();
        let line = match share(WIDTH).zip(share(100)) {
            Some((full, percent)) => format!("[{}] {percent:>3} %  {documents} documents", bar(full)),
            None => format!("{documents} documents"),
        };
        let _ = write!(console.err, "\r{line}\x1b[K").and_then(|()| console.err.flush());
    }

    /// Takes the bar away, so that a message starts on a line of its own.
    pub(super) fn clear(&mut self, console: &mut Console<'_>) {
        if self.drawn.take().is_some() {
            let _ = write!(console.err, "\r\x1b[K");
        }
    }
}
