//! Compiled gazetteers of earlier runs, named after what they were made from. Whatever goes wrong here, a run goes on without.

use crate::gazetteer::{Compiled, Gazetteer, Recipe, write_compiled};
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// All files together take at most so many bytes; the one used longest ago goes first.
const LARGEST: u64 = 1 << 30;
/// A file that a run began to write so long ago will not be finished.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);
/// Begins the names of files that are being written.
const UNFINISHED: &str = ".nisba-";

/// A folder of compiled gazetteers.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    largest: u64,
}

impl Cache {
    /// A folder, which need not exist.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, largest: LARGEST }
    }

    /// The same with room for so many bytes.
    #[cfg(test)]
    pub(super) fn with_room(self, largest: u64) -> Self {
        Self { largest, ..self }
    }

    fn path(&self, recipe: &Recipe) -> PathBuf {
        self.folder.join(format!("{:032x}.gaz", recipe.fingerprint()))
    }

    /// The gazetteer of a recipe, if it is there and whole.
    pub(super) fn find(&self, recipe: &Recipe) -> Option<Gazetteer> {
        let path = self.path(recipe);
        let compiled = Compiled::open(&path).ok().filter(|compiled| compiled.recipe() == recipe)?;
        // Which files were used last decides which ones stay.
        let _ = File::open(&path).and_then(|file| file.set_modified(SystemTime::now()));
        Some(compiled.into_gazetteer())
    }

    /// Keeps a gazetteer for later runs, if that can be done.
    pub(super) fn keep(&self, gazetteer: &Gazetteer, recipe: &Recipe) {
        if self.write(gazetteer, recipe).is_ok() {
            self.make_room(&self.path(recipe));
        }
    }

    fn write(&self, gazetteer: &Gazetteer, recipe: &Recipe) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let beside = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.folder)?;
        let mut out = BufWriter::new(beside);
        write_compiled(gazetteer, recipe, None, &mut out)?;
        out.flush()?;
        let beside = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        beside.persist(self.path(recipe)).map(drop).map_err(|error| error.error)
    }

    /// Removes what was used longest ago until the rest fits, but never the newest file.
    fn make_room(&self, newest: &Path) {
        let mut files: Vec<(SystemTime, PathBuf, u64)> = Vec::new();
        for (entry, data) in fs::read_dir(&self.folder).into_iter().flatten().flatten().filter_map(with_data) {
            let (name, path) = (entry.file_name(), entry.path());
            let modified = data.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let name = name.to_string_lossy();
            if name.starts_with(UNFINISHED) && modified.elapsed().is_ok_and(|age| age > ABANDONED) {
                let _ = fs::remove_file(&path);
            } else if is_ours(&name) {
                files.push((if path == newest { SystemTime::now() } else { modified }, path, data.len()));
            }
        }
        files.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        let mut room = self.largest;
        for (_, path, size) in files {
            match room.checked_sub(size) {
                Some(rest) => room = rest,
                None if path != newest => drop(fs::remove_file(&path)),
                None => room = 0,
            }
        }
    }
}

fn with_data(entry: DirEntry) -> Option<(DirEntry, Metadata)> {
    let data = entry.metadata().ok().filter(Metadata::is_file)?;
    Some((entry, data))
}

/// Whether a file bears a name that this cache gives.
fn is_ours(name: &str) -> bool {
    name.strip_suffix(".gaz").is_some_and(|stem| stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
