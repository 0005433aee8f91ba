//! Where compiled gazetteers of earlier runs lie.

use crate::compile::Cache;
use std::env;
use std::path::PathBuf;

/// The folder that `NISBA_CACHE` names, none where that is empty; otherwise one in the folder that the system has for such files.
pub(super) fn cache() -> Option<Cache> {
    match env::var_os("NISBA_CACHE") {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(Cache::new(folder.into())),
        None => Some(Cache::new(of_system()?.join("nisba"))),
    }
}

fn absolute(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}

#[cfg(windows)]
fn of_system() -> Option<PathBuf> {
    absolute("LOCALAPPDATA")
}

#[cfg(target_os = "macos")]
fn of_system() -> Option<PathBuf> {
    absolute("HOME").map(|home| home.join("Library").join("Caches"))
}

#[cfg(not(any(windows, target_os = "macos")))]
fn of_system() -> Option<PathBuf> {
    absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")))
}
