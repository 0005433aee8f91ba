//! How commands end.

use crate::error::Error;
use std::io;

/// A command that came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Done.
    Done,
    /// There is no such thing.
    Nothing,
    /// Wrong use or bad input; everything that there is to say was said.
    Wrong,
    /// Done, but some documents were skipped.
    Skipped,
}

impl Status {
    /// The exit status of the contract.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Nothing => 1,
            Self::Wrong => 2,
            Self::Skipped => 3,
        }
    }
}

/// A command that could not go on.
#[derive(Debug)]
pub(super) enum Failure {
    /// Faults with their places.
    Faults(Vec<Error>),
    /// Standard output took no more.
    Output(io::Error),
}

/// What a command gives.
pub(super) type Outcome = Result<Status, Failure>;

impl Failure {
    /// A wrong use, in words.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Faults(vec![Error::usage(message)])
    }

    /// What to tell the user.
    pub(super) fn messages(&self) -> Vec<String> {
        match self {
            Self::Faults(faults) => faults.iter().map(ToString::to_string).collect(),
            Self::Output(error) => {
                let text = error.to_string();
                vec![format!("cannot write to standard output: {}", text.split(" (os error").next().unwrap_or(&text))]
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Faults(vec![error])
    }
}

impl From<Vec<Error>> for Failure {
    fn from(errors: Vec<Error>) -> Self {
        Self::Faults(errors)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}
