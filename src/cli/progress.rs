//! How far the reading is, for somebody who watches.

use super::console::Console;
use super::words::group;
use std::time::{Duration, Instant};

/// A bar on one line of standard error, drawn over and over. Nothing where nobody watches.
pub(super) struct Progress {
    /// Bytes of all inputs; 0 where that is not known.
    total: u64,
    done: u64,
    documents: usize,
    /// When the bar may be drawn next: what is done at once needs none.
    next: Instant,
    drawn: bool,
    shown: bool,
}

const PATIENCE: Duration = Duration::from_millis(500);
const PAUSE: Duration = Duration::from_millis(100);
const WIDTH: u64 = 24;

impl Progress {
    pub(super) fn new(total: u64, console: &Console<'_>) -> Self {
        let shown = console.watched && !console.quiet;
        Self { total, done: 0, documents: 0, next: Instant::now() + PATIENCE, drawn: false, shown }
    }

    /// Counts what has been analysed.
    pub(super) fn add(&mut self, documents: usize, bytes: u64, console: &mut Console<'_>) {
        self.documents += documents;
        self.done += bytes;
        let now = Instant::now();
        if !self.shown || now < self.next {
            return;
        }
        (self.next, self.drawn) = (now + PAUSE, true);
        let documents = group(self.documents as u64);
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
        if std::mem::take(&mut self.drawn) {
            let _ = write!(console.err, "\r\x1b[K");
        }
    }
}
