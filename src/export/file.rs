//! Output files appear whole or not at all.

use super::{Format, Options, Table, dossier, write, write_table};
use crate::error::{Error, Result};
use crate::graph::GraphView;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes a view to a file, or to a folder of files, in the format that the name says. The file is written beside its place and then put
/// there; where anything fails, what was there before stays, and nothing else is left.
///
/// # Errors
/// A wrong use for a name of an unknown format; otherwise what the system reports, with the path.
pub fn write_file(view: &GraphView<'_>, path: &Path, options: &Options) -> Result<()> {
    match Format::from_path(path)? {
        Format::Csv => {
            let tables = Table::ALL.map(|table| Part::new(table.file_name(), move |out| write_table(view, table, out)));
            let foreign = |name: &str, _: &Path| Table::ALL.iter().all(|table| name != table.file_name());
            write_folder(path, tables, &foreign)
        }
        Format::Dossiers => write_folder(path, dossier::parts(view), &dossier::is_foreign),
        format => write_whole(path, |out| write(view, format, options, out)),
    }
}

/// What writes a file.
type Writer<'w> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'w>;

/// One file of a folder.
pub(super) struct Part<'w> {
    /// Its name, with `/` where it stands in a folder within.
    name: String,
    writer: Writer<'w>,
}

impl<'w> Part<'w> {
    pub(super) fn new(name: impl Into<String>, writer: impl FnOnce(&mut dyn Write) -> io::Result<()> + 'w) -> Self {
        Self { name: name.into(), writer: Box::new(writer) }
    }

    #[cfg(test)]
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// Writes a file beside its place and then puts it there.
///
/// # Errors
/// What the system reports, with the path.
pub(crate) fn write_whole(path: &Path, writer: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    // A link stays a link: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(there) if there.is_dir() => return Err(Error::input(path, "is a folder; a file was to be written")),
        // A pipe or a device is not to be replaced by a file.
        Ok(there) if !there.is_file() => {
            let file = File::options().write(true).open(&target).map_err(|error| Error::io(path, "write", &error))?;
            return fill(file, writer).map(drop).map_err(|error| Error::io(path, "write", &error));
        }
        _ => {}
    }
    let attempt = move || -> io::Result<()> {
        let beside = temporary(0o666).tempfile_in(folder_of(&target))?;
        let file = beside.as_file().try_clone()?;
        fill(file, writer)?.sync_all()?;
        beside.persist(&target).map(drop).map_err(|error| error.error)
    };
    attempt().map_err(|error| Error::io(path, "write", &error))
}

/// Writes a folder beside its place and then puts it there. `foreign` says of a name and a path whether the file is none that an earlier run
/// wrote: a folder with such a file is left alone.
fn write_folder<'w>(path: &Path, parts: impl IntoIterator<Item = Part<'w>>, foreign: &dyn Fn(&str, &Path) -> bool) -> Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = match fs::metadata(&target) {
        Ok(there) if !there.is_dir() => {
            return Err(Error::input(path, "is a file; this format is a folder, so remove it or choose another name"));
        }
        Ok(_) => {
            only_ours(&target, &target, path, foreign)?;
            true
        }
        Err(_) => false,
    };
    let attempt = || -> io::Result<()> {
        let beside = temporary(0o777).tempdir_in(folder_of(&target))?;
        for part in parts {
            let place = beside.path().join(&part.name);
            fs::create_dir_all(folder_of(&place))?;
            fill(File::create_new(place)?, part.writer)?.sync_all()?;
        }
        if !old {
            fs::rename(beside.path(), &target)?;
            // It has moved: nothing is there to be removed.
            let _ = beside.keep();
            return Ok(());
        }
        // Nothing on every system swaps two folders, so the old one waits beside until the new one is in place.
        let waiting = temporary(0o777).tempdir_in(folder_of(&target))?;
        let aside = waiting.path().join("old");
        fs::rename(&target, &aside)?;
        if let Err(error) = fs::rename(beside.path(), &target) {
            fs::rename(&aside, &target)?;
            return Err(error);
        }
        let _ = beside.keep();
        Ok(())
    };
    attempt().map_err(|error| Error::io(path, "write", &error))
}

/// Refuses a folder that holds anything but files of an earlier run.
fn only_ours(root: &Path, folder: &Path, shown: &Path, foreign: &dyn Fn(&str, &Path) -> bool) -> Result<()> {
    let failed = |error: &io::Error| Error::io(shown, "read", error);
    for entry in fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let kind = entry.file_type().map_err(|error| failed(&error))?;
        if kind.is_dir() && !name.starts_with('.') {
            only_ours(root, &path, shown, foreign)?;
        } else if !kind.is_file() || foreign(&name, &path) {
            return Err(Error::input(shown, format!("holds \"{name}\", which would be lost; choose another name")));
        }
    }
    Ok(())
}

/// Runs a writer over a buffer and reports what the last flush says.
fn fill(file: File, writer: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    writer(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// A hidden neighbour with the permissions that a new file or folder of the user has; temporary ones are private otherwise.
fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nisba-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    builder
}
