//! A graph and all its evidence in one `SQLite` file, which is changed document by document and gives what a fresh build would give.
//!
//! The documents are the atoms: what was found in each ([`Leaf`]) is written as rows that depend on nothing else, and everything that depends
//! on several documents is folded from these rows again where it was touched. `schema.sql` is the documentation of the tables.
//!
//! A store changes as a whole: a new one is written beside its place and then put there, an old one within one transaction, so that a process
//! that is killed leaves what was there before.

mod around;
mod changed;
mod fold;
mod latest;
mod leaf;
mod lock;
mod part;
mod read;
#[cfg(test)]
mod tests;
mod update;
mod ways;

pub use around::{Around, Strongest};
pub use leaf::{Digest, Leaf};
pub use part::{Measure, Part};
pub use read::{Counts, Store};
pub use update::{Changes, Update};

use crate::error::Error;
use rusqlite::{Connection, ErrorCode};
use std::path::Path;
use std::time::Duration;

/// Says in the header of the file that it is a store: `NISB`.
const APPLICATION: i32 = 0x4e49_5342;
/// The version of the tables.
const VERSION: i32 = 2;

/// How long a reader waits for a writer that is just done, and a writer for readers: a whole graph is read in seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a fault of the file means to whom it belongs.
fn fault(path: &Path, error: &rusqlite::Error) -> Error {
    let what = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "cannot write: the disk is full; the store is as it was before".to_owned(),
        Some(ErrorCode::ReadOnly) => "cannot write: the file is read-only; the store is as it was before".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another program has been using this store for a while; try again when it is done".to_owned()
        }
        Some(ErrorCode::NotADatabase) => "is not a store that nisba wrote".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => "the store is damaged; build it again from the documents".to_owned(),
        Some(ErrorCode::CannotOpen) => "cannot be opened".to_owned(),
        Some(ErrorCode::SystemIoFailure) => "cannot be read or written; the store is as it was before".to_owned(),
        _ => format!("the store does not hold what it should: {error}"),
    };
    Error::input(path, what)
}

/// The version of the tables of a store.
fn version(db: &Connection, path: &Path) -> Result<i32, Error> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0)).map_err(|error| fault(path, &error));
    if number("application_id")? != APPLICATION {
        return Err(Error::input(path, "is not a store that nisba wrote"));
    }
    number("user_version")
}

/// Whether a file is a store of this version.
fn check(db: &Connection, path: &Path) -> Result<(), Error> {
    match version(db, path)? {
        VERSION => Ok(()),
        other => Err(Error::input(path, format!("is a store of version {other}, and this nisba reads version {VERSION}; build it again"))),
    }
}
