//! Where a command writes, and what is known of the other side.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::io::Write;

/// The two outputs of a run.
#[expect(clippy::struct_excessive_bools, reason = "what is known of two outputs, and one switch")]
pub struct Console<'a> {
    /// For what was asked for.
    pub out: &'a mut dyn Write,
    /// For everything else.
    pub err: &'a mut dyn Write,
    /// Whether `out` takes colour.
    pub colour: bool,
    /// Whether `err` takes colour.
    pub colour_err: bool,
    /// Columns of the terminal behind `out`, where there is one.
    pub width: Option<usize>,
    /// Whether somebody watches `err`.
    pub watched: bool,
    /// Whether only faults are reported.
    pub quiet: bool,
}

/// Lines are not made longer than anybody reads, nor shorter than a name.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// What people read beside the text of documents.
pub(super) const TITLE: Style = Style::new().bold();
/// The names that a sentence is quoted for.
pub(super) const NAME: Style = AnsiColor::Cyan.on_default().bold();
/// The words that say the relation.
pub(super) const TRIGGER: Style = Style::new().underline();
/// Places, dates, counts.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What is not plainly so.
pub(super) const MARK: Style = AnsiColor::Yellow.on_default();

impl Console<'_> {
    /// How long lines may be.
    pub(super) fn columns(&self) -> usize {
        self.width.unwrap_or(100).clamp(*WIDTHS.start(), *WIDTHS.end())
    }

    /// Words in a style, if `out` takes it.
    pub(super) fn paint(&self, style: Style, words: impl Display) -> String {
        paint(self.colour, style, words)
    }

    /// Something that the user should know; not when quiet.
    pub(super) fn note(&mut self, message: impl Display) {
        if !self.quiet {
            self.tell(AnsiColor::Cyan.on_default(), "note", message);
        }
    }

    /// Something that may not be what the user wants; not when quiet.
    pub(super) fn warn(&mut self, message: impl Display) {
        if !self.quiet {
            self.tell(MARK, "warning", message);
        }
    }

    /// An input that gave no document.
    pub(super) fn skipped(&mut self, message: impl Display) {
        self.tell(MARK, "skipped", message);
    }

    /// Why something could not be done.
    pub(super) fn error(&mut self, message: impl Display) {
        self.tell(AnsiColor::Red.on_default().bold(), "error", message);
    }

    /// A line without a word before it; not when quiet.
    pub(super) fn report(&mut self, message: impl Display) {
        if !self.quiet {
            let _ = writeln!(self.err, "{message}");
        }
    }

    // Nobody can be told that standard error is closed.
    fn tell(&mut self, style: Style, what: &str, message: impl Display) {
        let _ = writeln!(self.err, "{}: {message}", paint(self.colour_err, style, what));
    }
}

/// Words in a style, or plain.
pub(super) fn paint(colour: bool, style: Style, words: impl Display) -> String {
    if colour { format!("{style}{words}{style:#}") } else { words.to_string() }
}
