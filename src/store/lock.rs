//! One writer at a time.

use crate::error::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// A file beside a store that is locked while somebody writes. The lock belongs to the process: it goes when the process goes, however it
/// ends, and a file that was left behind hinders nobody.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    /// Takes the lock of a store; `shown` is what the user calls it.
    ///
    /// # Errors
    /// Where another process has it, or no file can be made beside the store.
    pub(super) fn take(shown: &Path, store: &Path) -> Result<Self> {
        let path = beside(store, "lock");
        let failed = |error: &std::io::Error| Error::io(shown, "write", error);
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| failed(&error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::input(shown, "another nisba is writing to this store; try again when it is done"));
                }
                Err(TryLockError::Error(error)) => return Err(failed(&error)),
            }
            // Whoever had it may have removed the file between opening and locking: then the next one would lock another file.
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Nothing hangs on it: a file that stays is locked by nobody.
        let _ = fs::remove_file(&self.path);
    }
}

/// A hidden file beside a store.
pub(super) fn beside(store: &Path, what: &str) -> PathBuf {
    let name = store.file_name().unwrap_or_default().to_string_lossy();
    store.with_file_name(format!(".{name}.{what}"))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Elsewhere an open file cannot be removed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
