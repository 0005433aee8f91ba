//! The one public error.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, with the place where it went wrong.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    line: Option<usize>,
    column: Option<usize>,
    message: String,
}

/// Broad classes, for callers that react differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io,
    /// An input is not what it should be.
    Input,
    /// A gazetteer pack has a fault.
    Gazetteer,
    /// The command line asks for something that does not exist.
    Usage,
}

/// A result with the crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A file could not be read or written.
    pub fn io(path: &Path, doing: &str, error: &std::io::Error) -> Self {
        Self {
            kind: ErrorKind::Io,
            path: Some(path.into()),
            line: None,
            column: None,
            message: format!("cannot {doing}: {}", describe(error)),
        }
    }

    /// An input is not what it should be.
    pub fn input(path: &Path, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Input, path: Some(path.into()), line: None, column: None, message: message.into() }
    }

    /// A gazetteer row has a fault.
    pub fn gazetteer(path: &Path, message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Gazetteer, path: Some(path.into()), line: None, column: None, message: message.into() }
    }

    /// The command line asks for something that does not exist.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Usage, path: None, line: None, column: None, message: message.into() }
    }

    /// The same error at a line and column, both counted from 1.
    #[must_use]
    pub fn at(mut self, line: usize, column: Option<usize>) -> Self {
        self.line = Some(line);
        self.column = column;
        self
    }

    /// The class of the error.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Line and column, both counted from 1, where they are known.
    pub fn place(&self) -> (Option<usize>, Option<usize>) {
        (self.line, self.column)
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// The words of the operating system without Rust's "(os error N)".
fn describe(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}", path.display())?;
            for place in [self.line, self.column].into_iter().flatten() {
                write!(f, ":{place}")?;
            }
            write!(f, ": ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
